"""The figures that scores are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any


@dataclass
class Counts:
    """Hits, false alarms and misses of one label."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, gold: AbstractSet[Any], found: AbstractSet[Any]) -> None:
        """Count what the two sets share and what only one of them has."""
        self.hits += len(gold & found)
        self.false += len(found - gold)
        self.missed += len(gold - found)

    def add_one(self, *, gold: bool, found: bool) -> None:
        """Count one yes-or-no decision; two times no counts for nothing."""
        self.hits += gold and found
        self.false += found and not gold
        self.missed += gold and not found

    @property
    def support(self) -> int:
        """How often the label stands in the gold."""
        return self.hits + self.missed

    @property
    def occurs(self) -> bool:
        """Whether gold or annotations have the label at all."""
        return bool(self.hits or self.false or self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0..1; 0 where nothing was found."""
        return _share(self.hits, self.hits + self.false)

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0..1; 0 where there is no gold."""
        return _share(self.hits, self.support)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall, 0..1."""
        return _share(2 * self.hits, 2 * self.hits + self.false + self.missed)

    def to_dict(self) -> dict[str, float | int]:
        """Return the figures as plain data, rounded to four digits."""
        figures = {"precision": self.precision, "recall": self.recall, "f": self.f}
        return {name: round(value, 4) for name, value in figures.items()} | {"support": self.support}


@dataclass
class Ratio:
    """How many of `total` are right."""

    right: int = 0
    total: int = 0

    def add(self, *, right: bool) -> None:
        """Count one case."""
        self.right += right
        self.total += 1

    @property
    def value(self) -> float:
        """The share that is right, 0..1; 0 where there are no cases."""
        return _share(self.right, self.total)

    def to_dict(self) -> dict[str, float | int]:
        """Return the figures as plain data, rounded to four digits."""
        return {"value": round(self.value, 4), "right": self.right, "total": self.total}


def labelled(labels: Iterable[str]) -> dict[str, Counts]:
    """Return empty counts for every label."""
    return {label: Counts() for label in labels}


def macro_f(counts: Collection[Counts]) -> float:
    """Return the mean F of the labels that occur, 0..1; 0 where none does."""
    scores = [each.f for each in counts if each.occurs]
    return sum(scores) / len(scores) if scores else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
