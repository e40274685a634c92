"""One annotation of a document, gold or found, reduced to what is compared.

Offsets are code points into the document's text, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from policytext.pipeline.layers import BlockData


@dataclass(frozen=True)
class Stretch:
    """A stretch of text."""

    start: int
    end: int

    def overlap(self, other: Stretch) -> int:
        """Return how many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def mostly(self, other: Stretch) -> bool:
        """Whether the two share at least half of the shorter one."""
        shared = self.overlap(other)
        return shared > 0 and 2 * shared >= min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True)
class Line(Stretch):
    """A non-empty line without the space around it."""

    kind: str
    level: int | None = None


@dataclass(frozen=True)
class Statement(Stretch):
    """A sentence; `tags` maps labels to scores in 0..1, holder and target are their texts."""

    tags: dict[str, float] = field(default_factory=dict)
    holder: str | None = None
    target: str | None = None


@dataclass(frozen=True)
class Passage(Stretch):
    """A section that holds sentences, with the labels of their tags."""

    tags: frozenset[str]


@dataclass(frozen=True)
class Name(Stretch):
    """An entity mention."""

    label: str


@dataclass(frozen=True)
class Teaser:
    """A related article: its title and its topic codes, main one first."""

    title: str
    topics: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """Every layer of one document. `title` is its text, `topics` are codes, main one first."""

    id: str
    text: str
    date: str | None = None
    title: str | None = None
    topics: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Statement, ...] = ()
    names: tuple[Name, ...] = ()
    related: tuple[Teaser, ...] = ()


S = TypeVar("S", bound=Stretch)


def closest(stretch: Stretch, others: Iterable[S]) -> S | None:
    """Return the one of `others` that shares most with `stretch`, the first of equals, None where none shares any."""
    best = max(others, key=stretch.overlap, default=None)
    return best if best is not None and stretch.overlap(best) else None


def passages_of(lines: Sequence[Line], sentences: Sequence[Statement]) -> tuple[Passage, ...]:
    """Return the sections that `lines` make and that hold sentences, each with the tags of those."""
    from policytext.pipeline.sections import build_sections

    blocks: list[BlockData] = [
        {"start": line.start, "end": line.end, "kind": line.kind, "level": line.level} for line in lines
    ]
    found = []
    for section in build_sections(blocks):
        within = [each for each in sentences if section["start"] <= each.start < section["end"]]
        if within:
            tags = frozenset(label for each in within for label in each.tags)
            found.append(Passage(section["start"], section["end"], tags))
    return tuple(found)
