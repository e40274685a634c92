"""The scores of a set of documents, as a table and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policytext.evaluation.counts import Counts, Ratio, macro_f
from policytext.evaluation.names import EntityScores
from policytext.evaluation.reading import Reading
from policytext.evaluation.stance import RoleScores, StanceScores
from policytext.evaluation.structure import StructureScores
from policytext.evaluation.subjects import SubjectScores

Row = tuple[str, str, str, str, str]


@dataclass
class Report:
    """Scores per layer.

    Attributes:
        documents: the number of gold documents.
        missing: ids of those without an annotation; they count as wrong.
        different: ids of those whose annotation is of another text; they count as wrong.

    """

    documents: int = 0
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    structure: StructureScores = field(default_factory=StructureScores)
    stance: StanceScores = field(default_factory=StanceScores)
    entities: EntityScores = field(default_factory=EntityScores)
    subjects: SubjectScores = field(default_factory=SubjectScores)

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document."""
        self.documents += 1
        self.structure.add(gold, found)
        self.stance.add(gold, found)
        self.entities.add(gold, found)
        self.subjects.add(gold, found)

    def to_dict(self) -> dict[str, Any]:
        """Return every score as plain JSON data; shares in 0..1, rounded to four digits."""
        structure, stance, entities, subjects = self.structure, self.stance, self.entities, self.subjects
        error, chance = stance.calibration.error, stance.calibration.by_chance
        return {
            "documents": self.documents,
            "missing": self.missing,
            "different_text": self.different,
            "line_kinds": {"accuracy": structure.lines.to_dict(), "labels": _plain(structure.kinds)},
            "title": structure.title.to_dict(),
            "headings": structure.headings.to_dict(),
            "sentence_bounds": structure.bounds.to_dict(),
            "sentence_tags": {
                "macro_f": round(macro_f(stance.sentences.values()), 4),
                "labels": _plain(stance.sentences),
                "stray_sentences": stance.stray,
                "calibration_error": None if error is None else round(error, 4),
                "calibration_error_by_chance": None if chance is None else round(chance, 4),
                "calibration_error_of_every_tag": round(stance.calibration_of_every.error or 0.0, 4),
            },
            "section_tags": {
                "macro_f": round(macro_f(stance.sections.values()), 4),
                "labels": _plain(stance.sections),
            },
            "holders": stance.holders.to_dict(),
            "targets": stance.targets.to_dict(),
            "entities": {"all": entities.strict_all.to_dict(), "labels": _plain(entities.strict)},
            "entities_partial": {"all": entities.partial_all.to_dict(), "labels": _plain(entities.partial)},
            "topics": {"top1": subjects.top1.to_dict(), "top3": subjects.top3.to_dict()},
            "related": {"items": subjects.related.to_dict(), "topic_top1": subjects.related_top1.to_dict()},
        }

    def table(self) -> str:
        """Return the scores as aligned text: precision, recall, F (or share right) and the number of gold cases."""
        rows: list[Row] = [("", "P", "R", "F", "n"), *self._rows()]
        width = max(len(row[0]) for row in rows)
        lines = [f"{row[0]:{width}}" + "".join(f"{cell:>7}" for cell in row[1:]) for row in rows]
        head = [f"{self.documents} documents, {len(self.missing)} missing, {len(self.different)} of another text"]
        head += [f"  missing: {name}" for name in self.missing]
        head += [f"  another text: {name}" for name in self.different]
        return "\n".join(line.rstrip() for line in [*head, "", *lines])

    def _rows(self) -> Iterator[Row]:
        structure, stance, entities, subjects = self.structure, self.stance, self.entities, self.subjects
        yield _ratio("line kinds, accuracy", structure.lines)
        yield from _labels(structure.kinds)
        yield _ratio("title", structure.title)
        yield _counts("headings", structure.headings)
        yield _ratio("sentence bounds, exact", structure.bounds)
        yield _macro("sentence tags, macro", stance.sentences)
        yield from _labels(stance.sentences)
        yield "  sentences tagged outside the gold's", "", "", "", str(stance.stray)
        if stance.calibration.error is not None:
            yield "  calibration error of listed tags", "", "", f"{stance.calibration.error:.3f}", ""
            yield "    by chance, were scores exact", "", "", f"{stance.calibration.by_chance:.3f}", ""
            yield "  the same of every sentence and tag", "", "", f"{stance.calibration_of_every.error or 0.0:.3f}", ""
        yield _macro("section tags, macro", stance.sections)
        yield from _labels(stance.sections)
        yield _role("holders", stance.holders)
        yield _role("targets", stance.targets)
        yield _counts("entities, strict", entities.strict_all)
        yield from _labels(entities.strict)
        yield _counts("entities, partial", entities.partial_all)
        yield from _labels(entities.partial)
        yield _ratio("topics, first is right", subjects.top1)
        yield _ratio("topics, main one in first three", subjects.top3)
        yield _counts("related articles", subjects.related)
        yield _ratio("related articles, first topic is right", subjects.related_top1)


def _plain(counts: dict[str, Counts]) -> dict[str, dict[str, float | int]]:
    return {label: each.to_dict() for label, each in counts.items()}


def _labels(counts: dict[str, Counts]) -> Iterator[Row]:
    for label, each in counts.items():
        if each.occurs:
            yield _counts(f"  {label}", each)


def _counts(name: str, counts: Counts) -> Row:
    return name, f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f:.3f}", str(counts.support)


def _macro(name: str, counts: dict[str, Counts]) -> Row:
    return name, "", "", f"{macro_f(counts.values()):.3f}", str(sum(each.support for each in counts.values()))


def _ratio(name: str, ratio: Ratio) -> Row:
    return name, "", "", f"{ratio.value:.3f}", str(ratio.total)


def _role(name: str, role: RoleScores) -> Row:
    """A name in the table of holders or targets: precision of those given, share of all, their F."""
    return _counts(name, Counts(role.right, role.given - role.right, role.total - role.right))
