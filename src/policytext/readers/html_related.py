"""The related-articles blocks of a web page: links to other articles under a heading of their own, often with teasers.

Extractors of main text take such a block for furniture and drop it. Here it is found before they run, by what the page
calls it (class, id, label), by its heading, or as a list of links set aside; and it is taken out of the tree.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from policytext.readers.html_lines import Line, element_lines, flat_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEWS = r"(?:artikel|bericht|nieuws|publicatie|blog|column|opinie|item|stuk)\w*"
_HEADING = re.compile(
    r"(?:lees|bekijk|zie) (?:ook|verder)|(?:verder|meer) lezen|lees meer over|meer over|meer gerelateerd"
    rf"|gerelateerd|verwante? {_NEWS}|(?:meer|ander|recent|laatste|overig)e? {_NEWS}|eerdere? {_NEWS}"
    r"|(?:misschien |dit (?:is|vind je(?: misschien)?) )?ook interessant|interessant voor u"
    rf"|aanbevolen(?: {_NEWS}|\W*\Z)|eerder (?:verschenen|schreven)|uit (?:het|ons) archief|related|read (?:also|more)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![a-z])related|gerelateerd|lees[-_]?(?:ook|verder)|meer[-_]?(?:nieuws|berichten|artikelen)"
    r"|more[-_]?(?:news|articles|stories)|read[-_]?(?:also|next)|ook[-_]?interessant|aanbevolen|recommended"
    r"|(?<![a-z])verwante?(?![a-z])|see[-_]?also",
    re.IGNORECASE,
)
_NAMED_BY = ("class", "id", "aria-label", "data-component")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS = frozenset(("aside", "section", "div", "ul", "ol", "nav", "footer", "dl", "article"))
_NEVER_A_BLOCK = frozenset(("html", "body", "main"))
_BREAKS = (
    _HEADINGS
    | _CONTAINERS
    | {"p", "li", "header", "figure", "figcaption", "br", "table", "tr", "td", "dt", "dd", "time", "hr", "blockquote"}
)
_PART = re.compile(r"titl|head|kop|teaser|intro|summary|samenvatting|excerpt|desc|date|datum|meta|label", re.IGNORECASE)
_NO_TEXT = ("script", "style", "template", "noscript", "svg", "button", "form", "iframe")
_BUTTON = re.compile(
    r"(?:lees|bekijk|toon|ga|naar|alle|meer|read|more)"
    rf"(?: (?:het|de|dit|alle|hele|volledige|verder|meer|naar|overzicht|more|{_NEWS}))*\W*\Z",
    re.IGNORECASE,
)
_MAX_HEADING = 60
_MIN_TITLE = 10
_MAX_TEASER = 400
# Of the text of the page: what holds more is the page's content, whatever its name.
_MAX_SHARE = 0.6
# Of the lines of a block: a card has a title, a teaser and perhaps a date, running text has a link now and then.
_MIN_TITLE_SHARE = 0.3


def take_related(page: _Element) -> list[list[str]]:
    """Take the related-articles blocks out of `page` and return the lines of each, in the order of the page."""
    limit = _MAX_SHARE * len(flat_text(page))
    taken: set[_Element] = set()
    blocks: list[list[str]] = []
    for element in page.iter(*_CONTAINERS, *_HEADINGS, "p", "strong", "b", "span"):
        if element in taken or any(ancestor in taken for ancestor in element.iterancestors()):
            continue
        block = _block_at(element, limit)
        if block:
            taken.update(block)
            blocks.append([line.text for line in _kept(_lines(block))])
    for element in taken:
        element.drop_tree()
    return blocks


def _block_at(element: _Element, limit: float) -> list[_Element]:
    """Return the elements of the block that `element` is or heads, none if it is or heads none."""
    if element.tag in _CONTAINERS:
        named = any(_NAME.search(element.get(name, "")) for name in _NAMED_BY)
        if (named or element.tag == "aside") and _may_be_block(element, limit):
            lines = _lines([element])
            enough = 1 if named else 2
            if (_lists_articles(lines) and sum(map(_is_title, lines)) >= enough) or _lists_headed_articles(lines):
                return [element]
        if any(child.tag in _BREAKS for child in element):
            return []
    text = flat_text(element)
    if element.tag == "p" and _is_inline_reference(element, text):
        return [element]
    if element.tag == "h1" or len(text) > _MAX_HEADING or not _HEADING.match(text):
        return []
    return _headed_block(element, limit)


def _is_inline_reference(paragraph: _Element, text: str) -> bool:
    """Whether a paragraph is "Lees ook: " and a link, and nothing else."""
    links = [flat_text(link) for link in paragraph.iter("a")]
    if len(links) != 1 or len(links[0]) < _MIN_TITLE or not text.endswith(links[0]):
        return False
    words = text.removesuffix(links[0])
    match = _HEADING.match(words)
    return match is not None and not words[match.end() :].strip(" :\u2013->\u00bb")


def _headed_block(heading: _Element, limit: float) -> list[_Element]:
    """Return the container that a heading opens, or where it opens none, the heading and what follows it."""
    outermost = heading
    while _opens_parent(outermost) and _may_be_block(outermost.getparent(), limit):
        outermost = outermost.getparent()
        if _lists_articles(_lines([outermost])):
            return [outermost]
    block = [outermost, *_following_teasers(outermost)]
    return block if _lists_articles(_lines(block)) else []


def _following_teasers(heading: _Element) -> Iterator[_Element]:
    after_list = False
    for sibling in heading.itersiblings():
        lines = _lines([sibling])
        linked = any(map(_is_title, lines))
        teaser = sibling.tag == "p" and not after_list and len(flat_text(sibling)) <= _MAX_TEASER
        if sibling.tag == heading.tag or not (linked or teaser) or (linked and not _lists_articles(lines)):
            return
        after_list = sibling.tag in ("ul", "ol")
        yield sibling


def _may_be_block(element: _Element, limit: float) -> bool:
    if element.tag in _NEVER_A_BLOCK or element.find(".//h1") is not None:
        return False
    return len(flat_text(element)) <= limit


def _opens_parent(element: _Element) -> bool:
    parent = element.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    before = element.itersiblings(preceding=True)
    return not any(flat_text(sibling) or (sibling.tail or "").strip() for sibling in before)


def _lists_articles(lines: list[Line]) -> bool:
    content = [line for line in lines[1:] if not _BUTTON.match(line.text)] or lines
    titles = sum(map(_is_title, lines))
    return titles >= max(1, _MIN_TITLE_SHARE * len(content)) and all(len(line.text) <= _MAX_TEASER for line in lines)


def _lists_headed_articles(lines: list[Line]) -> bool:
    """Whether lines are a block's heading and then articles without links, each with a heading and a short text."""
    if not lines or not _HEADING.match(lines[0].text) or lines[0].element.tag not in _HEADINGS:
        return False
    titles = sum(line.element.tag in _HEADINGS for line in lines[1:])
    return titles >= max(1, _MIN_TITLE_SHARE * (len(lines) - 1)) and all(
        len(line.text) <= _MAX_TEASER for line in lines
    )


def _is_title(line: Line) -> bool:
    """Whether a line is a link as a whole."""
    if len(line.text) < _MIN_TITLE or _BUTTON.match(line.text):
        return False
    if any(True for _ in line.element.iterancestors("a")):
        return True
    return any(flat_text(link) == line.text for link in line.element.iter("a"))


def _lines(block: Iterable[_Element]) -> list[Line]:
    lines: list[Line] = []
    for element in block:
        readable = copy.deepcopy(element)
        etree.strip_elements(readable, *_NO_TEXT, with_tail=False)
        lines += element_lines(readable, _breaks_line)
    return lines


def _breaks_line(element: _Element) -> bool:
    if element.tag == "a":
        # A link that opens a line is a title, and what follows it on the line its teaser or date.
        return len(flat_text(element)) >= _MIN_TITLE and _opens_line(element)
    return element.tag in _BREAKS or (element.tag == "span" and bool(_PART.search(element.get("class", ""))))


def _opens_line(element: _Element) -> bool:
    while element is not None and element.tag not in _BREAKS:
        if not _opens_parent(element):
            return element.getparent() is None
        element = element.getparent()
    return True


def _kept(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines without buttons; the first line is the block's heading whatever it looks like."""
    for number, line in enumerate(lines):
        if number == 0 or not _BUTTON.match(line.text):
            yield line
