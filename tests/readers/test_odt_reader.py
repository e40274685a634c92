"""OpenDocument: the same documents give the same lines as in Word; what is deleted, hidden or a header is left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from containers import changed, read_within
from reading import hinted, read_one

from policytext.document import Document, UnreadableDocument
from policytext.readers import reader_for_content

FILES = Path(__file__).parent / "files" / "office"
REPORT = """Afval scheiden loont

Inhoudsopgave
1 Bevindingen 2

1 Bevindingen

De gemeente haalt haar doelen ruimschoots.

In dit kader: 62 procent gescheiden.

1.1 Kosten

i) De kosten per huishouden daalden.
- vooral in de wijken
ii) De opbrengst van papier steeg.

Dat komt door de hogere prijs.

2 Aanbevelingen

Leg de afspraken met de verwerker voor vier jaar vast.

1 Afvalmonitor 2020.
"""
REPORT_HINTS = [
    ("title", None, "Afval scheiden loont"),
    ("boilerplate", None, "Inhoudsopgave"),
    ("boilerplate", None, "1 Bevindingen 2"),
    ("heading", 1, "1 Bevindingen"),
    ("heading", 2, "1.1 Kosten"),
    ("heading", 1, "2 Aanbevelingen"),
    ("meta", None, "1 Afvalmonitor 2020."),
]


def read_file(name: str) -> Document:
    return read_one((FILES / name).read_bytes(), Path(name).suffix)


def report() -> bytes:
    return (FILES / "report.odt").read_bytes()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(data, ".odt")
    return str(caught.value)


def test_a_report_is_read_as_it_is_shown() -> None:
    document = read_file("report.odt")

    assert document.text == REPORT
    assert hinted(document) == REPORT_HINTS
    assert document.line_kinds_complete
    assert document.date is None
    assert document.source.metadata == {
        "title": "Rekenkamerbrief afval",
        "author": "Rekenkamer Lindeveld",
        "created": "2021-09-02T08:00:00",
    }


def test_libreoffice_saves_the_report_as_the_same_word_document_but_shows_its_hidden_section() -> None:
    document = read_file("report-libreoffice.docx")

    assert document.text.replace("Dit deel is alleen voor de raad.\n\n", "") == REPORT
    assert hinted(document) == REPORT_HINTS


@pytest.mark.parametrize("name", ["memorandum", "dutch-styles", "bold-headings", "numbered-headings"])
def test_what_libreoffice_makes_of_a_word_document_is_read_as_that_document(name: str) -> None:
    odt, word = read_file(f"{name}.odt"), read_file(f"{name}.docx")

    # LibreOffice drops the text box.
    assert odt.text == word.text.replace("Let op: de cijfers van december ontbreken.\n\n", "")
    assert hinted(odt) == hinted(word)
    assert {hint.basis for hint in odt.hints} == {hint.basis for hint in word.hints}
    assert odt.line_kinds_complete == word.line_kinds_complete


def content_of(body: str) -> Document:
    """Return what is read of a text with this body, in the styles of the report."""

    def replace(part: bytes) -> bytes:
        before, _, rest = part.partition(b"<office:text")
        after = rest.partition(b"</office:text>")[2]
        return before + f"<office:text>{body}</office:text>".encode() + after

    return read_one(changed(report(), {"content.xml": replace}), ".odt")


def test_numbers_go_on_where_a_list_says_so_and_start_where_it_says() -> None:
    item = "<text:list-item{}><text:p>{}</text:p></text:list-item>"
    opened = '<text:list text:style-name="Stappen"{}>{}</text:list>'
    document = content_of(
        opened.format("", item.format("", "een") + item.format(' text:start-value="4"', "vier"))
        + "<text:p>Tussen.</text:p>"
        + opened.format(' text:continue-numbering="true"', item.format("", "vijf"))
        + opened.format("", item.format("", "opnieuw"))
    )

    assert document.text == "i) een\niv) vier\n\nTussen.\n\nv) vijf\ni) opnieuw\n"


def test_fields_links_and_blanks_are_text_and_comments_and_form_hints_are_not() -> None:
    document = content_of(
        '<text:p>Zie<text:s text:c="3"/><text:a>de site</text:a>, blad <text:page-number>3</text:page-number>'
        "<office:annotation><text:p>Klopt dit?</text:p></office:annotation>"
        "<text:placeholder>&lt;naam&gt;</text:placeholder>.<text:line-break/>Nieuwe\nregel.</text:p>"
    )

    assert document.text == "Zie de site, blad 3.\nNieuwe regel.\n"


def test_content_of_an_opendocument_text_is_known_without_a_suffix() -> None:
    assert reader_for_content(report()[:4096]).name == "OpenDocument"


def test_encrypted_files_macros_and_other_kinds_of_opendocument_are_refused() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    encrypted = changed(report(), {"META-INF/manifest.xml": lambda _: manifest.encode()})
    sheet = changed(report(), {"mimetype": lambda _: b"application/vnd.oasis.opendocument.spreadsheet"})

    assert refusal(encrypted) == "protected with a password"
    assert refusal(changed(report(), more={"Basic/Standard/Module1.xml": b"<x/>"})) == (
        "holds macros (Basic/Standard/Module1.xml); save it without them"
    )
    assert refusal(sheet) == "no OpenDocument text: looks like an OpenDocument file of the type 'spreadsheet'"
    assert "does not begin as a ZIP container" in refusal(b"Beste mensen,")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("brief.txt", "Beste mensen,")
    assert refusal(stream.getvalue()) == "no OpenDocument text: looks like a ZIP archive"


def test_entities_and_endless_nesting_are_refused() -> None:
    declared = changed(
        report(),
        {
            "content.xml": lambda part: part.replace(
                b"<office:document", b'<!DOCTYPE x [<!ENTITY e "x">]><office:document', 1
            )
        },
    )
    nested = b"<text:section>" * 100_000 + b"</text:section>" * 100_000
    deep = changed(
        report(),
        {"content.xml": lambda part: part.replace(b"</office:text>", nested + b"</office:text>")},
        packed=False,
    )
    long = changed(report(), more={"Pictures/1.png": bytes(100_000_000)})

    assert refusal(declared).startswith("content.xml declares entities")
    assert read_within(deep, ".odt").startswith("refused: content.xml is nested too deeply")
    assert read_within(long, ".odt").startswith("refused: the member 'Pictures/1.png' unpacks to more than 200 times")
