"""Mentions linked to the registers at the date of their document."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.evaluation.links import score_links
from policytext.pipeline.layers import EntityData
from policytext.pipeline.links.component import link_entities

TEXTS = Path(__file__).parents[3] / "corpora" / "links"


def linked(text: str, date: str | None, *mentions: tuple[str, str]) -> list[EntityData]:
    """Link mentions (text, label), which stand in `text` in this order."""
    entities: list[EntityData] = []
    place = 0
    for mention, label in mentions:
        place = text.index(mention, place)
        entities.append({"start": place, "end": place + len(mention), "label": label, "score": 1.0})
        place += len(mention)
    link_entities(text, date, entities)
    return entities


def names(entities: list[EntityData]) -> list[str | None]:
    return [entity["link"]["name"] if "link" in entity else None for entity in entities]


def test_the_texts_of_the_corpus_are_linked_rightly_and_hardly_ever_wrongly() -> None:
    scores = score_links(TEXTS)
    assert scores["ALL"].total >= 700
    assert scores["ALL"].accuracy >= 0.92
    assert scores["ALL"].wrong_share <= 0.02
    assert scores["MINISTER"].accuracy >= 0.95


@pytest.mark.parametrize(
    ("date", "name"), [("2021-03-01", "Hugo de Jonge"), ("2022-03-01", "Ernst Kuipers"), (None, None)]
)
def test_an_office_means_who_holds_it_at_the_date(date: str | None, name: str | None) -> None:
    assert names(linked("De minister van VWS komt.", date, ("minister van VWS", "MINISTER"))) == [name]


def test_a_bare_surname_means_the_minister_named_before() -> None:
    text = "Minister Grapperhaus van Justitie en Veiligheid komt. Grapperhaus zwijgt."
    mentions = (("Minister Grapperhaus van Justitie en Veiligheid", "MINISTER"), ("Grapperhaus", "PERSON"))
    first, second = linked(text, None, *mentions)
    assert first["link"] == second["link"]
    assert first["attributes"]["party"] == "CDA"
    assert (first["referent"], second["referent"]) == (0, 0)


def test_a_short_name_means_what_the_document_introduces_it_for() -> None:
    text = "Het Centrum Kinderhandel en Mensenhandel (CKM) meldt dat. Het CKM bestaat al lang. De GGD ook."
    mentions = (("Centrum Kinderhandel en Mensenhandel", "ORG"), ("CKM", "ORG"), ("CKM", "ORG"), ("GGD", "ORG"))
    assert [entity["referent"] for entity in linked(text, "2020-01-01", *mentions)] == [0, 0, 0, 3]


def test_who_may_be_meant_is_listed_where_two_hold_the_office() -> None:
    mention = "staatssecretaris van Financiën"
    (entity,) = linked(f"De {mention}.", "2021-06-01", (mention, "MINISTER"))
    assert "link" not in entity
    candidates = entity["attributes"]["candidates"]
    assert {each["name"] for each in candidates} == {"Alexandra van Huffelen", "Hans Vijlbrief"}
    assert sum(each["score"] for each in candidates) == pytest.approx(1)


@pytest.mark.parametrize(
    ("mention", "date", "name"),
    [
        ("VenJ", "2014-05-01", "Veiligheid en Justitie"),
        ("ministerie van Justitie", "2008-05-01", "Justitie"),
        ("LNV", "2005-05-01", "Landbouw, Natuur en Voedselkwaliteit"),
        ("EZ", "2011-01-01", "Economische Zaken"),
    ],
)
def test_a_ministry_has_its_name_of_the_day(mention: str, date: str, name: str) -> None:
    assert names(linked(f"Het {mention} schrijft.", date, (mention, "MINISTRY"))) == [name]


@pytest.mark.parametrize(
    ("mention", "label"), [("Wiebes", "PERSON"), ("Rutte", "PERSON"), ("Stichting Rutte", "ORG"), ("XYZ", "PARTY")]
)
def test_what_nobody_can_know_is_not_linked(mention: str, label: str) -> None:
    assert names(linked(f"Gisteren sprak {mention} daar.", None, (mention, label))) == [None]


def test_a_date_has_its_iso_value_and_what_it_hangs_on() -> None:
    text = "Op 16 februari 2021 besloot de raad dat, en gisteren nog eens."
    whole, relative = linked(text, "2021-03-01", ("16 februari 2021", "DATE"), ("gisteren", "DATE"))
    assert whole["attributes"] == {"value": "2021-02-16"}
    assert relative["attributes"] == {"value": "2021-02-28", "basis": "2021-03-01"}


def test_a_law_of_before_its_year_is_an_older_one() -> None:
    old, new = (
        linked("Zie de Huisvestingswet.", date, ("Huisvestingswet", "LAW"))[0]["link"]["id"]
        for date in ("1996-03-14", "2018-03-14")
    )
    assert old == "bwb:BWBR0005674"
    assert new != old
