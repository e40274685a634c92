"""Tables of contents: the lines that name sections and their pages, which are no headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policytext.readers.pdf.page import Line

_HEAD = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:inhoud(?:sopgave|stafel)?|(?:table of )?contents)(?:\s+(?:pagina|blz\.?|p\.))?\Z",
    re.IGNORECASE,
)
_LEADER = re.compile(r"\s*(?:\.\s?){4,}\s*|\s*…[….\s]*")
_ENTRY = re.compile(
    r"(?P<title>.*[^\W\d_]{2}.*?)(?:\s*(?:\.\s?){4,}\s*|\s*…[….\s]*|\s+)(?P<page>\d{1,3}|[ivxl]{1,6})\Z"
)
# So many lines of titles that go on in the next, or have no page; and how far pages are counted beyond the last.
_MOST_OPEN = 2
_FURTHER = 20
_FEWEST = 2
# Lines with leaders need no heading above them when there are so many.
_SURELY = 3


class _Entry(NamedTuple):
    title: str
    page: int


def contents_of(lines: list[Line]) -> set[int]:
    """Return the ids of the lines of the tables of contents, their headings among them."""
    found: set[int] = set()
    last_page = max((line.page for line in lines), default=0) + 1 + _FURTHER
    for index, line in enumerate(lines):
        if _HEAD.match(line.text):
            entries = list(_entries(lines[index + 1 :], last_page))
            if len(entries) >= _FEWEST:
                found |= set(map(id, (line, *entries)))
    led = [line for line in lines if _LEADER.search(line.text) and _entry(line)]
    return found | set(map(id, led)) if len(led) >= _SURELY else found


def entry_text(line: Line) -> str:
    """Return a line of a table of contents without the dots that lead to its page."""
    return _LEADER.sub(" ", line.text).strip()


def _entries(lines: list[Line], last_page: int) -> Iterator[Line]:
    """Yield the lines that follow each other as in a table of contents, up to the first section itself."""
    waiting: list[Line] = []
    titles: set[str] = set()
    page = 0
    for line in lines:
        entry = _entry(line)
        if entry is not None and page <= entry.page <= last_page:
            yield from (*waiting, line)
            waiting, page = [], entry.page
            titles.add(entry.title)
        elif len(waiting) == _MOST_OPEN or line.text.strip() in titles:
            return
        else:
            waiting.append(line)


def _entry(line: Line) -> _Entry | None:
    match = _ENTRY.match(line.text)
    if match is None:
        return None
    # Pages of a preface, in Roman numerals, stand before all others.
    return _Entry(match["title"].strip(), int(match["page"]) if match["page"].isdigit() else 0)
