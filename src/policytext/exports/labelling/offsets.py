"""Our offsets count Unicode code points; tools written in JavaScript and Java count UTF-16 code units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class CodeUnits:
    """Converts offsets into one text between code points and UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._points = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]
        self._units = [point + number for number, point in enumerate(self._points)]

    def units(self, point: int) -> int:
        """Return the offset in code units of an offset in code points."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Return the offset in code points of an offset in code units.

        Raises:
            ValueError: the offset falls between the two halves of one character.
        """
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            msg = f"offset {unit} lies inside a character; offsets in UTF-16 code units are expected"
            raise ValueError(msg)
        return unit - before


def counts_units(text: str, quoted: Iterable[tuple[int, int, str]]) -> bool:
    """Say whether spans that quote their own text count in UTF-16 code units rather than in code points.

    Args:
        text: the document.
        quoted: start, end and text of spans.

    Raises:
        ValueError: under neither reading do all spans lie where their texts stand.
    """
    spans = list(quoted)
    wrong = next((each for each in spans if text[each[0] : each[1]] != each[2]), None)
    if wrong is None:
        return False
    data = text.encode("utf-16-le", "surrogatepass")
    if all(data[2 * start : 2 * end] == part.encode("utf-16-le", "surrogatepass") for start, end, part in spans):
        return True
    start, end, part = wrong
    msg = f"the span {start}-{end} is said to be {part[:60]!r}, but {text[start:end][:60]!r} stands there"
    raise ValueError(msg)
