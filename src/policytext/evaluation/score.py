"""Annotations matched with their gold, and scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from policytext.annotation import Annotation
from policytext.evaluation.gold import GoldError, read_gold
from policytext.evaluation.reading import Reading
from policytext.evaluation.report import Report
from policytext.evaluation.sources import from_annotation


def evaluate(gold: Path, annotations: Iterable[Annotation], split: str | None = None) -> Report:
    """Score annotations against the gold at `gold`.

    A gold document is matched with the annotation of its id, else with the one whose id ends in it as last path part,
    else with the one whose source file is named so. One without an annotation, or with an annotation of another text,
    counts as wrong in every layer; annotations without gold are passed over.

    Args:
        gold: a file or folder, as `read_gold` takes it.
        annotations: the annotations to score.
        split: the part of the gold to score, by default all of it.

    Raises:
        GoldError: there is no usable gold, or several annotations fit one gold document.
        MarkupError: a gold markup file is malformed.

    """
    readings = read_gold(gold, split)
    index = _Index(annotations)
    report = Report()
    for expected in readings:
        annotation = index.find(expected.id)
        found = Reading(expected.id, expected.text)
        if annotation is None:
            report.missing.append(expected.id)
        elif annotation.text.strip() != expected.text.strip():
            report.different.append(expected.id)
        else:
            # A reader may have left out or added space around the whole text.
            found = from_annotation(annotation, _margin(annotation.text) - _margin(expected.text))
        report.add(expected, found)
    return report


class _Index:
    """Finds annotations by name."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._by: tuple[defaultdict[str, list[Annotation]], ...] = tuple(defaultdict(list) for _ in range(3))
        for annotation in annotations:
            path = annotation.source.path
            names = (annotation.id, PurePosixPath(annotation.id).name, Path(path).stem if path else "")
            for index, name in zip(self._by, names, strict=True):
                index[name].append(annotation)

    def find(self, name: str) -> Annotation | None:
        for index in self._by:
            found = index.get(name, [])
            if len(found) > 1:
                msg = f"{len(found)} annotations fit the gold document {name}"
                raise GoldError(msg)
            if found:
                return found[0]
        return None


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())
