"""Plain text: the text is the document, character for character."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from policytext.annotation import Source
from policytext.document import Document
from policytext.readers.decoding import decode
from policytext.readers.reader import Origin, Reader, ReadOptions


def read_text(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a text file.

    Raises:
        UnreadableDocument: the file holds no text.
    """
    data = stream.read()
    decoded = decode(data)
    source = Source(
        path=origin.path,
        media_type="text/plain",
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    yield Document(origin.id, decoded.text, source)


READER = Reader("text", frozenset({".txt", ".text"}), many=False, accepts=lambda _head: True, read=read_text)
