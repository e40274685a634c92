"""How far scores are from the share of times that they are right."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_BINS = 10
_DRAWS = 200


@dataclass(frozen=True)
class Bin:
    """Tags with scores from `low` to a tenth above: how many, their mean score, and the share that is right."""

    low: float
    count: int
    mean: float
    right: float


@dataclass
class Calibration:
    """The expected calibration error of scores (Naeini et al. 2015, "Obtaining well calibrated probabilities")."""

    _bins: list[list[tuple[float, bool]]] = field(default_factory=lambda: [[] for _ in range(_BINS)])

    def add(self, score: float, *, right: bool) -> None:
        """Count one tag with its score in 0..1."""
        self._bins[min(int(score * _BINS), _BINS - 1)].append((score, right))

    @property
    def total(self) -> int:
        """How many tags were counted."""
        return sum(map(len, self._bins))

    def bins(self) -> list[Bin]:
        """Return the ten equal bins of a reliability curve; an empty one has mean and share 0."""
        return [
            Bin(
                place / _BINS,
                len(each),
                sum(score for score, _ in each) / max(1, len(each)),
                sum(right for _, right in each) / max(1, len(each)),
            )
            for place, each in enumerate(self._bins)
        ]

    @property
    def error(self) -> float | None:
        """The mean distance between score and share right over ten equal bins, weighted by size; None without tags."""
        if not self.total:
            return None
        return sum(abs(sum(score - right for score, right in each)) for each in self._bins) / self.total

    @property
    def by_chance(self) -> float | None:
        """The error that such scores would show on the average if each were exactly right; None without tags.

        Few tags in ten bins lie beside their mean by chance alone. Two hundred draws, the same every time.
        """
        if not self.total:
            return None
        chance = random.Random(1)
        errors = 0.0
        for _ in range(_DRAWS):
            errors += sum(abs(sum(score - (chance.random() < score) for score, _ in each)) for each in self._bins)
        return errors / _DRAWS / self.total
