"""What a file may ask for: how large streams may become, how large and how many pages, how much text."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

from policytext.document import UnreadableDocument

MAX_PAGES = 20_000
MAX_PAGE_POINTS = 100_000
"""Longest side of a page: 35 metres. The format itself knows no more than 14,400 points without a scale."""
MAX_PAGE_CHARACTERS = 500_000
MAX_CHARACTERS = 20_000_000
MAX_MEMORY = 1024**3
"""Bytes that a file may take beside what the process holds and some times the file itself. Not on Windows and macOS."""
EXIT_TIME, EXIT_MEMORY = 1, 3
_SECONDS = 60.0
_SECONDS_A_MEGABYTE = 10.0
_MAX_INFLATED = 200 * 1024 * 1024
# Deflate shortens to no less than a thousandth, so that a shorter stream cannot become too large.
_MAX_RATIO = 1032
_PORTION = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")


def seconds_for(size: int) -> float:
    """Return the seconds that a file of so many bytes may take."""
    return _SECONDS + _SECONDS_A_MEGABYTE * size / 1e6


def check_streams(data: bytes) -> None:
    """Refuse a file with a stream that becomes far larger than any page, font or picture is.

    Raises:
        UnreadableDocument: it has such a stream.
    """
    starts = [match.end() for match in _STREAM.finditer(data)]
    for start, following in pairwise([*starts, len(data)]):
        if (following - start) * _MAX_RATIO > _MAX_INFLATED and _inflated(data, start) > _MAX_INFLATED:
            msg = f"a PDF with a stream of more than {_MAX_INFLATED // 1024 // 1024} MB when unpacked"
            raise UnreadableDocument(msg)


def _inflated(data: bytes, start: int) -> int:
    """Return how many bytes the stream at `start` becomes, counted until it is too large or is no such stream."""
    inflate = zlib.decompressobj()
    size, position = 0, start
    pending: bytes | memoryview = b""
    while size <= _MAX_INFLATED and not inflate.eof:
        if not pending:
            pending = memoryview(data)[position : position + _PORTION]
            position += _PORTION
            if not pending:
                break
        try:
            size += len(inflate.decompress(pending, _PORTION))
        except zlib.error:
            break
        pending = inflate.unconsumed_tail
    return size


def check_pages(count: int) -> None:
    """Refuse a document without pages, or with too many.

    Raises:
        UnreadableDocument: it is one.
    """
    if count < 1:
        msg = "a damaged PDF: no pages"
        raise UnreadableDocument(msg)
    if count > MAX_PAGES:
        msg = f"a PDF of {count} pages, more than {MAX_PAGES}"
        raise UnreadableDocument(msg)


def check_page(number: int, width: float, height: float) -> None:
    """Refuse a page of gigantic size; `number` counts from 1, lengths are points.

    Raises:
        UnreadableDocument: it is one.
    """
    if not max(width, height) <= MAX_PAGE_POINTS:
        msg = f"a PDF with a gigantic page: page {number} is {width:.0f} by {height:.0f} points"
        raise UnreadableDocument(msg)


def check_characters(number: int, on_page: int, so_far: int) -> None:
    """Refuse a page, or a document up to a page, with more text than anyone has written.

    Raises:
        UnreadableDocument: it has.
    """
    if on_page > MAX_PAGE_CHARACTERS or so_far > MAX_CHARACTERS:
        msg = f"a PDF with too much text: {on_page} characters on page {number}, {so_far} up to it"
        raise UnreadableDocument(msg)
