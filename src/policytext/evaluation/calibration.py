"""How far scores are from the share of times that they are right."""

from __future__ import annotations

from dataclasses import dataclass, field

_BINS = 10


@dataclass
class Calibration:
    """The expected calibration error of the tags that an annotation lists.

    Tags below the model's threshold are not in the format, so the error says whether a listed 0.8 is right in 80% of
    cases, and nothing of what was left out.
    """

    _bins: list[list[tuple[float, bool]]] = field(default_factory=lambda: [[] for _ in range(_BINS)])

    def add(self, score: float, *, right: bool) -> None:
        """Count one tag with its score in 0..1."""
        self._bins[min(int(score * _BINS), _BINS - 1)].append((score, right))

    @property
    def error(self) -> float | None:
        """The mean distance between score and share right over ten equal bins, weighted by size; None without tags."""
        total = sum(map(len, self._bins))
        if not total:
            return None
        return sum(abs(sum(score - right for score, right in each)) for each in self._bins) / total
