"""The text of a mail written in HTML, read as web pages are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.document import Document, UnreadableDocument
from policytext.readers.html import read_html
from policytext.readers.mail.plain import after_headers, is_header_block, opens_passed_on
from policytext.readers.paper import LineKind, PaperLine
from policytext.readers.reader import Origin, ReadOptions

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What mail programs put around the mail that is answered; the last two stand above it, it follows as their siblings.
_QUOTES = (
    ".//blockquote[@type='cite']",
    ".//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    ".//*[contains(concat(' ', @class, ' '), ' yahoo_quoted ')]",
    ".//*[contains(@class, 'moz-cite-prefix')]",
)
_ABOVE_QUOTE = (".//*[@id='divRplyFwdMsg']", ".//*[@id='appendonsend']")
_NO_TEXT = (".//script", ".//style", ".//head", ".//template")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKS = frozenset(
    (*_HEADINGS, "p", "div", "br", "li", "tr", "td", "th", "blockquote", "hr", "table", "ul", "ol", "pre")
)
# The search for a page's main text passes over what looks like furniture; of a mail, little is that.
_MIN_SHARE = 0.95


def page_lines(text: str, *, passes_on: bool = False) -> list[PaperLine]:
    """Return the lines of a mail in HTML; the mails that it quotes come after it, as boilerplate.

    Where it `passes_on` an earlier mail, as its subject says, that mail is text, and its headers are meta.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if not text.strip():
        return []
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    for path in _NO_TEXT:
        for element in page.findall(path):
            element.drop_tree()
    quotes = [] if passes_on else list(_taken_quotes(page))
    lines = _with_earlier(_as_web_page(page) or list(_line_by_line(page)), passes_on=passes_on)
    return lines + [PaperLine(line.text, "boilerplate") for quote in quotes for line in _line_by_line(quote)]


def _taken_quotes(page: HtmlElement) -> Iterator[HtmlElement]:
    """Take the quoted mails out of a page and yield them."""
    for path in _ABOVE_QUOTE:
        for mark in page.findall(path):
            for element in (mark, *mark.itersiblings()):
                element.drop_tree()
                yield element
    for path in _QUOTES:
        for element in page.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
                yield element


def _with_earlier(lines: list[PaperLine], *, passes_on: bool) -> list[PaperLine]:
    """Return the lines of a page with an earlier mail told from it, where nothing but its headers announces one."""
    texts = [line.text for line in lines]
    # At the top of a mail that answers, headers are no earlier mail.
    places = range(0 if passes_on else 1, len(texts))
    first = next((at for at in places if opens_passed_on(texts[at]) or is_header_block(texts, at)), None)
    if first is None:
        return lines
    if passes_on or opens_passed_on(texts[first]):
        end = after_headers(texts, first + 1)
        headers = [PaperLine(text, "meta") for text in texts[first:end]]
        return lines[:first] + headers + lines[end:]
    return lines[:first] + [PaperLine(text, "boilerplate") for text in texts[first:]]


def _as_web_page(page: HtmlElement) -> list[PaperLine]:
    """Return what the reader of web pages finds; empty where it passes over too much, as in a mail of two lines."""
    from lxml.html import tostring

    from policytext.readers.html_lines import flat_text

    try:
        document = next(read_html(io.BytesIO(tostring(page, encoding="utf-8")), Origin("mail"), ReadOptions()))
    except UnreadableDocument:
        return []
    if len("".join(document.text.split())) < _MIN_SHARE * len("".join(flat_text(page).split())):
        return []
    return list(_lines_of(document))


def _lines_of(document: Document) -> Iterator[PaperLine]:
    hints = {hint.start: hint for hint in document.hints}
    start, directly = 0, False
    for line in document.text.split("\n"):
        hint = hints.get(start)
        if line and hint is not None and hint.kind in ("title", "heading"):
            # The title of the mail is its subject; a headline in it stands above its other headings.
            yield PaperLine(line, "heading", 1 + (hint.level or 0))
        elif line:
            kind: LineKind = "item" if line.startswith("- ") else "text"
            yield PaperLine(line, kind, joined=directly and kind == "text")
        start, directly = start + len(line) + 1, bool(line)


def _line_by_line(page: HtmlElement) -> Iterator[PaperLine]:
    from policytext.readers.html_lines import element_lines

    for line in element_lines(page, lambda element: element.tag in _BREAKS):
        if line.element.tag in _HEADINGS:
            yield PaperLine(line.text, "heading", int(line.element.tag[1]))
        elif line.element.tag == "li":
            yield PaperLine(f"- {line.text}", "item")
        else:
            yield PaperLine(line.text)
