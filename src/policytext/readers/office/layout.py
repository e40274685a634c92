"""Headings of documents without heading styles: short bold or large paragraphs, and numbers that count on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.readers.paper import PaperLine

_MAX_HEADING = 120
_SENTENCE_END = re.compile(r"[.;:,?!][\"'”’)]*\Z")
_NUMBER = re.compile(
    r"(?:(?P<word>hoofdstuk|deel|titel|afdeling|paragraaf|artikel|bijlage|§)\s*(?P<named>[0-9]+[a-z]?|[IVXLC]+|[A-Z])\b"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})*)\.?(?=\s)|(?P<roman>[IVX]+)\.(?=\s)|(?P<letter>[A-Z])\.(?=\s))",
    re.IGNORECASE,
)
# Above bare numbers: 1.1 stands under "Hoofdstuk 1".
_WORD_DEPTHS = {
    "deel": -3,
    "titel": -3,
    "bijlage": -3,
    "hoofdstuk": -2,
    "afdeling": -1,
    "paragraaf": 0,
    "§": 0,
    "artikel": 1,
}
# Larger than the text by less than this is a matter of taste, not a heading; in points.
_LARGER = 1.0


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: whether all of it is bold, its type size in points, and its depth in a numbered list."""

    bold: bool = False
    size: float = 0.0
    numbered_depth: int | None = None


def headings_by_look(paragraphs: Sequence[tuple[str, Look] | None], *, find_title: bool) -> dict[int, PaperLine]:
    """Return the headings, and with `find_title` the title, by their number in the document.

    Args:
        paragraphs: text and look of each paragraph; None for one that can be no heading, a table row say.
        find_title: whether a first paragraph in larger type than all headings is the title.
    """
    body = _body_size(paragraphs)
    candidates = [
        (number, *paragraph)
        for number, paragraph in enumerate(paragraphs)
        if paragraph is not None and _stands_out(*paragraph, body)
    ]
    if not candidates or len(candidates) == sum(paragraph is not None for paragraph in paragraphs):
        candidates = []
    found: dict[int, PaperLine] = {}
    if candidates and find_title and candidates[0][0] == 0 and _above_all([look for _, _, look in candidates]):
        number, text, _ = candidates.pop(0)
        found[number] = PaperLine(text, "title")
    ranks = sorted({_rank(look) for _, _, look in candidates}, reverse=True)
    for number, text, look in candidates:
        depth = number_depth(text, look)
        if depth is not None:
            found[number] = PaperLine(text, "heading", depth, "numbering")
        else:
            found[number] = PaperLine(text, "heading", 1 + ranks.index(_rank(look)), "layout")
    return found or _numbered(paragraphs)


def number_depth(text: str, look: Look) -> int | None:
    """Return the depth that a paragraph's number gives it (1.2 has 2), None for one without a number."""
    if look.numbered_depth is not None:
        return look.numbered_depth
    match = _NUMBER.match(text)
    if match is None:
        return None
    if match["word"]:
        return _WORD_DEPTHS[match["word"].lower()]
    return match["dotted"].count(".") + 1 if match["dotted"] else 1


def _body_size(paragraphs: Sequence[tuple[str, Look] | None]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        if paragraph is not None:
            sizes[paragraph[1].size] += len(paragraph[0])
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _stands_out(text: str, look: Look, body: float) -> bool:
    if len(text) > _MAX_HEADING or not any(map(str.isalpha, text)):
        return False
    if _SENTENCE_END.search(text) and not text.endswith("?"):
        return False
    return look.bold or look.size >= body + _LARGER


def _rank(look: Look) -> tuple[float, bool]:
    return look.size, look.bold


def _above_all(looks: Sequence[Look]) -> bool:
    return len(looks) > 1 and all(looks[0].size > look.size for look in looks[1:])


def _numbered(paragraphs: Sequence[tuple[str, Look] | None]) -> dict[int, PaperLine]:
    """Return the plain paragraphs that are headings by their numbers alone.

    Such numbers count on (1, 1.1, 1.2, 2), and text without a number follows: what follows a list item is an item.
    """
    found: dict[int, PaperLine] = {}
    last: tuple[int, ...] = ()
    for number, paragraph in enumerate(paragraphs):
        match = _NUMBER.match(paragraph[0]) if paragraph else None
        if paragraph is None or match is None or not match["dotted"] or _SENTENCE_END.search(paragraph[0]):
            continue
        value = tuple(map(int, match["dotted"].split(".")))
        follows = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        below = _NUMBER.match(follows[0]) if follows else None
        text_follows = follows is not None and below is None and len(follows[0]) > len(paragraph[0])
        deeper_follows = below is not None and (below["dotted"] or "").startswith(f"{match['dotted']}.")
        if len(paragraph[0]) <= _MAX_HEADING and _counts_on(last, value) and (text_follows or deeper_follows):
            found[number] = PaperLine(paragraph[0], "heading", len(value), "numbering")
            last = value
    return found if len(found) > 1 else {}


def _counts_on(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether `value` may follow `last` as a section's number: (1, 2) follows (1,) as (1, 1) would, and (1, 1)."""
    if not last:
        return value in ((1,), (0,))
    if len(value) == len(last) + 1:
        return value[:-1] == last and value[-1] == 1
    return value[:-1] == last[: len(value) - 1] and value[-1] == last[len(value) - 1] + 1 and len(value) <= len(last)
