"""How fast each format is read, beside the library that does most of the work, used bare.

The same documents are written in every format, with their headings as the format has them. The library does as much as
it does alone: it gives text or a tree, without line kinds, guards and checksums. PDF, of which nothing here makes
files, is read from those of the tests. By the clock: the reader of PDF works in a process of its own.
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Callable

from formats import Format, formats
from inputs import originals, words
from sizes import Sizes
from timing import clock_seconds, in_turns, pinned, ratio

from policytext.document import UnreadableDocument
from policytext.readers import Origin, ReadOptions, reader_for_suffix


def table(sizes: Sizes) -> str:
    """Return documents a second of every format, and how many times as long as its library the reader takes."""
    documents = originals()[: sizes.read]
    texts = [document.text for document in documents]
    lines = [
        f"{sizes.rounds} rounds of {len(documents)} documents, {words(texts):,} words, one core",
        "",
        f"{'documents a second':<20}{'reader':>10}{'library':>10}{'times as long':>16}",
    ]
    for suffix, form in formats(documents).items():
        with pinned(1):
            found = in_turns(
                {"reader": _timed(form, _reading(suffix)), "library": _timed(form, form.bare)}, sizes.rounds
            )
        speeds = [len(form.files) / statistics.median(found[name]) for name in ("reader", "library")]
        times = ratio(found["reader"], found["library"])
        lines.append(f"{suffix:<20}{speeds[0]:>10,.0f}{speeds[1]:>10,.0f}{times:>16,.1f}  {form.library}")
    return "\n".join(lines)


def _reading(suffix: str) -> Callable[[bytes], object]:
    reader = reader_for_suffix(suffix)
    assert reader is not None

    def read(data: bytes) -> object:
        try:
            return list(reader.read(io.BytesIO(data), Origin("benchmark"), ReadOptions()))
        except UnreadableDocument:
            # Some PDFs of the tests are there to be refused.
            return []

    return read


def _timed(form: Format, run: Callable[[bytes], object]) -> Callable[[int], float]:
    """Return what reads all files once and says how long that took; imports are done before."""

    def all_files() -> None:
        for data in form.files:
            run(data)

    run(form.files[0])
    return lambda _: clock_seconds(all_files)
