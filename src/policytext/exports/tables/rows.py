"""Annotations as the rows of tables."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from policytext.annotation import TAG_LABELS, Annotation, Entity, Mention, Section, Sentence, TextSpan, Topic
from policytext.exports.naming import Ids

Value = str | int | float | date | None
Row = dict[str, Value]
Rows = dict[str, list[Row]]


def tables_of(annotations: Iterable[Annotation]) -> Iterator[Rows]:
    """Yield the rows of each annotation by table name, in the order of the annotations.

    Memory holds the ids of the documents, and one annotation at a time.
    """
    ids = Ids()
    for annotation in annotations:
        yield rows_of(annotation, ids.unique(annotation.id))


def rows_of(annotation: Annotation, document_id: str) -> Rows:
    """Return the rows of one annotation by table name, `document_id` in each."""
    made: dict[str, Iterator[Row]] = {
        "documents": iter([_document(annotation)]),
        "sections": _sections(annotation),
        "sentences": _sentences(annotation),
        "tags": _tags(annotation),
        "labels": _labels(annotation),
        "entities": _entities(annotation),
        "topics": _all_topics(annotation),
        "related": _related(annotation),
    }
    return {name: [{"document_id": document_id, **row} for row in rows] for name, rows in made.items()}


def _document(annotation: Annotation) -> Row:
    source, pipeline = annotation.source, annotation.pipeline
    tags = Counter(tag.label for sentence in annotation.sentences for tag in sentence.tags)
    main = annotation.topics[0] if annotation.topics else None
    return {
        "annotation_id": annotation.id,
        "path": source.path,
        "url": source.url,
        "title": _text(annotation.title),
        **_ends("title_", annotation.title),
        **_dates(annotation.date),
        "topic_code": main.code if main else None,
        "topic": main.label if main else None,
        "topic_nl": main.label_nl if main else None,
        "topic_score": main.score if main else None,
        "n_sections": len(annotation.sections),
        "n_sentences": len(annotation.sentences),
        **{f"n_{label}": tags[label] for label in TAG_LABELS},
        "n_entities": len(annotation.entities),
        "n_related": len(annotation.related),
        "characters": len(annotation.text),
        "words": len(annotation.text.split()),
        "language": annotation.language,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "metadata": _json(source.metadata),
        "policytext_version": pipeline.policytext,
        "spacy_version": pipeline.spacy,
        "base": pipeline.base.name,
        "base_version": pipeline.base.version,
        "models": _json(pipeline.models),
        "text": annotation.text,
    }


def _dates(text: str | None) -> Row:
    return {
        "date": text,
        "day": _day(text),
        "month": text[:7] if text and len(text) >= 7 else None,
        "year": int(text[:4]) if text else None,
    }


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a year, a month, or a day that no calendar has
        return None


def _sections(annotation: Annotation) -> Iterator[Row]:
    counts = Counter(sentence.section for sentence in annotation.sentences)
    above: list[Section] = []
    for position, section in enumerate(annotation.sections, 1):
        # Text without a heading is no part of another section, and none is a part of it.
        above = [each for each in above if 0 < each.level < section.level]
        scores = {tag.label: tag.score for tag in section.tags}
        yield {
            "section_id": section.id,
            "position": position,
            "parent_section_id": above[-1].id if above else None,
            "kind": section.kind,
            "heading": _text(section.heading),
            **_ends("heading_", section.heading),
            "level": section.level,
            "basis": section.basis,
            "start": section.start,
            "end": section.end,
            "n_sentences": counts[section.id],
            **{label: scores.get(label) for label in TAG_LABELS},
        }
        above.append(section)


def _sentences(annotation: Annotation) -> Iterator[Row]:
    for position, sentence in enumerate(annotation.sentences, 1):
        yield {
            **_of(sentence),
            "position": position,
            "text": sentence.text,
            **_ends("", sentence),
            "n_tags": len(sentence.tags),
        }


def _tags(annotation: Annotation) -> Iterator[Row]:
    for sentence in annotation.sentences:
        for tag in sentence.tags:
            mentions = {**_mention("holder", sentence.holder), **_mention("target", sentence.target)}
            yield {**_of(sentence), "tag": tag.label, "score": tag.score, **mentions}


def _labels(annotation: Annotation) -> Iterator[Row]:
    for sentence in annotation.sentences:
        for each in sentence.labels:
            yield {**_of(sentence), "label": each.label, "score": each.score}


def _of(sentence: Sentence) -> Row:
    return {"sentence_id": sentence.id, "section_id": sentence.section}


def _mention(role: str, mention: Mention | None) -> Row:
    return {
        role: _text(mention),
        f"{role}_entity_id": mention.entity if mention else None,
        **_ends(f"{role}_", mention),
    }


def _entities(annotation: Annotation) -> Iterator[Row]:
    by_id = {entity.id: entity for entity in annotation.entities}
    sentences = sorted(annotation.sentences, key=lambda sentence: sentence.start)
    starts = [sentence.start for sentence in sentences]
    for entity in annotation.entities:
        index = bisect_right(starts, entity.start) - 1
        inside = index >= 0 and entity.start < sentences[index].end
        link = entity.link
        yield {
            "entity_id": entity.id,
            "section_id": entity.section,
            "sentence_id": sentences[index].id if inside else None,
            "label": entity.label,
            "text": entity.text,
            "name": link.name if link else by_id.get(entity.referent or "", entity).text,
            **_ends("", entity),
            "score": entity.score,
            "referent_entity_id": entity.referent,
            "link_id": link.id if link else None,
            "link_name": link.name if link else None,
            "link_type": link.type if link else None,
            **_attributes(entity),
        }


_OWN_COLUMNS = {"office", "portfolio", "party", "cabinet", "value"}


def _attributes(entity: Entity) -> Row:
    """Return the attributes with columns of their own, and the others; a minister's `name` is the link's."""
    others = {name: value for name, value in entity.attributes.items() if name not in _OWN_COLUMNS}
    return {**{name: _plain(entity.attributes.get(name)) for name in sorted(_OWN_COLUMNS)}, "attributes": _json(others)}


def _plain(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _all_topics(annotation: Annotation) -> Iterator[Row]:
    yield from _topics(annotation.topics, {"related_id": None, "about": "document"})
    for number, related in enumerate(annotation.related, 1):
        yield from _topics(related.topics, {"related_id": f"r{number}", "about": "related"})


def _topics(topics: Iterable[Topic], whose: Row) -> Iterator[Row]:
    for rank, topic in enumerate(topics, 1):
        yield {
            **whose,
            "rank": rank,
            "scheme": topic.scheme,
            "topic_code": topic.code,
            "topic": topic.label,
            "topic_nl": topic.label_nl,
            "score": topic.score,
        }


def _related(annotation: Annotation) -> Iterator[Row]:
    for number, related in enumerate(annotation.related, 1):
        yield {
            "related_id": f"r{number}",
            "title": related.title.text,
            **_ends("title_", related.title),
            "teaser": _text(related.teaser),
            **_ends("teaser_", related.teaser),
            "shared_topics": ";".join(map(str, related.shared_topics)),
            "similarity": related.similarity,
            "related_document_id": related.document,
        }


def _text(span: TextSpan | None) -> str | None:
    return None if span is None else span.text


def _ends(before: str, span: TextSpan | None) -> Row:
    return {f"{before}start": span.start if span else None, f"{before}end": span.end if span else None}


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
