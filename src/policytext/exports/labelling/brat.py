"""brat: a text, its standoff annotations, and the configuration of the labels.

brat counts offsets in code points. A mark over several lines is written line by line, as brat itself does. Tags and
topics are attributes; what brat cannot show lies beside the annotations in a file that it passes over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from policytext.annotation import Annotation
from policytext.exports.labelling.marks import MENTION, SENTENCE, Mark, entity_labels, marks_of, relations_of
from policytext.exports.labelling.sheet import LINE_KINDS, ROLES, TAGS, Sheet, sheet_of
from policytext.exports.naming import distinct, document_path
from policytext.knowledge.registers import topic_labels

TEXT, ANNOTATIONS, SIDE_FILE, CONFIGURATION = ".txt", ".ann", ".policytext.json", "annotation.conf"
TOPIC, SECOND_TOPIC = "topic", "second-topic"

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write the folder `output`: ``.txt``, ``.ann`` and side file a document, and ``annotation.conf``."""
    output.mkdir(parents=True, exist_ok=True)
    labels: set[str] = set()
    for annotation in distinct(annotations):
        sheet = sheet_of(annotation)
        labels |= {each.label for each in sheet.entities}
        path = document_path(output, sheet.id, TEXT)
        _write(path, sheet.text)
        _write(path.with_name(path.name.removesuffix(TEXT) + ANNOTATIONS), "".join(_standoff(sheet)))
        side = json.dumps(sheet.side, ensure_ascii=False, indent=1) + "\n"
        _write(path.with_name(path.name.removesuffix(TEXT) + SIDE_FILE), side)
    _write(output / CONFIGURATION, configuration(entity_labels(labels)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _standoff(sheet: Sheet) -> Iterator[str]:
    marks = [mark for mark in marks_of(sheet) if mark.label not in TAGS]
    ids = {mark: f"T{number}" for number, mark in enumerate(marks, 1)}
    for mark, name in ids.items():
        pieces = [(mark.start + each.start(), mark.start + each.end()) for each in _LINE.finditer(_words(sheet, mark))]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        shown = " ".join(sheet.text[start:end] for start, end in pieces)
        yield f"{name}\t{mark.label} {places}\t{shown}\n"
    numbers = count(1)
    for each in sheet.sentences:
        for tag in each.tags:
            yield f"A{next(numbers)}\t{tag} {ids[Mark(each.start, each.end, SENTENCE)]}\n"
    for owner, codes in _topics(sheet):
        for attribute, code in zip((TOPIC, SECOND_TOPIC), codes, strict=False):
            yield f"A{next(numbers)}\t{attribute} {ids[owner]} {code}\n"
    for number, relation in enumerate(relations_of(sheet, marks), 1):
        yield f"R{number}\t{relation.label} Arg1:{ids[relation.head]} Arg2:{ids[relation.child]}\n"


def _words(sheet: Sheet, mark: Mark) -> str:
    return sheet.text[mark.start : mark.end]


def _topics(sheet: Sheet) -> Iterator[tuple[Mark, tuple[int, ...]]]:
    """Yield titles with their topics: the document's on its own title, else on its first line."""
    if sheet.lines:
        title = next((line for line in sheet.lines if line.kind == "title"), sheet.lines[0])
        yield Mark(title.start, title.end, title.kind), sheet.topics
    for line in sheet.lines:
        if line.kind == "related-title":
            yield Mark(line.start, line.end, line.kind), sheet.related_topics.get(line.start, ())


def configuration(labels: Iterable[str]) -> str:
    """Return ``annotation.conf``; `labels` are those of entities."""
    topics = "|".join(str(code) for code in sorted(topic_labels()))
    parts = [
        "[entities]",
        *("!blocks", *(f"\t{kind}" for kind in LINE_KINDS)),
        SENTENCE,
        *labels,
        MENTION,
        "[relations]",
        # Spans that lie over each other are an error to brat unless this says that they may.
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        *(f"{role}\tArg1:{SENTENCE}, Arg2:<ENTITY>" for role in ROLES),
        "[events]",
        "[attributes]",
        *(f"{tag}\tArg:{SENTENCE}" for tag in TAGS),
        f"{TOPIC}\tArg:<ENTITY>, Value:{topics}",
        f"{SECOND_TOPIC}\tArg:<ENTITY>, Value:{topics}",
    ]
    return "\n".join(parts) + "\n"
