"""A document as people correct it: what our corpus markup holds, in plain places, for every labelling tool alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policytext.annotation import ENTITY_LABELS, TAG_LABELS, Annotation, Block, Mention, Topic
from policytext.text.lines import split_lines

HEADINGS = tuple(f"heading-{level}" for level in range(1, 7))
LINE_KINDS = (
    "title",
    "lead",
    *HEADINGS,
    "body",
    "related",
    "related-title",
    "related-teaser",
    "meta",
    "boilerplate",
)
TAGS: tuple[str, ...] = TAG_LABELS
ENTITIES: tuple[str, ...] = ENTITY_LABELS
ROLES = ("holder", "target")
SIDE = "policytext"
"""The key under which a tool's file keeps what the tool itself cannot show."""

# The pipeline lists three topics for every document; a second one below this is no more than a guess.
_SECOND_TOPIC = 0.3


@dataclass(frozen=True)
class LineMark:
    """A block: one or more lines of one of `LINE_KINDS`. All offsets are code points."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Role:
    """A holder or target; `start` is where it stands in the text, None where only its words are known."""

    text: str
    start: int | None = None


@dataclass(frozen=True)
class SentenceMark:
    """A sentence with its tags."""

    start: int
    end: int
    tags: tuple[str, ...] = ()
    holder: Role | None = None
    target: Role | None = None


@dataclass(frozen=True)
class EntityMark:
    """An entity mention; `link` is the identifier of what it refers to."""

    start: int
    end: int
    label: str
    score: float | None = None
    link: str | None = None


@dataclass
class Sheet:
    """One document for a labelling tool, or as it comes back from one.

    Attributes:
        id: the document's id.
        text: its text.
        topics: one or two CAP codes, the main one first.
        lines, sentences, entities: what is marked, in order of place.
        related_topics: CAP codes of every related article, by the place where its title begins.
        side: what no tool shows and the way back needs: id, date, source, scores, links, versions.
    """

    id: str
    text: str
    topics: tuple[int, ...] = ()
    lines: list[LineMark] = field(default_factory=list)
    sentences: list[SentenceMark] = field(default_factory=list)
    entities: list[EntityMark] = field(default_factory=list)
    related_topics: dict[int, tuple[int, ...]] = field(default_factory=dict)
    side: dict[str, Any] = field(default_factory=dict)


def sheet_of(annotation: Annotation) -> Sheet:
    """Return what people can correct of an annotation.

    Of the topics, which the pipeline lists by likelihood, the first is taken, and the second if it is likely enough.
    """
    return Sheet(
        id=annotation.id,
        text=annotation.text,
        topics=_chosen(annotation.topics),
        lines=[line for block in annotation.blocks for line in _lines(block, annotation)],
        sentences=[
            SentenceMark(
                each.start,
                each.end,
                tuple(tag.label for tag in each.tags),
                _role(each.holder),
                _role(each.target),
            )
            for each in annotation.sentences
        ],
        entities=[
            EntityMark(each.start, each.end, each.label, each.score, each.link.id if each.link else None)
            for each in annotation.entities
        ],
        related_topics={each.title.start: _chosen(each.topics) for each in annotation.related},
        side=_side(annotation),
    )


def _chosen(topics: Sequence[Topic]) -> tuple[int, ...]:
    return tuple(topic.code for number, topic in enumerate(topics[:2]) if not number or topic.score >= _SECOND_TOPIC)


def _role(mention: Mention | None) -> Role | None:
    return None if mention is None else Role(mention.text, mention.start)


def _lines(block: Block, annotation: Annotation) -> Iterator[LineMark]:
    """Yield the block; a related one line by line, for its lines are titles and teasers."""
    if block.kind == "heading":
        # Markup knows six levels, as HTML does; deeper ones, of numbered sections, are the sixth.
        yield LineMark(block.start, block.end, HEADINGS[min(block.level or 1, len(HEADINGS)) - 1])
    elif block.kind != "related":
        yield LineMark(block.start, block.end, block.kind)
    else:
        for line in split_lines(block.text):
            start, end = block.start + line.start, block.start + line.end
            yield LineMark(start, end, _related_kind(start, annotation))


def _related_kind(start: int, annotation: Annotation) -> str:
    for each in annotation.related:
        if each.title.start <= start < each.title.end:
            return "related-title"
        if each.teaser and each.teaser.start <= start < each.teaser.end:
            return "related-teaser"
    return "related"


def _side(annotation: Annotation) -> dict[str, Any]:
    data = annotation.to_dict()
    kept = {key: data[key] for key in ("schema", "id", "source", "pipeline", "language", "date", "topics")}
    return kept | {
        "tags": [
            {"start": each.start, "end": each.end, "label": tag.label, "score": tag.score}
            for each in annotation.sentences
            for tag in each.tags
        ],
        "labels": [
            {"start": each.start, "end": each.end, "label": label.label, "score": label.score}
            for each in annotation.sentences
            for label in each.labels
        ],
        "entities": [
            {"start": each.start, "end": each.end, "label": each.label, "score": each.score}
            | ({"link": each.link.model_dump()} if each.link else {})
            for each in annotation.entities
        ],
        "related": [
            {key: value for key, value in each.items() if key not in ("title", "teaser")}
            | {"start": each["title"]["start"]}
            for each in data["related"]
        ],
    }
