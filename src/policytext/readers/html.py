"""Web pages: the main text with its headings and lists, as trafilatura finds it, and the related articles after it."""

from __future__ import annotations

import codecs
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

from policytext.annotation import BlockKind, Source
from policytext.document import Document, Hint, UnreadableDocument
from policytext.readers.decoding import Decoded, decode, reject_binary, require_text, wide_encoding
from policytext.readers.headings import nested_levels
from policytext.readers.limits import MAX_PAGE_BYTES, reject_large
from policytext.readers.reader import Origin, Reader, ReadOptions

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LOOKS_LIKE_HTML = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION_BYTES = 4096
# As browsers do: pages that declare these are written in Windows-1252.
_MEANS_WINDOWS_1252 = ("ascii", "iso8859-1")
_METADATA = ("author", "sitename", "description", "categories", "tags")
# Of the main text: where a title stands that is no heading, and how long a line must be to be told from "Nieuws".
_TITLE_LINES = 3
_MIN_TITLE = 10
_BREAKS = frozenset(("head", "p", "item", "list", "quote", "row", "table", "code", "lb", "div", "ab", "fw"))


@dataclass(frozen=True)
class _TextLine:
    text: str
    kind: Literal["title", "heading", "item", "text", "related"]
    depth: int = 0


def read_html(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a web page: title, main text, then the related articles.

    Raises:
        UnreadableDocument: the page cannot be decoded or has no main text.
    """
    from policytext.readers.html_furniture import drop_furniture
    from policytext.readers.html_related import take_related

    data = stream.read()
    reject_large(data, MAX_PAGE_BYTES)
    decoded = _decode(data)
    page = _parse(decoded.text)
    related = take_related(page)
    drop_furniture(page)
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
    # A page without a single heading element may well have headings, made of bold type.
    marks_headings = any(line.kind == "heading" for line in lines)
    yield Document(origin.id, text, source, extracted.date or None, tuple(hints), marks_headings)


def _decode(data: bytes) -> Decoded:
    """Decode a page. Valid UTF-8 is UTF-8 whatever the page declares: by chance it hardly ever comes about."""
    declared = _declared_encoding(data)
    if declared is None or wide_encoding(data) or _is_utf8(data):
        return decode(data)
    reject_binary(data)
    try:
        return Decoded(data.decode(declared), declared)
    except UnicodeDecodeError as error:
        msg = f"declared as {declared}, but byte 0x{data[error.start]:02x} at byte {error.start} does not fit"
        raise UnreadableDocument(msg) from None


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding other than UTF-8 that a page declares, None where it declares none that Python knows."""
    match = _DECLARED.search(data[:_DECLARATION_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        b"".decode(name)
    except LookupError:
        return None
    if name in _MEANS_WINDOWS_1252:
        name = "cp1252"
    # A page that has these in its bytes could not have been searched for a declaration as ASCII.
    return None if name.startswith(("utf", "idna", "punycode")) else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parse(text: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        msg = f"no web page: {error}"
        raise UnreadableDocument(msg) from None


def _extract(page: HtmlElement) -> Any:
    """Return trafilatura's document with the main text of a page as a tree, None where it finds none."""
    from trafilatura import bare_extraction

    # What it reports there, that a page has no text, the reader raises.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return bare_extraction(
        page,
        output_format="xml",
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        # The extensive search takes any date for the document's, that of a footer as well.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _main_lines(body: _Element) -> Iterator[_TextLine]:
    from policytext.readers.html_lines import element_lines

    _separate_cells(body)
    items: Counter[_Element] = Counter()
    for line in element_lines(body, lambda element: element.tag in _BREAKS):
        if line.element.tag == "head":
            yield _TextLine(line.text, "heading", int(line.element.get("rend", "h2").lstrip("h")))
        elif (item := _opened_item(line.element)) is not None:
            yield _TextLine(f"{_marker(item, items)} {line.text}", "item")
        else:
            yield _TextLine(line.text, "text")


def _separate_cells(body: _Element) -> None:
    """Set the cells of a table row apart: by a bar, or on lines of their own where they hold paragraphs."""
    for row in body.iter("row"):
        for cell in row.iterchildren("cell"):
            if any(inner.tag in _BREAKS for inner in row.iterdescendants()):
                cell.tag = "p"
            elif cell.getnext() is not None:
                cell.tail = " | "


def _opened_item(element: _Element) -> _Element | None:
    """Return the list item that an element's first line is the first line of, None for any other element."""
    if element.tag == "item":
        return element
    parent = element.getparent()
    opens = parent is not None and parent.tag == "item" and element.getprevious() is None and not parent.text
    return parent if opens else None


def _marker(item: _Element, items: Counter[_Element]) -> str:
    """Return what stands before a list item on the page: its number, or a dash for any bullet.

    `items` counts the items of each list so far.
    """
    parent = item.getparent()
    if parent is None or parent.get("rend") != "ol":
        return "-"
    items[parent] += 1
    return f"{items[parent]}."


def _title(page: HtmlElement, extracted: Any) -> str:
    """Return the page's own headline: its only `h1`, else what its metadata call it; empty where it has neither."""
    from policytext.readers.html_lines import flat_text

    headlines = [text for text in map(flat_text, page.iter("h1")) if text]
    return headlines[0] if len(headlines) == 1 else " ".join((extracted.title or "").split())


def _titled(lines: list[_TextLine], title: str) -> list[_TextLine]:
    """Return the lines with the title as their title line; the extractor keeps it in the text or not."""
    if not title:
        return lines
    folded = title.casefold()
    own = next((line for line in lines if line.kind == "heading" and line.text.casefold() == folded), None)
    if own is None:
        # The metadata name the site as well: "De Stad | Woonbeleid vastgesteld".
        first = [line for line in lines[:_TITLE_LINES] if len(line.text) >= _MIN_TITLE]
        own = next((line for line in first if line.text.casefold() in folded), None)
    if own is None:
        return [_TextLine(title, "title"), *lines]
    # A date or a kicker above the title stays there.
    return [_TextLine(line.text, "title") if line is own else line for line in lines]


def _layout(lines: list[_TextLine], related: list[list[str]]) -> tuple[str, list[Hint]]:
    """Return the text and its hints: list items and the lines of a related block close together, the rest apart."""
    levels = nested_levels(line.depth for line in lines if line.kind == "heading")
    text = ""
    hints: list[Hint] = []
    previous = ""
    blocks = [lines, *([_TextLine(line, "related") for line in block] for block in related)]
    for block in blocks:
        for number, line in enumerate(block):
            close = number > 0 and line.kind == previous and line.kind in ("item", "related")
            text += "" if not text else "\n" if close else "\n\n"
            if line.kind in ("title", "heading", "related"):
                level = next(levels) if line.kind == "heading" else None
                hints.append(Hint(len(text), len(text) + len(line.text), cast("BlockKind", line.kind), level))
            text += line.text
            previous = line.kind
    return text + "\n", hints


READER = Reader(
    "HTML",
    frozenset({".html", ".htm", ".xhtml"}),
    many=False,
    accepts=lambda head: bool(_LOOKS_LIKE_HTML.match(head)),
    read=read_html,
)
