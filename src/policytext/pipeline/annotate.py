"""From a document to its annotation, and from a processed Doc to the annotation it holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal

from spacy.tokens import Doc

from policytext.annotation import (
    Annotation,
    Base,
    Block,
    Entity,
    Link,
    Mention,
    OwnLabel,
    Pipeline,
    Related,
    Section,
    SectionTag,
    Sentence,
    Source,
    Tag,
    TextSpan,
    Topic,
)
from policytext.document import Document
from policytext.knowledge.registers import topic_labels
from policytext.pipeline.build import models_of, versions
from policytext.pipeline.layers import Layers, SentenceData, TopicData, layers, text_of
from policytext.pipeline.sections import section_of
from policytext.text.dates import document_date
from policytext.text.language import foreign_language

if TYPE_CHECKING:
    from spacy.language import Language

_NEAR = 0.5
"""Share of the likeliest topic's score from which a topic is one that a document shares with its related articles."""

_OWN_LABELS = {"MINISTER", "PERSON", "MINISTRY", "PARTY", "ORG", "LAW", "DOCUMENT", "LOC", "DATE", "PER", "GPE", "NORP"}


def annotate_document(nlp: Language, document: Document) -> Annotation:
    """Run the pipeline over one document.

    Raises:
        ValueError: the text is longer than ``nlp.max_length``, nothing but white space, or plainly not Dutch.
    """
    if not document.text.strip():
        msg = "no text"
        raise ValueError(msg)
    language = foreign_language(document.text)
    if language:
        msg = f"the text looks {language}, not Dutch"
        raise ValueError(msg)
    doc = nlp.make_doc(document.text)
    doc._.policytext_document = document
    doc = nlp(doc)
    return _build(doc, document, _pipeline_info(nlp))


def annotation_of(doc: Doc) -> Annotation:
    """Return the annotation that a processed Doc holds (``doc._.annotation``)."""
    document = doc._.policytext_document or Document(
        id="text", text=text_of(doc), source=Source(sha256=hashlib.sha256(text_of(doc).encode()).hexdigest())
    )
    info = doc.user_data.get("policytext_pipeline")
    pipeline = (
        Pipeline(**info)
        if info
        else Pipeline(policytext=versions()[0], spacy=versions()[1], base=Base(name=doc.lang_, version=""))
    )
    return _build(doc, document, pipeline)


def _pipeline_info(nlp: Language) -> Pipeline:
    own, spacy_version = versions()
    models = {name: component.sha256 for name, component in sorted(models_of(nlp).items())}
    return Pipeline(policytext=own, spacy=spacy_version, base=Base(**nlp.meta["policytext_base"]), models=models)


def _build(doc: Doc, document: Document, pipeline: Pipeline) -> Annotation:
    text, found = text_of(doc), layers(doc)
    entities, by_place = _entities(doc, found)
    sentences = _sentences(text, found, by_place)
    title = next((block for block in found["blocks"] if block["kind"] == "title"), None)
    return Annotation(
        id=document.id,
        source=document.source,
        pipeline=pipeline,
        text=text,
        title=_span(text, title["start"], title["end"]) if title else None,
        date=document.date or document_date(text),
        topics=_topics(found["topics"]),
        blocks=tuple(Block(**block, text=text[block["start"] : block["end"]]) for block in found["blocks"]),
        sections=_sections(text, found, sentences),
        sentences=sentences,
        entities=entities,
        related=_related(text, found),
    )


def _span(text: str, start: int, end: int) -> TextSpan:
    return TextSpan(start=start, end=end, text=text[start:end])


def _main(topics: list[TopicData]) -> list[int]:
    """Return the codes of the topics that come near the likeliest one."""
    return [topic["code"] for topic in topics if topic["score"] >= _NEAR * topics[0]["score"]]


def _topics(topics: list[TopicData]) -> tuple[Topic, ...]:
    labels = topic_labels()
    return tuple(Topic(**topic, label=labels[topic["code"]][0], label_nl=labels[topic["code"]][1]) for topic in topics)


def _entities(doc: Doc, found: Layers) -> tuple[tuple[Entity, ...], dict[tuple[int, int], str]]:
    """Return our entities and, between them, those that only the base pipeline sees and whose label is not ours."""
    text = text_of(doc)
    rows: list[dict[str, Any]] = [dict(entity) for entity in found["entities"]]
    for span in doc.ents:
        # doc.ents is flat: a span of another label than ours is the base's and overlaps none of ours.
        if span.label_ not in _OWN_LABELS:
            rows.append({"start": span.start_char, "end": span.end_char, "label": span.label_, "score": 1.0})
    first = {index: row["start"] for index, row in enumerate(rows) if index < len(found["entities"])}
    rows.sort(key=lambda row: row["start"])
    ids = {row["start"]: f"e{number}" for number, row in enumerate(rows, 1)}
    entities = []
    for number, row in enumerate(rows, 1):
        section = section_of(found["sections"], row["start"])
        link, referent = row.pop("link", None), row.pop("referent", None)
        entities.append(
            Entity(
                **row,
                id=f"e{number}",
                text=text[row["start"] : row["end"]],
                section=None if section is None else f"s{section + 1}",
                link=Link(**link) if link else None,
                referent=f"e{number}" if referent is None else ids[first[referent]],
            )
        )
    return tuple(entities), {(entity.start, entity.end): entity.id for entity in entities}


def _sentences(text: str, found: Layers, entities: dict[tuple[int, int], str]) -> tuple[Sentence, ...]:
    sentences, counts = [], dict.fromkeys(range(len(found["sections"])), 0)
    for data in found["sentences"]:
        section = data["section"]
        counts[section] += 1
        sentences.append(
            Sentence(
                id=f"s{section + 1}.{counts[section]}",
                section=f"s{section + 1}",
                start=data["start"],
                end=data["end"],
                text=text[data["start"] : data["end"]],
                tags=tuple(Tag.model_validate(tag) for tag in data["tags"]),
                holder=_mention(text, data, "holder", entities),
                target=_mention(text, data, "target", entities),
                labels=tuple(OwnLabel(**label) for label in data.get("labels", ())),
            )
        )
    return tuple(sentences)


def _mention(
    text: str, data: SentenceData, role: Literal["holder", "target"], entities: dict[tuple[int, int], str]
) -> Mention | None:
    place = data.get(role)
    if place is None:
        return None
    start, end = place["start"], place["end"]
    return Mention(start=start, end=end, text=text[start:end], entity=entities.get((start, end)))


def _sections(text: str, found: Layers, sentences: tuple[Sentence, ...]) -> tuple[Section, ...]:
    tags: dict[str, dict[str, list[tuple[float, str]]]] = {}
    for sentence in sentences:
        for tag in sentence.tags:
            tags.setdefault(sentence.section, {}).setdefault(tag.label, []).append((tag.score, sentence.id))
    sections = []
    for number, data in enumerate(found["sections"], 1):
        heading = None if data["heading"] is None else found["blocks"][data["heading"]]
        own = {label: sorted(rows, key=lambda row: -row[0]) for label, rows in tags.get(f"s{number}", {}).items()}
        sections.append(
            Section(
                id=f"s{number}",
                kind="lead" if data["kind"] == "lead" else "body",
                heading=_span(text, heading["start"], heading["end"]) if heading else None,
                level=data["level"],
                basis=data.get("basis"),
                start=data["start"],
                end=data["end"],
                tags=tuple(
                    SectionTag.model_validate(
                        {"label": label, "score": rows[0][0], "sentences": tuple(identifier for _, identifier in rows)}
                    )
                    for label, rows in sorted(own.items())
                ),
            )
        )
    return tuple(sections)


def _related(text: str, found: Layers) -> tuple[Related, ...]:
    document_topics = _main(found["topics"])
    rows = []
    for data in found["related"]:
        title = found["blocks"][data["title"]]
        teaser = None if data["teaser"] is None else found["blocks"][data["teaser"]]
        codes = _main(data["topics"])
        rows.append(
            Related(
                title=_span(text, title["start"], title["end"]),
                teaser=_span(text, teaser["start"], teaser["end"]) if teaser else None,
                topics=_topics(data["topics"]),
                shared_topics=tuple(code for code in document_topics if code in codes),
                similarity=data["similarity"],
            )
        )
    return tuple(rows)
