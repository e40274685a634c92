"""W3C Web Annotation: JSON-LD, one annotation collection a document.

Positions count code points, as the standard has it; every span is quoted besides, so that it is found again in a text
that has shifted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from policytext.annotation import Annotation, Entity, Link, Sentence, TextSpan, Topic
from policytext.exports.naming import distinct, document_path

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"score": {"@id": "urn:policytext:score", "@type": "xsd:double"}},
]
_QUOTED_AROUND = 32  # characters of text before and after a span that say which of several like it is meant
_WIKIDATA = "http://www.wikidata.org/entity/"

Json = dict[str, Any]


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write the folder `output`: one ``.jsonld`` a document."""
    output.mkdir(parents=True, exist_ok=True)
    for annotation in distinct(annotations):
        data = json.dumps(collection(annotation), ensure_ascii=False, indent=1) + "\n"
        document_path(output, annotation.id, ".jsonld").write_text(data, encoding="utf-8", newline="\n")


def collection(annotation: Annotation) -> Json:
    """Return an annotation as a collection of one page."""
    base = f"urn:policytext:{quote(annotation.id)}"
    items = list(_Items(annotation, base).items())
    page = f"{base}#page-1"
    made: Json = {
        "@context": CONTEXT,
        "id": f"{base}#annotations",
        "type": "AnnotationCollection",
        "label": annotation.title.text if annotation.title else annotation.id,
        "generator": {"type": "Software", "name": f"policytext {annotation.pipeline.policytext}".strip()},
        "total": len(items),
        "first": {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items},
        "last": page,
    }
    return made | {"dcterms:source": annotation.source.url} if annotation.source.url else made


class _Items:
    """The annotations of one document, numbered in order."""

    def __init__(self, annotation: Annotation, base: str) -> None:
        self._annotation = annotation
        self._base = base
        self._source = {"id": base, "type": "Text", "format": "text/plain", "language": annotation.language}

    def items(self) -> Iterator[Json]:
        for number, (name, motivation, bodies, target) in enumerate(self._all(), 1):
            yield {
                "id": f"{self._base}#{name or f'a{number}'}",
                "type": "Annotation",
                "motivation": motivation,
                "body": bodies[0] if len(bodies) == 1 else bodies,
                "target": target,
            }

    def _all(self) -> Iterator[tuple[str, str, list[Json], Json]]:
        """Yield a name (of what others refer to), motivation, bodies and target of every annotation."""
        annotation = self._annotation
        for topic in annotation.topics:
            yield "", "classifying", [_topic(topic)], self._source
        for block in annotation.blocks:
            kind = f"{block.kind} {block.level}" if block.level else block.kind
            yield "", "classifying", [_said(kind)], self._place(block)
        for entity in annotation.entities:
            yield entity.id, "identifying" if entity.link else "classifying", _entity(entity), self._place(entity)
        for sentence in annotation.sentences:
            yield from self._sentence(sentence)
        for related in annotation.related:
            if related.topics:
                yield "", "classifying", [_topic(topic) for topic in related.topics], self._place(related.title)

    def _sentence(self, sentence: Sentence) -> Iterator[tuple[str, str, list[Json], Json]]:
        labels = [(str(each.label), each.score) for each in sentence.tags]
        labels += [(each.label, each.score) for each in sentence.labels]
        place = self._place(sentence)
        if labels:
            yield "", "classifying", [_said(label, score) for label, score in labels], place
        for role, mention in (("holder", sentence.holder), ("target", sentence.target)):
            if mention is not None:
                body = self._place(mention) | {"purpose": "linking"}
                yield "", "linking", [{**_said(role), "purpose": "describing"}, body], place

    def _place(self, span: TextSpan) -> Json:
        text = self._annotation.text
        return {
            "type": "SpecificResource",
            "source": self._source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - _QUOTED_AROUND) : span.start],
                    "suffix": text[span.end : span.end + _QUOTED_AROUND],
                },
            ],
        }


def _said(value: str, score: float | None = None) -> Json:
    body: Json = {"type": "TextualBody", "purpose": "classifying", "value": value, "format": "text/plain"}
    return body if score is None else body | {"score": score}


def _topic(topic: Topic) -> Json:
    return _said(f"{topic.scheme}:{topic.code} {topic.label}", topic.score)


def _entity(entity: Entity) -> list[Json]:
    bodies = [_said(entity.label, entity.score)]
    if entity.link:
        source = {"id": _iri(entity.link), "label": entity.link.name}
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
    return bodies


def _iri(link: Link) -> str:
    """Return what a link's identifier is on the web, else the identifier, whose register is its scheme."""
    register, _, name = link.id.partition(":")
    return _WIKIDATA + quote(name) if register == "wikidata" else f"{register}:{quote(name, safe='/:')}"
