"""Lines: the words of a column that share a baseline."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from policytext.readers.pdf.page import Face, Line, Word

# In sizes of type: how far baselines of one line lie apart (marks are raised), and the gap that parts two cells.
_SAME_LINE = 0.45
_SAME_BASELINE = 0.2
_CELL_GAP = 1.7
_RUN_IN_GAP = 0.8
_NEARLY_ALL = 0.9
# Spaces are wider than this; pdfium finds some between the letters of words that are set letter by letter.
_NO_SPACE = 0.1


def lines_of(words: list[Word], page: int, column: int) -> list[Line]:
    """Return the lines of one column from top to bottom; words that no space parts are marked as glued."""
    return [
        part
        for row in rows_of(words)
        for part in _parted(line_of(_glued(sorted(row, key=lambda word: word.x0)), page, column))
    ]


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Return words in groups that share a baseline, from top to bottom."""
    rows: list[list[Word]] = []
    baseline = size = 0.0
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        larger = max(size, word.face.size)
        raised = min(size, word.face.size) < 0.85 * larger
        if not rows or word.y - baseline > (_SAME_LINE if raised else _SAME_BASELINE) * larger:
            rows.append([])
            baseline, size = word.y, word.face.size
        elif word.face.size > size:
            baseline, size = word.y, word.face.size
        rows[-1].append(word)
    return rows


def _parted(line: Line) -> list[Line]:
    """Return a line as several where its cells are paragraphs of their own by the document's tags, or where it opens
    with a bold heading that the text runs on from, after a gap.
    """
    roles = [cell[0].role for cell in line.cells]
    if len(set(roles)) == len(roles) > 1 and all(role.startswith(("P", "LI")) for role in roles):
        return [line_of(cell, line.page, line.column) for cell in line.cells]
    words = line.words
    for number, (word, following) in enumerate(pairwise(words), 1):
        if not word.face.bold:
            break
        gap = (following.x0 - word.x1) / max(word.face.size, 1.0)
        if not following.face.bold:
            runs_on = _RUN_IN_GAP < gap < _CELL_GAP and len(words) - number > 2 and any(map(str.isalpha, word.text))
            return (
                [line_of(part, line.page, line.column) for part in (words[:number], words[number:])]
                if runs_on
                else [line]
            )
    return [line]


def line_of(row: list[Word], page: int, column: int) -> Line:
    """Return the words of a row as a line, parted into cells."""
    row = sorted(row, key=lambda word: word.x0)
    cells = [[row[0]]]
    for previous, word in pairwise(row):
        wide = word.x0 - previous.x1 > _CELL_GAP * max(word.face.size, previous.face.size)
        if wide or (word.role != previous.role and word.role.startswith(("TD", "TH"))):
            cells.append([])
        cells[-1].append(word)
    face = _face(row)
    baseline = next(word.y for word in row if word.face.size == face.size)
    return Line(cells, row[0].x0, max(word.x1 for word in row), baseline, face, page, column)


def _glued(row: list[Word]) -> list[Word]:
    """Mark the words of a row that are raised, and those that no space parts from the word before."""
    if len(row) > 1 and _is_mark(row[0], row[1]):
        row[0].raised = True
    for previous, word in pairwise(row):
        if not word.glued:
            word.raised = _is_mark(word, previous)
            word.glued = abs(word.x0 - previous.x1) < _NO_SPACE * previous.face.size
    return row


def _is_mark(word: Word, previous: Word) -> bool:
    return word.face.size < 0.85 * previous.face.size and word.y < previous.y - 0.15 * previous.face.size


def _face(row: list[Word]) -> Face:
    sizes: Counter[float] = Counter()
    bold = italic = total = 0
    for word in row:
        length = len(word.text)
        sizes[word.face.size] += length
        total += length
        bold += length * word.face.bold
        italic += length * word.face.italic
    return Face(sizes.most_common(1)[0][0], bold >= _NEARLY_ALL * total, italic >= _NEARLY_ALL * total)
