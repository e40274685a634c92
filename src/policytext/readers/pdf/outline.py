"""Bookmarks: the headings they name, found among the paragraphs of the page they lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Any

from policytext.readers.pdf.paragraphs import Paragraph

_MAX_BOOKMARKS = 5000
_MAX_DEPTH = 8
_LETTERS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?:(?:hoofdstuk|paragraaf|bijlage|deel)\s+)?[\dA-Z]{1,2}(?:\.\d{1,2})*[.:)]?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Bookmark:
    """A bookmark: how deep it is, 0 for the outermost, what it says, and the page it leads to, where it says so."""

    depth: int
    title: str
    page: int | None


def bookmarks(document: Any) -> list[Bookmark]:
    """Return the bookmarks of an open document, in order."""
    found = []
    for item in islice(document.get_toc(max_depth=_MAX_DEPTH), _MAX_BOOKMARKS):
        destination = item.get_dest()
        page = destination.get_index() if destination else None
        found.append(Bookmark(item.level, item.get_title() or "", page))
    return found


def marked_depths(marks: list[Bookmark], paragraphs: list[Paragraph]) -> dict[int, int]:
    """Return for the indices of paragraphs that a bookmark names how deep it is, 1 for the outermost."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        by_page[paragraph.lines[0].page].append(index)
    depths: dict[int, int] = {}
    for mark in marks:
        wanted = plain(mark.title)
        if not wanted:
            continue
        pages = by_page if mark.page is None else (mark.page, mark.page + 1, mark.page - 1)
        named = (
            index
            for page in pages
            for index in by_page.get(page, ())
            if index not in depths and _names(wanted, paragraphs[index])
        )
        first = next(named, None)
        if first is not None:
            depths[first] = mark.depth + 1
    return depths


def _names(wanted: str, paragraph: Paragraph) -> bool:
    if paragraph.row or len(paragraph.text) > 2 * len(wanted) + 40:
        return False
    return plain(paragraph.text) == wanted or plain(_NUMBER.sub("", paragraph.text, count=1)) == wanted


def plain(text: str) -> str:
    """Return a text without case, punctuation and white space, to compare it by."""
    return "".join(_LETTERS.findall(text.casefold()))
