"""PDF files of LibreOffice, Chromium and LaTeX; `making/pdf_files.py` makes them anew from the sources beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from reading import hinted, read_one
from small_pdf import TEXT, one_page, stream

from policytext.document import Document
from policytext.readers import reader_for_content

FILES = Path(__file__).parent / "files" / "pdf"


def read_file(name: str) -> Document:
    return read_one((FILES / name).read_bytes(), ".pdf")


def sections(document: Document) -> list[tuple[str, int | None, str]]:
    """Return heading, level and basis of every section."""
    return [
        (document.text[hint.start : hint.end], hint.level, hint.basis)
        for hint in document.hints
        if hint.kind == "heading"
    ]


def paragraphs(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def test_a_note_of_libreoffice_has_the_headings_of_its_styles() -> None:
    document = read_file("nota.pdf")

    assert hinted(document)[0] == ("title", None, "Nota betaalbaar wonen")
    assert sections(document) == [
        ("De opgave", 1, "markup"),
        ("Starters en ouderen", 2, "markup"),
        ("Grond en geld", 2, "markup"),
        ("Maatregelen", 1, "markup"),
        ("Vervolg", 1, "markup"),
    ]


def test_paragraphs_are_lines_items_and_rows_stand_close_together() -> None:
    text = read_file("nota.pdf").text

    assert (
        "met de bond en de corporaties afspraken maken over:\n\n"
        "- verhuiscoaches die ouderen helpen bij het vinden van een woning in hun eigen wijk, ook wanneer zij nu in "
        "een koopwoning wonen;\n"
        "- een verhuisvergoeding van 2.500 euro;\n"
        "- voorrang voor starters bij een vrijgekomen eengezinswoning.\n\n"
        "Grond en geld\n\n"
    ) in text
    assert (
        "\n\nWijk | 2022 | 2023\nHavenkwartier | 4,2 miljoen | 3,8 miljoen\nOosterpark | 1,1 miljoen | 2,6 miljoen\n\n"
    ) in text


def test_footnotes_are_meta_after_the_text_of_their_page_and_leave_no_marks_in_it() -> None:
    document = read_file("nota.pdf")

    notes = [text for kind, _, text in hinted(document) if kind == "meta"]
    assert notes == [
        "1 Zie de woningmarktverkenning van bureau Steen en Partners, Oosterhaven 2020, hoofdstuk 4.",
        "2 Brief van gedeputeerde staten van 2 juli 2021. De provincie verbindt aan haar bijdrage de voorwaarde dat de "
        "woningen ten minste twintig jaar betaalbaar blijven.",
    ]
    assert "waarvan een derde sociale huur. De wachttijd" in document.text
    assert document.text.index(notes[1]) < document.text.index("Ten slotte wil het college")


@pytest.mark.parametrize("name", ["nota.pdf", "rapport.pdf"])
def test_running_headers_footers_and_page_numbers_are_left_out(name: str) -> None:
    text = read_file(name).text

    assert "Gemeente Oosterhaven – Nota" not in text
    assert "Pagina " not in text
    assert "Rekenkamer Vechtstreek" not in text
    assert not any(line.isdigit() for line in text.split("\n"))


def test_two_columns_of_latex_are_read_one_after_the_other_with_words_joined() -> None:
    document = read_file("rapport.pdf")

    assert paragraphs(document)[:5] == [
        "Toezicht op de jeugdzorg in de regio",
        "Breukelen, 14 maart 2022",
        "1 Aanleiding",
        "De gemeenteraden van de Vechtstreek vroegen de rekenkamer in het najaar van 2021 om onderzoek te doen naar "
        "het toezicht op aanbieders van jeugdzorg. Aanleiding was een reeks meldingen van ouders die maandenlang op "
        "een intakegesprek moesten wachten. De wethouders erkenden dat zij niet wisten hoeveel kinderen op een "
        "wachtlijst stonden, en dat het samenwerkingsverband geen cijfers bijhield.",
        "D66-Kamerlid Hanneke Terwindt noemde de situatie in Noord-Holland en Utrecht zorgwekkend, omdat gemeenten hun "
        "verantwoordelijkheden onderling verschillend uitleggen. De staatssecretaris antwoordde dat gemeenten zelf "
        "verantwoordelijk zijn voor de kwaliteitsbewaking van de voorzieningen die zij inkopen.",
    ]
    assert sections(document) == [
        ("1 Aanleiding", 1, "markup"),
        ("2 Bevindingen", 1, "markup"),
        ("2.1 Wachttijden", 2, "markup"),
        ("2.2 Samenwerking", 2, "markup"),
        ("3 Aanbevelingen", 1, "markup"),
        ("4 Bestuurlijke reactie", 1, "markup"),
        ("4.1 De colleges", 2, "markup"),
        ("4.2 Nawoord", 2, "markup"),
    ]


def test_a_printed_web_page_has_the_headings_of_its_tags() -> None:
    document = read_file("bericht.pdf")

    assert hinted(document)[0] == ("title", None, "Waterschap verlaagt het peil in de Blokpolder")
    assert sections(document) == [
        ("Wat er verandert", 1, "markup"),
        ("Voor boeren", 2, "markup"),
        ("Voor de natuur", 2, "markup"),
        ("Planning", 1, "markup"),
    ]
    assert "\n- elk kwartaal de grondwaterstand te meten;\n" in document.text
    assert "Jaar | Pompen | Stuwen\n2023 | 400.000 | 150.000\n2024 | 500.000 | 150.000\n" in document.text
    assert document.line_kinds_complete


def test_section_numbers_give_levels_where_there_is_no_structure() -> None:
    lines = [
        ("F1", "1 Inleiding"),
        ("F1", "De raad vroeg om een onderzoek naar de wegen in het buitengebied van de gemeente."),
        ("F1", "1.1 Vraag"),
        ("F1", "De vraag luidde of de wegen veilig genoeg zijn voor fietsers en voor landbouwverkeer."),
        ("F1", "2 Uitkomst"),
        ("F1", "De wegen zijn niet veilig genoeg, vooral niet in de bochten langs de Oude Vaart."),
    ]
    content = b"".join(
        b"BT /%s 11 Tf 72 %d Td (%s) Tj ET " % (font.encode(), 700 - 24 * number, text.encode())
        for number, (font, text) in enumerate(lines)
    )

    document = read_one(one_page(stream(content)), ".pdf")

    assert sections(document) == [
        ("1 Inleiding", 1, "numbering"),
        ("1.1 Vraag", 2, "numbering"),
        ("2 Uitkomst", 1, "numbering"),
    ]
    assert not document.line_kinds_complete


def test_size_of_type_gives_levels_where_there_is_nothing_else() -> None:
    body = "De wethouder noemt het besluit van de provincie onverstandig en vraagt om overleg."
    lines = [
        (20, "Wegen in het buitengebied"),
        (11, body),
        (14, "Veiligheid"),
        (11, body),
        (12.5, "Fietsers"),
        (11, body),
    ]
    content = b"".join(
        b"BT /F1 %g Tf 72 %d Td (%s) Tj ET " % (size, 700 - 30 * number, text.encode())
        for number, (size, text) in enumerate(lines)
    )

    document = read_one(one_page(stream(content)), ".pdf")

    assert hinted(document)[0] == ("title", None, "Wegen in het buitengebied")
    assert sections(document) == [("Veiligheid", 1, "layout"), ("Fietsers", 2, "layout")]


def test_metadata_are_kept_and_the_date_is_the_one_the_text_states() -> None:
    data = (FILES / "rapport.pdf").read_bytes()
    document = read_one(data, ".pdf")

    metadata = document.source.metadata
    assert metadata["title"] == "Toezicht op de jeugdzorg in de regio"
    assert metadata["author"] == "Rekenkamer Vechtstreek"
    assert metadata["subject"] == "Onderzoek naar toezicht"
    assert metadata["keywords"] == "jeugdzorg, toezicht"
    assert metadata["pages"] == 2
    assert document.date == "2022-03-14" != metadata["created"]
    assert document.source.media_type == "application/pdf"
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_without_a_stated_date_has_the_day_it_was_made() -> None:
    info = b"<< /CreationDate (D:20190513101500+02'00') >>"
    data = one_page(stream(TEXT), info).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 6 0 R")

    document = read_one(data, ".pdf")

    assert document.date == document.source.metadata["created"] == "2019-05-13"


def test_a_file_without_a_suffix_is_known_by_its_content() -> None:
    assert reader_for_content(one_page(stream(TEXT))[:4096]).name == "PDF"
