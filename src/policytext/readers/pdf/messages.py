"""What passes between a process and the one that reads PDF files for it: bytes there, JSON back, each with its length.

No pickles: what comes back was made from a file that nobody vouches for.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import BinaryIO

from policytext.document import Hint, UnreadableDocument
from policytext.readers.pdf.content import Content

_LENGTH_BYTES = 8


def send(stream: BinaryIO, message: bytes) -> None:
    """Write a message."""
    stream.write(len(message).to_bytes(_LENGTH_BYTES))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read a message; None where the stream has ended."""
    length = stream.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(length)
    message = stream.read(size)
    return message if len(message) == size else None


def packed(result: Content | UnreadableDocument) -> bytes:
    """Return what came of a file, as a message."""
    if isinstance(result, UnreadableDocument):
        return json.dumps({"error": str(result)}).encode()
    return json.dumps(asdict(result)).encode()


def unpacked(message: bytes) -> Content:
    """Return the content in a message.

    Raises:
        UnreadableDocument: there was none; the message says why.
    """
    values = json.loads(message)
    if "error" in values:
        raise UnreadableDocument(values["error"])
    values["hints"] = tuple(Hint(**hint) for hint in values["hints"])
    return Content(**values)
