"""Where the components keep their results on a spaCy Doc.

The layers hold code-point offsets, so they say the same on every base pipeline, whatever its tokens are. They are plain
data (dictionaries and lists), so that a Doc with them can be written to disk. The spaCy views of them
(``doc.spans["blocks"]``, ``doc.spans["sections"]``, ``doc.spans["sentences"]``, ``doc.ents``) are set beside them.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict, cast

from spacy.tokens import Doc, Span

from policytext.annotation import HeadingBasis

KEY = "policytext_layers"


class BlockData(TypedDict):
    """A line with its kind; `level` and `basis` are set for headings. Offsets in code points."""

    start: int
    end: int
    kind: str
    level: int | None
    basis: NotRequired[HeadingBasis | None]


class TagData(TypedDict):
    label: str
    score: float


class MentionData(TypedDict):
    start: int
    end: int


class OwnLabelData(TypedDict):
    """A label of a set of one's own with its probability."""

    label: str
    score: float


class SentenceData(TypedDict):
    """A sentence of a lead or body section; `section` is an index into the section layer."""

    start: int
    end: int
    section: int
    tags: list[TagData]
    labels: NotRequired[list[OwnLabelData]]
    holder: NotRequired[MentionData]
    target: NotRequired[MentionData]


class SectionData(TypedDict):
    """A lead or a heading with its text; `heading` is an index into the block layer."""

    kind: str
    heading: int | None
    level: int
    start: int
    end: int
    basis: NotRequired[HeadingBasis | None]


class EntityData(TypedDict):
    """An entity; `referent` is the index of the first entity of the document that means the same."""

    start: int
    end: int
    label: str
    score: float
    link: NotRequired[dict[str, str]]
    attributes: NotRequired[dict[str, Any]]
    referent: NotRequired[int]


class TopicData(TypedDict):
    code: int
    score: float


class RelatedData(TypedDict):
    """A teaser: `title` and `teaser` are indices into the block layer."""

    title: int
    teaser: int | None
    topics: list[TopicData]
    similarity: float | None


class Layers(TypedDict):
    """Every layer of one document. `misses` counts spans that fell inside a spaCy token and have no spaCy view."""

    blocks: list[BlockData]
    sections: list[SectionData]
    sentences: list[SentenceData]
    entities: list[EntityData]
    topics: list[TopicData]
    related: list[RelatedData]
    misses: int


def register_extensions() -> None:
    """Register policytext's attributes on Doc and Span; safe to call again."""
    for name in ("policytext_layers", "policytext_document"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("kind", "level", "tags", "holder", "target", "labels", "score", "link", "attributes"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Doc.has_extension("annotation"):
        Doc.set_extension("annotation", getter=_annotation)
        Doc.set_extension("topics", getter=lambda doc: layers(doc)["topics"])
        Doc.set_extension("related", getter=lambda doc: layers(doc)["related"])


def _annotation(doc: Doc) -> Any:
    from policytext.pipeline.annotate import annotation_of

    return annotation_of(doc)


def empty_layers() -> Layers:
    """Return the layers of a document that nothing has been found in."""
    return {"blocks": [], "sections": [], "sentences": [], "entities": [], "topics": [], "related": [], "misses": 0}


def layers(doc: Doc) -> Layers:
    """Return the layers of `doc`, empty ones at first."""
    found = doc._.get(KEY)
    if found is None:
        found = empty_layers()
        doc._.set(KEY, found)
    return cast("Layers", found)


# Every component sets layers, and so imports this module before it is given a Doc.
register_extensions()
