"""Annotations for the tests of the report, and reports made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation, Link
from policytext.corpus.annotation import annotation_of
from policytext.corpus.markup import parse_document
from policytext.report import ReportWritten, write_report

DIJK = """id: ngo-dijk
genre: ngo-news
hand: activist
date: 2023-05-11
topics: 21 7
---
x Menu
x Zoeken
t Dijk laat boeren en natuur in de kou staan 🌊
m 11 mei 2023

l Het waterschap [Venen en Plassen|ORG] stelde op [9 mei|DATE] het peilbesluit vast. 💧
+ {C holder="Stichting Levend Veen" target="het peilbesluit"} Niemand is geholpen, aldus [Stichting Levend Veen|ORG].

h1 Meer water 💦
b {R holder="Stichting Levend Veen" target="minister Van der Wal"} [minister Van der Wal|MINISTER] moet ingrijpen.
b {P holder="Stichting Levend Veen" target="Venen en Plassen"} De stichting prijst de open houding van het waterschap.
h2 Hoe verder
b Het bestuur beslist in juni volgens de [Waterwet|LAW].

r Lees ook
rt 7: Zomerdroogte treft het [Groene Hart|LOC]
rx Voor het derde jaar op rij.
"""

ZORG = """id: kamer-zorg
genre: letter
hand: official
date: 2021-03-02
topics: 3
---
t Brief over de wachttijden in de zorg
l De [NZa|ORG] meldde langere wachttijden.
h1 Advies
b {R holder="NZa" target="zorgverzekeraars"} De zorgverzekeraars moeten beter bemiddelen, schrijft de [NZa|ORG].
"""

LINKS = {
    "minister Van der Wal": Link(id="wikidata:Q110204061", name="Christianne van der Wal", type="person"),
    "Waterwet": Link(id="bwb:BWBR0025458", name="Waterwet", type="law"),
    "NZa": Link(id="policytext:nza", name="Nederlandse Zorgautoriteit", type="agency"),
}


def dijk(**changes: Any) -> Annotation:
    """Return an annotation with everything in it: emoji, all three tags, links, and a related article in the run."""
    return linked(annotation_of(parse_document(DIJK)), {"Zomerdroogte treft het Groene Hart": "kamer-zorg"}, **changes)


def zorg(**changes: Any) -> Annotation:
    return linked(annotation_of(parse_document(ZORG)), {}, **changes)


def linked(annotation: Annotation, documents: Mapping[str, str], **changes: Any) -> Annotation:
    entities = tuple(each.model_copy(update={"link": LINKS.get(each.text)}) for each in annotation.entities)
    related = tuple(each.model_copy(update={"document": documents.get(each.title.text)}) for each in annotation.related)
    return annotation.model_copy(update={"entities": entities, "related": related, **changes})


def many(number: int) -> Iterable[Annotation]:
    """Yield annotations of two documents in turn, each with an id of its own, dated from 1996 on."""
    originals = (dijk(), zorg())
    for place in range(number):
        original = originals[place % 2]
        date = f"{1996 + place % 30}-{1 + place % 12:02}-{1 + place % 28:02}"
        yield original.model_copy(update={"id": f"{original.id}-{place:05}", "date": date})


def bare(text: str, name: str = "kaal") -> Annotation:
    """Return an annotation that says nothing of a text but that it is there."""
    nothing = {"title": None, "date": None, "topics": (), "blocks": (), "sections": (), "sentences": (), "related": ()}
    return zorg().model_copy(update={**nothing, "entities": (), "id": name, "text": text})


def report(
    folder: Path,
    annotations: Iterable[Annotation],
    failures: Sequence[Mapping[str, Any]] = (),
    title: str = "Voorbeelden",
) -> ReportWritten:
    """Write a report into a folder."""
    return write_report(annotations, failures, (), folder / "report.html", title)
