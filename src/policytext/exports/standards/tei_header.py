"""The header of a TEI document: title, source, date, language, topics, and what the codes in the text mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from lxml import etree

from policytext.annotation import ENTITY_LABELS, TAG_LABELS, Annotation, Link
from policytext.exports.xml import xml_text
from policytext.knowledge.registers import topic_labels

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
CAP = "cap-"
"""What the identifiers of topics begin with."""


def element(parent: Any, tag: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Any:
    """Return a new TEI element, the last child of `parent` where there is one."""
    attributes = dict(attributes or {})
    name = f"{{{_NAMESPACE}}}{tag}"
    made = (
        etree.Element(name, attributes, nsmap={None: _NAMESPACE})
        if parent is None
        else etree.SubElement(parent, name, attributes)
    )
    made.text = text
    return made


def reference(link: Link) -> str:
    """Return a link's identifier as a URI reference."""
    return quote(link.id, safe=":/#?=&.,;+~")


def header(annotation: Annotation) -> Any:
    """Return the ``teiHeader`` of an annotation."""
    made = element(None, "teiHeader")
    _file(made, annotation)
    _taxonomies(element(element(made, "encodingDesc"), "classDecl"), annotation)
    profile = element(made, "profileDesc")
    if annotation.date:
        element(element(profile, "creation"), "date", {"when": annotation.date}, annotation.date)
    element(element(profile, "langUsage"), "language", {"ident": annotation.language}, "Nederlands")
    if annotation.topics:
        classes = element(profile, "textClass")
        for topic in annotation.topics:
            element(classes, "catRef", {"scheme": "#cap", "target": f"#{CAP}{topic.code}"})
    return made


def _file(parent: Any, annotation: Annotation) -> None:
    description = element(parent, "fileDesc")
    title = annotation.title.text if annotation.title else annotation.id
    element(element(description, "titleStmt"), "title", text=xml_text(title))
    element(element(description, "publicationStmt"), "p", text="Annotated automatically; not published.")
    source = element(element(description, "sourceDesc"), "bibl")
    element(source, "title", text=xml_text(title))
    if annotation.date:
        element(source, "date", {"when": annotation.date}, annotation.date)
    element(source, "idno", {"type": "id"}, xml_text(annotation.id))
    element(source, "idno", {"type": "sha256"}, annotation.source.sha256)
    if annotation.source.url:
        element(source, "idno", {"type": "url"}, xml_text(annotation.source.url))


def _taxonomies(parent: Any, annotation: Annotation) -> None:
    others = sorted({each.label for each in annotation.entities} - set(ENTITY_LABELS))
    _taxonomy(parent, "tags", "Judgements of sentences", {tag: tag for tag in TAG_LABELS})
    _taxonomy(parent, "entities", "Names", {label: label for label in (*ENTITY_LABELS, *others)})
    topics = {f"{CAP}{code}": labels[1] for code, labels in sorted(topic_labels().items())}
    _taxonomy(parent, "cap", "Major topics of the Comparative Agendas Project", topics)


def _taxonomy(parent: Any, name: str, title: str, categories: Mapping[str, str]) -> None:
    taxonomy = element(parent, "taxonomy", {f"{XML}id": name})
    element(taxonomy, "bibl", text=title)
    for identifier, meaning in categories.items():
        element(element(taxonomy, "category", {f"{XML}id": identifier}), "catDesc", text=meaning)
