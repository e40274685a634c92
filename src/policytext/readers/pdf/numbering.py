"""Section numbers: which headings count on from one another, and how deep they are."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"(?:(?P<word>hoofdstuk|paragraaf|deel)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?[:)]?\s+(?=[^\W\d_]|[‘“\"'(])"
    r"|(?P<alone>hoofdstuk|deel)\s+(?P<last>\d{1,2})\Z",
    re.IGNORECASE,
)

_CHAPTER = re.compile(r"(?:hoofdstuk|deel|bijlage)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,5})\Z", re.IGNORECASE)


def is_chapter_label(text: str) -> bool:
    """Say whether a line is no more than ``Hoofdstuk 2``, as it stands above the title of a chapter."""
    return _CHAPTER.match(text) is not None


def section_number(text: str) -> tuple[int, ...] | None:
    """Return the number that a line opens with, as in ``3.2 Toezicht`` or ``Hoofdstuk 4``; None without one."""
    match = _NUMBERED.match(text)
    if match is None:
        return None
    return tuple(map(int, (match["number"] or match["last"]).split(".")))


def follows(number: tuple[int, ...], previous: tuple[int, ...] | None) -> bool:
    """Whether a section number may come after another: the first under it, or the next at its or a higher level."""
    if previous is None:
        return number[-1] <= 1 and all(part <= 1 for part in number)
    if len(number) == len(previous) + 1 and number[:-1] == previous:
        return number[-1] <= 1
    if len(number) > len(previous):
        return False
    stem = previous[: len(number)]
    return number[:-1] == stem[:-1] and number[-1] == stem[-1] + 1


def counted(texts: dict[int, str]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of those lines, given by their index, that count on from one another; two at least."""
    found: dict[int, tuple[int, ...]] = {}
    previous: tuple[int, ...] | None = None
    for index, text in texts.items():
        number = section_number(text)
        if number is not None and follows(number, previous):
            found[index] = previous = number
    return found if len(found) > 1 else {}
