"""What a hostile file may ask for: how large streams may become, how many pages, how long it may take."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass

from policytext.document import UnreadableDocument

MAX_PAGES = 20_000
MAX_PAGE_CHARACTERS = 1_000_000
MAX_CHARACTERS = 20_000_000
_SECONDS = 60.0
_SECONDS_A_PAGE = 0.5
_MAX_INFLATED = 200 * 1024 * 1024
# Deflate shortens to no less than a thousandth, so that a shorter stream cannot become too large.
_MAX_RATIO = 1032
_PORTION = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_FILTERS = re.compile(rb"/(?:Filter|F)\s*\[([^\]]{0,500})\]")
_INFLATING = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_NESTED = re.compile(rb"(?:\[\s*){500}|(?:<<\s*(?:/\w{1,30}\s*)?){500}")


def check_bytes(data: bytes) -> None:
    """Refuse a file whose streams would fill the memory, or whose objects are nested without end.

    Raises:
        UnreadableDocument: it is such a file.
    """
    if any(len(_INFLATING.findall(filters[1])) > 2 for filters in _FILTERS.finditer(data)):
        msg = "a PDF with a stream that is compressed several times over"
        raise UnreadableDocument(msg)
    if _NESTED.search(data):
        msg = "a PDF with objects nested hundreds deep"
        raise UnreadableDocument(msg)
    starts = [match.end() for match in _STREAM.finditer(data)]
    for start, following in zip(starts, [*starts[1:], len(data)], strict=True):
        if (following - start) * _MAX_RATIO > _MAX_INFLATED and _inflated(data, start) > _MAX_INFLATED:
            msg = f"a PDF with a stream of more than {_MAX_INFLATED // 1024 // 1024} MB when unpacked"
            raise UnreadableDocument(msg)


def _inflated(data: bytes, start: int) -> int:
    """Return how many bytes the stream at `start` becomes, counted until it is too large or is no such stream."""
    inflate = zlib.decompressobj()
    size, position = 0, start
    view = memoryview(data)
    pending: bytes | memoryview = b""
    while size <= _MAX_INFLATED and not inflate.eof:
        if not pending:
            pending = view[position : position + _PORTION]
            position += _PORTION
            if not pending:
                break
        try:
            size += len(inflate.decompress(pending, _PORTION))
        except zlib.error:
            break
        pending = inflate.unconsumed_tail
    return size


@dataclass
class Budget:
    """The time and the number of characters that are left to a document."""

    pages: int
    characters: int = 0

    def __post_init__(self) -> None:
        self._until = time.monotonic() + _SECONDS + _SECONDS_A_PAGE * self.pages

    def spend(self, page: int, characters: int) -> None:
        """Count a page.

        Raises:
            UnreadableDocument: it holds too much, the document does, or it takes too long.
        """
        self.characters += characters
        if characters > MAX_PAGE_CHARACTERS or self.characters > MAX_CHARACTERS:
            msg = f"a PDF with too much text: {self.characters} characters up to page {page + 1}"
            raise UnreadableDocument(msg)
        if time.monotonic() > self._until:
            msg = f"a PDF that takes too long to read: stopped at page {page + 1} of {self.pages}"
            raise UnreadableDocument(msg)
