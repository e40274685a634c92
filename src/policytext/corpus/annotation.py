"""Corpus documents as annotations of format version 1, every score 1."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from policytext.annotation import (
    TAG_LABELS,
    Annotation,
    Base,
    Block,
    BlockKind,
    Entity,
    Mention,
    Pipeline,
    Related,
    Section,
    SectionTag,
    Sentence,
    Source,
    Tag,
    TagLabel,
    TextSpan,
    Topic,
)
from policytext.corpus.markup import MarkedDocument, MarkedLine, MarkedSentence

if TYPE_CHECKING:
    from policytext.pipeline.layers import BlockData, SectionData

_BASE = Base(name="none", version="")
_KINDS: dict[str, BlockKind] = {
    "title": "title",
    "lead": "lead",
    "heading": "heading",
    "body": "body",
    "related": "related",
    "meta": "meta",
    "boilerplate": "boilerplate",
}


def annotation_of(document: MarkedDocument) -> Annotation:
    """Return the annotation that says what `document` says.

    A holder or target becomes its mention in the sentence; where the sentence has none, the nearest before it, else the
    first after it.

    Raises:
        ValueError: a sentence lies in no section, or a holder or target does not occur in the text.

    """
    return _Maker(document).annotation()


class _Maker:
    """Makes one annotation; sections are numbered from 1, sentences within their section."""

    def __init__(self, document: MarkedDocument) -> None:
        from policytext.pipeline.sections import build_sections

        self._document = document
        self._text = document.text
        blocks: list[BlockData] = [
            {"start": line.start, "end": line.end, "kind": line.kind, "level": line.level} for line in document.lines
        ]
        self._sections: Sequence[SectionData] = build_sections(blocks)
        self._entities = self._all_entities()

    def annotation(self) -> Annotation:
        document, text = self._document, self._text
        sentences = self._sentences()
        title = next((line for line in document.lines if line.kind == "title"), None)
        return Annotation(
            schema="policytext/annotation@1",
            id=document.id,
            source=Source(
                encoding="utf-8",
                sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
                metadata={"genre": document.genre, "hand": document.hand},
            ),
            pipeline=Pipeline(policytext=_version("policytext"), spacy=_version("spacy"), base=_BASE),
            text=text,
            title=title and self._span(title),
            date=document.date,
            topics=_topics(document.topics),
            blocks=tuple(
                Block(kind=_KINDS[line.kind], level=line.level, **self._bounds(line)) for line in document.lines
            ),
            sections=tuple(self._section(index, sentences) for index in range(len(self._sections))),
            sentences=tuple(sentences),
            entities=tuple(self._entities),
            related=self._related(),
        )

    def _span(self, place: MarkedLine) -> TextSpan:
        return TextSpan(start=place.start, end=place.end, text=self._text[place.start : place.end])

    def _bounds(self, place: MarkedLine) -> dict[str, int | str]:
        return self._span(place).model_dump()

    def _section_at(self, position: int) -> int | None:
        from policytext.pipeline.sections import section_of

        return section_of(self._sections, position)

    def _all_entities(self) -> list[Entity]:
        found = []
        for number, each in enumerate(self._document.entities, 1):
            index = self._section_at(each.start)
            found.append(
                Entity(
                    id=f"e{number}",
                    start=each.start,
                    end=each.end,
                    text=self._text[each.start : each.end],
                    label=each.label,
                    section=None if index is None else f"s{index + 1}",
                    score=1.0,
                )
            )
        return found

    def _sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        counts = [0] * len(self._sections)
        for each in self._document.sentences:
            index = self._section_at(each.start)
            if index is None:
                msg = f"{self._document.id}: the sentence at {each.start} lies in no section"
                raise ValueError(msg)
            counts[index] += 1
            found.append(
                Sentence(
                    id=f"s{index + 1}.{counts[index]}",
                    section=f"s{index + 1}",
                    start=each.start,
                    end=each.end,
                    text=self._text[each.start : each.end],
                    tags=tuple(Tag(label=label, score=1.0) for label in TAG_LABELS if label in each.tags),
                    holder=self._mention(each.holder, each),
                    target=self._mention(each.target, each),
                )
            )
        return found

    def _section(self, index: int, sentences: Iterable[Sentence]) -> Section:
        data = self._sections[index]
        within = [sentence for sentence in sentences if sentence.section == f"s{index + 1}"]
        evidence: dict[TagLabel, tuple[str, ...]] = {
            label: tuple(each.id for each in within if label in {tag.label for tag in each.tags})
            for label in TAG_LABELS
        }
        heading = data["heading"]
        return Section(
            id=f"s{index + 1}",
            kind="lead" if data["kind"] == "lead" else "body",
            heading=None if heading is None else self._span(self._document.lines[heading]),
            level=data["level"],
            start=data["start"],
            end=data["end"],
            tags=tuple(SectionTag(label=label, score=1.0, sentences=ids) for label, ids in evidence.items() if ids),
        )

    def _mention(self, name: str | None, sentence: MarkedSentence) -> Mention | None:
        if not name:
            return None
        start = _nearest(_places(name, self._text), sentence)
        if start is None:
            msg = f"{self._document.id}: {name!r} does not occur in the text"
            raise ValueError(msg)
        end = start + len(name)
        return Mention(start=start, end=end, text=name, entity=self._entity_at(start, end))

    def _entity_at(self, start: int, end: int) -> str | None:
        """Return the id of the entity of these bounds, else of the only one that overlaps them."""
        touching = [each for each in self._entities if each.start < end and start < each.end]
        exact = [each for each in touching if (each.start, each.end) == (start, end)]
        found = exact or touching
        return found[0].id if len(found) == 1 else None

    def _related(self) -> tuple[Related, ...]:
        own = self._document.topics
        return tuple(
            Related(
                title=self._span(each.title),
                teaser=each.teaser and self._span(each.teaser),
                topics=_topics(each.topics),
                shared_topics=tuple(code for code in each.topics if code in own),
            )
            for each in self._document.related
        )


def _places(name: str, text: str) -> list[int]:
    """Return where `name` stands in `text`, as words of its own if it does so anywhere."""
    literal = re.escape(name)
    found = [match.start() for match in re.finditer(rf"(?<!\w){literal}(?!\w)", text)]
    return found or [match.start() for match in re.finditer(literal, text)]


def _nearest(places: Sequence[int], sentence: MarkedSentence) -> int | None:
    inside = [place for place in places if sentence.start <= place < sentence.end]
    before = [place for place in places if place < sentence.start]
    if inside:
        return inside[0]
    if before:
        return before[-1]
    return places[0] if places else None


def _topics(codes: Iterable[int]) -> tuple[Topic, ...]:
    from policytext.knowledge.registers import topic_labels

    labels = topic_labels()
    return tuple(Topic(code=code, label=labels[code][0], label_nl=labels[code][1], score=1.0) for code in codes)


def _version(package: str) -> str:
    """Return the installed version, "" where the package runs from its source tree."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
