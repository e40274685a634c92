"""INCEpTION: UIMA CAS XMI with a type system.

Entities are in INCEpTION's own layer of named entities; blocks, sentences with their tags, and what holds for the whole
document are in three custom layers. The library turns our offsets into the UTF-16 code units of Java.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.labelling.sheet import TAGS, Role, Sheet, sheet_of
from policytext.exports.labelling.words import bounds_of, words
from policytext.exports.naming import distinct, document_path
from policytext.exports.xml import xml_text
from policytext.text.lines import split_lines
from policytext.writers.extras import library

TYPE_SYSTEM, SUFFIX = "TypeSystem.xml", ".xmi"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
BLOCK, POLICY_SENTENCE, DOCUMENT = (f"webanno.custom.Policy{name}" for name in ("Block", "Sentence", "Document"))
_ANNOTATION, _BASE = "uima.tcas.Annotation", "uima.cas.AnnotationBase"
_STRING, _BOOLEAN = "uima.cas.String", "uima.cas.Boolean"


def cassis() -> Any:
    """Return the library that reads and writes XMI.

    Raises:
        MissingExtraError: it is not installed.
    """
    return library("cassis", "inception", "INCEpTION's format needs dkpro-cassis")


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write the folder `output`: one ``.xmi`` a document, and ``TypeSystem.xml``, whose layers INCEpTION imports.

    Raises:
        MissingExtraError: dkpro-cassis is not installed.
    """
    types = type_system()
    output.mkdir(parents=True, exist_ok=True)
    types.to_xml(output / TYPE_SYSTEM)
    for annotation in distinct(annotations):
        sheet = sheet_of(annotation)
        _cas(sheet, types).to_xmi(document_path(output, sheet.id, SUFFIX), pretty_print=True)


def type_system() -> Any:
    """Return the types of our layers and of INCEpTION's that we use."""
    types = cassis().TypeSystem()
    layers: dict[str, tuple[str, dict[str, str]]] = {
        SENTENCE: (_ANNOTATION, {}),
        TOKEN: (_ANNOTATION, {}),
        ENTITY: (_ANNOTATION, {"value": _STRING, "identifier": _STRING}),
        BLOCK: (_ANNOTATION, dict.fromkeys(("kind", "topic", "secondTopic"), _STRING)),
        POLICY_SENTENCE: (
            _ANNOTATION,
            {**dict.fromkeys(TAGS, _BOOLEAN), **dict.fromkeys(("holder", "target"), _STRING)},
        ),
        DOCUMENT: (_BASE, dict.fromkeys(("topic", "secondTopic", "side"), _STRING)),
    }
    for name, (supertype, features) in layers.items():
        made = types.create_type(name=name, supertypeName=supertype)
        for feature, kind in features.items():
            types.create_feature(made, feature, kind)
    return types


def _cas(sheet: Sheet, types: Any) -> Any:
    cas = cassis().Cas(typesystem=types, sofa_string=xml_text(sheet.text), document_language="nl")
    cas.get_document_annotation().end = len(sheet.text)

    def add(name: str, **features: Any) -> None:
        cas.add(types.get_type(name)(**features))

    _segmentation(sheet, add)
    for line in sheet.lines:
        topics = _topics(sheet.related_topics.get(line.start, ()) if line.kind == "related-title" else ())
        add(BLOCK, begin=line.start, end=line.end, kind=line.kind, **topics)
    for each in sheet.sentences:
        tags = {tag: tag in each.tags for tag in TAGS}
        roles = {"holder": _words(each.holder), "target": _words(each.target)}
        add(POLICY_SENTENCE, begin=each.start, end=each.end, **tags, **roles)
    for entity in sheet.entities:
        add(ENTITY, begin=entity.start, end=entity.end, value=entity.label, identifier=entity.link)
    add(DOCUMENT, **_topics(sheet.topics), side=json.dumps(sheet.side))
    return cas


def _segmentation(sheet: Sheet, add: Any) -> None:
    """Add the sentences and tokens that INCEpTION shows text by: every line, parted where our sentences part it."""
    cuts = bounds_of(sheet)
    starts = sorted({each.start for each in sheet.sentences})
    for line in split_lines(sheet.text):
        inside = starts[bisect_right(starts, line.start) : bisect_left(starts, line.end)]
        firsts = [line.start, *inside]
        for first, follows in zip(firsts, [*firsts[1:], line.end], strict=True):
            end = first + len(sheet.text[first:follows].rstrip())
            add(SENTENCE, begin=first, end=end)
            for start, stop in words(sheet.text, cuts, first, end):
                add(TOKEN, begin=start, end=stop)


def _topics(codes: Iterable[int]) -> dict[str, str]:
    return dict(zip(("topic", "secondTopic"), map(str, codes), strict=False))


def _words(role: Role | None) -> str | None:
    return None if role is None else xml_text(role.text)
