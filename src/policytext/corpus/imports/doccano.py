"""The JSON Lines that doccano exports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from policytext.corpus.imports.gathering import Gathered, gathered
from policytext.corpus.imports.records import Record, json_lines, records_of, side_of, wanted
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.marks import Mark, Relation
from policytext.exports.labelling.offsets import CodeUnits
from policytext.exports.labelling.sheet import SIDE, Sheet


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the documents of an export, a file or a folder of them.

    Raises:
        ToolFileError: a file cannot be read.
    """
    return records_of(path, (".jsonl", ".json"), _records)


def _records(file: Path) -> Iterator[Record]:
    for place, data in json_lines(file):
        side = side_of(data.get(SIDE)) if isinstance(data, dict) else {}
        name = str(side.get("id") or f"{file.stem}-{place.rpartition(':')[2]}")
        yield Record(f"{place} {name}", partial(_sheet, data, name, side))


def _sheet(data: Any, name: str, side: dict[str, Any]) -> Sheet:
    text = wanted(data, "text", str)
    point = CodeUnits(text).point
    spans: dict[Any, Mark] = {}
    for number, each in enumerate(_entities(data)):
        start, end = wanted(each, "start_offset", int), wanted(each, "end_offset", int)
        spans[each.get("id", f"#{number}")] = Mark(point(start), point(end), wanted(each, "label", str))
    relations = []
    for each in data.get("relations") or []:
        ends = [spans.get(each.get(key)) for key in ("from_id", "to_id")]
        if None in ends:
            msg = f"the relation {each.get('id')} names a span that is not there"
            raise UnfitDocument(msg)
        relations.append(Relation(wanted(each, "type", str), *(each for each in ends if each)))
    return gathered(Gathered(name, text, list(spans.values()), relations, side=side))


def _entities(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the spans; projects without relations export them as triples under ``label``."""
    if "entities" in data:
        found: list[dict[str, Any]] = wanted(data, "entities", list)
        return found
    triples = data.get("label", data.get("labels"))
    if not isinstance(triples, list) or any(not isinstance(each, list) or len(each) != 3 for each in triples):
        msg = "neither 'entities' nor 'label' holds spans; the project must be one of sequence labelling"
        raise UnfitDocument(msg)
    return [dict(zip(("start_offset", "end_offset", "label"), each, strict=True)) for each in triples]
