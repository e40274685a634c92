"""Footnotes: smaller type at the foot of a column that opens with a mark."""

from __future__ import annotations

import re
from collections import defaultdict

from policytext.readers.pdf.page import Line
from policytext.readers.pdf.paragraphs import Paragraph

_SMALLER = 0.94
_MARK = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})\Z")
_GLUED_MARK = re.compile(r"(?:\d{1,3}|[*†‡])(?=[^\W\d_])")
_ENDS = re.compile(r"[.!?][\"”’»)\]]*\Z")


def part_notes(lines: list[Line], body_size: float) -> tuple[list[Line], dict[int, list[Paragraph]]]:
    """Return the lines that are no footnotes, and the footnotes by the index of their page.

    A note opens with a number that is raised, or that a raised number of its page refers to; it may go on at the foot
    of the next page. The texts of the notes are not joined yet.
    """
    by_column: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    marks: defaultdict[int, set[str]] = defaultdict(set)
    for line in lines:
        by_column[line.page, line.column].append(line)
        marks[line.page] |= {word.text.strip(",.") for word in line.words[1:] if word.raised}
    notes: defaultdict[int, list[Paragraph]] = defaultdict(list)
    taken: set[int] = set()
    open_note: Paragraph | None = None
    for (page, _), own in sorted(by_column.items()):
        foot = _foot(own, body_size)
        for line in foot:
            if _opens_note(line, marks[page]):
                open_note = Paragraph([line], kind="meta")
                notes[page].append(open_note)
            elif open_note is None or not _goes_on(open_note, line):
                continue
            else:
                open_note.lines.append(line)
            taken.add(id(line))
    return [line for line in lines if id(line) not in taken], notes


def _foot(lines: list[Line], body_size: float) -> list[Line]:
    """Return the lines in smaller type that a column ends with."""
    count = 0
    for line in reversed(lines):
        if line.face.size > _SMALLER * body_size:
            break
        count += 1
    return lines[len(lines) - count :]


def _opens_note(line: Line, marks: set[str]) -> bool:
    first = line.words[0]
    if _MARK.match(first.text) and len(line.words) > 1:
        line.words[1].glued = False
        return first.raised or first.text in marks
    glued = _GLUED_MARK.match(first.text)
    return glued is not None and glued[0] in marks


def _goes_on(note: Paragraph, line: Line) -> bool:
    last = note.lines[-1]
    if line.column == last.column:
        return True
    return line.page - last.page <= 1 and not _ENDS.search(last.text) and abs(line.face.size - last.face.size) < 0.5
