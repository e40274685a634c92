"""The component that links entities to the registers: ministers at the document's date, parties, laws, bodies."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from policytext.knowledge.date_values import date_value
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import EntityData, layers
from policytext.pipeline.links.introductions import introductions
from policytext.pipeline.links.names import REGISTERS, named_candidates
from policytext.pipeline.links.people import People
from policytext.pipeline.stateless import Stateless
from policytext.pipeline.views import describe


class Links(Stateless):
    """Sets `link`, `attributes` and `referent` on the entity layer.

    A mention that fits more than one thing gets no link. Mentions of one thing share a referent, whether or not a
    register knows it.
    """

    def annotate(self, draft: Draft) -> None:
        link_entities(draft.text, draft.date, draft.layers["entities"])

    def show(self, doc: Doc) -> None:
        by_place = {(entity["start"], entity["end"]): entity for entity in layers(doc)["entities"]}
        doc.ents = tuple(_linked(span, by_place.get((span.start_char, span.end_char))) for span in doc.ents)


def _linked(span: Span, entity: EntityData | None) -> Span:
    """Return `span` with what is known of its entity; the link's id also where spaCy has it, in ``kb_id_``."""
    if entity is None:
        return span
    link = entity.get("link")
    linked = Span(span.doc, span.start, span.end, label=span.label, kb_id=link["id"] if link else "")
    describe(linked, entity)
    return linked


def link_entities(text: str, date: str | None, entities: Sequence[EntityData]) -> None:
    """Link the entities of a document, in order of place, as `Links` does.

    Args:
        text: the document's text.
        date: its ISO day, month or year; without one, only what is unambiguous is linked.
        entities: start, end and label; `link`, `attributes` and `referent` are set.
    """
    people = People(date)
    for entity in entities:
        if entity["label"] == "MINISTER":
            people.link_minister(entity, text[entity["start"] : entity["end"]])
    for entity in entities:
        mention = text[entity["start"] : entity["end"]]
        if entity["label"] == "DATE":
            _date(entity, mention, date)
        elif entity["label"] == "PERSON":
            people.link_person(entity, mention)
        elif entity["label"] in REGISTERS:
            _link_named(entity, mention, date)
    introduced = introductions(text, entities)
    for entity in entities:
        source = introduced.get(text[entity["start"] : entity["end"]])
        if source is not None and entities[source] is not entity:
            _take_over(entity, entities[source])
    _set_referents(text, entities, introduced)


def _date(entity: EntityData, mention: str, date: str | None) -> None:
    """Set the ISO value of a date, and the document's date where it hangs on that."""
    found = date_value(mention, date)
    if found:
        entity["attributes"] = {"value": found.value} | ({"basis": date} if found.relative else {})


def _link_named(entity: EntityData, mention: str, date: str | None) -> None:
    found = named_candidates(entity["label"], mention, date)
    if found and len({named.id for named in found}) == 1:
        entity["link"] = {"id": found[0].id, "name": found[0].name, "type": found[0].type}


def _take_over(entity: EntityData, source: EntityData) -> None:
    """Let a short name mean what the document introduced it for, and nothing that a register has by that name."""
    entity.pop("link", None)
    if "link" in source:
        entity["link"] = source["link"]


def _set_referents(text: str, entities: Sequence[EntityData], introduced: dict[str, int]) -> None:
    """Set for every entity the index of the first one that means the same."""
    first: dict[str, int] = {}
    for index, entity in enumerate(entities):
        name = " ".join(text[entity["start"] : entity["end"]].split())
        link = entity.get("link")
        own = link["id"] if link else f"{entity['label']}:{name.lower()}"
        source = introduced.get(name)
        if source is not None and "referent" in entities[source]:
            first.setdefault(own, entities[source]["referent"])
        entity["referent"] = first.setdefault(own, index)


@Language.factory("policytext_links")
def create_links(nlp: Language, name: str) -> Links:
    return Links()
