"""Plain text, and how a reader is found."""

from __future__ import annotations

import hashlib

import pytest
from reading import read_one

from policytext.document import UnreadableDocument
from policytext.readers import known_suffixes, reader_for_content, reader_for_suffix


def test_a_text_file_is_its_text_with_the_checksum_of_its_bytes() -> None:
    data = "\ufeffGeachte voorzitter,\r\n\r\nHierbij de reactie.\r\n".encode()

    document = read_one(data, ".txt")

    assert document.id == "map/bestand"
    assert document.text == "Geachte voorzitter,\r\n\r\nHierbij de reactie.\r\n"
    assert document.source.path == "map/bestand.txt"
    assert document.source.media_type == "text/plain"
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert document.hints == ()
    assert not document.line_kinds_complete


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        (".txt", "text"),
        (".TXT", "text"),
        (".md", "Markdown"),
        (".htm", "HTML"),
        (".jsonl", "JSON Lines"),
        (".ndjson", "JSON Lines"),
        (".csv", "CSV"),
        (".tsv", "CSV"),
        (".pdf", "PDF"),
    ],
)
def test_a_suffix_finds_its_reader_in_any_case(suffix: str, name: str) -> None:
    reader = reader_for_suffix(suffix)

    assert reader is not None
    assert reader.name == name
    assert suffix.lower() in known_suffixes()


@pytest.mark.parametrize("suffix", [".pptx", ".jpg", ""])
def test_other_suffixes_find_none(suffix: str) -> None:
    assert reader_for_suffix(suffix) is None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\n <!-- opgeslagen -->\n<HTML lang=nl>", "HTML"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "HTML"),
        (b"Beste <html>-kenner", "text"),
        (b"# Kop\n", "text"),
        (b"%PDF-1.7\n", "PDF"),
    ],
)
def test_content_finds_html_and_pdf_or_else_text(head: bytes, name: str) -> None:
    assert reader_for_content(head).name == name


def test_content_of_a_known_binary_format_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="looks like a PNG image"):
        reader_for_content(b"\x89PNG\r\n\x1a\n")
