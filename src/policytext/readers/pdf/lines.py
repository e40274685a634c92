"""Lines: the words of a column that share a baseline."""

from __future__ import annotations

from collections import Counter

from policytext.readers.pdf.page import Face, Line, Word

# In sizes of type: how far baselines of one line lie apart (marks are raised), and the gap that parts two cells.
_SAME_LINE = 0.45
_SAME_BASELINE = 0.2
_CELL_GAP = 1.7
_NEARLY_ALL = 0.9


def lines_of(words: list[Word], page: int, column: int) -> list[Line]:
    """Return the lines of one column from top to bottom."""
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
    return [_line(row, page, column) for row in rows]


def _line(row: list[Word], page: int, column: int) -> Line:
    row.sort(key=lambda word: word.x0)
    if len(row) > 1 and _is_mark(row[0], row[1]):
        row[0].raised = True
    cells = [[row[0]]]
    for previous, word in zip(row, row[1:], strict=False):
        if word.x0 - previous.x1 > _CELL_GAP * max(word.face.size, previous.face.size):
            cells.append([])
        elif not word.glued and _is_mark(word, previous):
            word.raised, word.glued = True, word.x0 - previous.x1 < 0.1 * previous.face.size
        cells[-1].append(word)
    face = _face(row)
    baseline = next(word.y for word in row if word.face.size == face.size)
    return Line(cells, row[0].x0, max(word.x1 for word in row), baseline, face, page, column)


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
