"""The output contract, annotation format version 1, as typed and immutable models.

All offsets are Unicode code points into `Annotation.text`, `end` exclusive; ``text[start:end]`` is always the span's
own `text`. Scores are probabilities in 0..1. An `Annotation` writes itself as JSON (`to_json`) and reads it back
(`from_json`); both directions keep every field.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA = "policytext/annotation@1"

BlockKind = Literal["title", "lead", "heading", "body", "related", "meta", "boilerplate"]
HeadingBasis = Literal["markup", "numbering", "layout", "model"]
"""What a heading and its level rest on: the format's own headings or styles, section numbers, type size and place on
the page, or the trained classifier."""

TagLabel = Literal["recommendation", "praise", "criticism"]
Score = float

BLOCK_KINDS: tuple[BlockKind, ...] = ("title", "lead", "heading", "body", "related", "meta", "boilerplate")
TAG_LABELS: tuple[TagLabel, ...] = ("recommendation", "praise", "criticism")
ENTITY_LABELS = ("MINISTER", "PERSON", "MINISTRY", "PARTY", "ORG", "LAW", "DOCUMENT", "LOC", "DATE")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(_Model):
    """A stretch of the document's text."""

    start: int = Field(ge=0, description="first code point")
    end: int = Field(ge=0, description="code point after the last")
    text: str

    @model_validator(mode="after")
    def _length_fits(self) -> TextSpan:
        if self.end - self.start != len(self.text):
            msg = f"span {self.start}-{self.end} does not fit its text of {len(self.text)} code points"
            raise ValueError(msg)
        return self


class Base(_Model):
    """The spaCy pipeline that policytext's components were added to."""

    name: str
    version: str


class Pipeline(_Model):
    """What made an annotation: versions and the SHA-256 of every model."""

    policytext: str
    spacy: str
    base: Base
    models: dict[str, str] = Field(default_factory=dict)


class Source(_Model):
    """Where a document came from. `sha256` is that of the input bytes (of the record, in JSON Lines and CSV)."""

    path: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    sha256: str
    url: str | None = None
    metadata: dict[str, Any] = Field(default_factory=dict)


class Topic(_Model):
    """A major topic of a scheme; `cap` is the Comparative Agendas Project."""

    scheme: Literal["cap"] = "cap"
    code: int
    label: str
    label_nl: str
    score: Score = Field(ge=0, le=1)


class Tag(_Model):
    """A sentence tag with its calibrated probability."""

    label: TagLabel
    score: Score = Field(ge=0, le=1)


class SectionTag(Tag):
    """A section's tag; `sentences` are the ids of its evidence, best first, `score` is the best of theirs."""

    sentences: tuple[str, ...] = Field(min_length=1)


class Block(TextSpan):
    """One or more consecutive lines of one kind. `level` and `basis` are set for headings only.

    `level` is 1 directly under the title; `basis` says what heading and level rest on.
    """

    kind: BlockKind
    level: int | None = Field(default=None, ge=1)
    basis: HeadingBasis | None = None


class Section(_Model):
    """A heading with the text under it, or the lead. Nested by `level` (0 for text before the first heading).

    `basis` is that of its heading, null without one.
    """

    id: str
    kind: Literal["lead", "body"]
    heading: TextSpan | None
    level: int = Field(ge=0)
    basis: HeadingBasis | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    tags: tuple[SectionTag, ...] = ()


class Mention(TextSpan):
    """A holder or target: a text span, and the id of the entity it names, where it names one."""

    entity: str | None = None


class OwnLabel(_Model):
    """A label of a set that the user has trained, with its calibrated probability."""

    label: str
    score: Score = Field(ge=0, le=1)


class Sentence(TextSpan):
    """A sentence of a lead or body section. Holder and target are given on tagged sentences only.

    `labels` are those of a set of the user's own; empty without one.
    """

    id: str
    section: str
    tags: tuple[Tag, ...] = ()
    holder: Mention | None = None
    target: Mention | None = None
    labels: tuple[OwnLabel, ...] = ()


class Link(_Model):
    """A stable identifier of what an entity mention refers to."""

    id: str
    name: str
    type: str


class Entity(TextSpan):
    """An entity mention. `section` is null outside lead and body sections.

    `referent` is the id of the first mention in the document that means the same, its own where it is the first.
    """

    id: str
    label: str
    section: str | None = None
    score: Score = Field(ge=0, le=1)
    link: Link | None = None
    referent: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)


class Related(_Model):
    """A teaser of another article. `similarity` is that of its words with the document's, a cosine in 0..1."""

    title: TextSpan
    teaser: TextSpan | None = None
    topics: tuple[Topic, ...] = ()
    shared_topics: tuple[int, ...] = ()
    similarity: float | None = Field(default=None, ge=0, le=1)
    document: str | None = None


class Annotation(_Model):
    """Everything policytext says of one document. `topics` are the three likeliest, best first."""

    schema_: Literal["policytext/annotation@1"] = Field(default="policytext/annotation@1", alias="schema")
    id: str
    source: Source
    pipeline: Pipeline
    language: str = "nl"
    text: str
    title: TextSpan | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    topics: tuple[Topic, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    related: tuple[Related, ...] = ()

    @model_validator(mode="after")
    def _spans_are_text(self) -> Annotation:
        for span in self._spans():
            if self.text[span.start : span.end] != span.text:
                msg = f"span {span.start}-{span.end} is {self.text[span.start : span.end]!r}, not {span.text!r}"
                raise ValueError(msg)
        return self

    def _spans(self) -> list[TextSpan]:
        spans: list[TextSpan | None] = [self.title, *self.blocks, *self.sentences, *self.entities]
        spans += [section.heading for section in self.sections]
        spans += [mention for sentence in self.sentences for mention in (sentence.holder, sentence.target)]
        spans += [span for related in self.related for span in (related.title, related.teaser)]
        return [span for span in spans if span is not None]

    def to_dict(self) -> dict[str, Any]:
        """Return the annotation as plain JSON data, under the names of the format."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the annotation as one JSON object (`indent` in spaces, None for one line)."""
        return self.model_dump_json(by_alias=True, indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Annotation:
        """Read an annotation back.

        Raises:
            pydantic.ValidationError: `data` does not hold an annotation of format version 1.
        """
        return cls.model_validate_json(data)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the annotation format."""
    schema = Annotation.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
