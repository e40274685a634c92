"""What a run costs beside the pipeline: reading, process traffic, writing and the manifest, as a share of its time.

The same documents go through the pipeline in a bare loop, through a run in one process, and through a run with a worker
process, each in a fresh process on one core. The clock runs from the first annotation to the last, so that start-up
is left out.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from inputs import middling, words, written
from own import annotated, annotator
from sizes import Sizes
from timing import in_turns, pinned, ratio

import policytext

_LOOP, _HERE, _WORKER = "loop", "here", "worker"
_ROWS = {
    _LOOP: "bare loop over the pipeline",
    _HERE: "run in one process (timeout 0)",
    _WORKER: "run with one worker process",
}


def table(sizes: Sizes) -> str:
    """Return the time a document takes in each way, and what is more than in the bare loop."""
    documents = middling(sizes.overhead, seed=2)
    with tempfile.TemporaryDirectory() as scratch:
        folder = written(documents, Path(scratch, "in"))
        with pinned(1):
            found = in_turns(
                {way: _in_fresh_process(way, folder, Path(scratch)) for way in _ROWS}, sizes.command_rounds
            )
    lines = [
        f"{len(documents)} documents, {words(documents):,} words, {sizes.command_rounds} rounds, fast set, one core",
        "",
        f"{'':<34}{'ms a document':>14}{'overhead':>10}",
    ]
    for way, times in found.items():
        share = 1 - ratio(found[_LOOP], times)
        lines.append(f"{_ROWS[way]:<34}{1000 * statistics.median(times):>14.1f}{share:>10.1%}")
    return "\n".join(lines)


def _in_fresh_process(way: str, folder: Path, scratch: Path) -> Callable[[int], float]:
    def run(number: int) -> float:
        arguments = [sys.executable, __file__, way, str(folder), str(scratch / f"{way}-{number}")]
        return float(subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True).stdout)

    return run


def _loop(folder: Path) -> float:
    documents = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    _, made = annotator("fast")
    annotated(made, documents[:1])
    start = time.perf_counter()
    annotated(made, documents[1:])
    return (time.perf_counter() - start) / (len(documents) - 1)


def _run(folder: Path, output: Path, timeout: int | None) -> float:
    since: list[float] = []

    def progress(done: int, _: int | None) -> None:
        if done == 1:
            since.append(time.perf_counter())

    summary = policytext.annotate_files(
        folder, output, workers=1, base="policytext", timeout=timeout, progress=progress
    )
    return (time.perf_counter() - since[0]) / (summary.documents - 1)


if __name__ == "__main__":
    way, folder, output = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(_loop(folder) if way == _LOOP else _run(folder, output, 0 if way == _HERE else None))
