"""TEI P5: one document a file, its sections nested, its sentences and names marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from policytext.annotation import TAG_LABELS, Annotation, Block, Entity, Sentence, TextSpan
from policytext.exports.naming import distinct, document_path
from policytext.exports.standards.tei_header import CAP, XML, element, header, reference
from policytext.exports.xml import xml_text

_Span = TypeVar("_Span", bound=TextSpan)

_NAMES = {
    "PERSON": ("persName", None),
    "MINISTER": ("persName", "minister"),
    "ORG": ("orgName", None),
    "MINISTRY": ("orgName", "ministry"),
    "PARTY": ("orgName", "party"),
    "LOC": ("placeName", None),
    "DATE": ("date", None),
}


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write the folder `output`: one ``.xml`` a document."""
    output.mkdir(parents=True, exist_ok=True)
    for annotation in distinct(annotations):
        data = etree.tostring(document(annotation), encoding="utf-8", xml_declaration=True)
        # The bytes are written here, for lxml takes some paths for URLs and quotes what is in them.
        document_path(output, annotation.id, ".xml").write_bytes(data)


def document(annotation: Annotation) -> Any:
    """Return the ``TEI`` element of an annotation. Boilerplate is left out; everything else stands word by word.

    Title and headings are ``head``, lead and body ``p``, other lines ``ab`` with their kind as type. A sentence's
    tags are its ``ana``; its holder and target stand in ``standOff``, with the names that cross a sentence's bounds.
    """
    root = element(None, "TEI", {f"{XML}lang": annotation.language})
    root.append(header(annotation))
    body = _Body(annotation)
    content = body.content()
    aside = list(body.aside())
    if aside:
        stand_off = element(root, "standOff")
        for kind in dict.fromkeys(each[0] for each in aside):
            group = element(stand_off, "spanGrp", {"type": kind})
            for _, attributes, words in (each for each in aside if each[0] == kind):
                element(group, "span", attributes, words)
    element(root, "text").append(content)
    return root


class _Body:
    """Builds the body; divisions are open from the outermost to the innermost."""

    def __init__(self, annotation: Annotation) -> None:
        self._annotation = annotation
        self._body = element(None, "body")
        self._open: list[tuple[str, int, Any]] = []
        self._related = {each.title.start: each.topics for each in annotation.related}
        self._entities = sorted(annotation.entities, key=lambda each: each.start)
        self._marked: set[str] = set()

    def content(self) -> Any:
        for block in self._annotation.blocks:
            if block.kind != "boilerplate":
                self._block(block)
        if not len(self._body):
            element(element(self._body, "div"), "p")
        return self._body

    def aside(self) -> Iterator[tuple[str, dict[str, str], str]]:
        """Yield kind, attributes and words of what has no place in the body."""
        for each in self._annotation.sentences:
            for kind, mention in (("holder", each.holder), ("target", each.target)):
                if mention is not None:
                    known = {"corresp": f"#{mention.entity}"} if mention.entity in self._marked else {}
                    yield kind, {"target": f"#{each.id}", **known}, xml_text(mention.text)
        for entity in self._annotation.entities:
            if entity.id not in self._marked and not self._in_boilerplate(entity):
                yield "name", {"ana": f"#{entity.label}"}, xml_text(entity.text)

    def _in_boilerplate(self, entity: Entity) -> bool:
        blocks = _within(self._annotation.blocks, entity.start, entity.end)
        return any(block.kind == "boilerplate" for block in blocks)

    def _block(self, block: Block) -> None:
        if block.kind == "title":
            self._fill(element(self._division("title", 0), "head"), block.start, block.end)
        elif block.kind == "heading":
            level = block.level or 1
            self._fill(element(self._division("section", level), "head"), block.start, block.end)
        elif block.kind in ("lead", "body"):
            if self._kind() not in ("section", block.kind):
                self._division(block.kind, 0)
            self._paragraph(block)
        else:
            if self._kind() != block.kind and (block.kind == "related" or not self._open):
                self._division(block.kind, 0)
            topics = self._related.get(block.start, ())
            attributes: dict[str, str] = {"type": block.kind}
            if topics:
                attributes["ana"] = " ".join(f"#{CAP}{topic.code}" for topic in topics)
            self._fill(element(self._open[-1][2], "ab", attributes), block.start, block.end)

    def _kind(self) -> str:
        return self._open[-1][0] if self._open else ""

    def _division(self, kind: str, level: int) -> Any:
        """Open a division, inside those of lower level."""
        while self._open and (not level or self._open[-1][1] >= level or not self._open[-1][1]):
            self._open.pop()
        parent = self._open[-1][2] if self._open else self._body
        made = element(parent, "div", {"type": kind})
        self._open.append((kind, level, made))
        return made

    def _paragraph(self, block: Block) -> None:
        paragraph = element(self._open[-1][2], "p")
        place = block.start
        for each in _within(self._annotation.sentences, block.start, block.end):
            start, end = max(each.start, block.start), min(each.end, block.end)
            self._fill(paragraph, place, start)
            self._fill(element(paragraph, "s", _sentence(each, start, end)), start, end)
            place = end
        self._fill(paragraph, place, block.end)

    def _fill(self, parent: Any, start: int, end: int) -> None:
        """Put a stretch of text into an element, with the names in it."""
        text, place = self._annotation.text, start
        for entity in _within(self._entities, start, end):
            if place <= entity.start and entity.end <= end:
                _add_text(parent, text[place : entity.start])
                _name(parent, entity)
                self._marked.add(entity.id)
                place = entity.end
        _add_text(parent, text[place:end])


def _within(spans: Sequence[_Span], start: int, end: int) -> Sequence[_Span]:
    """Return which of spans, in order and apart from each other, touch a stretch of text."""
    first = bisect_right(spans, start, key=lambda each: each.end)
    return spans[first : bisect_left(spans, end, key=lambda each: each.start)]


def _sentence(sentence: Sentence, start: int, end: int) -> dict[str, str]:
    """Return the attributes of a sentence; of one that takes up several blocks, of its part in one of them."""
    tags = [tag.label for tag in sentence.tags]
    made = {f"{XML}id": sentence.id} if start == sentence.start else {"corresp": f"#{sentence.id}"}
    if tags:
        made["ana"] = " ".join(f"#{label}" for label in TAG_LABELS if label in tags)
    if (start, end) != (sentence.start, sentence.end):
        made["part"] = "I" if start == sentence.start else "F" if end == sentence.end else "M"
    return made


def _name(parent: Any, entity: Entity) -> None:
    tag, kind = _NAMES.get(entity.label, ("rs", entity.label.lower()))
    attributes = {f"{XML}id": entity.id, "ana": f"#{entity.label}", "cert": f"{entity.score:.4g}"}
    if kind:
        attributes["type"] = kind
    if entity.link and tag != "date":
        attributes["ref"] = reference(entity.link)
    attributes |= _when(entity) if tag == "date" else {}
    element(parent, tag, attributes, xml_text(entity.text))


def _when(entity: Entity) -> dict[str, str]:
    """Return the ISO value of a date, or its first and last day."""
    first, _, last = str(entity.attributes.get("value") or "").partition("/")
    if not first:
        return {}
    return {"from": first, "to": last} if last else {"when": first}


def _add_text(parent: Any, text: str) -> None:
    """Append text to what an element holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + xml_text(text)
    else:
        parent.text = (parent.text or "") + xml_text(text)
