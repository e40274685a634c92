"""Documents as the encoder learns from them: units with their tags and the label of each piece."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.annotation import TAG_LABELS
from policytext.pipeline.encoder.component import LINE_KINDS
from policytext.pipeline.encoder.windows import LIMIT, Unit, Window, units_of, windows
from policytext.pipeline.entities.labels import LABELS
from policytext.training.corpora import RealPart, own_documents, real_windows

Name = tuple[int, int, str]


@dataclass(frozen=True)
class Example:
    """A document, or a run of consecutive sentences of one.

    Attributes:
        document: its name.
        title: the word pieces of its title.
        units: its sentences and lines.
        tags: the probability of each tag of each unit (0 or 1 where somebody has labelled it), None for a line that
            is no sentence of lead or body.
        labels: the label of each piece of each unit, as indices into `LABELS`.
    """

    document: str
    title: list[int]
    units: list[Unit]
    tags: list[tuple[float, ...] | None]
    labels: list[list[int]]


def piece_labels(unit: Unit, text: str, names: Iterable[Name]) -> list[int]:
    """Return the label of each piece of `unit`: that of the entity in which its first letter stands."""
    inside = [name for name in names if name[0] < unit.end and unit.start < name[1]]
    found = []
    for first, last in unit.offsets:
        start, end = unit.start + first, unit.start + last
        while start < end and text[start].isspace():
            start += 1
        name = next((name for name in inside if name[0] <= start < name[1]), None)
        found.append(0 if name is None else LABELS.index(f"{'B' if name[0] == start else 'I'}-{name[2]}"))
    return found


def own_examples(corpus: Path, splits: tuple[str, ...], tokenizer: Any) -> list[Example]:
    """Return the corpus documents of the given splits."""
    found = []
    for document in own_documents(corpus, splits):
        text = document.text
        meta = " ".join(text[line.start : line.end] for line in document.lines if line.kind == "meta")
        title = next((text[line.start : line.end] for line in document.lines if line.kind == "title"), meta[:120])
        tags = {
            sentence.start: tuple(label in sentence.tags for label in TAG_LABELS) for sentence in document.sentences
        }
        sentences = [(sentence.start, sentence.end) for sentence in document.sentences]
        lines = [(line.start, line.end, line.kind == "heading") for line in document.lines if line.kind in LINE_KINDS]
        names = [(entity.start, entity.end, entity.label) for entity in document.entities]
        units = units_of(tokenizer, text, sentences, lines)
        labels = [piece_labels(unit, text, names) for unit in units]
        pieces = tokenizer.encode(title, add_special_tokens=False).ids
        found.append(Example(document.id, pieces, units, [tags.get(unit.start) for unit in units], labels))
    return found


def real_examples(data: Path, tokenizer: Any, part: RealPart = "learned") -> list[Example]:
    """Return the windows of labelled real sentences, if they are at hand; the genre stands in for the title."""
    found = []
    for document, genre, rows in real_windows(data, part):
        places, names, text = [], [], ""
        for row in rows:
            start = len(text)
            text += row["text"] + "\n"
            places.append((start, start + len(row["text"])))
            names += [(start + each["start"], start + each["end"], each["label"]) for each in row["entities"]]
        units = units_of(tokenizer, text, places, [])
        tags: list[tuple[float, ...] | None] = [tuple(label in row["tags"] for label in TAG_LABELS) for row in rows]
        labels = [piece_labels(unit, text, names) for unit in units]
        found.append(Example(document, tokenizer.encode(genre, add_special_tokens=False).ids, units, tags, labels))
    return found


@dataclass(frozen=True)
class Chance:
    """How windows are cut by chance: `short`, `bare` and `alone` are the shares of documents as in `Recipe`."""

    random: random.Random
    short: float
    bare: float
    alone: float


def batches(
    examples: Sequence[Example], size: int, chance: Chance | None = None
) -> Iterator[list[tuple[Example, Window]]]:
    """Yield batches of windows of about one length.

    Args:
        examples: what the windows are cut from.
        size: word pieces in a batch, padding included.
        chance: for training: windows are cut anew every time, and the batches shuffled.
    """
    cut = [(example, window) for example in examples for window in _cut(example, chance)]
    cut.sort(key=lambda pair: len(pair[1].ids) + (chance.random.random() * 10 if chance else 0))
    found: list[list[tuple[Example, Window]]] = [[]]
    for pair in cut:
        if found[-1] and (len(found[-1]) + 1) * len(pair[1].ids) > size:
            found.append([])
        found[-1].append(pair)
    if chance:
        chance.random.shuffle(found)
    yield from found


def _cut(example: Example, chance: Chance | None) -> Iterator[Window]:
    if chance is None:
        return windows(example.units, example.title)
    draw = chance.random
    if draw.random() < chance.alone:
        return windows(example.units, [], 0, neighbours=False)
    low, high = (LIMIT // 8, LIMIT // 2) if draw.random() < chance.short else (LIMIT * 2 // 3, LIMIT)
    title = [] if draw.random() < chance.bare else example.title
    return windows(example.units, title, draw.randint(low, high), draw.random() >= chance.bare)
