"""Labelled spans and relations of a tool, gathered into a sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.marks import MENTION, SECOND_TOPIC, SENTENCE, TOPIC, Mark, Relation
from policytext.exports.labelling.sheet import LINE_KINDS, ROLES, TAGS, EntityMark, LineMark, Role, SentenceMark, Sheet


@dataclass
class Gathered:
    """What a tool says of one document; `topics` are those it keeps apart from its spans.

    `related_topics` are topics of related articles, by where their titles begin, likewise.
    """

    id: str
    text: str
    marks: list[Mark]
    relations: list[Relation] = field(default_factory=list)
    topics: tuple[int, ...] = ()
    related_topics: dict[int, tuple[int, ...]] = field(default_factory=dict)
    side: dict[str, Any] = field(default_factory=dict)


def gathered(given: Gathered) -> Sheet:
    """Return the sheet of a document's spans.

    Any label that is not that of a block, a sentence, a tag, a mention or a topic is taken for that of an entity.

    Raises:
        UnfitDocument: a span lies outside the text, a tag over two sentences, or a relation between other things than a
            sentence and a name.
    """
    text = given.text
    marks = [_trimmed(mark, text) for mark in given.marks]
    lines = [LineMark(mark.start, mark.end, mark.label) for mark in marks if mark.label in LINE_KINDS]
    sentences = _Sentences(text, marks)
    for relation in given.relations:
        sentences.tie(relation)
    topics = _topics(text, [mark for mark in marks if _is_topic(mark)])
    related = {line.start for line in lines if line.kind == "related-title"}
    own = [codes for start, codes in topics.items() if start not in related]
    return Sheet(
        id=given.id,
        text=text,
        topics=given.topics or (own[0] if own else ()),
        lines=lines,
        sentences=sentences.marks(),
        entities=[EntityMark(mark.start, mark.end, mark.label) for mark in marks if _is_entity(mark)],
        related_topics={start: codes for start, codes in topics.items() if start in related} | given.related_topics,
        side=given.side,
    )


def _is_topic(mark: Mark) -> bool:
    return mark.label.startswith((TOPIC, SECOND_TOPIC))


def _is_entity(mark: Mark) -> bool:
    return not _is_topic(mark) and mark.label not in (*LINE_KINDS, SENTENCE, *TAGS, MENTION)


def _trimmed(mark: Mark, text: str) -> Mark:
    if not 0 <= mark.start < mark.end <= len(text):
        msg = f"the {mark.label} {mark.start}-{mark.end} lies outside the text of {len(text)} characters"
        raise UnfitDocument(msg)
    part = text[mark.start : mark.end]
    start = mark.start + len(part) - len(part.lstrip(" \r\n"))
    return Mark(start, max(start, mark.start + len(part.rstrip())), mark.label)


def _topics(text: str, marks: Iterable[Mark]) -> dict[int, tuple[int, ...]]:
    """Return topics by where their spans begin, the main one first."""
    found: dict[int, list[tuple[bool, int]]] = {}
    for mark in marks:
        second = mark.label.startswith(SECOND_TOPIC)
        code = mark.label.removeprefix(SECOND_TOPIC if second else TOPIC)
        if not code.isdecimal():
            msg = f"the label {mark.label!r} at {text[mark.start : mark.end][:60]!r} names no topic"
            raise UnfitDocument(msg)
        found.setdefault(mark.start, []).append((second, int(code)))
    return {start: tuple(code for _, code in sorted(codes)) for start, codes in found.items()}


class _Sentences:
    """The sentences of a document, with tags and roles put where they belong."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        places = dict.fromkeys((mark.start, mark.end) for mark in marks if mark.label == SENTENCE)
        self._found = [SentenceMark(start, end) for start, end in sorted(places)]
        for mark in marks:
            if mark.label in TAGS:
                number = self._at(mark, add=True)
                sentence = self._found[number]
                self._found[number] = replace(sentence, tags=(*sentence.tags, mark.label))

    def marks(self) -> list[SentenceMark]:
        return self._found

    def tie(self, relation: Relation) -> None:
        """Set a holder or target, drawn from the sentence to the name or from the name to the sentence."""
        head, child = (_trimmed(mark, self._text) for mark in (relation.head, relation.child))
        if relation.label not in ROLES:
            msg = f"unknown relation {relation.label!r}; {' and '.join(ROLES)} are known"
            raise UnfitDocument(msg)
        if child.label in (SENTENCE, *TAGS):
            head, child = child, head
        if head.label not in (SENTENCE, *TAGS) or child.label in (SENTENCE, *TAGS):
            msg = f"a {relation.label} ties a sentence to a name, not {head.label} to {child.label}"
            raise UnfitDocument(msg)
        number = self._at(head, add=False)
        sentence, role = self._found[number], Role(self._text[child.start : child.end], child.start)
        known = getattr(sentence, relation.label)
        if known is not None and known.text != role.text:
            msg = f"the sentence {self._shown(sentence)} has two {relation.label}s, {known.text!r} and {role.text!r}"
            raise UnfitDocument(msg)
        holds = relation.label == "holder"
        self._found[number] = replace(sentence, holder=role) if holds else replace(sentence, target=role)

    def _at(self, mark: Mark, *, add: bool) -> int:
        """Return the number of the sentence under a mark: that of its bounds, else the only one that it touches."""
        # Sentences are in order; where people left some over each other, the import refuses them later.
        last = bisect_left(self._found, mark.end, key=lambda each: each.start)
        first = bisect_right(self._found, mark.start, 0, last, key=lambda each: each.end)
        touched = range(first, last)
        exact = [n for n in touched if (self._found[n].start, self._found[n].end) == (mark.start, mark.end)]
        if not touched and add:
            self._found.insert(first, SentenceMark(mark.start, mark.end))
            return first
        if len(exact or touched) != 1:
            msg = f"{mark.label!r} at {self._shown(mark)} lies over {len(touched) or 'no'} sentences"
            raise UnfitDocument(msg)
        return (exact or touched)[0]

    def _shown(self, mark: Mark | SentenceMark) -> str:
        return repr(self._text[mark.start : mark.end][:60])
