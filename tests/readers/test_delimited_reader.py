"""CSV and TSV: one document per row, and a bad row costs itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import hinted, read_all

from policytext.document import Document, UnreadableDocument
from policytext.readers import RecordFailure


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_from_the_header(delimiter: str) -> None:
    rows = [["id", "Titel", "Tekst", "Datum", "Link", "fractie"], ["7", "Motie", "De Kamer.", "16-02-2021", "u", "X"]]

    [document] = read_all("\r\n".join(map(delimiter.join, rows)), ".csv")

    assert isinstance(document, Document)
    assert document.id == "map/bestand/7"
    assert document.text == "Motie\n\nDe Kamer."
    assert hinted(document) == [("title", None, "Motie")]
    assert document.date == "2021-02-16"
    assert document.source.url == "u"
    assert document.source.media_type == "text/csv"
    assert document.source.metadata == {"fractie": "X"}


def test_the_checksum_is_that_of_the_row_as_json() -> None:
    [document] = read_all("id,text\n1,Eén\n", ".csv")

    assert isinstance(document, Document)
    row = json.dumps({"id": "1", "text": "Eén"}, ensure_ascii=False)
    assert document.source.sha256 == hashlib.sha256(row.encode()).hexdigest()


def test_a_cell_may_have_lines_delimiters_and_quotes() -> None:
    first, second = read_all('text\r\n"Regel een,\r\nregel ""twee"""\r\nkort\r\n', ".csv")

    assert isinstance(first, Document)
    assert first.text == 'Regel een,\r\nregel "twee"'
    assert (first.id, second.id) == ("map/bestand/1", "map/bestand/2")


def test_a_cell_longer_than_the_limit_of_the_csv_module_is_read() -> None:
    text = "Lange tekst. " * 20_000

    [document] = read_all(f"text\n{text}\n", ".csv")

    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("1", "row 2: 1 cells where the header has 2 columns"),
        ("1,a,b", "row 2: 3 cells where the header has 2 columns"),
        ("2,", "row 2: no text"),
        ('2,"x" y', "row 2: broken quoting"),
        ("a,x", "row 2: the id 'a' is taken by row 1"),
    ],
)
def test_a_bad_row_is_a_failure_of_its_own(row: str, cause: str) -> None:
    first, bad, last = read_all(f"id,text\na,Eerst.\n{row}\nz,Laatst.\n", ".csv")

    assert first.id == "map/bestand/a"
    assert isinstance(bad, RecordFailure)
    assert bad.id == "map/bestand/2"
    assert cause in bad.message
    assert last.id == "map/bestand/z"


def test_a_quote_that_is_never_closed_is_no_silent_loss() -> None:
    first, bad = read_all('id,text\n1,Goed.\n2,"Open\n3,Verzwolgen\n', ".csv")

    assert isinstance(first, Document)
    assert isinstance(bad, RecordFailure)
    assert "broken quoting: unexpected end of data" in bad.message


def test_a_damaged_row_costs_only_itself() -> None:
    data = "text\nEén.\n".encode() + b"Tw\xe9e.\n" + "Drié.\n".encode()

    first, bad, last = read_all(data, ".csv")

    assert isinstance(first, Document)
    assert isinstance(bad, RecordFailure)
    assert "damaged UTF-8" in bad.message
    assert isinstance(last, Document)
    assert last.text == "Drié."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write_is_read(encoding: str) -> None:
    [document] = read_all("tekst;titel\r\nCoördinatie hapert.;Één\r\n".encode(encoding), ".csv")

    assert isinstance(document, Document)
    assert document.text == "Één\n\nCoördinatie hapert."


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ("", "no text"),
        ("naam,waarde\n1,2\n", "no column 'text' in the header; there are: 'naam', 'waarde'"),
        ("text,text\na,b\n", "names a column twice"),
        (b"PK\x03\x04....", "looks like a ZIP container"),
    ],
)
def test_a_file_without_a_usable_header_is_refused_as_a_whole(data: str | bytes, cause: str) -> None:
    with pytest.raises(UnreadableDocument, match=cause):
        read_all(data, ".csv")


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1).filter(
    lambda text: text.strip("\ufeff\u200b\u2060 \n\t").strip()
)


@given(st.lists(CELLS, min_size=1), st.sampled_from([",", ";", "\t", "|"]))
def test_every_cell_comes_back_as_it_was_written(cells: list[str], delimiter: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([["text", "extra"], *([cell, "x"] for cell in cells)])

    documents = read_all(buffer.getvalue(), ".csv")

    assert [document.text for document in documents if isinstance(document, Document)] == cells
