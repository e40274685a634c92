"""Reports in PDF: covers, tables of contents, chapters."""

from __future__ import annotations

from reading import hinted, read_one
from small_pdf import CATALOG, FONT, pdf, stream

from policytext.document import Document

_PROSE = "vindt dat gemeenten te laat ingrijpen wanneer kinderen op hulp wachten."


def read(*pages: list[tuple[int, int, int, str]]) -> Document:
    """Read a PDF with pages of lines, each with its x, y, size of type and text."""
    numbers = [4 + 2 * index for index in range(len(pages))]
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in numbers), len(pages))
    objects = [CATALOG, tree, FONT]
    for number, lines in zip(numbers, pages, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            b" /Contents %d 0 R >>" % (number + 1)
        )
        shown = (f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines)
        objects.append(stream("\n".join(shown).encode("cp1252")))
    return read_one(pdf(*objects), ".pdf")


def prose(*heights: int, says: str = "De inspectie") -> list[tuple[int, int, int, str]]:
    """Return lines of text; on pages one after the other they must differ, or else they are running headers."""
    return [(72, y, 10, f"{says} {_PROSE}") for y in heights]


COVER = [
    (72, 600, 17, "Wachten op jeugdzorg"),
    (72, 560, 12, "Onderzoek in tien gemeenten"),
    (72, 530, 12, "3 maart 2021"),
]
CONTENTS = [
    (72, 700, 20, "Inhoudsopgave"),
    (72, 660, 10, "1 Inleiding"),
    (500, 660, 10, "3"),
    (90, 645, 10, "1.1 Aanleiding . . . . . . . . . . . . . 3"),
    (72, 630, 10, "2 Conclusies"),
    (500, 630, 10, "4"),
]


def chapter(number: int, title: str) -> list[tuple[int, int, int, str]]:
    return [(72, 700, 16, f"Hoofdstuk {number}"), (72, 660, 20, title), *prose(620, 608, 596, says=f"Het lid {title}")]


def test_the_title_on_a_cover_is_that_of_the_document_though_chapters_are_set_larger() -> None:
    document = read(COVER, chapter(1, "Inleiding"), chapter(2, "Conclusies"))

    assert hinted(document)[0] == ("title", None, "Wachten op jeugdzorg")
    assert document.date == "2021-03-03"


def test_a_subtitle_and_the_date_under_the_title_are_no_headings() -> None:
    document = read(COVER, chapter(1, "Inleiding"), chapter(2, "Conclusies"))

    assert "Onderzoek in tien gemeenten" in document.text
    assert [text for kind, _, text in hinted(document) if kind == "heading"] == [
        "Hoofdstuk 1 Inleiding",
        "Hoofdstuk 2 Conclusies",
    ]


def test_a_table_of_contents_is_boilerplate_and_the_headings_it_names_are_headings() -> None:
    inleiding = [(72, 700, 14, "1 Inleiding"), *prose(670, 658, 646), (72, 610, 13, "1.1 Aanleiding"), *prose(590, 578)]
    conclusies = [(72, 700, 14, "2 Conclusies"), *prose(670, 658, 646, says="De Rekenkamer")]

    assert hinted(read(COVER, CONTENTS, inleiding, conclusies)) == [
        ("title", None, "Wachten op jeugdzorg"),
        ("boilerplate", None, "Inhoudsopgave"),
        ("boilerplate", None, "1 Inleiding 3"),
        ("boilerplate", None, "1.1 Aanleiding 3"),
        ("boilerplate", None, "2 Conclusies 4"),
        ("heading", 1, "1 Inleiding"),
        ("heading", 2, "1.1 Aanleiding"),
        ("heading", 1, "2 Conclusies"),
    ]


def test_a_heading_inhoud_above_text_is_a_heading() -> None:
    page = [
        (72, 700, 18, "Akkoord"),
        (72, 660, 14, "Inhoud"),
        *prose(630, 618),
        (72, 606, 10, "Dat bleek in 2019"),
        *prose(594),
    ]

    assert ("heading", 1, "Inhoud") in hinted(read(page, [*prose(700, 688)]))


def test_a_number_set_apart_from_its_heading_makes_no_row_of_a_table() -> None:
    page = [
        (72, 700, 20, "Toezicht"),
        *((72, 660, 10, "Utrecht"), (200, 660, 10, "120"), (72, 645, 10, "Zwolle"), (200, 645, 10, "80")),
        *((72, 620, 15, "2"), (200, 620, 15, "Werkwijze")),
        *prose(590, 578, 566),
    ]

    assert ("heading", 1, "2 Werkwijze") in hinted(read(page))


def test_ligatures_of_fonts_that_do_not_name_their_characters() -> None:
    # pdfium gives the codes as they stand in the file: 0x1C is "fi" and 0x1E "ffi" in the fonts of TeX.
    document = read([(72, 700, 10, "De \x1cnanciering is o\x1ecieel geregeld, vindt de Rekenkamer.")])

    assert document.text == "De financiering is officieel geregeld, vindt de Rekenkamer.\n"


def test_articles_that_begin_pages_are_no_running_header_and_the_header_with_a_page_number_is() -> None:
    articles = ("Artikel 3", "Artikel 8", "Artikel 11", "Artikel 19")
    pages = [
        [
            (72, 800, 9, f"Regeling jeugdhulp 2021, blad {number}"),
            (72, 700, 12, article),
            *prose(680, 668, says=article),
        ]
        for number, article in enumerate(articles, 1)
    ]
    document = read(*pages)

    assert all(f"{article}\n" in document.text for article in articles)
    assert "Regeling jeugdhulp 2021" not in document.text
