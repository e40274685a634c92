"""Readings from the forms that annotated documents come in: our markup, compiled gold JSON, and annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policytext.annotation import Annotation
from policytext.corpus.markup import MarkedDocument
from policytext.evaluation.reading import Line, Name, Passage, Reading, Statement, Teaser, passages_of
from policytext.text.lines import split_lines


def from_markup(document: MarkedDocument) -> Reading:
    """Return the reading that a corpus document gives."""
    text = document.text
    lines = tuple(Line(line.start, line.end, line.kind, line.level) for line in document.lines)
    sentences = tuple(
        Statement(each.start, each.end, dict.fromkeys(each.tags, 1.0), each.holder, each.target)
        for each in document.sentences
    )
    return Reading(
        document.id,
        text,
        document.date,
        _title(text, lines),
        document.topics,
        lines,
        passages_of(lines, sentences),
        sentences,
        tuple(Name(entity.start, entity.end, entity.label) for entity in document.entities),
        tuple(Teaser(text[each.title.start : each.title.end].strip(), each.topics) for each in document.related),
    )


def from_compiled(data: dict[str, Any]) -> Reading:
    """Return the reading that compiled gold JSON gives.

    Raises:
        KeyError, TypeError, ValueError: `data` is something else.

    """
    text = data["text"]
    lines = tuple(
        line
        for block in data["blocks"]
        for line in _lines(text, block["start"], block["end"], block["kind"], block.get("level"))
    )
    sentences = tuple(
        Statement(each["start"], each["end"], dict.fromkeys(each["tags"], 1.0), each.get("holder"), each.get("target"))
        for each in data["sentences"]
    )
    return Reading(
        data["id"],
        text,
        data.get("date"),
        _title(text, lines),
        tuple(int(code) for code in data["topics"]),
        lines,
        passages_of(lines, sentences),
        sentences,
        tuple(Name(each["start"], each["end"], each["label"]) for each in data["entities"]),
        tuple(Teaser(each["title"].strip(), tuple(map(int, each["topics"]))) for each in data["related"]),
    )


def from_annotation(annotation: Annotation, shift: int = 0) -> Reading:
    """Return the reading that an annotation gives, its offsets less `shift` code points."""
    lines = (
        line
        for block in annotation.blocks
        for line in _lines(annotation.text, block.start, block.end, block.kind, block.level)
    )
    return Reading(
        annotation.id,
        annotation.text,
        annotation.date,
        annotation.title.text.strip() if annotation.title else None,
        tuple(topic.code for topic in annotation.topics),
        tuple(Line(line.start - shift, line.end - shift, line.kind, line.level) for line in lines),
        tuple(
            Passage(each.start - shift, each.end - shift, frozenset(tag.label for tag in each.tags))
            for each in annotation.sections
        ),
        tuple(
            Statement(
                each.start - shift,
                each.end - shift,
                {tag.label: tag.score for tag in each.tags},
                each.holder.text if each.holder else None,
                each.target.text if each.target else None,
            )
            for each in annotation.sentences
        ),
        tuple(Name(each.start - shift, each.end - shift, each.label) for each in annotation.entities),
        tuple(
            Teaser(each.title.text.strip(), tuple(topic.code for topic in each.topics)) for each in annotation.related
        ),
    )


def _lines(text: str, start: int, end: int, kind: str, level: int | None) -> Iterator[Line]:
    """Yield the non-empty lines of a block: the format lets consecutive lines of one kind share a block."""
    for line in split_lines(text[start:end]):
        yield Line(start + line.start, start + line.end, kind, level)


def _title(text: str, lines: tuple[Line, ...]) -> str | None:
    return next((text[line.start : line.end].strip() for line in lines if line.kind == "title"), None)
