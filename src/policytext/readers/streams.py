"""Byte streams: to look at their beginning, and to bring wide encodings to UTF-8 on the way."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from policytext.document import UnreadableDocument

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 4096
_CHUNK_BYTES = 64 * 1024


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still begins with them; a UTF-8 mark is passed over."""
    head = stream.read(HEAD_BYTES)
    head = head.removeprefix(codecs.BOM_UTF8)
    return head, io.BufferedReader(_Joined(head, stream))


def transcoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    """Return a stream with the same text in UTF-8; reading it raises `UnreadableDocument` where it is damaged."""
    return io.BufferedReader(_Transcoded(stream, encoding))


class _Joined(io.RawIOBase):
    """Bytes already read, followed by the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


class _Transcoded(io.RawIOBase):
    """The UTF-8 form of a stream in another encoding."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self._ready:
            data = self._stream.read(_CHUNK_BYTES)
            try:
                self._ready = self._decoder.decode(data, final=not data).encode("utf-8")
            except UnicodeDecodeError as error:
                msg = f"damaged {self._encoding.upper()}: {error.reason}"
                raise UnreadableDocument(msg) from None
            if not data:
                break
        data, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(data)] = data
        return len(data)
