"""Files whose suffix says another format than they are, and files of no bytes: the message says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_one

from policytext.document import UnreadableDocument

FILES = Path(__file__).parent / "files"
PDF = next((FILES / "pdf").glob("*.pdf"))
DOCX = next((FILES / "office").glob("*.docx"))
ODT = next((FILES / "office").glob("*.odt"))


@pytest.mark.parametrize(
    ("file", "suffix", "reason"),
    [
        (PDF, ".docx", "it looks like a PDF"),
        (PDF, ".odt", "it looks like a PDF"),
        (PDF, ".txt", "not a text: looks like a PDF"),
        (PDF, ".eml", "not a text: looks like a PDF"),
        (DOCX, ".pdf", "not a PDF: it looks like a ZIP container (Word, OpenDocument, Excel or an archive)"),
        (DOCX, ".odt", "no OpenDocument text: looks like a Word document"),
        (ODT, ".docx", "no Word document: looks like an OpenDocument file of the type 'text'"),
    ],
)
def test_the_message_says_what_the_file_is(file: Path, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(file.read_bytes(), suffix)

    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("suffix", "reason"),
    [
        (".docx", "it is empty"),
        (".odt", "it is empty"),
        (".pdf", "not a PDF: it is empty"),
        (".eml", "an empty file"),
        (".xml", "an empty file"),
        (".txt", "no text"),
    ],
)
def test_a_file_of_no_bytes_is_said_to_be_empty(suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_one(b"", suffix)

    assert str(caught.value) == reason
