"""Scores of entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.annotation import ENTITY_LABELS
from policytext.evaluation.counts import Counts, labelled
from policytext.evaluation.reading import Name, Reading

_ZONES = ("title", "lead", "heading", "body", "related")


@dataclass
class EntityScores:
    """Entities of the nine labels, in the kinds of lines that gold has them in.

    Strict asks for the same bounds and label, partial for some overlap with a mention of the same label.
    """

    strict: dict[str, Counts] = field(default_factory=lambda: labelled(ENTITY_LABELS))
    partial: dict[str, Counts] = field(default_factory=lambda: labelled(ENTITY_LABELS))

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document."""
        zones = [line for line in gold.lines if line.kind in _ZONES]
        names = [name for name in found.names if any(name.overlap(zone) for zone in zones)]
        for label in ENTITY_LABELS:
            expected = [name for name in gold.names if name.label == label]
            given = [name for name in names if name.label == label]
            self.strict[label].add(set(expected), set(given))
            hits = _touched(expected, given)
            partial = self.partial[label]
            partial.hits += hits
            partial.missed += len(expected) - hits
            partial.false += len(given) - _touched(given, expected)

    @property
    def strict_all(self) -> Counts:
        """The strict counts of all labels together."""
        return _sum(self.strict)

    @property
    def partial_all(self) -> Counts:
        """The partial counts of all labels together."""
        return _sum(self.partial)


def _touched(names: list[Name], others: list[Name]) -> int:
    return sum(any(name.overlap(other) for other in others) for name in names)


def _sum(counts: dict[str, Counts]) -> Counts:
    each = counts.values()
    return Counts(sum(one.hits for one in each), sum(one.false for one in each), sum(one.missed for one in each))
