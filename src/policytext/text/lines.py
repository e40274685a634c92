"""The lines of a document, the units that get a block kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Line:
    """A non-empty line without the white space around it.

    Attributes:
        start, end: code points into the document's text.
        text: the line itself.
        blank_before: whether an empty line (or the start of the document) precedes it.
    """

    start: int
    end: int
    text: str
    blank_before: bool


def split_lines(text: str) -> list[Line]:
    """Return every non-empty line of `text`, in order."""
    lines: list[Line] = []
    previous_end = None
    for match in _LINE.finditer(text):
        content = match[0].strip()
        if not content:
            continue
        start = match.start() + match[0].index(content)
        gap = "" if previous_end is None else text[previous_end:start]
        blank = previous_end is None or gap.replace("\r\n", "\n").strip(" \t\xa0").count("\n") + gap.count("\u2029") > 1
        lines.append(Line(start, start + len(content), content, blank))
        previous_end = start + len(content)
    return lines
