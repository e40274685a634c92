"""The closing account of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from policytext.batch.plan import folded_skips
from policytext.batch.work import Failure, Kept, Outcome
from policytext.runs.quantities import counted

_FAILURES_KEPT = 5


@dataclass
class Summary:
    """What a run did.

    Attributes:
        documents: documents with an annotation.
        kept: those of them that an earlier run has annotated.
        failures: inputs and records without an annotation.
        skipped: files of unknown type inside folders, per suffix.
        sections: sections found.
        tags: tagged sentences per label.
        entities: entity mentions per label.
        undated: documents in which no date was found.
        seconds: time from start to end.
        first_failures: the first few failures, all of which are in the error file.
    """

    documents: int = 0
    kept: int = 0
    failures: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    sections: int = 0
    tags: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    seconds: float = 0.0
    first_failures: list[Failure] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one outcome into account."""
        if isinstance(outcome, Failure):
            self.failures += 1
            if len(self.first_failures) < _FAILURES_KEPT:
                self.first_failures.append(outcome)
            return
        self.documents += 1
        self.kept += isinstance(outcome, Kept)
        self.sections += outcome.counts.sections
        self.tags.update(outcome.counts.tags)
        self.entities.update(outcome.counts.entities)
        self.undated += outcome.counts.undated

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain JSON data."""
        return {
            "documents": self.documents,
            "kept": self.kept,
            "failures": self.failures,
            "skipped": dict(self.skipped),
            "sections": self.sections,
            "tags": dict(self.tags),
            "entities": dict(self.entities),
            "undated": self.undated,
            "seconds": round(self.seconds, 3),
        }

    def to_text(self) -> str:
        """Return the summary as lines for people."""
        earlier = f" ({self.kept} of them by an earlier run)" if self.kept else ""
        done = f"{counted(self.documents, 'document')} annotated{earlier}"
        lines = [f"{done}, {self.failures} failed in {self.seconds:.1f} s"]
        if self.skipped:
            kinds = ", ".join(folded_skips(self.skipped))
            lines.append(f"skipped: {counted(self.skipped.total(), 'file')} of unknown type ({kinds})")
        if self.documents:
            lines.append(f"sections: {self.sections}")
            lines.append(f"tags: {_listed(self.tags)}")
            lines.append(f"entities: {_listed(self.entities)}")
        if self.undated:
            lines.append(f"no date: {counted(self.undated, 'document')}, linked only where a name is unambiguous")
        lines += [f"failed: {failure.source}: {failure.message}" for failure in self.first_failures]
        if self.failures > len(self.first_failures):
            lines.append(f"failed: {self.failures - len(self.first_failures)} more")
        return "\n".join(lines)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{label} {count}" for label, count in counts.most_common()) or "none"
