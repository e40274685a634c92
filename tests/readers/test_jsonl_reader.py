"""JSON Lines: one document per line, and a bad line costs itself."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import hinted, read_all

from policytext.document import Document, UnreadableDocument
from policytext.readers import Columns, RecordFailure, jsonl

GOOD = '{"id": "a", "text": "De motie is aangenomen.", "titel": "Motie", "date": "2021-02-16", "fractie": "X", "n": 3}'


def test_a_line_becomes_a_document_with_its_named_parts_and_the_rest_as_metadata() -> None:
    [document] = read_all(GOOD + "\n", ".jsonl")

    assert isinstance(document, Document)
    assert document.id == "map/bestand/a"
    assert document.text == "Motie\n\nDe motie is aangenomen."
    assert hinted(document) == [("title", None, "Motie")]
    assert document.date == "2021-02-16"
    assert document.source.path == "map/bestand.jsonl"
    assert document.source.metadata == {"fractie": "X", "n": 3}
    assert document.source.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


def test_a_title_that_is_the_first_line_already_is_not_repeated() -> None:
    [document] = read_all('{"title": "Motie  Jansen", "text": "\\n Motie Jansen \\nDe Kamer,"}', ".jsonl")

    assert isinstance(document, Document)
    assert document.text == "\n Motie Jansen \nDe Kamer,"
    assert hinted(document) == [("title", None, "Motie Jansen")]


def test_a_line_without_id_is_called_by_its_number_and_empty_lines_count() -> None:
    documents = read_all('{"text": "Een."}\n\n{"text": "Twee."}\r\n', ".jsonl")

    assert [document.id for document in documents] == ["map/bestand/1", "map/bestand/3"]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"text": "kapot', "line 2: no valid JSON"),
        ('["een lijst"]', "line 2: a JSON object is expected, not a list"),
        ("null", "line 2: a JSON object is expected, not null"),
        ('{"inhoud": "x"}', "line 2: no column 'text'; there are: 'inhoud'"),
        ('{"text": null}', "line 2: no text"),
        ('{"text": " "}', "line 2: no text"),
        ('{"text": ["x"]}', "line 2: the text in column 'text' is a list"),
        ('{"text": "x", "id": true}', "line 2: the id in column 'id' is a bool"),
        ('{"text": "x", "n": NaN}', "line 2: no valid JSON: NaN is no JSON number"),
        ('{"text": "x", "n": 1e999}', "line 2: no valid JSON"),
        ('{"text": "half \\ud83d"}', "line 2: a lone surrogate"),
        ('{"text": "x", "id": "a"}', "line 2: the id 'a' is taken by line 1"),
        ("[" * 100_000, "line 2: no valid JSON"),
    ],
)
def test_a_bad_line_is_a_failure_of_its_own(line: str, cause: str) -> None:
    first, bad, last = read_all(f'{GOOD}\n{line}\n{{"id": "z", "text": "Slot."}}\n', ".jsonl")

    assert first.id == "map/bestand/a"
    assert isinstance(bad, RecordFailure)
    assert bad.id == "map/bestand/2"
    assert cause in bad.message
    assert last.id == "map/bestand/z"


def test_columns_can_be_named_and_then_have_no_dutch_alias() -> None:
    line = '{"body": "Tekst.", "titel": "Geen titel meer", "kop": "Titel", "nr": 7}'

    [document] = read_all(line, ".jsonl", Columns(text="Body", title="kop", id="nr"))

    assert isinstance(document, Document)
    assert document.id == "map/bestand/7"
    assert document.text == "Titel\n\nTekst."
    assert document.source.metadata == {"titel": "Geen titel meer"}


def test_a_date_that_cannot_be_understood_is_kept_as_metadata() -> None:
    [document] = read_all('{"text": "x", "datum": "onlangs"}', ".jsonl")

    assert isinstance(document, Document)
    assert document.date is None
    assert document.source.metadata == {"datum": "onlangs"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_of_unicode_are_read(encoding: str) -> None:
    documents = read_all('{"text": "Eén"}\n{"text": "Twée"}\n'.encode(encoding), ".jsonl")

    assert [document.text for document in documents if isinstance(document, Document)] == ["Eén", "Twée"]


def test_a_damaged_line_between_utf8_lines_is_not_taken_for_windows_1252() -> None:
    lines = ['{"text": "één"}'.encode(), b'{"text": "\xe9\xe9n"}', '{"text": "én"}'.encode()]

    first, bad, last = read_all(b"\n".join(lines), ".jsonl")

    assert isinstance(first, Document)
    assert isinstance(bad, RecordFailure)
    assert "damaged UTF-8" in bad.message
    assert isinstance(last, Document)


def test_a_file_of_windows_1252_lines_is_read() -> None:
    [document] = read_all('{"text": "één"}'.encode("cp1252"), ".jsonl")

    assert isinstance(document, Document)
    assert (document.text, document.source.encoding) == ("één", "cp1252")


def test_a_line_that_is_too_long_is_passed_over_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 100)
    long_line = json.dumps({"text": "x" * 50_000})

    first, bad, last = read_all(f'{{"text": "a"}}\n{long_line}\n{{"text": "b"}}', ".jsonl")

    assert isinstance(first, Document)
    assert isinstance(bad, RecordFailure)
    assert bad.message == "line 2: longer than 100 bytes"
    assert last.id == "map/bestand/3"


def test_a_pdf_with_the_wrong_suffix_is_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableDocument, match="looks like a PDF"):
        read_all(b"%PDF-1.4\n{}", ".jsonl")


def test_documents_come_before_the_file_is_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        """A file that never ends."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            data = b'{"text": "Tekst."}\n'[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    from policytext.readers import Origin, ReadOptions

    documents = jsonl.READER.read(io.BufferedReader(Endless()), Origin("x"), ReadOptions())

    assert next(documents).id == "x/1"
    assert next(documents).id == "x/2"


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda t: t.strip("\ufeff\u200b\u2060 ")
)


@given(st.lists(TEXTS.filter(str.strip), min_size=1), st.booleans())
def test_every_text_comes_back_as_it_was_written(texts: list[str], ascii_only: bool) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=ascii_only) for text in texts]

    documents = read_all("\n".join(lines), ".jsonl")

    assert [document.text for document in documents if isinstance(document, Document)] == texts
