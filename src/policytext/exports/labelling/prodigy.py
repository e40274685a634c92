"""Prodigy: JSON Lines of tasks with tokens, spans, relations, and the document's topics as options.

Prodigy counts offsets in code points and sets spans on tokens, which are cut so that every mark fits them.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.labelling.marks import Mark, marks_of, relations_of, topic_marks
from policytext.exports.labelling.sheet import SIDE, Sheet, sheet_of
from policytext.exports.labelling.words import bounds_of, words
from policytext.exports.naming import distinct
from policytext.knowledge.registers import topic_labels


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write one JSON Lines file with one task a document."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for annotation in distinct(annotations):
            file.write(json.dumps(_task(sheet_of(annotation)), ensure_ascii=False) + "\n")


def _task(sheet: Sheet) -> dict[str, Any]:
    tokens = list(_tokens(sheet))
    starts, ends = [each["start"] for each in tokens], [each["end"] for each in tokens]
    marks = [*topic_marks(sheet, document=False), *marks_of(sheet)]
    spans = {mark: _span(mark, starts, ends) for mark in marks}
    relations = [(each.label, spans[each.head], spans[each.child]) for each in relations_of(sheet, marks)]
    return {
        "text": sheet.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": [
            {
                "head": head["token_end"],
                "child": child["token_end"],
                "label": label,
                "head_span": head,
                "child_span": child,
            }
            for label, head, child in relations
        ],
        "options": [{"id": str(code), "text": labels[1]} for code, labels in sorted(topic_labels().items())],
        "accept": [str(code) for code in sheet.topics],
        "meta": {"document": sheet.id, "date": sheet.side["date"]},
        SIDE: sheet.side,
    }


def _span(mark: Mark, starts: list[int], ends: list[int]) -> dict[str, Any]:
    first, last = bisect_right(starts, mark.start) - 1, bisect_left(ends, mark.end)
    place = {"start": mark.start, "end": mark.end, "token_start": first, "token_end": last}
    return {**place, "label": mark.label}


def _tokens(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield tokens that, with a space after each that says so, make up the whole text, as spaCy's do."""
    text, end = sheet.text, 0
    places: list[tuple[int, int]] = []
    for start, stop in [*words(text, bounds_of(sheet)), (len(text), len(text))]:
        gap = start - end
        # A first blank after a word belongs to that word; any further white space is a token of its own.
        skipped = 1 if places and gap and text[end] == " " else 0
        if gap > skipped:
            places.append((end + skipped, start))
        if stop > start:
            places.append((start, stop))
        end = stop
    for number, (start, stop) in enumerate(places):
        follows = places[number + 1][0] if number + 1 < len(places) else len(text)
        yield {"text": text[start:stop], "start": start, "end": stop, "id": number, "ws": follows > stop}
