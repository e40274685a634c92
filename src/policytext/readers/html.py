"""Web pages: the main text with its headings and lists, as trafilatura finds it, and the related articles after it."""

from __future__ import annotations

import codecs
import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from policytext.annotation import Source
from policytext.document import Document, Hint, UnreadableDocument
from policytext.readers.decoding import Decoded, decode, require_text
from policytext.readers.headings import nested_levels
from policytext.readers.reader import Origin, Reader, ReadOptions

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKS_LIKE_HTML = re.compile(rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION_BYTES = 4096
# As browsers do: pages that declare these are written in Windows-1252.
_MEANS_WINDOWS_1252 = ("ascii", "iso8859-1")
_METADATA = ("author", "sitename", "description", "categories", "tags")
_BREAKS = frozenset(("head", "p", "item", "list", "quote", "row", "table", "code", "lb", "div", "ab", "fw"))


@dataclass(frozen=True)
class _TextLine:
    text: str
    kind: str
    depth: int = 0


def read_html(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a web page: title, main text, then the related articles.

    Raises:
        UnreadableDocument: the page cannot be decoded or has no main text.
    """
    data = stream.read()
    decoded = _decode(data)
    page = _parse(decoded.text)
    related = _take_related(page)
    extracted = _extract(page)
    main = list(_main_lines(extracted.body)) if extracted else []
    if extracted is None or not main:
        msg = "a web page without main text"
        raise UnreadableDocument(msg)
    lines = _titled(main, _title(page, extracted))
    text, hints = _layout(lines, related)
    require_text(text)
    values = {name: getattr(extracted, name) for name in _METADATA}
    source = Source(
        path=origin.path,
        media_type="text/html",
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        url=extracted.url or None,
        metadata={name: value for name, value in values.items() if value},
    )
    yield Document(origin.id, text, source, extracted.date or None, tuple(hints), line_kinds_complete=True)


def _decode(data: bytes) -> Decoded:
    """Decode a page: mark or valid UTF-8 first, for few pages declare wrongly what they could not contain by chance."""
    try:
        return decode(data)
    except UnreadableDocument:
        declared = _declared_encoding(data)
        if declared is None:
            raise
    try:
        return Decoded(data.decode(declared), declared)
    except UnicodeDecodeError as error:
        msg = f"declared as {declared}, but byte 0x{data[error.start]:02x} at byte {error.start} is not"
        raise UnreadableDocument(msg) from None
