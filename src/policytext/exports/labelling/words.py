"""Words whose bounds respect every mark, for tools that label words rather than characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policytext.exports.labelling.sheet import Sheet
from policytext.text.tokens import tokenize

Word = tuple[int, int]


def words(text: str, cuts: Sequence[int], start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``text[start:end]`` as places in `text`, parted further wherever a cut lies inside one.

    `cuts` are in order, each but once, as `bounds_of` gives them.
    """
    found: list[Word] = []
    for token in tokenize(text, start, end):
        first = token.start
        index = bisect_right(cuts, first)
        while index < len(cuts) and cuts[index] < token.end:
            found.append((first, cuts[index]))
            first, index = cuts[index], index + 1
        found.append((first, token.end))
    return found


def bounds_of(sheet: Sheet) -> list[int]:
    """Return where anything that is marked begins or ends, in order."""
    places = [(each.start, each.end) for each in sheet.lines]
    places += [(each.start, each.end) for each in sheet.sentences]
    places += [(each.start, each.end) for each in sheet.entities]
    roles = [role for each in sheet.sentences for role in (each.holder, each.target) if role is not None]
    places += [(role.start, role.start + len(role.text)) for role in roles if role.start is not None]
    return sorted({bound for place in places for bound in place})
