"""The formats policytext reads. A further format is a module with a `READER` and a line here."""

from __future__ import annotations

from policytext.readers import delimited, html, jsonl, markdown, pdf, text
from policytext.readers.decoding import reject_binary
from policytext.readers.mail import reader as mail
from policytext.readers.office import docx, odt
from policytext.readers.official import reader as official
from policytext.readers.reader import Reader

# In the order in which content is tried; plain text accepts everything and so comes last.
READERS: tuple[Reader, ...] = (
    pdf.READER,
    odt.READER,
    docx.READER,
    html.READER,
    official.READER,
    mail.READER,
    jsonl.READER,
    delimited.READER,
    markdown.READER,
    text.READER,
)


def known_suffixes() -> frozenset[str]:
    """Return every file name suffix that a reader answers to, lower case, with its dot."""
    return frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def is_known_suffix(suffix: str) -> bool:
    """Say whether a reader answers to a file name suffix (with its dot, any case)."""
    return reader_for_suffix(suffix) is not None


def reader_for_suffix(suffix: str) -> Reader | None:
    """Return the reader that answers to a file name suffix (with its dot, any case), None where there is none."""
    return next((reader for reader in READERS if suffix.lower() in reader.suffixes), None)


def reader_for_content(head: bytes) -> Reader:
    """Return the reader for a file without a known suffix, chosen by its first bytes.

    Raises:
        UnreadableDocument: the bytes carry the signature of a format that no reader reads.
    """
    found = next(reader for reader in READERS if reader.accepts(head))
    if found is text.READER:
        reject_binary(head)
    return found
