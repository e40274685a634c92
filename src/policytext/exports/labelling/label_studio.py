"""Label Studio: tasks with predictions, and the labelling configuration that shows them.

Label Studio counts offsets in code points. The text of a region has its line breaks written as a backslash and an n.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from policytext.annotation import Annotation
from policytext.exports.labelling.marks import MENTION, SENTENCE, entity_labels
from policytext.exports.labelling.sheet import LINE_KINDS, ROLES, SIDE, TAGS, LineMark, Sheet, sheet_of
from policytext.exports.naming import distinct
from policytext.knowledge.registers import topic_labels

TASKS, CONFIGURATION = "tasks.json", "labelling.xml"
TEXT = "text"
BLOCKS, SENTENCES, ENTITIES, MENTIONS, TAG = "blocks", "sentences", "entities", "mentions", "tags"
TOPIC, SECOND_TOPIC = "topic", "second_topic"
RELATED_TOPIC, RELATED_SECOND_TOPIC = "related_topic", "related_second_topic"


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write the folder `output`: ``tasks.json`` to import, and ``labelling.xml``, the configuration it needs."""
    output.mkdir(parents=True, exist_ok=True)
    labels: set[str] = set()
    with (output / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        separator = "[\n"
        for annotation in distinct(annotations):
            sheet = sheet_of(annotation)
            labels |= {each.label for each in sheet.entities}
            file.write(separator + json.dumps(task(sheet), ensure_ascii=False))
            separator = ",\n"
        file.write("\n]\n" if separator == ",\n" else "[]\n")
    (output / CONFIGURATION).write_text(configuration(entity_labels(labels)), encoding="utf-8", newline="\n")


def task(sheet: Sheet) -> dict[str, Any]:
    """Return the task of one document."""
    version = sheet.side.get("pipeline", {}).get("policytext", "")
    prediction = {"model_version": f"policytext {version}".strip(), "result": list(_results(sheet))}
    return {"data": {TEXT: sheet.text, SIDE: sheet.side}, "predictions": [prediction]}


def choice(code: int) -> str:
    """Return how a topic is called in the tool: its CAP code and Dutch label."""
    return f"{code} {topic_labels()[code][1]}"


def shown(text: str) -> str:
    """Return a region's text as the tool writes it."""
    return text.replace("\n", "\\n")


def _results(sheet: Sheet) -> Iterator[dict[str, Any]]:
    yield from _document_topics(sheet)
    for number, line in enumerate(sheet.lines, 1):
        place = _place(sheet, line.start, line.end)
        yield _labelled(f"b{number}", BLOCKS, place, [line.kind])
        if line.kind == "related-title":
            yield from _related_topics(f"b{number}", place, line, sheet)
    for number, each in enumerate(sheet.sentences, 1):
        place = _place(sheet, each.start, each.end)
        yield _labelled(f"s{number}", SENTENCES, place, [SENTENCE])
        if each.tags:
            yield _chosen(TAG, each.tags, f"s{number}", place)
    for number, entity in enumerate(sheet.entities, 1):
        place = _place(sheet, entity.start, entity.end)
        result = _labelled(f"e{number}", ENTITIES, place, [entity.label])
        yield result if entity.score is None else result | {"score": entity.score}
    yield from _roles(sheet)


def _roles(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield holders and targets: relations to entities, or to mentions where no entity stands."""
    regions = {(each.start, each.end): f"e{number}" for number, each in enumerate(sheet.entities, 1)}
    for number, each in enumerate(sheet.sentences, 1):
        for label, role in zip(ROLES, (each.holder, each.target), strict=True):
            if role is None or role.start is None:
                continue
            place = role.start, role.start + len(role.text)
            if place not in regions:
                regions[place] = f"m{role.start}-{len(role.text)}"
                yield _labelled(regions[place], MENTIONS, _place(sheet, *place), [MENTION])
            ends = {"from_id": f"s{number}", "to_id": regions[place]}
            yield {**ends, "type": "relation", "direction": "right", "labels": [label]}


def _document_topics(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for name, code in zip((TOPIC, SECOND_TOPIC), sheet.topics, strict=False):
        yield _chosen(name, [choice(code)], name, {})


def _related_topics(region: str, place: dict[str, Any], line: LineMark, sheet: Sheet) -> Iterator[dict[str, Any]]:
    codes = sheet.related_topics.get(line.start, ())
    for name, code in zip((RELATED_TOPIC, RELATED_SECOND_TOPIC), codes, strict=False):
        yield _chosen(name, [choice(code)], region, place)


def _place(sheet: Sheet, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": shown(sheet.text[start:end])}


def _labelled(region: str, control: str, place: dict[str, Any], labels: list[str]) -> dict[str, Any]:
    value = {**place, "labels": labels}
    return {"id": region, "from_name": control, "to_name": TEXT, "type": "labels", "value": value}


def _chosen(control: str, choices: Iterable[str], region: str, place: dict[str, Any]) -> dict[str, Any]:
    value = {**place, "choices": list(choices)}
    return {"id": region, "from_name": control, "to_name": TEXT, "type": "choices", "value": value}


def configuration(labels: Iterable[str]) -> str:
    """Return the labelling configuration; `labels` are those of entities."""
    topics = [choice(code) for code in sorted(topic_labels())]
    region = 'choice="single" layout="select" perRegion="true" whenTagName="blocks" whenLabelValue="related-title"'
    parts = [
        "<View>",
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
        *_control("Relations", "Relation", "", ROLES),
        *_control("Choices", "Choice", f'name="{TOPIC}" toName="text" choice="single" layout="select"', topics),
        *_control("Choices", "Choice", f'name="{SECOND_TOPIC}" toName="text" choice="single" layout="select"', topics),
        *_control("Labels", "Label", f'name="{BLOCKS}" toName="text"', LINE_KINDS),
        *_control("Choices", "Choice", f'name="{RELATED_TOPIC}" toName="text" {region}', topics),
        *_control("Choices", "Choice", f'name="{RELATED_SECOND_TOPIC}" toName="text" {region}', topics),
        *_control("Labels", "Label", f'name="{SENTENCES}" toName="text"', [SENTENCE]),
        *_control(
            "Choices",
            "Choice",
            f'name="{TAG}" toName="text" choice="multiple" perRegion="true" whenTagName="{SENTENCES}"',
            TAGS,
        ),
        *_control("Labels", "Label", f'name="{ENTITIES}" toName="text"', labels),
        *_control("Labels", "Label", f'name="{MENTIONS}" toName="text"', [MENTION]),
        f'  <Text name="{TEXT}" value="${TEXT}"/>',
        "</View>",
    ]
    return "\n".join(parts) + "\n"


def _control(tag: str, item: str, attributes: str, values: Iterable[str]) -> Iterator[str]:
    yield f"  <{tag} {attributes}>" if attributes else f"  <{tag}>"
    for value in values:
        yield f"    <{item} value={quoteattr(value)}/>"
    yield f"  </{tag}>"
