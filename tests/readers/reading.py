"""Short ways to read bytes in tests."""

from __future__ import annotations

import io

from policytext.document import Document
from policytext.readers import Columns, Origin, ReadOptions, RecordFailure, reader_for_suffix

Read = Document | RecordFailure


def read_all(data: bytes | str, suffix: str, columns: Columns | None = None) -> list[Read]:
    """Return what the reader for a suffix makes of a file ``map/bestand<suffix>``."""
    reader = reader_for_suffix(suffix)
    assert reader is not None
    stream = io.BytesIO(data.encode("utf-8") if isinstance(data, str) else data)
    return list(reader.read(stream, Origin("map/bestand", f"map/bestand{suffix}"), ReadOptions(columns or Columns())))


def read_one(data: bytes | str, suffix: str) -> Document:
    """Return the one document of a file."""
    [document] = read_all(data, suffix)
    assert isinstance(document, Document)
    return document


def hinted(document: Document) -> list[tuple[str, int | None, str]]:
    """Return kind, level and text of every hint."""
    return [(hint.kind, hint.level, document.text[hint.start : hint.end]) for hint in document.hints]
