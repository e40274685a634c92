"""Running headers, footers and page numbers: what returns at the edge of pages, in the same place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from policytext.readers.pdf.lines import line_of, rows_of
from policytext.readers.pdf.numbering import is_chapter_label
from policytext.readers.pdf.page import Line, Page, Word

_EDGE_ROWS = 4
# In points: how far a header's place may differ from page to page.
_PLACE = 4.0
# On so many pages a line at the edge is no chance, however long the document; on two only when they are neighbours.
_SURELY = 3
_NEAR = 2
_LONGEST = 160
_FAR = 1000.0
_CHAPTER_SIZE = 1.15
_MOST_NUMBERS = 6
_DIGITS = re.compile(r"\d+")
_NUMBER = r"(\d{1,4}|[ivxl]{1,7})"
_PAGE_NUMBER = re.compile(
    rf"(?P<word>pagina|pag\.|blad|p\.)?\s*[-–—|•]?\s*{_NUMBER}\s*(?P<of>(?:van|/|of)\s*\d{{1,4}})?\s*[-–—|•]?\Z",
    re.IGNORECASE,
)
_BROWSER = re.compile(
    r"(?P<url>(?:https?|file)://\S+)\s+\d{1,4}/\d{1,4}\Z|\d{1,2}[-/]\d{1,2}[-/]\d{2,4},? \d{1,2}:\d\d\b"
)


@dataclass(frozen=True)
class _Row:
    """A row at the edge of a page; `rank` is 0 for the outermost, `gap` the distance to the row further in.

    `inner_size` is the size of type of the row further in.
    """

    line: Line
    page: int
    top: bool
    rank: int
    gap: float
    inner_size: float
    words: list[Word]

    @property
    def key(self) -> tuple[bool, str]:
        return self.top, _DIGITS.sub("#", " ".join(self.line.text.casefold().split()))


def without_furniture(pages: list[Page]) -> str | None:
    """Take running headers, footers and page numbers off the pages; return the address a browser printed, if any."""
    body_size = _body_size(pages)
    rows = [row for page in pages for row in _edge_rows(page) if not _opens_chapter(row, body_size)]
    found = set(map(id, _repeated(rows))) | set(map(id, _page_numbers(rows)))
    places = [row for row in rows if id(row) in found]
    found |= {id(row) for row in rows if row.rank == 0 and len(pages) > _NEAR and _in_place(row, places)}
    address = None
    found |= {id(row) for row in rows if _is_head_with_number(row)}
    numbered = {(row.page, row.line.face.size) for row in rows if id(row) in found}
    found |= {id(row) for row in rows if _is_set_like_number(row, numbered)}
    for row in rows:
        browser = _BROWSER.match(row.line.text) if row.rank == 0 else None
        if browser:
            found.add(id(row))
            address = address or browser["url"]
    dropped = {id(word) for row in rows if id(row) in found for word in row.words}
    for page in pages:
        page.groups = [[word for word in group if id(word) not in dropped] for group in page.groups]
    return address if address and address.startswith("http") else None


def _body_size(pages: list[Page]) -> float:
    return median([word.face.size for page in pages for group in page.groups for word in group] or [0.0])


def _opens_chapter(row: _Row, body_size: float) -> bool:
    """Whether a row is the "Hoofdstuk 2" above a chapter's title; in a running header it is not that large."""
    return row.line.face.size > _CHAPTER_SIZE * body_size and is_chapter_label(row.line.text)


def _edge_rows(page: Page) -> Iterator[_Row]:
    if not page.groups:
        return
    rows = rows_of(page.groups[0])
    # One row more than is looked at: the distance to it counts.
    head = [line_of(row, page.index, 0) for row in rows[: _EDGE_ROWS + 1]]
    foot = [line_of(row, page.index, 0) for row in reversed(rows[-_EDGE_ROWS - 1 :])]
    for top, lines, number in ((True, head, len(rows)), (False, foot, len(rows) - _EDGE_ROWS)):
        for rank, line in enumerate(lines[: min(_EDGE_ROWS, max(number, 0))]):
            inner = lines[rank + 1] if rank + 1 < len(lines) else None
            gap = abs(inner.y - line.y) if inner else _FAR
            yield _Row(line, page.index, top, rank, gap, inner.face.size if inner else 0.0, line.words)


def _repeated(rows: list[_Row]) -> Iterator[_Row]:
    """Yield the rows whose text stands in the same place of other pages, but for a number that counts the pages.

    "Artikel 3" and "Artikel 8" at the top of two pages are two headings.
    """
    same: defaultdict[tuple[tuple[bool, str], bool, tuple[int, ...]], list[_Row]] = defaultdict(list)
    for row in rows:
        if len(row.line.text) <= _LONGEST and any(map(str.isalpha, row.key[1])):
            for counts, numbers in _numberings(row):
                same[row.key, counts, numbers].append(row)
    found: set[int] = set()
    for (_, counts, _), group in same.items():
        for row in group:
            pages = {other.page for other in group if abs(other.line.y - row.line.y) <= _PLACE}
            near = any(0 < abs(page - row.page) <= _NEAR for page in pages)
            if len(pages) >= _SURELY or (len(pages) > 1 and near and not counts):
                found.add(id(row))
    yield from (row for row in rows if id(row) in found)


def _numberings(row: _Row) -> Iterator[tuple[bool, tuple[int, ...]]]:
    """Yield the numbers in a row as they are, and with each of them less the page, as the page's own would be."""
    numbers = tuple(map(int, _DIGITS.findall(row.line.text)))
    yield False, numbers
    for place, number in enumerate(numbers[:_MOST_NUMBERS]):
        yield True, (place, *numbers[:place], number - row.page, *numbers[place + 1 :])


def _page_numbers(rows: list[_Row]) -> Iterator[_Row]:
    """Yield the rows that are a page number: said to be, or counting on with the pages."""
    numbers = [(row, match) for row in rows if (match := _PAGE_NUMBER.match(row.line.text.strip()))]
    shifts = Counter((row.top, _value(match[2]) - row.page) for row, match in numbers)
    for row, match in numbers:
        value = _value(match[2])
        counted = shifts[row.top, value - row.page] > 1
        alone = row.rank == 0 and row.gap > 1.5 * row.line.face.size
        if (match["word"] and row.rank <= 1) or counted or (alone and (value == row.page + 1 or match["of"])):
            yield row


def _is_head_with_number(row: _Row) -> bool:
    """Whether an outermost row is a running head whose last cell is the number of its page."""
    last = row.line.cells[-1]
    alone = row.rank == 0 and row.gap > 2 * row.line.face.size and len(row.line.cells) > 1 and len(last) == 1
    return alone and last[0].text == str(row.page + 1)


def _is_set_like_number(row: _Row, numbered: set[tuple[int, float]]) -> bool:
    """Whether an outermost row far from the others is set in the size of its page's number, smaller than the next."""
    alone = row.rank == 0 and row.gap > 2 * row.line.face.size and len(row.line.text) < _LONGEST
    return alone and (row.page, row.line.face.size) in numbered and row.line.face.size < 0.95 * row.inner_size


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in number.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _in_place(row: _Row, places: list[_Row]) -> bool:
    """Whether an outermost row stands where other pages have their header, apart from the text."""
    there = {p.page for p in places if p.top == row.top and abs(p.line.y - row.line.y) <= 1.0 and p.rank == 0}
    return len(there) >= _SURELY - 1 and row.gap > 1.6 * row.line.face.size and len(row.line.text) <= _LONGEST
