"""Word: what is shown when all changes are accepted, with the headings that styles, numbers or looks give."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from reading import hinted, read_one

from policytext.document import Document

FILES = Path(__file__).parent / "files" / "office"


def read_file(name: str) -> Document:
    return read_one((FILES / name).read_bytes(), Path(name).suffix)


def read_made(fill: Callable[[Any], None]) -> Document:
    """Return what the reader makes of a Word document that `fill` has filled."""
    document, stream = docx.Document(), io.BytesIO()
    fill(document)
    document.save(stream)
    return read_one(stream.getvalue(), ".docx")


MEMORANDUM = """Veilig op de fiets door Oosterveen

Het aantal ongevallen met fietsers is sterk gestegen. Lees het onderzoek van de provincie daarover.

Wat er speelt

De raad stelde vorig jaar drie doelen vast:

- minder ongevallen
- meer stallingen

Drukke kruispunten

Op twee plekken is het mis.

Let op: de cijfers van december ontbreken.

1. De Dorpsstraat krijgt een vrijliggend fietspad
a) eerst het noordelijke deel
2. De Kerkbrink wordt een fietsstraat

Kosten

Maatregel | Jaar | Bedrag
Fietspad | 2024 | € 400.000
Stallingen | 2025 | € 85.000

Het college stelt voor het geld vrij te maken.
De raad beslist in mei.

1 Provincie, Fietsmonitor 2022.
2 Zie de kaderbrief, bladzijde 12.
i Cijfers van de politie.
"""
MEMORANDUM_HINTS = [
    ("title", None, "Veilig op de fiets door Oosterveen"),
    ("heading", 1, "Wat er speelt"),
    ("heading", 2, "Drukke kruispunten"),
    ("heading", 1, "Kosten"),
    ("meta", None, "1 Provincie, Fietsmonitor 2022."),
    ("meta", None, "2 Zie de kaderbrief, bladzijde 12."),
    ("meta", None, "i Cijfers van de politie."),
]


def test_a_memorandum_is_read_as_it_is_shown_without_headers_deleted_and_hidden_text() -> None:
    document = read_file("memorandum.docx")

    assert document.text == MEMORANDUM
    assert hinted(document) == MEMORANDUM_HINTS
    assert document.line_kinds_complete


def test_the_properties_are_metadata_and_date_nothing() -> None:
    data = (FILES / "memorandum.docx").read_bytes()
    document = read_one(data, ".docx")

    assert document.source.metadata == {
        "title": "Fietsvisie Oosterveen",
        "author": "M. de Wit",
        "last_modified_by": "Redactie",
        "created": "2023-02-06T09:30:00+00:00",
        "modified": "2023-03-01T16:05:00+00:00",
    }
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.source.media_type.endswith("wordprocessingml.document")
    assert document.date is None


@pytest.mark.parametrize("name", ["dutch-styles.docx", "dutch-styles-libreoffice.docx"])
def test_headings_come_by_dutch_names_by_base_styles_and_by_outline_level(name: str) -> None:
    document = read_file(name)

    assert hinted(document) == [
        ("title", None, "Beantwoording raadsvragen woningbouw"),
        ("heading", 1, "Achtergrond"),
        ("heading", 2, "Stand van zaken"),
        ("heading", 3, "Vergunningen"),
        ("heading", 1, "Vervolg"),
    ]
    assert {hint.basis for hint in document.hints} == {"markup"}


@pytest.mark.parametrize("name", ["bold-headings.docx", "bold-headings-libreoffice.docx"])
def test_without_heading_styles_short_bold_paragraphs_are_headings_by_layout(name: str) -> None:
    document = read_file(name)

    assert hinted(document) == [
        ("title", None, "Minder regels voor vrijwilligers"),
        ("heading", 1, "Aanleiding"),
        ("heading", 1, "Voorstel"),
        ("heading", 1, "Wat kost dat?"),
    ]
    assert {hint.basis for hint in document.hints if hint.kind == "heading"} == {"layout"}
    assert not document.line_kinds_complete


@pytest.mark.parametrize("name", ["numbered-headings.docx", "numbered-headings-libreoffice.docx"])
def test_without_heading_styles_the_numbers_of_bold_paragraphs_give_the_levels(name: str) -> None:
    document = read_file(name)

    assert hinted(document) == [
        ("heading", 1, "1 Inleiding"),
        ("heading", 2, "1.1 Opdracht"),
        ("heading", 1, "2 Bevindingen"),
    ]
    assert {hint.basis for hint in document.hints} == {"numbering"}


def test_a_file_of_libreoffice_gives_the_same_text_but_for_the_text_box_it_drops() -> None:
    document = read_file("memorandum-libreoffice.docx")

    assert document.text == MEMORANDUM.replace("Let op: de cijfers van december ontbreken.\n\n", "")
    assert hinted(document) == MEMORANDUM_HINTS


def test_larger_type_stands_above_smaller() -> None:
    def fill(document: Any) -> None:
        for text, size in (("Wonen", 16), ("Tekst over wonen in de stad.", 11), ("Huur", 13), ("Over huur.", 11)):
            document.add_paragraph().add_run(text).font.size = docx.shared.Pt(size)
        document.add_paragraph().add_run("De huren stijgen te snel voor veel gezinnen.").font.size = docx.shared.Pt(11)
        document.add_paragraph().add_run("Vervoer").font.size = docx.shared.Pt(16)

    document = read_made(fill)

    assert hinted(document) == [("heading", 1, "Wonen"), ("heading", 2, "Huur"), ("heading", 1, "Vervoer")]
    assert {hint.basis for hint in document.hints} == {"layout"}


def test_typed_numbers_that_count_on_are_headings_and_a_list_of_steps_is_not() -> None:
    def fill(document: Any) -> None:
        for text in (
            "1. Aanleiding",
            "De gemeente wil het groen in de wijken beter onderhouden.",
            "2. Plan van aanpak",
            "2.1 Eerste stap",
            "In het voorjaar worden alle bomen geteld:",
        ):
            document.add_paragraph(text)

    assert hinted(read_made(fill)) == [
        ("heading", 1, "1. Aanleiding"),
        ("heading", 1, "2. Plan van aanpak"),
        ("heading", 2, "2.1 Eerste stap"),
    ]
    steps = read_made(lambda document: [document.add_paragraph(f"{n}. Stap van het plan") for n in (1, 2, 3)] and None)
    assert steps.hints == ()


def test_a_first_heading_alone_above_the_others_is_the_title() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Omgevingsvisie", 1)
        for heading in ("Natuur", "Water"):
            document.add_heading(heading, 2)
            document.add_paragraph(f"Over {heading.lower()} gaat dit hoofdstuk.")

    assert hinted(read_made(fill)) == [
        ("title", None, "Omgevingsvisie"),
        ("heading", 1, "Natuur"),
        ("heading", 1, "Water"),
    ]


def test_a_contents_page_is_no_text_and_its_lines_are_no_headings() -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Inleiding\t3", style="toc 1")
        document.add_heading("Inleiding", 1)
        document.add_paragraph("Hier begint de tekst.")

    assert hinted(read_made(fill)) == [("boilerplate", None, "Inleiding 3"), ("heading", 1, "Inleiding")]


def test_a_table_of_one_cell_is_a_frame_around_text() -> None:
    def fill(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Samenvatting van het advies."
        cell.add_paragraph("De raad beslist in juni.")

    assert read_made(fill).text == "Samenvatting van het advies.\n\nDe raad beslist in juni.\n"
