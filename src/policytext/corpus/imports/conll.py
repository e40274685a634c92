"""The CoNLL files that we export, corrected by hand or by a tool that keeps columns and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from policytext.corpus.imports.records import Record, ToolFileError, parsed, read_text, records_of, side_of
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.conll import (
    BLOCK,
    DOCUMENT,
    DOCUMENT_TEXT,
    HOLDER,
    NONE,
    RELATED_TOPICS,
    TAGS,
    TARGET,
    TOPICS,
)
from policytext.exports.labelling.sheet import LINE_KINDS, SIDE, EntityMark, LineMark, Role, SentenceMark, Sheet
from policytext.exports.labelling.sheet import TAGS as TAG_LABELS

_COMMENT = re.compile(r"# *(?P<key>[^=]+?) *= *(?P<value>.*)")
_LABEL = re.compile(r"O|_|(?P<prefix>[BIESLU])-(?P<label>\S+)")


class _Word(NamedTuple):
    start: int
    end: int
    label: str


@dataclass
class _Segment:
    """Comments and words between two empty lines; `place` is where it begins in the file."""

    place: str
    comments: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the documents of a file, or of the ``.conll`` and ``.conllu`` files in a folder.

    Raises:
        ToolFileError: a file cannot be read, or holds no documents that we exported.
    """
    return records_of(path, (".conll", ".conllu", ".conllup"), _records)


def _records(file: Path) -> Iterator[Record]:
    documents: list[list[_Segment]] = []
    for segment in _segments(file):
        if DOCUMENT in segment.comments:
            documents.append([])
        if not documents:
            msg = f"{segment.place}: words before any '# {DOCUMENT} ='; only files that policytext exported are read"
            raise ToolFileError(msg)
        documents[-1].append(segment)
    for segments in documents:
        name = segments[0].comments[DOCUMENT]
        yield Record(f"{segments[0].place} {name}", partial(_sheet, name, segments))


def _segments(file: Path) -> Iterator[_Segment]:
    segment = None
    for number, line in enumerate(read_text(file).removeprefix("\ufeff").split("\n"), 1):
        text = line.rstrip("\r")
        if not text.strip():
            if segment is not None and segment.rows:
                yield segment
                segment = None
            continue
        segment = segment or _Segment(f"{file}:{number}")
        match = _COMMENT.fullmatch(text) if text.startswith("#") and "\t" not in text else None
        if match:
            segment.comments[match["key"]] = match["value"]
        else:
            segment.rows.append(text.split("\t"))
    if segment is not None and segment.rows:
        yield segment


def _sheet(name: str, segments: list[_Segment]) -> Sheet:
    head = segments[0].comments
    text = parsed(head.get(DOCUMENT_TEXT, "null"), segments[0].place)
    if not isinstance(text, str):
        msg = f"the comment '# {DOCUMENT_TEXT} =' is missing or no JSON string"
        raise UnfitDocument(msg)
    sheet = Sheet(name, text, _codes(head.get(TOPICS, NONE)), side=side_of(head.get(SIDE)))
    kind = ""
    for segment in segments:
        # A sentence that somebody has parted from the one before lies in the same block.
        kind = segment.comments.get(BLOCK, kind)
        _add(sheet, kind, segment)
    return sheet


def _add(sheet: Sheet, kind: str, segment: _Segment) -> None:
    if kind not in LINE_KINDS:
        msg = f"{segment.place}: unknown block {kind!r}; one of {', '.join(LINE_KINDS)}"
        raise UnfitDocument(msg)
    words = [_word(row, sheet.text, segment.place) for row in segment.rows]
    start, end, comments = words[0].start, words[-1].end, segment.comments
    sheet.lines.append(LineMark(start, end, kind))
    sheet.entities += _entities(words, segment.place)
    if RELATED_TOPICS in comments:
        sheet.related_topics[start] = _codes(comments[RELATED_TOPICS])
    if kind in ("lead", "body"):
        tags = tuple(comments.get(TAGS, NONE).replace(NONE, "").split())
        unknown = set(tags) - set(TAG_LABELS)
        if unknown:
            msg = f"{segment.place}: unknown tag {unknown.pop()!r}; one of {', '.join(TAG_LABELS)}"
            raise UnfitDocument(msg)
        roles = (Role(comments[key]) if comments.get(key) else None for key in (HOLDER, TARGET))
        sheet.sentences.append(SentenceMark(start, end, tags, *roles))


def _word(row: list[str], text: str, place: str) -> _Word:
    try:
        form, start, end, label = row[0], int(row[1]), int(row[2]), row[-1]
    except (IndexError, ValueError):
        msg = f"{place}: a word with its start, end and entity expected, tab-separated; found {' '.join(row)[:80]!r}"
        raise UnfitDocument(msg) from None
    if text[start:end] != form:
        msg = f"{place}: the word {form!r} should stand at {start}-{end}, where {text[start:end]!r} stands"
        raise UnfitDocument(msg)
    return _Word(start, end, label)


def _entities(words: list[_Word], place: str) -> Iterator[EntityMark]:
    """Yield the entities of a segment; BIO, IOB and BIOES are understood."""
    opened: tuple[int, str] | None = None
    end = 0
    for word in [*words, _Word(0, 0, "O")]:
        match = _LABEL.fullmatch(word.label)
        if match is None:
            msg = f"{place}: the entity column has {word.label!r}; O, B-LABEL or I-LABEL is expected"
            raise UnfitDocument(msg)
        goes_on = opened is not None and match["label"] == opened[1] and match["prefix"] in ("I", "E", "L")
        if opened is not None and not goes_on:
            yield EntityMark(opened[0], end, opened[1])
            opened = None
        if match["label"] and opened is None:
            opened = word.start, match["label"]
        end = word.end


def _codes(text: str) -> tuple[int, ...]:
    codes: list[Any] = text.replace(NONE, "").split()
    if not all(code.isdecimal() for code in codes):
        msg = f"topics are CAP codes, not {text!r}"
        raise UnfitDocument(msg)
    return tuple(int(code) for code in codes)
