"""The sentence tags that independent annotators gave, side by side in one CSV file, and how far they agree."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policytext.annotation import TAG_LABELS
from policytext.corpus.comparison import Comparison, figures
from policytext.corpus.markup import TAG_LETTERS

COLUMNS = ("document", "sentence", "first", "second")


class PassesError(ValueError):
    """A file of passes cannot be used; the message names file, line and cause."""


@dataclass(frozen=True)
class TwoPasses:
    """What two annotators said of one sentence.

    Attributes:
        document: the id of the document.
        sentence: the number of the sentence in it, from 1.
        first, second: the tags that each gave.
    """

    document: str
    sentence: int
    first: frozenset[str]
    second: frozenset[str]


def read_passes(path: Path) -> list[TwoPasses]:
    """Read a CSV file with the columns document, sentence, first and second; tags are the letters R, P and C.

    Raises:
        PassesError: a column is missing, or a row has no number or other letters.

    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            msg = f"{path}: the columns {', '.join(COLUMNS)} are expected"
            raise PassesError(msg)
        return [_passes(row, f"{path}:{rows.line_num}") for row in rows]


def _passes(row: dict[str, str], place: str) -> TwoPasses:
    try:
        first, second = (frozenset(TAG_LETTERS[letter] for letter in row[name]) for name in ("first", "second"))
        return TwoPasses(row["document"], int(row["sentence"]), first, second)
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{place}: a sentence number and tag letters ({', '.join(TAG_LETTERS)}) expected ({error})"
        raise PassesError(msg) from None


def tag_comparisons(passes: Iterable[TwoPasses]) -> list[Comparison]:
    """Return one comparison a tag."""
    comparisons = {label: Comparison(f"tag {label}") for label in TAG_LABELS}
    for each in passes:
        for label, comparison in comparisons.items():
            comparison.answer(*(label if label in tags else None for tags in (each.first, each.second)))
    return list(comparisons.values())


def passes_table(passes: Iterable[TwoPasses]) -> str:
    """Return kappa and F of every tag as aligned text."""
    found = list(passes)
    documents = len({each.document for each in found})
    return "\n".join(
        [f"{len(found):,} sentences of {documents} documents tagged twice", "", figures(tag_comparisons(found))]
    )
