"""The component that links entities to the registers: ministers at the document's date, parties, laws, bodies."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from policytext.document import Document
from policytext.knowledge.ministers import read_mention, resolve
from policytext.knowledge.registers import Named, Post, laws, ministries, organisations, parties
from policytext.pipeline.layers import EntityData, layers
from policytext.pipeline.stateless import Stateless
from policytext.text.dates import document_date

_REGISTERS = {"PARTY": parties, "LAW": laws, "ORG": organisations, "MINISTRY": ministries}
_ARTICLE_OF = re.compile(
    r"^(?:artikel(?:en)?|artt?\.)\s.*?\b(?:van\s)?(?:de|het|der)?\s*(?=[A-Z][\w-]*|(?i:wet)\b)", re.IGNORECASE
)
_MINISTRY = re.compile(r"^(?:het\s)?ministerie\s(?:van|voor)\s", re.IGNORECASE)


class Links(Stateless):
    """Sets `link` and `attributes` on the entity layer. A mention that fits more than one thing gets no link."""

    def __call__(self, doc: Doc) -> Doc:
        document: Document | None = doc._.policytext_document
        whole = doc.text
        date = (document.date if document else None) or document_date(whole)
        people: dict[str, Post] = {}
        entities = layers(doc)["entities"]
        for entity in entities:
            text = whole[entity["start"] : entity["end"]]
            if entity["label"] == "MINISTER":
                _link_minister(entity, text, date, people)
            elif entity["label"] in _REGISTERS:
                _link_named(entity, text, date)
        for entity in entities:
            text = whole[entity["start"] : entity["end"]]
            post = people.get(text.split(" ")[-1])
            if entity["label"] == "PERSON" and post and _is_name_of(text, post):
                entity["link"] = {"id": post.id, "name": post.name, "type": "person"}
        by_place = {(entity["start"], entity["end"]): entity for entity in entities}
        for span in doc.ents:
            found = by_place.get((span.start_char, span.end_char))
            if found:
                span._.link, span._.attributes = found.get("link"), found.get("attributes", {})
        return doc


def _is_name_of(text: str, post: Post) -> bool:
    return text.lower() in (post.surname.lower(), post.name.lower())


def _link_minister(entity: EntityData, text: str, date: str | None, people: dict[str, Post]) -> None:
    post = resolve(text, date)
    reading = read_mention(text)
    if post is None:
        entity["attributes"] = {"office": reading.office}
        if reading.portfolio:
            entity["attributes"]["portfolio"] = reading.portfolio
        return
    people[post.surname.split(" ")[-1]] = post
    entity["link"] = {"id": post.id, "name": post.name, "type": "person"}
    entity["attributes"] = {
        "office": post.office,
        "portfolio": post.portfolio,
        "name": post.name,
        "party": post.party,
        "cabinet": post.cabinet,
    }


def _link_named(entity: EntityData, text: str, date: str | None) -> None:
    name = text
    if entity["label"] == "MINISTRY":
        name = _MINISTRY.sub("", text)
    elif entity["label"] == "LAW":
        name = _ARTICLE_OF.sub("", text)
    found = _by_name(entity["label"]).get(" ".join(name.lower().split()), [])
    if date:
        found = [named for named in found if named.at(date)] or found
    if (found and len({named.id for named in found}) == 1) or (found and entity["label"] in ("LAW", "ORG")):
        entity["link"] = {"id": found[0].id, "name": found[0].name, "type": found[0].type}


@cache
def _by_name(label: str) -> dict[str, list[Named]]:
    names: dict[str, list[Named]] = {}
    for named in _REGISTERS[label]():
        for written in (named.name, *named.abbreviations):
            names.setdefault(" ".join(written.lower().split()), []).append(named)
    return names


@Language.factory("policytext_links")
def create_links(nlp: Language, name: str) -> Links:
    return Links()
