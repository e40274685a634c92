"""CoNLL: a word a line with its place and its entity in BIO, in the CoNLL-U Plus dress.

A comment line says what the columns are, so that readers of CoNLL-2003 (word first, entity last) and of CoNLL-U Plus
both find their way. Everything about a sentence or another line of the document stands in comments above its words.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from policytext.annotation import Annotation
from policytext.exports.labelling.sheet import SIDE, EntityMark, LineMark, SentenceMark, Sheet, sheet_of
from policytext.exports.labelling.words import bounds_of, words
from policytext.exports.naming import distinct

COLUMNS = ("FORM", "START", "END", "NER")
NONE = "_"
DOCUMENT, DOCUMENT_TEXT, TOPICS = "newdoc id", "newdoc text", "topics"
BLOCK, RELATED_TOPICS, TAGS, HOLDER, TARGET = "block", "related_topics", "tags", "holder", "target"

_LINE_BREAKS = re.compile(r"[\n\r]+")


class _Segment(NamedTuple):
    """A sentence, or a block outside running text."""

    line: LineMark
    start: int
    end: int
    sentence: SentenceMark | None


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write one file; ``START`` and ``END`` are code points into the text that ``newdoc text`` holds as JSON."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for annotation in distinct(annotations):
            file.writelines(f"{line}\n" for line in _document(sheet_of(annotation)))


def _document(sheet: Sheet) -> Iterator[str]:
    cuts = bounds_of(sheet)
    entities = sorted(sheet.entities, key=lambda each: each.start)
    places = [each.start for each in entities]
    head = [
        f"# {DOCUMENT} = {sheet.id}",
        f"# {TOPICS} = {_codes(sheet.topics)}",
        # JSON in ASCII: no character of the text can break the line.
        f"# {DOCUMENT_TEXT} = {json.dumps(sheet.text)}",
        f"# {SIDE} = {json.dumps(sheet.side)}",
    ]
    for number, segment in enumerate(_segments(sheet), 1):
        yield from head
        head = []
        yield f"# sent_id = {sheet.id}-{number}"
        yield f"# text = {_one_line(sheet.text[segment.start : segment.end])}"
        yield f"# {BLOCK} = {segment.line.kind}"
        if segment.line.kind == "related-title":
            yield f"# {RELATED_TOPICS} = {_codes(sheet.related_topics.get(segment.line.start, ()))}"
        if segment.sentence is not None:
            yield from _said(segment.sentence)
        first = bisect_left(places, segment.start)
        last = bisect_left(places, segment.end)
        for start, end in words(sheet.text, cuts, segment.start, segment.end):
            yield "\t".join((sheet.text[start:end], str(start), str(end), _label(start, entities[first:last])))
        yield ""


def _segments(sheet: Sheet) -> Iterator[_Segment]:
    places = [each.start for each in sheet.sentences]
    covered = 0
    for line in sheet.lines:
        within = sheet.sentences[bisect_left(places, line.start) : bisect_left(places, line.end)]
        for each in within:
            yield _Segment(line, each.start, each.end, each)
            covered = each.end
        # In hard-wrapped text a sentence takes up further lines, which are no segments of their own.
        if not within and line.end > covered:
            yield _Segment(line, max(line.start, covered), line.end, None)


def _said(sentence: SentenceMark) -> Iterator[str]:
    yield f"# {TAGS} = {' '.join(sentence.tags) or NONE}"
    for key, role in ((HOLDER, sentence.holder), (TARGET, sentence.target)):
        if role is not None:
            yield f"# {key} = {_LINE_BREAKS.sub(' ', role.text)}"


def _label(start: int, entities: Iterable[EntityMark]) -> str:
    for each in entities:
        if each.start <= start < each.end:
            return f"{'B' if start == each.start else 'I'}-{each.label}"
    return "O"


def _codes(topics: Iterable[int]) -> str:
    return " ".join(map(str, topics)) or NONE


def _one_line(text: str) -> str:
    return " ".join(text.split())
