"""Official publications in XML: titles, headings, articles, speakers, notes, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from containers import read_within
from reading import hinted, read_one

from policytext.document import Document, UnreadableDocument
from policytext.readers import reader_for_content

FILES = Path(__file__).parent / "files" / "office"


def read_file(name: str) -> Document:
    return read_one((FILES / name).read_bytes(), ".xml")


def refusal(data: bytes | str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(data, ".xml")
    return str(caught.value)


LETTER = """Tweede Kamer der Staten-Generaal
Vergaderjaar 2022–2023
99 123 Toekomst van het regionaal vervoer
Nr. 18

BRIEF VAN DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 3 november 2022

In deze brief ga ik in op de bereikbaarheid van kleine kernen. Die staat onder druk.

1. Wat er aan de hand is

Sinds 2019 zijn ruim zeventig haltes verdwenen.

1.1 Oorzaken

Vervoerders noemen drie oorzaken:

- te weinig chauffeurs;
- hogere kosten, te weten:
a. brandstof;
b. lonen;
- minder reizigers.

2. Wat ik ga doen

Geld

Ik stel dit jaar eenmalig 30 miljoen euro beschikbaar.

Verdeling over de provincies

Provincie | Miljoen euro
Drenthe | 18
Zeeland | 12

2.1 Vervolg

Voor de zomer informeer ik uw Kamer opnieuw.

De Staatssecretaris van Infrastructuur en Waterstaat,
T. Verhagen-Bos
1 Deze brief vervangt een eerdere versie.
2 Toegezegd in het debat van 12 oktober 2022.
* Voorlopig.
"""


def test_a_letter_to_parliament_has_its_title_its_sections_and_its_notes_at_the_end() -> None:
    document = read_file("kamerstuk.xml")

    assert document.text == LETTER
    assert hinted(document) == [
        ("meta", None, "Tweede Kamer der Staten-Generaal"),
        ("meta", None, "Vergaderjaar 2022–2023"),
        ("meta", None, "99 123 Toekomst van het regionaal vervoer"),
        ("meta", None, "Nr. 18"),
        ("title", None, "BRIEF VAN DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT"),
        ("heading", 1, "1. Wat er aan de hand is"),
        ("heading", 2, "1.1 Oorzaken"),
        ("heading", 1, "2. Wat ik ga doen"),
        ("heading", 2, "Geld"),
        ("heading", 2, "2.1 Vervolg"),
        ("meta", None, "De Staatssecretaris van Infrastructuur en Waterstaat,"),
        ("meta", None, "T. Verhagen-Bos"),
        ("meta", None, "1 Deze brief vervangt een eerdere versie."),
        ("meta", None, "2 Toegezegd in het debat van 12 oktober 2022."),
        ("meta", None, "* Voorlopig."),
    ]
    assert {hint.basis for hint in document.hints} == {"markup"}
    assert document.line_kinds_complete


def test_a_publication_says_its_number_its_session_year_its_author_and_its_date() -> None:
    document = read_file("kamerstuk.xml")

    assert document.date == "2022-11-03"
    assert document.source.url == "https://zoek.officielebekendmakingen.nl/kst-99123-18.html"
    assert document.source.media_type == "application/xml"
    assert document.source.metadata == {
        "title": "BRIEF VAN DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT",
        "full_title": "Toekomst van het regionaal vervoer; Brief regering; Bereikbaarheid van kleine kernen",
        "author": "T. Verhagen-Bos",
        "organisation": "Tweede Kamer der Staten-Generaal",
        "document_number": "99123, nr. 18",
        "dossier": "99123",
        "subnumber": "18",
        "publication_id": "kst-99123-18",
        "session_year": "2022-2023",
        "published": "2022-11-09",
        "publication": "Kamerstuk",
        "type": "Brief",
        "dossier_title": "Toekomst van het regionaal vervoer",
        "language": "nl",
    }


def test_without_metadata_the_publication_itself_is_asked() -> None:
    document = read_one(
        "<kamerstuk><kamerstukkop><tekstregel>Vergaderjaar 2010–2011</tekstregel></kamerstukkop>"
        "<dossier><dossiernummer><dossiernr>32 500</dossiernr><begrotingshoofdstuk>VI</begrotingshoofdstuk>"
        "</dossiernummer><titel>Vaststelling van de begroting</titel></dossier><stuk><stuknr>Nr. <ondernummer>7"
        '</ondernummer></stuknr><datumtekst>Ontvangen <datum isodatum="2010-10-21">21 oktober 2010</datum></datumtekst>'
        "<algemeen><al>Hierbij de tekst.</al></algemeen></stuk></kamerstuk>",
        ".xml",
    )

    assert document.source.metadata == {
        "title": "Vaststelling van de begroting",
        "document_number": "32 500 VI, nr. 7",
        "dossier": "32 500 VI",
        "subnumber": "7",
        "session_year": "2010–2011",
    }
    assert document.date == "2010-10-21"
    assert ("title", None, "Vaststelling van de begroting") in hinted(document)
    assert ("meta", None, "Ontvangen 21 oktober 2010") in hinted(document)


def test_the_speakers_of_a_debate_are_headings_and_metadata_that_bound_their_turns() -> None:
    document = read_file("handelingen.xml")

    assert hinted(document) == [
        ("title", None, "Huren in krimpgebieden"),
        ("heading", 1, "De voorzitter:"),
        ("heading", 1, "Mevrouw Kuipers-Adema (CDA):"),
        ("heading", 1, "De heer Van der Horst (SP):"),
        ("heading", 1, "Minister De Boer:"),
    ]
    turns = [
        (turn["name"], turn.get("party"), turn.get("function"), document.text[turn["start"] : turn["end"]])
        for turn in document.source.metadata["speakers"]
    ]
    assert turns == [
        (
            "De voorzitter",
            None,
            "voorzitter",
            "De voorzitter:\n\nIk open het debat en geef het woord aan mevrouw Kuipers-Adema.",
        ),
        (
            "Kuipers-Adema",
            "CDA",
            None,
            "Mevrouw Kuipers-Adema (CDA):\n\nVoorzitter. In de krimpgebieden staan huizen leeg, terwijl jongeren geen "
            "woning vinden.\n\nIk roep de minister op de verhuurderheffing daar eerder af te schaffen.",
        ),
        (
            "Van der Horst",
            "SP",
            None,
            "De heer Van der Horst (SP):\n\nWaarom heeft de fractie van mevrouw Kuipers-Adema dan tegengestemd?",
        ),
        ("De Boer", None, "Minister", "Minister De Boer:\n\nVoorzitter. Dat ga ik onderzoeken."),
    ]
    # The day of the debate, not that on which its minutes came out.
    assert document.date == "2022-11-24"


def test_minutes_of_before_2011_and_reports_of_committees_have_speakers_too() -> None:
    old = read_one(
        "<handeling><itemnaam>Debat over wonen</itemnaam><voorz><vrzlabel>De voorzitter</vrzlabel><al>Ik open het "
        "debat.</al></voorz><spreker><wie><aanspr>De heer</aanspr><naam>Visser</naam><partij>PvdA</partij></wie>"
        "<al>Er wordt te weinig gebouwd.</al></spreker></handeling>",
        ".xml",
    )
    report = read_one(
        '<kamerstuk><stuk><titel>VERSLAG VAN EEN COMMISSIEDEBAT</titel><tekst><al>De <nadruk type="vet">voorzitter'
        '</nadruk>:</al><al>Ik open.</al><al>De heer <nadruk type="vet">Six Dijkstra</nadruk> (NSC):</al><al>Een '
        'zorg.</al><al>Staatssecretaris <nadruk type="vet">Maas</nadruk>:</al><al>Ja.</al></tekst></stuk></kamerstuk>',
        ".xml",
    )

    assert [text for _, _, text in hinted(old)] == ["Debat over wonen", "De voorzitter:", "De heer Visser (PvdA):"]
    assert [(turn["name"], turn.get("party")) for turn in old.source.metadata["speakers"]] == [
        ("De voorzitter", None),
        ("Visser", "PvdA"),
    ]
    assert [(turn["name"], turn.get("function")) for turn in report.source.metadata["speakers"]] == [
        ("De voorzitter", "voorzitter"),
        ("Six Dijkstra", None),
        ("Maas", "Staatssecretaris"),
    ]


def test_a_regulation_has_chapters_and_articles() -> None:
    document = read_file("staatscourant.xml")

    assert [line for line in hinted(document) if line[0] != "meta"] == [
        ("boilerplate", None, "STAATSCOURANT"),
        (
            "title",
            None,
            "Regeling van de Minister voor Natuur van 7 februari 2023, houdende regels over subsidie voor vistrappen",
        ),
        ("heading", 1, "Hoofdstuk 1 Algemeen"),
        ("heading", 2, "Artikel 1 Begrippen"),
        ("heading", 2, "Artikel 2"),
        ("heading", 1, "Hoofdstuk 2 Slotbepalingen"),
        ("heading", 2, "Artikel 3 Inwerkingtreding"),
        ("heading", 1, "TOELICHTING"),
        ("heading", 2, "Aanleiding"),
    ]
    assert (
        "minister: Minister voor Natuur;\nvistrap: voorziening waarlangs vissen een stuw passeren.\n" in document.text
    )
    assert (
        "1. De minister verstrekt op aanvraag subsidie aan:\na. waterschappen;\nb. gemeenten.\n"
        "2. De subsidie bedraagt ten hoogste 80.000 euro per vistrap.\n"
    ) in document.text
    assert "'s-Gravenhage,\n7 februari 2023\nDe Minister voor Natuur,\nH. Ter Steege\n" in document.text
    assert document.source.metadata["author"] == "Ministerie van Landbouw, Natuur en Voedselkwaliteit"
    assert document.source.metadata["publication_number"] == "4711"
    assert document.date == "2023-02-07"


def test_who_is_interrupted_speaks_on_after_the_interruption() -> None:
    document = read_one(
        "<handelingen><itemnaam>Wonen</itemnaam><spreekbeurt><spreker><voorvoegsels>De heer</voorvoegsels><naam>"
        "<achternaam>Visser</achternaam></naam></spreker><tekst><al>Er moet iets gebeuren.</al></tekst><interrumpant>"
        "<spreker><voorvoegsels>Mevrouw</voorvoegsels><naam><achternaam>Bakker</achternaam></naam></spreker><tekst>"
        "<al>Wat dan?</al></tekst></interrumpant><tekst><al>Bouwen.</al></tekst></spreekbeurt></handelingen>",
        ".xml",
    )

    turns = document.source.metadata["speakers"]
    assert [(turn["name"], document.text[turn["start"] : turn["end"]]) for turn in turns] == [
        ("Visser", "De heer Visser:\n\nEr moet iets gebeuren."),
        ("Bakker", "Mevrouw Bakker:\n\nWat dan?"),
        ("Visser", "Bouwen."),
    ]


def test_notes_after_the_questions_are_meta() -> None:
    document = read_one(
        "<kamervragen><vraag><nr>Vraag 1</nr><al>Kent u het bericht?</al></vraag><noot><noot.nr>1</noot.nr><noot.al>"
        "Trouw, 30 januari 2021.</noot.al></noot></kamervragen>",
        ".xml",
    )

    assert hinted(document)[-1] == ("meta", None, "1 Trouw, 30 januari 2021.")


def test_place_function_and_name_under_a_regulation_are_lines() -> None:
    document = read_one(
        "<regeling><al>Deze regeling treedt in werking.</al><ondertekening><dagtekening><plaats>Den Haag</plaats>, "
        "<datum>1 maart 2021</datum></dagtekening><functie>De Minister,</functie><naam>H. Visser</naam></ondertekening>"
        "</regeling>",
        ".xml",
    )

    assert [text for _, _, text in hinted(document)] == ["Den Haag, 1 maart 2021", "De Minister,", "H. Visser"]


def test_questions_and_answers_are_sections() -> None:
    document = read_one(
        "<officiele-publicatie><kamervragen><kamervraagnummer>100</kamervraagnummer><kamervraagomschrijving>Vragen van "
        "het lid <naam><achternaam>Kooistra</achternaam></naam> over <kamervraagonderwerp>de bus naar Lauwersoog"
        "</kamervraagonderwerp></kamervraagomschrijving><vraag><nr>Vraag 1</nr><al>Kent u het bericht?</al></vraag>"
        "<vraag><nr>2</nr><al>Wat vindt u ervan?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>"
        "</kamervragen></officiele-publicatie>",
        ".xml",
    )

    assert hinted(document) == [
        ("meta", None, "100"),
        ("title", None, "Vragen van het lid Kooistra over de bus naar Lauwersoog"),
        ("heading", 1, "Vraag 1"),
        ("heading", 1, "Vraag 2"),
        ("heading", 1, "Antwoord 1"),
    ]
    assert document.source.metadata["document_number"] == "100"


def test_elements_of_unknown_names_keep_their_text() -> None:
    document = read_one(
        "<gemeenteblad><iets-nieuws><regel>Eerste regel.</regel><regel>Tweede <ding>regel</ding>.</regel></iets-nieuws>"
        "</gemeenteblad>",
        ".xml",
    )

    assert document.text == "Eerste regel.\n\nTweede regel.\n"


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0"?>\n<!-- van de site -->\n<officiele-publicatie xmlns:xsi="x">',
        b"<kamerstuk>",
        b'<!DOCTYPE kamerwrk SYSTEM "kamerwrk.dtd"><kamerwrk>',
        b"<op:officiele-publicatie>",
        b'<?xml version="1.0"?><rss>',
    ],
)
def test_content_of_a_publication_is_known_without_a_suffix(head: bytes) -> None:
    assert reader_for_content(head).name == "official publication"


@pytest.mark.parametrize("head", [b"<?a?>" * 800, b"<!--a-->" * 500, b"<!DOCTYPE a>" * 300])
def test_looking_for_the_root_takes_no_longer_for_much_before_it(head: bytes) -> None:
    assert reader_for_content(head + b"Beste mensen").name == "text"


def test_other_xml_is_refused() -> None:
    assert refusal("<rss><channel/></rss>") == (
        "XML with the root <rss>: of XML, only official publications (officielebekendmakingen.nl) are read"
    )
    assert "damaged XML" in refusal("<kamerstuk><al>Dit bestand houdt")
    assert "damaged XML" in refusal("Beste mensen,")
    assert refusal("<kamerstuk><stuk/></kamerstuk>") == "no text"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!ENTITY b SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY % p SYSTEM "file:///etc/hostname"><!ENTITY b "x">',
    ],
)
def test_entities_are_never_put_in(declaration: str) -> None:
    message = refusal(f"<!DOCTYPE kamerstuk [{declaration}]><kamerstuk><al>&b;</al></kamerstuk>")

    assert (
        message == "the file declares entities, which can stand for other files or for endless text; they are not read"
    )


def test_an_entity_that_doubles_itself_thirty_times_costs_nothing() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};">' for n in range(30))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "lach">{entities}]><kamerstuk titel="&e30;"><al>&e30;</al></kamerstuk>'

    assert read_within(bomb.encode(), ".xml").startswith("refused: the file ")


def test_named_characters_of_a_dtd_elsewhere_are_put_in_without_it() -> None:
    document = read_one(
        '<!DOCTYPE kamerwrk SYSTEM "http://127.0.0.1:9/k.dtd"><kamerwrk><al>Caf&eacute;s &ndash; open</al></kamerwrk>',
        ".xml",
    )

    assert document.text == "Cafés – open\n"


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_elements_nested_that_deep_are_refused(depth: int) -> None:
    nested = f"<kamerstuk>{'<tekst>' * depth}<al>Diep.</al>{'</tekst>' * depth}</kamerstuk>"

    assert read_within(nested.encode(), ".xml").startswith("refused: the file is nested too deeply")
