"""doccano: JSON Lines for a project of sequence labelling with overlapping spans and relations.

doccano counts offsets as browsers do, in UTF-16 code units. What it does not know it keeps as metadata, and gives back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.labelling.marks import marks_of, relations_of, topic_marks
from policytext.exports.labelling.offsets import CodeUnits
from policytext.exports.labelling.sheet import SIDE, Sheet, sheet_of
from policytext.exports.naming import distinct


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write one JSON Lines file with one line a document."""
    output.parent.mkdir(parents=True, exist_ok=True)
    # doccano resolves the ends of relations within the whole file, so that no number may come twice.
    numbers = count(1)
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for annotation in distinct(annotations):
            file.write(json.dumps(_record(sheet_of(annotation), numbers), ensure_ascii=False) + "\n")


def _record(sheet: Sheet, numbers: Iterator[int]) -> dict[str, Any]:
    offsets = CodeUnits(sheet.text)
    marks = [*topic_marks(sheet, document=True), *marks_of(sheet)]
    ids = {mark: next(numbers) for mark in marks}
    return {
        "text": sheet.text,
        "entities": [
            {
                "id": number,
                "label": mark.label,
                "start_offset": offsets.units(mark.start),
                "end_offset": offsets.units(mark.end),
            }
            for mark, number in ids.items()
        ],
        "relations": [
            {"id": next(numbers), "from_id": ids[each.head], "to_id": ids[each.child], "type": each.label}
            for each in relations_of(sheet, marks)
        ],
        SIDE: sheet.side,
    }
