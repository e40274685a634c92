"""CSV and TSV: a header with the column names, then one document per row, read row by row.

Rows are split as bytes (in the guise of Latin-1, which keeps every byte) and decoded one by one: the file never has to
be in memory, and a damaged row costs no other.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from policytext.document import Document, UnreadableDocument
from policytext.readers.decoding import reject_binary, wide_encoding
from policytext.readers.reader import Origin, Reader, ReadOptions, RecordFailure
from policytext.readers.records import Record, RecordDecoder, RecordReader, match_columns
from policytext.readers.streams import peeked, transcoded

# Longest cell, in bytes; Python's own limit of 131,072 is below the length of many documents.
MAX_CELL_BYTES = 256 * 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")


def read_delimited(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Document | RecordFailure]:
    """Yield the document of every row, and a failure for a row that holds none.

    Raises:
        UnreadableDocument: the file is no text, or its header is missing, unclear or without a text column.
    """
    head, stream = peeked(stream)
    reject_binary(head)
    wide = wide_encoding(head)
    if wide:
        stream = transcoded(stream, wide)
    rows = _rows(io.TextIOWrapper(stream, encoding="latin-1", newline=""))
    decoder = RecordDecoder()
    header = _header(rows, decoder, options)
    reader = RecordReader(origin, options.columns, "text/csv", "row")
    for number, row in enumerate(rows, 1):
        try:
            yield reader.document(_record(number, row, header, decoder, wide))
        except UnreadableDocument as error:
            yield reader.failure(number, str(error))


def _rows(lines: io.TextIOWrapper) -> Iterator[list[str] | csv.Error]:
    """Yield the rows that are not empty; a row that breaks the rules of quoting comes as its error."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL_BYTES))
    first = lines.readline()
    outside_quotes = "".join(first.split('"')[::2])
    delimiter = max(_DELIMITERS, key=outside_quotes.count)
    reader = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
        else:
            if any(cell.strip() for cell in row):
                yield row


def _chained(first: str, lines: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from lines


def _header(rows: Iterator[list[str] | csv.Error], decoder: RecordDecoder, options: ReadOptions) -> list[str]:
    first = next(rows, None)
    if first is None:
        msg = "no text"
        raise UnreadableDocument(msg)
    names = [name.strip() for name in _decoded(first, decoder)[0]]
    if len(set(names)) < len(names):
        msg = f"the header names a column twice: {', '.join(names)}"
        raise UnreadableDocument(msg)
    if "text" not in match_columns(names, options.columns):
        msg = f"no column {options.columns.text!r} in the header; there are: {', '.join(map(repr, names))}"
        raise UnreadableDocument(msg)
    return names


def _record(
    number: int, row: list[str] | csv.Error, header: list[str], decoder: RecordDecoder, wide: str | None
) -> Record:
    cells, encoding = _decoded(row, decoder)
    if len(cells) != len(header):
        msg = f"{len(cells)} cells where the header has {len(header)} columns"
        raise UnreadableDocument(msg)
    values = dict(zip(header, cells, strict=True))
    return Record(number, values, json.dumps(values, ensure_ascii=False).encode("utf-8"), wide or encoding)


def _decoded(row: list[str] | csv.Error, decoder: RecordDecoder) -> tuple[list[str], str]:
    if isinstance(row, csv.Error):
        msg = f"broken quoting: {row}"
        raise UnreadableDocument(msg)
    cells = [cell.encode("latin-1") for cell in row]
    encoding = decoder.decode(b"\n".join(cells)).encoding
    return [cell.decode(encoding) for cell in cells], encoding


READER = Reader("CSV", frozenset({".csv", ".tsv"}), many=True, accepts=lambda _: False, read=read_delimited)
