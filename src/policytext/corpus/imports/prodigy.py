"""The JSON Lines that ``prodigy db-out`` writes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from policytext.corpus.imports.gathering import Gathered, gathered
from policytext.corpus.imports.records import Record, json_lines, records_of, side_of, wanted
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.marks import SENTENCE, Mark, Relation
from policytext.exports.labelling.sheet import SIDE, TAGS, Sheet


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the tasks of a file or of the files in a folder. A task that comes again, later, stands for itself.

    Args:
        path: the file or folder.
        unreviewed: whether tasks without an answer are taken.

    Raises:
        ToolFileError: a file cannot be read.
    """
    return records_of(path, (".jsonl", ".json"), partial(_records, unreviewed=unreviewed))


def _records(file: Path, *, unreviewed: bool) -> Iterator[Record]:
    for place, data in json_lines(file):
        side = side_of(data.get(SIDE)) if isinstance(data, dict) else {}
        name = str(side.get("id") or f"{file.stem}-{place.rpartition(':')[2]}")
        yield Record(f"{place} {name}", partial(_sheet, data, name, side, unreviewed=unreviewed))


def _sheet(data: Any, name: str, side: dict[str, Any], *, unreviewed: bool) -> Sheet | None:
    text = wanted(data, "text", str)
    answer = data.get("answer")
    if answer != "accept" and not (answer is None and unreviewed):
        return None
    marks = [_mark(each) for each in data.get("spans") or []]
    relations = [
        Relation(wanted(each, "label", str), _mark(each.get("head_span")), _mark(each.get("child_span")))
        for each in data.get("relations") or []
    ]
    sentences = [mark for mark in marks if mark.label in (SENTENCE, *TAGS)]
    kept = [
        each for each in relations if any(_touch(mark, end) for mark in sentences for end in (each.head, each.child))
    ]
    return gathered(Gathered(name, text, marks, kept, _topics(data, side), side=side))


def _mark(span: Any) -> Mark:
    return Mark(wanted(span, "start", int), wanted(span, "end", int), wanted(span, "label", str))


def _touch(one: Mark, other: Mark) -> bool:
    return other.label in (SENTENCE, *TAGS) and one.start < other.end and other.start < one.end


def _topics(data: dict[str, Any], side: dict[str, Any]) -> tuple[int, ...]:
    """Return the options that were chosen; which is the main one is remembered where they are the same as before."""
    accepted = [str(each) for each in data.get("accept") or []]
    if not all(each.isdecimal() for each in accepted):
        msg = f"the options {accepted!r} are no CAP codes"
        raise UnfitDocument(msg)
    codes = tuple(map(int, accepted))
    before = [each.get("code") for each in side.get("topics") or [] if isinstance(each, dict)]
    return tuple(sorted(codes, key=lambda code: before.index(code) if code in before else len(before)))
