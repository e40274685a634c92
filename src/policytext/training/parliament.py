"""A second test of the entities: motions and letters of parliament that others have annotated, after mapping.

The file (``ner/parliament_gold.iob2.tsv.gz`` in the third-party data, of a bachelor's thesis) has other labels than
ours: PER holds function titles too, ORG parties and ministries, MISC laws, documents, adjectives and projects alike,
and a minister's title and name are two entities. So ours are joined to its PER, ORG and LOC, and what neither side can
be held to is left out: MISC and whatever of ours touches it, our laws, documents and dates, ministers, whose bounds
differ by rule, and bodies that a common noun stands for.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policytext.annotation import Source
from policytext.document import Document, Hint
from policytext.evaluation.counts import Counts
from policytext.pipeline import annotate_document, load

PARLIAMENT = "ner/parliament_gold.iob2.tsv.gz"

_OURS = {"PERSON": "PER", "ORG": "ORG", "PARTY": "ORG", "MINISTRY": "ORG", "LOC": "LOC", "MINISTER": "MISC"}
_COMMON = frozenset(
    ("kamer", "de kamer", "commissie", "de commissie", "raad", "de raad", "rijk", "het rijk", "rijksoverheid", "bureau")
)
_OFFICES = ("minister", "staatssecretaris", "de minister", "de staatssecretaris")
_PAGE = 40
_NO_SPACE_BEFORE = frozenset(",.;:)?!%”’")
_NO_SPACE_AFTER = frozenset("(“‘")

Name = tuple[int, int, str]


@dataclass(frozen=True)
class Line:
    """A sentence of the file as text, with its entities (start and end in code points, label)."""

    text: str
    names: list[Name]


def read_lines(path: Path) -> list[Line]:
    """Return the sentences of an IOB2 file, one token and label a line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        sentences = file.read().split("\n\n")
    return [_line(sentence.strip("\n").split("\n")) for sentence in sentences if sentence.strip()]


def _line(rows: list[str]) -> Line:
    text, names = "", list[Name]()
    for row in rows:
        token, _, tag = row.rpartition("\t")
        glued = not text or token in _NO_SPACE_BEFORE or text[-1] in _NO_SPACE_AFTER
        text += token if glued else f" {token}"
        start, end = len(text) - len(token), len(text)
        if tag.startswith("B-"):
            names.append((start, end, tag[2:]))
        elif tag.startswith("I-") and names:
            names[-1] = (names[-1][0], end, names[-1][2])
    return Line(text, names)


def score(models: str, path: Path) -> dict[str, Counts]:
    """Return strict counts of PER, ORG and LOC for a set of models; every sentence is a line of running text."""
    nlp = load("policytext", models)
    found = {label: Counts() for label in ("PER", "ORG", "LOC")}
    for text, names in _pages(read_lines(path)):
        lines = [(start, start + len(line)) for start, line in _starts(text)]
        hints = tuple(Hint(start, end, "body") for start, end in lines)
        document = Document("page", text, Source(sha256=""), hints=hints, line_kinds_complete=True)
        annotation = annotate_document(nlp, document)
        _count(found, text, names, [(each.start, each.end, each.label) for each in annotation.entities])
    return found


def _pages(lines: list[Line]) -> Iterator[tuple[str, list[Name]]]:
    for first in range(0, len(lines), _PAGE):
        text, names = "", list[Name]()
        for line in lines[first : first + _PAGE]:
            names += [(len(text) + start, len(text) + end, label) for start, end, label in line.names]
            text += line.text + "\n\n"
        yield text, names


def _starts(text: str) -> Iterator[tuple[int, str]]:
    place = 0
    for line in text.split("\n"):
        if line:
            yield place, line
        place += len(line) + 1


def _count(found: dict[str, Counts], text: str, gold: list[Name], ours: list[Name]) -> None:
    gold = [(start, end, _gold_label(text[start:end], label)) for start, end, label in gold]
    mapped = [(start, end, _OURS[label]) for start, end, label in ours if label in _OURS]
    left_out = [name for name in (*gold, *mapped) if name[2] == "MISC" or text[name[0] : name[1]].lower() in _COMMON]
    wanted, given = (
        {n for n in names if not any(n[0] < end and start < n[1] for start, end, _ in left_out)}
        for names in (gold, mapped)
    )
    for name in wanted | given:
        found[name[2]].add_one(gold=name in wanted, found=name in given)


def _gold_label(text: str, label: str) -> str:
    return "MISC" if label == "PER" and text.lower().startswith(_OFFICES) else label


def table(data: Path) -> str | None:
    """Return P, R and F of both sets of models, None where the data are not at hand."""
    path = data / PARLIAMENT
    if not path.is_file():
        return None
    lines = [f"{'':<10}{'accurate: P':>14}{'R':>8}{'F':>8}{'fast: P':>12}{'R':>8}{'F':>8}{'n':>6}"]
    accurate, fast = score("accurate", path), score("fast", path)
    for label, first in accurate.items():
        second = fast[label]
        cells = f"{first.precision:>14.3f}{first.recall:>8.3f}{first.f:>8.3f}"
        cells += f"{second.precision:>12.3f}{second.recall:>8.3f}{second.f:>8.3f}"
        lines.append(f"{label:<10}{cells}{first.support:>6}")
    return "\n".join(lines)
