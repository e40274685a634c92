"""A stand-in for `policytext.evaluation`: gold is a folder of text files, and which were scored is all it reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Report:
    """Which documents were scored, of which split."""

    ids: list[str]
    split: str | None

    def table(self) -> str:
        return f"documents {len(self.ids)} split {self.split}"

    def to_dict(self) -> dict[str, Any]:
        return {"ids": self.ids, "split": self.split}


def gold_documents(gold: Path, split: str | None = None) -> list[Any]:
    from policytext.annotation import Source
    from policytext.document import Document

    return [
        Document(path.stem, path.read_text(encoding="utf-8"), Source(sha256="0"))
        for path in sorted(gold.glob("*.txt"))
        if split is None or path.stem.startswith(split)
    ]


def evaluate(gold: Path, annotations: Any, split: str | None = None) -> Report:
    return Report([annotation.id for annotation in annotations], split)
