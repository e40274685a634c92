"""What the matchers of the closed classes find, and what they must leave alone."""

from __future__ import annotations

import pytest

from policytext.knowledge.matchers import find_all
from policytext.knowledge.ministers import resolve


def found(text: str, label: str, *, sure: bool = False) -> list[str]:
    matches = find_all(text)
    return [text[match.start : match.end] for match in matches if match.label == label and (match.sure or not sure)]


@pytest.mark.parametrize(
    "mention",
    [
        "minister Grapperhaus van Justitie en Veiligheid",
        "minister van VWS",
        "staatssecretaris Van Ooijen (VWS)",
        "Minister Keijzer (Volkshuisvesting en Ruimtelijke Ordening)",
    ],
)
def test_a_minister_is_office_name_and_portfolio(mention: str) -> None:
    assert mention in found(f"Gisteren sprak {mention} de raad toe.", "MINISTER")


@pytest.mark.parametrize("text", ["De minister komt.", "Het ministerie van VWS.", "Onze ministers zwegen."])
def test_a_bare_minister_is_none(text: str) -> None:
    assert found(text, "MINISTER") == []


@pytest.mark.parametrize(
    "date",
    ["16 februari 2021", "12 mrt. 2019", "mei 2022", "2019-2023", "1-1-2020", "derde kwartaal van 2021", "Q3 2021"],
)
def test_dates_of_every_form(date: str) -> None:
    assert date in found(f"Dat was in {date} al bekend.", "DATE", sure=True)


@pytest.mark.parametrize(
    "text", ["Bel 070 342 43 44.", "Er zijn 2000 woningen nodig.", "Kosten: € 2015,50.", "Zie 36 410 XVI."]
)
def test_numbers_are_no_dates(text: str) -> None:
    assert found(text, "DATE") == []


@pytest.mark.parametrize(
    "document",
    [
        "Kamerstuk 31839, nr. 921",
        "Kamerstukken II 2021/22, 29 538, nr. 340",
        "ECLI:NL:HR:2019:2006",
        "motie-Van Nispen c.s.",
        "jaarverslag 2019",
        "Integrale Veiligheidsmonitor 2008",
        "Luchtvaartnota 2020-2050",
        "Resultaten verantwoordingsonderzoek 2013 Ministerie van Defensie",
        "COM(2021) 206",
        "amendement-Van der Plas",
        "Handelingen II 2010/11, nr. 12",
        "2021Z12345",
        "32016R0679",
    ],
)
def test_documents_by_number_and_by_year(document: str) -> None:
    assert document in found(f"Zie {document} hierover.", "DOCUMENT", sure=True)


@pytest.mark.parametrize("text", ["Er zijn 36 410 huizen.", "De motie is aangenomen.", "ECLI staat voor iets."])
def test_what_is_no_document(text: str) -> None:
    assert found(text, "DOCUMENT", sure=True) == []


def test_an_article_takes_its_law_along() -> None:
    text = "Op grond van artikel 3.1, tweede lid, van de Wmo 2015 en art. 8 EVRM geldt dit."
    assert found(text, "LAW", sure=True) == ["artikel 3.1, tweede lid, van de Wmo 2015", "art. 8 EVRM"]


@pytest.mark.parametrize(
    ("mention", "date", "name"),
    [
        ("minister van VWS", "2023-05-01", "Ernst Kuipers"),
        ("premier", "2005-03-01", "Jan Peter Balkenende"),
        ("premier Rutte", None, "Mark Rutte"),
        ("minister van VWS", None, None),
        ("minister van Toverkunst", "2023-05-01", None),
    ],
)
def test_an_office_is_one_person_at_a_date(mention: str, date: str | None, name: str | None) -> None:
    post = resolve(mention, date)
    assert (post.name if post else None) == name


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Vragen aan de ministers van Sociale Zaken en Werkgelegenheid en van Asiel en Migratie.",
            ["ministers van Sociale Zaken en Werkgelegenheid", "Asiel en Migratie"],
        ),
        ("De bewindspersonen van OCW en VWS reageren.", ["bewindspersonen van OCW", "VWS"]),
        ("De ministers van VWS, OCW en Justitie tekenen.", ["ministers van VWS", "OCW", "Justitie"]),
        ("De ministers Hoekstra en Kaag reisden.", ["ministers Hoekstra", "Kaag"]),
        (
            "De staatssecretarissen Van Huffelen, Blokhuis en Van 't Wout zwegen.",
            ["staatssecretarissen Van Huffelen", "Blokhuis", "Van 't Wout"],
        ),
    ],
)
def test_a_plural_is_as_many_offices(text: str, offices: list[str]) -> None:
    assert found(text, "MINISTER", sure=True) == offices


@pytest.mark.parametrize(
    "mention",
    [
        "vicepremier en minister van Financiën Kaag",
        "Vlaams minister van Sport Ben Weyts",
        "minister In 't Veld",
        "minister voor volkshuisvesting",
        "oud-minister Hirsch Ballin",
    ],
)
def test_an_office_with_what_belongs_to_it(mention: str) -> None:
    assert found(f"Daar was ook {mention} aanwezig.", "MINISTER") == [mention]


def test_where_a_minister_spoke_is_not_the_name() -> None:
    assert found("Dat zei de Minister in de Volkskrant van zaterdag.", "MINISTER") == []


def test_a_publication_in_quotes_is_its_title() -> None:
    text = 'De raad schreef het advies ‘Eerst de buurt, dan de bus’ en de notitie "Wat werkt?" zonder overleg.'
    assert found(text, "DOCUMENT", sure=True) == ["Eerst de buurt, dan de bus", "Wat werkt"]


@pytest.mark.parametrize(
    "text",
    ["De minister zei: ‘Dat komt goed.’", "Een motie van Kamerlid Pieters.", "In het rapport ‘wat’ staat niets."],
)
def test_other_quotes_and_motions_without_a_name(text: str) -> None:
    assert found(text, "DOCUMENT", sure=True) == []


@pytest.mark.parametrize(
    "law",
    [
        "hoofdstuk 5 van de Wet dieren",
        "artikel 628a van Boek 7 van het Burgerlijk Wetboek",
        "artikel 15 van Verordening (EU) nr. 1380/2013",
        "richtlijn 2005/29/EG",
        "wet van 3 juni 1957",
    ],
)
def test_a_part_takes_its_law_along(law: str) -> None:
    text = f"Dat volgt uit {law}."
    assert max(found(text, "LAW", sure=True), key=len) == law


def test_a_law_whose_name_goes_on_is_left_to_the_tagger() -> None:
    assert found("Volgens artikel 5 van de Wet educatie en beroepsonderwijs mag het.", "LAW", sure=True) != [
        "artikel 5 van de Wet educatie"
    ]
