"""White space as markup holds it: no blanks at the edges of lines, one blank or none between sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TypeVar

from policytext.exports.labelling.sheet import EntityMark, LineMark, Role, SentenceMark, Sheet

_Mark = TypeVar("_Mark", LineMark, SentenceMark, EntityMark)

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def tidied(sheet: Sheet) -> Sheet:
    """Return `sheet` with the white space that markup cannot hold taken out, and every place moved with its text.

    Marks that take in white space at their edges lose it; marks of nothing else are left out.
    """
    sheet = _trimmed(sheet)
    characters = list(sheet.text)
    for match in _BREAK.finditer(sheet.text):
        characters[match.start() : match.end()] = ["\n"] + [""] * (len(match[0]) - 1)
    _close_gaps(sheet, characters)
    _strip_lines(characters)
    text = "".join(characters)
    moved = [0, *accumulate(map(len, characters))]
    kept = text.rstrip("\n")
    places = [min(place, len(kept)) for place in moved]
    return _moved(sheet, kept + "\n", places)


def _trimmed(sheet: Sheet) -> Sheet:
    text = sheet.text

    def trimmed(mark: _Mark, leading: str | None) -> _Mark:
        part = text[mark.start : mark.end]
        first = mark.start + len(part) - len(part.lstrip(leading))
        return replace(mark, start=first, end=max(first, mark.start + len(part.rstrip())))

    # A sentence may open with a tab or a hard space, which markup keeps.
    sentences = [trimmed(each, " \n\r") for each in sheet.sentences]
    entities = [trimmed(each, None) for each in sheet.entities]
    lines = [trimmed(each, None) for each in sheet.lines]
    titles = {one.start: other.start for one, other in zip(sheet.lines, lines, strict=True)}
    return replace(
        sheet,
        sentences=sorted((each for each in sentences if each.start < each.end), key=_place),
        entities=sorted((each for each in entities if each.start < each.end), key=_place),
        lines=sorted((each for each in lines if each.start < each.end), key=_place),
        related_topics={titles.get(start, start): codes for start, codes in sheet.related_topics.items()},
    )


def _place(mark: LineMark | SentenceMark | EntityMark) -> tuple[int, int]:
    return mark.start, mark.end


def _close_gaps(sheet: Sheet, characters: list[str]) -> None:
    """Make one blank of whatever white space lies between two sentences of a line."""
    for one, other in pairwise(sheet.sentences):
        gap = sheet.text[one.end : other.start]
        if len(gap) > 0 and gap != " " and gap.isspace() and "\n" not in characters[one.end : other.start]:
            characters[one.end : other.start] = [" "] + [""] * (len(gap) - 1)


def _strip_lines(characters: list[str]) -> None:
    start = 0
    for index in [number for number, each in enumerate(characters) if each == "\n"] + [len(characters)]:
        first, last = start, index
        while last > first and (not characters[last - 1] or characters[last - 1].isspace()):
            last -= 1
        while first < last and characters[first] in ("", " "):
            first += 1
        characters[start:first] = [""] * (first - start)
        characters[last:index] = [""] * (index - last)
        start = index + 1


def _moved(sheet: Sheet, text: str, places: list[int]) -> Sheet:
    def role(given: Role | None) -> Role | None:
        if given is None or given.start is None:
            return given
        start, end = places[given.start], places[given.start + len(given.text)]
        return Role(text[start:end].strip(), start)

    return replace(
        sheet,
        text=text,
        lines=[replace(each, start=places[each.start], end=places[each.end]) for each in sheet.lines],
        sentences=[
            SentenceMark(places[each.start], places[each.end], each.tags, role(each.holder), role(each.target))
            for each in sheet.sentences
        ],
        entities=[replace(each, start=places[each.start], end=places[each.end]) for each in sheet.entities],
        related_topics={places[start]: codes for start, codes in sheet.related_topics.items()},
    )
