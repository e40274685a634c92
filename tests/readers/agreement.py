"""How far rendered PDF files, read back, agree with their source: ``python tests/readers/agreement.py FOLDER``."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

from policytext.corpus.markup import read_document
from policytext.document import Document
from policytext.readers import Origin, ReadOptions, reader_for_suffix

DOCUMENTS = Path(__file__).parents[2] / "corpora" / "policytext-nl" / "documents"
# Typewriter quotes and marks of list items look different in print; that is no matter of reading.
_IN_PRINT = str.maketrans({"\u2019": "'", "\u2018": "'", "\xa0": " "})

KindOfLine = tuple[str, int | None]


def agreement(file: Path) -> tuple[int, int]:
    """Return how many lines of text and kind (heading with its level, or other) agree, and of how many.

    The kinds are those of the reader's hints alone. Of source and result, the one with more lines counts.
    """
    wanted, found = source_lines(file), read_lines(file)
    return (wanted & found).total(), max(wanted.total(), found.total())


def source_lines(file: Path) -> Counter[tuple[str, KindOfLine]]:
    """Return the lines of the corpus document that a file ``<id>.<layout>.pdf`` was rendered from."""
    [path] = DOCUMENTS.rglob(f"{file.name.split('.')[0]}.ptm")
    document = read_document(path)
    return Counter(
        (_plain(document.text[line.start : line.end]), _kind(line.kind, line.level)) for line in document.lines
    )


def read_lines(file: Path) -> Counter[tuple[str, KindOfLine]]:
    """Return the lines that the reader finds."""
    reader = reader_for_suffix(".pdf")
    assert reader is not None
    [document] = reader.read(io.BytesIO(file.read_bytes()), Origin(file.stem), ReadOptions())
    assert isinstance(document, Document)
    kinds = {hint.start: _kind(hint.kind, hint.level) for hint in document.hints}
    lines: Counter[tuple[str, KindOfLine]] = Counter()
    start = 0
    for line in document.text.split("\n"):
        if line:
            lines[_plain(line), kinds.get(start, ("other", None))] += 1
        start += len(line) + 1
    return lines


def _plain(text: str) -> str:
    text = f"- {text[2:]}" if text.startswith("• ") else text
    return " ".join(text.translate(_IN_PRINT).split())


def _kind(kind: str, level: int | None) -> KindOfLine:
    return (kind, level) if kind == "heading" else ("other", None)


def main(folder: Path) -> None:
    """Print the agreement of every file, then of every layout and of all."""
    totals: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for file in sorted(folder.glob("*.pdf")):
        good, total = agreement(file)
        print(f"{good / total:.2f}  {good}/{total}  {file.name}")
        for name in (file.name.split(".")[1], "all"):
            totals[name] += total
            agreed[name] += good
    for name, total in sorted(totals.items()):
        print(f"{agreed[name] / total:.3f}  {name}  ({total} lines)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
