"""Scores of the layers that divide a text: line kinds, title, headings and sentence bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.annotation import BLOCK_KINDS
from policytext.evaluation.counts import Counts, Ratio, labelled
from policytext.evaluation.reading import Reading, closest


@dataclass
class StructureScores:
    """Line kinds (each gold line against the block that covers most of it), title, headings, exact sentence bounds."""

    lines: Ratio = field(default_factory=Ratio)
    kinds: dict[str, Counts] = field(default_factory=lambda: labelled(BLOCK_KINDS))
    title: Ratio = field(default_factory=Ratio)
    headings: Counts = field(default_factory=Counts)
    bounds: Ratio = field(default_factory=Ratio)

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document."""
        for line in gold.lines:
            block = closest(line, found.lines)
            kind = block.kind if block else None
            self.lines.add(right=kind == line.kind)
            for label, counts in self.kinds.items():
                counts.add_one(gold=label == line.kind, found=label == kind)
        if gold.title is not None:
            self.title.add(right=gold.title == found.title)
        self.headings.add(_headings(gold), _headings(found))
        places = {(each.start, each.end) for each in found.sentences}
        for sentence in gold.sentences:
            self.bounds.add(right=(sentence.start, sentence.end) in places)


def _headings(reading: Reading) -> set[tuple[int, int]]:
    # Both readings are of one text, so start and end say what the text is.
    return {(line.start, line.end) for line in reading.lines if line.kind == "heading"}
