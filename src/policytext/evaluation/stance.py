"""Scores of the tags of sentences and sections, and of holders and targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.annotation import TAG_LABELS
from policytext.evaluation.calibration import Calibration
from policytext.evaluation.counts import Counts, labelled
from policytext.evaluation.reading import Reading, closest


@dataclass
class RoleScores:
    """Of the gold sentences that name a holder (or target): how many there are, are given one, the right one."""

    total: int = 0
    given: int = 0
    right: int = 0

    def add(self, gold: str, found: str | None) -> None:
        """Count one; right is a text that holds the gold one or lies within it, in whatever case."""
        self.total += 1
        if found:
            self.given += 1
            self.right += found.lower() in gold.lower() or gold.lower() in found.lower()

    def to_dict(self) -> dict[str, int]:
        """Return the figures as plain data."""
        return {"total": self.total, "given": self.given, "right": self.right}


@dataclass
class StanceScores:
    """Tags of gold sentences and sections.

    A gold sentence is given the tags of all sentences found that share half with it, so that a wrong bound does not
    cost a tag too. Tags on sentences that are none in the gold (of a menu, say) count apart, as `stray`.

    Calibration is looked at in two ways. Tags below the model's threshold are not in the format: that of the listed
    ones says whether a listed 0.8 is right in 80% of cases, and nothing of what was left out; that of every gold
    sentence and tag takes a tag that is not listed for one of score 0.
    """

    sentences: dict[str, Counts] = field(default_factory=lambda: labelled(TAG_LABELS))
    sections: dict[str, Counts] = field(default_factory=lambda: labelled(TAG_LABELS))
    stray: int = 0
    calibration: Calibration = field(default_factory=Calibration)
    calibration_of_every: Calibration = field(default_factory=Calibration)
    holders: RoleScores = field(default_factory=RoleScores)
    targets: RoleScores = field(default_factory=RoleScores)

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document."""
        self._add_sentences(gold, found)
        for section in gold.passages:
            given = {label for each in found.passages if section.mostly(each) for label in each.tags}
            for label, counts in self.sections.items():
                counts.add_one(gold=label in section.tags, found=label in given)
        for sentence in gold.sentences:
            best = closest(sentence, found.sentences)
            if sentence.holder:
                self.holders.add(sentence.holder, best.holder if best else None)
            if sentence.target:
                self.targets.add(sentence.target, best.target if best else None)

    def _add_sentences(self, gold: Reading, found: Reading) -> None:
        for sentence in gold.sentences:
            given: dict[str, float] = {}
            for each in found.sentences:
                if each.tags and sentence.mostly(each):
                    given |= {label: max(score, given.get(label, 0.0)) for label, score in each.tags.items()}
            for label, counts in self.sentences.items():
                counts.add_one(gold=label in sentence.tags, found=label in given)
                self.calibration_of_every.add(given.get(label, 0.0), right=label in sentence.tags)
        for statement in found.sentences:
            if not statement.tags:
                continue
            under = [each for each in gold.sentences if statement.mostly(each)]
            self.stray += not under
            for label, score in statement.tags.items():
                self.calibration.add(score, right=any(label in each.tags for each in under))
