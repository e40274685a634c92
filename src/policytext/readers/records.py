"""Records of JSON Lines and CSV files: from named columns to a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from policytext.annotation import Source
from policytext.document import Document, Hint, UnreadableDocument
from policytext.readers.dates import iso_date
from policytext.readers.decoding import Decoded, decode_narrow, require_text
from policytext.readers.reader import Columns, Origin, RecordFailure

# The Dutch names under which a column is found as well, as long as its name is not configured.
_DUTCH = {"text": ("tekst",), "title": ("titel",), "date": ("datum",), "url": ("link", "koppeling")}


@dataclass(frozen=True)
class Record:
    """One record, read but not yet understood.

    Attributes:
        number: its line or row, from 1.
        values: its columns as the file names them.
        canonical: the bytes that its checksum is taken of.
        encoding: the encoding it was read with.
    """

    number: int
    values: Mapping[str, Any]
    canonical: bytes
    encoding: str


class RecordDecoder:
    """Decodes the records of one file one by one, so that a damaged record is no more than that.

    UTF-8 first, Windows-1252 otherwise; after the first record with characters that only UTF-8 explains, a record that
    is not UTF-8 is damaged.
    """

    def __init__(self) -> None:
        self._utf8 = False

    def decode(self, data: bytes) -> Decoded:
        """Decode one record.

        Raises:
            UnreadableDocument: the bytes are damaged or no text.
        """
        decoded = decode_narrow(data)
        if decoded.encoding == "utf-8":
            self._utf8 = self._utf8 or not data.isascii()
        elif self._utf8:
            msg = "damaged UTF-8 (records before it are valid UTF-8)"
            raise UnreadableDocument(msg)
        return decoded


@dataclass
class RecordReader:
    """Makes documents of the records of one file, and knows the ids it has given."""

    origin: Origin
    columns: Columns
    media_type: str
    unit: str
    _numbers: dict[str, int] = field(default_factory=dict)

    def document(self, record: Record) -> Document | RecordFailure:
        """Return the document of a record, or what is wrong with it."""
        try:
            names = match_columns(record.values, self.columns)
            record_id = _text_of(record.values, names.get("id"), "id") or str(record.number)
            first = self._numbers.setdefault(record_id, record.number)
            if first != record.number:
                return self.failure(record.number, f"the id {record_id!r} is taken by {self.unit} {first}")
            return self._document(record, names, record_id)
        except UnreadableDocument as error:
            return self.failure(record.number, str(error))

    def failure(self, number: int, cause: str) -> RecordFailure:
        """Return the failure of the record at line or row `number`."""
        return RecordFailure(f"{self.origin.id}/{number}", f"{self.unit} {number}: {cause}")

    def _document(self, record: Record, names: Mapping[str, str], record_id: str) -> Document:
        values = record.values
        if "text" not in names:
            msg = f"no column {self.columns.text!r}; there are: {', '.join(map(repr, values)) or 'none'}"
            raise UnreadableDocument(msg)
        text = _text_of(values, names["text"], "text")
        require_text(text)
        text, hints = _with_title(text, _text_of(values, names.get("title"), "title"))
        stated_date = _text_of(values, names.get("date"), "date")
        date = iso_date(stated_date)
        metadata = {key: value for key, value in values.items() if key not in names.values()}
        if stated_date and not date:
            metadata[names["date"]] = stated_date
        source = Source(
            path=self.origin.path,
            media_type=self.media_type,
            encoding=record.encoding,
            sha256=hashlib.sha256(record.canonical).hexdigest(),
            url=_text_of(values, names.get("url"), "url") or None,
            metadata=metadata,
        )
        return Document(f"{self.origin.id}/{record_id}", text, source, date, hints)


def match_columns(names: Iterable[str], columns: Columns) -> dict[str, str]:
    """Return which of a file's column `names` hold text, id, title, date and url, as far as they are there."""
    by_folded = {name.strip().casefold(): name for name in reversed(list(names))}
    matched: dict[str, str] = {}
    for column in fields(Columns):
        wanted = getattr(columns, column.name)
        aliases = _DUTCH.get(column.name, ()) if wanted == column.default else ()
        found = next((by_folded[name] for name in (wanted.casefold(), *aliases) if name in by_folded), None)
        if found is not None:
            matched[column.name] = found
    return matched


def _text_of(values: Mapping[str, Any], name: str | None, role: str) -> str:
    value = None if name is None else values.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        msg = f"the {role} in column {name!r} is a {type(value).__name__}, not a text"
        raise UnreadableDocument(msg)
    return str(value) if role == "text" else " ".join(str(value).split())


def _with_title(text: str, title: str) -> tuple[str, tuple[Hint, ...]]:
    """Return the text with its title as first line, and the hint that says so."""
    if not title:
        return text, ()
    start = len(text) - len(text.lstrip())
    first_line = text[start:].splitlines()[0].rstrip()
    if " ".join(first_line.split()) == title:
        return text, (Hint(start, start + len(first_line), "title"),)
    return f"{title}\n\n{text}", (Hint(0, len(title), "title"),)
