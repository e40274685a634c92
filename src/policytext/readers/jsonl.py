"""JSON Lines: one JSON object per line, one document per object, read line by line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from policytext.document import Document, UnreadableDocument
from policytext.readers.decoding import reject_binary, wide_encoding
from policytext.readers.reader import Origin, Reader, ReadOptions, RecordFailure
from policytext.readers.records import Record, RecordDecoder, RecordReader
from policytext.readers.streams import peeked, transcoded

# A line that is longer cannot be a document; without a limit, a file without line breaks would fill the memory.
MAX_LINE_BYTES = 256 * 1024 * 1024


def read_json_lines(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Document | RecordFailure]:
    """Yield the document of every line, and a failure for a line that holds none; empty lines are passed over.

    Raises:
        UnreadableDocument: the file is no text.
    """
    head, stream = peeked(stream)
    reject_binary(head)
    wide = wide_encoding(head)
    if wide:
        stream = transcoded(stream, wide)
    decoder = RecordDecoder()
    reader = RecordReader(origin, options.columns, "application/jsonl", "line")
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            yield reader.failure(number, f"longer than {MAX_LINE_BYTES:,} bytes")
        elif line.strip():
            try:
                decoded = decoder.decode(line)
                record = Record(number, _parsed(decoded.text), decoded.text.encode("utf-8"), wide or decoded.encoding)
            except UnreadableDocument as error:
                yield reader.failure(number, str(error))
            else:
                yield reader.document(record)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a stream without their ends; None stands for a line that is too long."""
    while line := stream.readline(MAX_LINE_BYTES):
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(io.DEFAULT_BUFFER_SIZE)
        yield None


def _parsed(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line, parse_constant=_not_json)
        # What a number overflows to and what an escape leaves half would make the output invalid.
        json.dumps(record, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        msg = "a lone surrogate in a string"
        raise UnreadableDocument(msg) from None
    except (ValueError, RecursionError) as error:
        msg = f"no valid JSON: {error}"
        raise UnreadableDocument(msg) from None
    if not isinstance(record, dict):
        msg = f"a JSON object is expected, not {_JSON_NAMES.get(type(record), 'a number')}"
        raise UnreadableDocument(msg)
    return record


_JSON_NAMES = {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}


def _not_json(constant: str) -> NoReturn:
    msg = f"{constant} is no JSON number"
    raise ValueError(msg)


READER = Reader(
    "JSON Lines", frozenset({".jsonl", ".ndjson"}), many=True, accepts=lambda _: False, read=read_json_lines
)
