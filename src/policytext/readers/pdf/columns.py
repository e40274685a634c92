"""Reading order: the page cut into columns, where there are any, between what goes over its full width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policytext.readers.pdf.page import Word

_BIN = 3.0
# In lines of text: how high a gutter is at least, and how far words stand apart that are of two columns.
_MIN_ROWS = 3
_MANY_ROWS = 6
_GUTTER = 0.8
_MIN_HEIGHT = 3.5
_LEADING = 1.2
_MAX_DEPTH = 12
# A column of running text fills its width, and has words rather than figures in it.
_MIN_FILL = 0.55
_MIN_WORDS = 3.0
_ALIGNED = 0.5
_CELL_GAP = 1.8
_FEW_GAPS, _MOST_GAPS = 0.2, 0.6
_WORD_SPACE = 0.6


@dataclass(frozen=True)
class _Gutter:
    x: float
    top: float
    bottom: float
    width: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def reading_order(words: list[Word], depth: int = 0) -> Iterator[list[Word]]:
    """Yield the words in groups that are read one after the other, each one column wide."""
    if not words:
        return
    parts = _parts(words) if depth < _MAX_DEPTH else None
    if parts is None:
        yield words
        return
    for part in parts:
        yield from reading_order(part, depth + 1)


def _parts(words: list[Word]) -> tuple[list[Word], ...] | None:
    """Return what stands above, left of, right of and below the best gutter; None where there is none."""
    size = median(word.face.size for word in words)
    for found in sorted(_gutters(words, size), key=lambda each: (-each.height, -each.width))[:8]:
        gutter = _between_crossings(found, words)
        if gutter.height < _MIN_HEIGHT * _LEADING * size:
            continue
        above = [word for word in words if word.y <= gutter.top]
        below = [word for word in words if word.y >= gutter.bottom]
        zone = [word for word in words if gutter.top < word.y < gutter.bottom]
        left = [word for word in zone if word.x1 <= gutter.x]
        right = [word for word in zone if word.x1 > gutter.x]
        if left and right and _are_columns(left, right):
            return above, left, right, below
    return None


def _gutters(words: list[Word], size: float) -> Iterator[_Gutter]:
    """Yield the places where no word crosses a vertical line over some height."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    bins = min(int((right - left) / _BIN) + 1, 2000)
    margin = max(3, bins // 12)
    if bins < 3 * margin:
        return
    top, bottom = min(word.y for word in words) - size, max(word.y for word in words) + size
    last = [top] * bins
    best = [(0.0, top, bottom)] * bins
    for word in sorted(words, key=lambda word: word.y):
        y = word.y
        for index in range(max(int((word.x0 - left) / _BIN), 0), min(int((word.x1 - left - 0.01) / _BIN) + 1, bins)):
            if y - last[index] > best[index][0]:
                best[index] = (y - last[index], last[index], y)
            last[index] = y
    for index in range(bins):
        if bottom - last[index] > best[index][0]:
            best[index] = (bottom - last[index], last[index], bottom)
    needed = _MIN_HEIGHT * _LEADING * size
    index = margin
    while index < bins - margin:
        begin = index
        _, zone_top, zone_bottom = best[index]
        while index < bins - margin and best[index][1:] == (zone_top, zone_bottom):
            index += 1
        if zone_bottom - zone_top >= needed:
            x = left + _BIN * (begin + index) / 2
            yield _Gutter(x, zone_top, zone_bottom, _BIN * (index - begin))


def _between_crossings(gutter: _Gutter, words: list[Word]) -> _Gutter:
    """Return the tallest part of a gutter without lines that go on across it, with one of their spaces upon it."""
    ends: dict[int, Word] = {}
    starts: dict[int, Word] = {}
    for word in words:
        if gutter.top < word.y < gutter.bottom:
            row = round(word.y)
            if word.x1 <= gutter.x:
                if row not in ends or word.x1 > ends[row].x1:
                    ends[row] = word
            elif row not in starts or word.x0 < starts[row].x0:
                starts[row] = word
    crossings = [
        end.y
        for row, end in ends.items()
        if (start := starts.get(row)) and start.x0 - end.x1 < _WORD_SPACE * end.face.size and start.face == end.face
    ]
    if not crossings:
        return gutter
    bounds = [gutter.top, *sorted(crossings), gutter.bottom]
    top, bottom = max(pairwise(bounds), key=lambda pair: pair[1] - pair[0])
    return _Gutter(gutter.x, top, bottom, gutter.width)


def _are_columns(left: list[Word], right: list[Word]) -> bool:
    """Whether two groups side by side are read one after the other, and not row by row as a table is."""
    left_rows, right_rows = _rows(left), _rows(right)
    gap = min(word.x0 for word in right) - max(word.x1 for word in left)
    if gap < 0:
        return False
    if min(len(left_rows), len(right_rows)) < _MIN_ROWS:
        # The last column of a page may hold a line or two.
        few = len(right_rows) < _MIN_ROWS and len(left_rows) >= _MANY_ROWS
        return few and gap > _GUTTER * left[0].face.size and _is_prose(left_rows)
    if _is_prose(left_rows) and _is_prose(right_rows):
        return True
    size_left, size_right = median(w.face.size for w in left), median(w.face.size for w in right)
    differs = abs(size_left - size_right) > 0.08 * max(size_left, size_right)
    aligned = sum(any(abs(y - other) < 1.0 for other in left_rows) for y in right_rows) / len(right_rows)
    return (differs or aligned < _ALIGNED) and (_is_prose(left_rows) or _is_prose(right_rows))


def _rows(words: list[Word]) -> dict[float, list[Word]]:
    rows: dict[float, list[Word]] = {}
    current = None
    for word in sorted(words, key=lambda word: word.y):
        if current is None or word.y - current > 0.4 * word.face.size:
            current = word.y
            rows[current] = []
        rows[current].append(word)
    return rows


def _is_prose(rows: dict[float, list[Word]]) -> bool:
    left = min(word.x0 for row in rows.values() for word in row)
    right = max(word.x1 for row in rows.values() for word in row)
    fills = [(max(w.x1 for w in row) - min(w.x0 for w in row)) / max(right - left, 1.0) for row in rows.values()]
    words = sum(len(row) for row in rows.values()) / len(rows)
    inner = sum(map(_wide_gaps, rows.values()))
    # Justified lines of a narrow column have wide gaps as well, but between many words.
    most = (_MOST_GAPS if words >= 1.5 * _MIN_WORDS else _FEW_GAPS) * len(rows)
    return sum(fills) / len(fills) >= _MIN_FILL and words >= _MIN_WORDS and inner <= most


def _wide_gaps(row: list[Word]) -> int:
    row = sorted(row, key=lambda word: word.x0)
    return sum(following.x0 - word.x1 > _CELL_GAP * word.face.size for word, following in pairwise(row))
