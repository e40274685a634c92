"""A sheet as labelled spans with relations between them, the form that span-labelling tools share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytext.exports.labelling.sheet import ENTITIES, LineMark, Sheet

SENTENCE, MENTION = "sentence", "mention"
TOPIC, SECOND_TOPIC = "topic-", "second-topic-"


@dataclass(frozen=True)
class Mark:
    """A labelled span, in code points. The label says whether it is a block, a sentence, a tag, an entity or else."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Relation:
    """A tie from a sentence's mark to the mark of its holder or target."""

    label: str
    head: Mark
    child: Mark


def marks_of(sheet: Sheet) -> list[Mark]:
    """Return the spans of a sheet: blocks, sentences, one more for every tag, entities, and mentions.

    Mentions are holders and targets that are no entities.
    """
    entities = {(each.start, each.end): Mark(each.start, each.end, each.label) for each in sheet.entities}
    marks = [Mark(line.start, line.end, line.kind) for line in sheet.lines]
    for each in sheet.sentences:
        marks.append(Mark(each.start, each.end, SENTENCE))
        marks += [Mark(each.start, each.end, tag) for tag in each.tags]
    marks += entities.values()
    mentions = {
        Mark(role.start, role.start + len(role.text), MENTION): None
        for each in sheet.sentences
        for role in (each.holder, each.target)
        if role is not None and role.start is not None and (role.start, role.start + len(role.text)) not in entities
    }
    return marks + sorted(mentions, key=lambda mark: mark.start)


def topic_marks(sheet: Sheet, *, document: bool) -> Iterator[Mark]:
    """Yield topics as spans over what they are topics of: the titles of related articles, and the document's own.

    Args:
        sheet: the document.
        document: whether the document's own topics are wanted; they lie on its title, else on its first line.
    """
    if document and sheet.lines:
        title = next((line for line in sheet.lines if line.kind == "title"), sheet.lines[0])
        yield from _topics(title, sheet.topics)
    for line in sheet.lines:
        if line.kind == "related-title":
            yield from _topics(line, sheet.related_topics.get(line.start, ()))


def _topics(line: LineMark, codes: Iterable[int]) -> Iterator[Mark]:
    for prefix, code in zip((TOPIC, SECOND_TOPIC), codes, strict=False):
        yield Mark(line.start, line.end, f"{prefix}{code}")


def relations_of(sheet: Sheet, marks: Iterable[Mark]) -> list[Relation]:
    """Return the ties of sentences to their holders and targets; `marks` are those of `marks_of`."""
    children = {(mark.start, mark.end): mark for mark in marks if mark.label == MENTION}
    children |= {(each.start, each.end): Mark(each.start, each.end, each.label) for each in sheet.entities}
    found = []
    for each in sheet.sentences:
        for label, role in (("holder", each.holder), ("target", each.target)):
            if role is not None and role.start is not None:
                child = children[role.start, role.start + len(role.text)]
                found.append(Relation(label, Mark(each.start, each.end, SENTENCE), child))
    return found


def entity_labels(occurring: Iterable[str]) -> list[str]:
    """Return our entity labels, and after them the others among those that occur."""
    others = set(occurring) - set(ENTITIES)
    return [*ENTITIES, *sorted(others)]
