"""From a draft to the typed annotation: ids, texts of spans, sections' tags, what is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from policytext.annotation import Annotation, Pipeline
from policytext.document import Document
from policytext.knowledge.registers import topic_labels
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import BlockData, EntityData, Layers, SentenceData, TopicData
from policytext.pipeline.sections import section_of

_NEAR = 0.5
"""Share of the likeliest topic's score from which a topic is one that a document shares with its related articles."""

Data = dict[str, Any]


def assembled(draft: Draft, document: Document, pipeline: Pipeline, theirs: Iterable[EntityData] = ()) -> Annotation:
    """Return the annotation that a draft comes to.

    Args:
        draft: what the components have found.
        document: what was read.
        pipeline: what made it.
        theirs: entities that only the base pipeline sees and whose label is not ours, between ours.
    """
    text, found = draft.text, draft.layers
    entities, by_place = _entities(text, found, theirs)
    sentences = _sentences(text, found, by_place)
    title = next((block for block in found["blocks"] if block["kind"] == "title"), None)
    # Validated as a whole: to make each span by itself takes several times as long.
    return Annotation.model_validate(
        {
            "id": document.id,
            "source": document.source,
            "pipeline": pipeline,
            "text": text,
            "title": None if title is None else _span(text, title["start"], title["end"]),
            "date": draft.date,
            "topics": _topics(found["topics"]),
            "blocks": [{**block, "text": text[block["start"] : block["end"]]} for block in found["blocks"]],
            "sections": _sections(text, found, sentences),
            "sentences": sentences,
            "entities": entities,
            "related": _related(text, found),
        }
    )


def _span(text: str, start: int, end: int) -> Data:
    return {"start": start, "end": end, "text": text[start:end]}


def _span_of(text: str, block: BlockData) -> Data:
    return _span(text, block["start"], block["end"])


def _main(topics: Sequence[TopicData]) -> list[int]:
    """Return the codes of the topics that come near the likeliest one."""
    return [topic["code"] for topic in topics if topic["score"] >= _NEAR * topics[0]["score"]]


def _topics(topics: Sequence[TopicData]) -> list[Data]:
    labels = topic_labels()
    return [{**topic, "label": labels[topic["code"]][0], "label_nl": labels[topic["code"]][1]} for topic in topics]


def _entities(text: str, found: Layers, theirs: Iterable[EntityData]) -> tuple[list[Data], dict[tuple[int, int], str]]:
    """Return the entities, and the id of each by its place."""
    ours: list[Data] = [dict(entity) for entity in found["entities"]]
    rows = sorted([*ours, *map(dict, theirs)], key=lambda row: row["start"])
    ids = {row["start"]: f"e{number}" for number, row in enumerate(rows, 1)}
    first = [entity["start"] for entity in ours]
    for number, row in enumerate(rows, 1):
        section = section_of(found["sections"], row["start"])
        referent = row.get("referent")
        row["id"], row["text"] = f"e{number}", text[row["start"] : row["end"]]
        row["section"] = None if section is None else f"s{section + 1}"
        row["referent"] = row["id"] if referent is None else ids[first[referent]]
    return rows, {(row["start"], row["end"]): row["id"] for row in rows}


def _sentences(text: str, found: Layers, entities: dict[tuple[int, int], str]) -> list[Data]:
    sentences, counts = [], [0] * len(found["sections"])
    for data in found["sentences"]:
        section = data["section"]
        counts[section] += 1
        sentences.append(
            {
                "id": f"s{section + 1}.{counts[section]}",
                "section": f"s{section + 1}",
                "start": data["start"],
                "end": data["end"],
                "text": text[data["start"] : data["end"]],
                "tags": data["tags"],
                "holder": _mention(text, data, "holder", entities),
                "target": _mention(text, data, "target", entities),
                "labels": data.get("labels", ()),
            }
        )
    return sentences


def _mention(
    text: str, data: SentenceData, role: Literal["holder", "target"], entities: dict[tuple[int, int], str]
) -> Data | None:
    place = data.get(role)
    if place is None:
        return None
    return _span(text, place["start"], place["end"]) | {"entity": entities.get((place["start"], place["end"]))}


def _sections(text: str, found: Layers, sentences: Sequence[Data]) -> list[Data]:
    tags: dict[str, dict[str, list[tuple[float, str]]]] = {}
    for sentence in sentences:
        for tag in sentence["tags"]:
            own = tags.setdefault(sentence["section"], {}).setdefault(tag["label"], [])
            own.append((tag["score"], sentence["id"]))
    sections = []
    for number, data in enumerate(found["sections"], 1):
        evidence = tags.get(f"s{number}", {})
        sections.append(
            {
                "id": f"s{number}",
                "kind": data["kind"],
                "heading": None if data["heading"] is None else _span_of(text, found["blocks"][data["heading"]]),
                "level": data["level"],
                "basis": data.get("basis"),
                "start": data["start"],
                "end": data["end"],
                "tags": [_section_tag(label, evidence[label]) for label in sorted(evidence)],
            }
        )
    return sections


def _section_tag(label: str, evidence: Sequence[tuple[float, str]]) -> Data:
    best_first = sorted(evidence, key=lambda row: -row[0])
    return {"label": label, "score": best_first[0][0], "sentences": [identifier for _, identifier in best_first]}


def _related(text: str, found: Layers) -> list[Data]:
    document_topics = _main(found["topics"])
    rows = []
    for data in found["related"]:
        codes = _main(data["topics"])
        rows.append(
            {
                "title": _span_of(text, found["blocks"][data["title"]]),
                "teaser": None if data["teaser"] is None else _span_of(text, found["blocks"][data["teaser"]]),
                "topics": _topics(data["topics"]),
                "shared_topics": [code for code in document_topics if code in codes],
                "similarity": data["similarity"],
            }
        )
    return rows
