"""What the reading view of one document is made from, as plain JSON data with UTF-16 offsets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policytext.annotation import Annotation, Entity, Mention, Related, Section, Sentence, TextSpan, Topic
from policytext.report.actors import DocumentActors
from policytext.report.index import Index, labels_of
from policytext.report.offsets import Utf16Offsets


def reading_view(annotation: Annotation, actors: DocumentActors, index: Index) -> dict[str, Any]:
    """Return the reading view of a document that `index` has taken."""
    return _View(annotation, actors, index).data()


class _View:
    def __init__(self, annotation: Annotation, actors: DocumentActors, index: Index) -> None:
        self._annotation = annotation
        self._actors = actors
        self._index = index
        self._at = Utf16Offsets(annotation.text)

    def data(self) -> dict[str, Any]:
        annotation = self._annotation
        return {
            "text": annotation.text,
            "language": annotation.language,
            "title": self._bounds(annotation.title),
            "source": annotation.source.model_dump(mode="json", exclude_none=True),
            "pipeline": annotation.pipeline.model_dump(mode="json"),
            "blocks": [[block.kind, block.level, *self._span(block)] for block in annotation.blocks],
            "sections": [self._section(section) for section in annotation.sections],
            "sentences": [self._sentence(each) for each in annotation.sentences if each.tags or each.labels],
            "entities": [self._entity(entity) for entity in annotation.entities],
            "related": [self._related(related) for related in annotation.related],
        }

    def _span(self, span: TextSpan) -> list[int]:
        return [self._at(span.start), self._at(span.end)]

    def _bounds(self, span: TextSpan | None) -> list[int] | None:
        return None if span is None else self._span(span)

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "id": section.id,
            "kind": section.kind,
            "level": section.level,
            "basis": section.basis,
            "heading": self._bounds(section.heading),
            "start": self._at(section.start),
            "end": self._at(section.end),
            "tags": [[self._index.label(tag.label), round(tag.score, 4)] for tag in section.tags],
        }

    def _sentence(self, sentence: Sentence) -> dict[str, Any]:
        return {
            "id": sentence.id,
            "section": sentence.section,
            "at": self._span(sentence),
            "tags": [[self._index.label(label), round(score, 4)] for label, score in labels_of(sentence)],
            "holder": self._mention(sentence.holder),
            "target": self._mention(sentence.target),
        }

    def _mention(self, mention: Mention | None) -> list[int | None] | None:
        return None if mention is None else [*self._span(mention), self._actors.of_mention(mention)]

    def _entity(self, entity: Entity) -> dict[str, Any]:
        return {
            "at": self._span(entity),
            "label": entity.label,
            "score": round(entity.score, 4),
            "link": None if entity.link is None else entity.link.model_dump(mode="json"),
            "actor": self._actors.of_entity(entity.id),
            "attributes": entity.attributes,
        }

    def _related(self, related: Related) -> dict[str, Any]:
        return {
            "title": self._span(related.title),
            "teaser": self._bounds(related.teaser),
            "topics": _topics(related.topics),
            "shared": list(related.shared_topics),
            "similarity": related.similarity,
            "document": related.document,
        }


def _topics(topics: Iterable[Topic]) -> list[list[float]]:
    return [[topic.code, round(topic.score, 4)] for topic in topics]
