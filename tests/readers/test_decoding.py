"""Bytes to text: never wrong characters in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.document import UnreadableDocument
from policytext.readers.decoding import decode, wide_encoding

SENTENCE = "De coördinatie hapert: één ministerie weet van niets – «helaas»."
# Any text with something to read, without control characters, and without what is taken for a mark at its start.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), min_size=1).filter(
    lambda text: text.strip("\ufeff\u200b\u2060 \t\n\r").strip() and not text.startswith("\ufeff")
)
DUTCH = st.text("abcdefghijklmnopqrstuvwxyz ëéïöüàè€“”’–.,\r\n", min_size=2).filter(str.strip)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode("utf-8"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"), "utf-32"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("cp1252"), "cp1252"),
        ("De coo\u0308rdinatie hapert.".encode(), "utf-8"),
    ],
)
def test_a_dutch_sentence_is_read_from_every_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data)

    assert decoded.encoding == encoding
    assert decoded.text == data.decode(encoding)
    assert "hapert" in decoded.text


def test_line_ends_and_decomposed_accents_stay_as_they_are() -> None:
    text = "Één\r\ntwee\rdrie\ncoo\u0308rdinatie\u2028"

    assert decode(text.encode("utf-8")).text == text


@given(TEXTS)
def test_any_utf8_text_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text


@given(TEXTS, st.sampled_from([("utf-8-sig", codecs.BOM_UTF8, "utf-8"), ("utf-16", codecs.BOM_UTF16_LE, "utf-16-le")]))
def test_any_text_with_a_mark_comes_back_without_it(text: str, marked: tuple[str, bytes, str]) -> None:
    encoding, mark, plain = marked

    decoded = decode(mark + text.encode(plain))

    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(DUTCH)
def test_dutch_in_windows_1252_comes_back_unchanged_or_is_refused(text: str) -> None:
    data = text.encode("cp1252")
    try:
        decoded = decode(data)
    except UnreadableDocument:
        # Only a text that by chance holds valid UTF-8 sequences may be refused.
        assert any(character > "\x7f" for character in data.decode("utf-8", "ignore"))
    else:
        # What is valid UTF-8 as a whole is taken for it: nothing tells the two apart.
        assert decoded.text in (text, data.decode("utf-8", "ignore"))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_that_encodes_back_or_an_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableDocument:
        return
    assert decoded.text == data.decode(decoded.encoding)
    decoded.text.encode("utf-8")


def test_one_damaged_byte_in_a_utf8_file_is_an_error_that_names_its_place() -> None:
    data = bytearray((SENTENCE * 20).encode("utf-8"))
    data[20] = 0xFF

    with pytest.raises(UnreadableDocument, match=r"damaged UTF-8: invalid byte 0xff at byte 20 \(1 place in all\)"):
        decode(bytes(data))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\n1 0 obj", "looks like a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "looks like a ZIP container"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "looks like a PNG image"),
        (b"\x1f\x8b\x08\x00abc", "looks like gzip-compressed data"),
        (b"{\\rtf1\\ansi Beste lezer}", "looks like a Rich Text Format file"),
        (b"gewone tekst\x00met een nul", "a zero byte at byte 12"),
        (b"\x81 caf\xe9", "neither UTF-8 nor Windows-1252: byte 0x81 at byte 0"),
        (b"abc\x01\x02\x03\x04\x05", "5 control characters"),
        (codecs.BOM_UTF16_LE + b"a", "damaged UTF-16"),
        (b"", "no text"),
        (b" \r\n\t\xc2\xa0\n", "no text"),
        (codecs.BOM_UTF8, "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableDocument, match=cause):
        decode(data)


def test_a_cp1252_text_is_not_taken_for_a_wide_encoding() -> None:
    assert wide_encoding("Caf\xe9 de Unie".encode("cp1252")) is None
