"""Corpus documents written as markup, the way back of `corpus.markup`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from policytext.corpus.markup import (
    BLOCK_CODES,
    TAG_LETTERS,
    MarkedDocument,
    MarkedEntity,
    MarkedLine,
    MarkedSentence,
    MarkupError,
    parse_document,
)

_Mark = TypeVar("_Mark", MarkedSentence, MarkedEntity)

_CODES = {kind: code for code, kind in reversed(BLOCK_CODES.items())}
_LETTERS = {tag: letter for letter, tag in TAG_LETTERS.items()}
_ESCAPED = re.compile(r"[\[\]\\]")


class WritingError(ValueError):
    """A document holds something that markup cannot say; the message names it."""


def write_document(document: MarkedDocument) -> str:
    """Return the markup of `document`; `parse_document` makes an equal document of it.

    Raises:
        WritingError: the document holds something that markup cannot say.
    """
    source = "\n".join([*_header(document), *_Body(document).lines()]) + "\n"
    try:
        read = parse_document(source, document.id)
    except MarkupError as error:
        line = source.split("\n")[error.line - 1]
        msg = f"{error.cause}, at {line[:80]!r}"
        raise WritingError(msg) from None
    if read != document:
        raise WritingError(_difference(document, read))
    return source


def _header(document: MarkedDocument) -> Iterator[str]:
    yield f"id: {document.id}"
    yield f"genre: {document.genre}"
    yield f"hand: {document.hand}"
    yield f"date: {document.date}" if document.date else "date:"
    yield f"topics: {' '.join(map(str, document.topics))}"
    yield "---"


class _Body:
    """Writes the lines of one document."""

    def __init__(self, document: MarkedDocument) -> None:
        self._document = document
        self._titles = {each.title.start: each.topics for each in document.related}
        teasers = [each.teaser for each in document.related if each.teaser]
        self._teaser_lines = {
            line.start for line in document.lines for each in teasers if each.start <= line.start < each.end
        }
        self._sentences = sorted(document.sentences, key=lambda each: each.start)
        self._entities = sorted(document.entities, key=lambda each: each.start)

    def lines(self) -> Iterator[str]:
        end = 0
        for line in self._document.lines:
            # One line break ends the line before; every further one is an empty line of the document.
            breaks = self._document.text.count("\n", end, line.start)
            yield from [""] * (breaks - (1 if end else 0))
            yield from self._line(line)
            end = line.end

    def _line(self, line: MarkedLine) -> Iterator[str]:
        if line.kind not in ("lead", "body"):
            yield f"{self._code(line)} {self._marked(line.start, line.end)}"
            return
        code, end = self._code(line), line.start
        for each in _starting(self._sentences, line.start, line.end):
            if each.start > line.start:
                code = "+" if each.start > end else "+~"
            yield f"{code} {_tags(each)}{self._marked(each.start, each.end)}"
            end = each.end

    def _code(self, line: MarkedLine) -> str:
        if line.kind == "heading":
            return f"h{line.level}"
        if line.start in self._titles:
            return f"rt {' '.join(map(str, self._titles[line.start]))}:"
        return "rx" if line.start in self._teaser_lines else _CODES[line.kind]

    def _marked(self, start: int, end: int) -> str:
        """Return a stretch of text with its entities in brackets."""
        text, parts, place = self._document.text, [], start
        for entity in _starting(self._entities, start, end):
            if place <= entity.start and entity.end <= end:
                parts.append(_escaped(text[place : entity.start]))
                parts.append(f"[{_escaped(text[entity.start : entity.end])}|{entity.label}]")
                place = entity.end
        return "".join(parts) + _escaped(text[place:end])


def _starting(marks: Sequence[_Mark], start: int, end: int) -> Sequence[_Mark]:
    """Return which of marks, in order, begin in a stretch of text."""
    first = bisect_left(marks, start, key=lambda each: each.start)
    return marks[first : bisect_left(marks, end, key=lambda each: each.start)]


def _tags(sentence: MarkedSentence) -> str:
    if not sentence.tags:
        return ""
    parts = ["".join(_LETTERS[tag] for tag in sentence.tags)]
    parts += [f'{role}="{name}"' for role in ("holder", "target") if (name := getattr(sentence, role))]
    return f"{{{' '.join(parts)}}} "


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)


def _difference(document: MarkedDocument, read: MarkedDocument) -> str:
    """Say where a document and what markup makes of it part."""
    for name in ("id", "genre", "hand", "date", "topics", "text", "lines", "sentences", "entities", "related"):
        wanted, found = getattr(document, name), getattr(read, name)
        if wanted != found:
            if not isinstance(wanted, list | str) or not isinstance(found, list | str):
                return f"{name} {wanted!r} would be read as {found!r}"
            pairs = enumerate(zip(wanted, found, strict=False))
            place = next((index for index, (one, other) in pairs if one != other), min(len(wanted), len(found)))
            return f"{name} {wanted[place : place + 1]!r} would be read as {found[place : place + 1]!r}"
    return "markup cannot hold it"
