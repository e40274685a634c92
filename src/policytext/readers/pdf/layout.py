"""What is usual in a document: margins, distances of lines, indents."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from policytext.readers.pdf.items import item_mark
from policytext.readers.pdf.page import Line, Word

# In sizes of type: from where on a line is indented.
INDENT = 0.6
# A column of fewer lines does not show where its margin is; margins of so many sizes of type apart are one.
_ENOUGH_LINES = 4
_LINES_IN_TAGS = 0.1
_FEW_DISTANCES = 40
_SAME_MARGIN = 1.6


@dataclass
class _Column:
    """The left margin of a column, and its right one for each size of type."""

    left: float
    right: dict[int, float]


@dataclass
class Layout:
    """What is usual in a document: margins of its columns, distances of lines, and whether paragraphs are indented."""

    columns: dict[int, _Column] = field(default_factory=dict)
    leading: dict[int, float] = field(default_factory=dict)
    indented: bool = False
    first_indent: float = 0.0
    trusts_tags: bool = False

    @classmethod
    def of(cls, lines: list[Line]) -> Layout:
        """Return the layout of the lines of a document."""
        layout = cls()
        by_column: defaultdict[int, list[Line]] = defaultdict(list)
        for line in lines:
            by_column[line.column].append(line)
        for column, own in by_column.items():
            starts = Counter(round(line.x0) for line in own)
            usual = [x for x, count in starts.items() if count > 1]
            layout.columns[column] = _Column(min(usual, default=min(starts)), _right_margins(own))
        layout._widen_small_columns(by_column)
        layout._measure(by_column)
        layout.trusts_tags = _tags_hold_lines(lines)
        return layout

    def _widen_small_columns(self, by_column: dict[int, list[Line]]) -> None:
        """Give columns with too few lines to have a margin that of the columns that begin in the same place."""
        large = [(self.columns[column], own) for column, own in by_column.items() if len(own) >= _ENOUGH_LINES]
        for column, own in by_column.items():
            if len(own) < _ENOUGH_LINES:
                small = self.columns[column]
                for size, right in small.right.items():
                    alike = [
                        each.right[size]
                        for each, _ in large
                        if abs(each.left - small.left) < _SAME_MARGIN * size and size in each.right
                    ]
                    small.right[size] = max(right, median(alike)) if alike else right

    def _measure(self, by_column: dict[int, list[Line]]) -> None:
        distances: defaultdict[int, Counter[float]] = defaultdict(Counter)
        indents: Counter[int] = Counter()
        for column, own in by_column.items():
            left = self.columns[column].left
            for above, line, below in zip(own, own[1:], [*own[2:], None], strict=False):
                if abs(above.face.size - line.face.size) < 0.5 and line.y > above.y:
                    distances[round(line.face.size)][round(2 * (line.y - above.y)) / 2] += 1
                full = line.x1 > self.columns[column].right[round(line.face.size)] - 2 * line.face.size
                opens = full and below is not None and below.x0 < left + 1 and not item_mark(line)
                if opens and left + INDENT * line.face.size < line.x0 < left + 4 * line.face.size:
                    indents[round(line.x0 - left)] += 1
        for indent, count in indents.most_common(1):
            self.indented, self.first_indent = count > 1, indent
        for size, counts in distances.items():
            least = 1 if counts.total() < _FEW_DISTANCES else 2
            usual = [d for d in sorted(counts) if d >= size and counts[d] + counts[d + 0.5] >= least]
            if usual:
                self.leading[size] = min(usual[0], 2.2 * max(size, 1.0))

    def usual_distance(self, line: Line) -> float:
        """Return the usual distance between baselines in the size of a line."""
        return max(self.leading.get(round(line.face.size), 1.2 * line.face.size), line.face.size)

    def is_short(self, line: Line, following: Word) -> bool:
        """Whether a word would have fitted on a line, so that the line ends where its paragraph does."""
        space = 0.3 * line.face.size
        right = self.columns[line.column].right[round(line.face.size)]
        return line.x1 + space + (following.x1 - following.x0) < right - space

    def fits_centred(self, line: Line, following: Word) -> bool:
        """Whether a word would have fitted on a centred line."""
        column = self.columns[line.column]
        room = column.right[round(line.face.size)] - column.left - (line.x1 - line.x0)
        return following.x1 - following.x0 + 0.6 * line.face.size < room

    def missing(self, line: Line) -> float:
        """Return which part of the width of its column a line leaves open."""
        column = self.columns[line.column]
        right = column.right[round(line.face.size)]
        return (right - line.x1) / max(right - column.left, 1.0)

    def indent(self, line: Line) -> float:
        """Return how far a line begins from the left margin of its column, in sizes of type."""
        return (line.x0 - self.columns[line.column].left) / max(line.face.size, 1.0)


def _tags_hold_lines(lines: list[Line]) -> bool:
    """Whether tags mark paragraphs: some of them hold several lines. Bad ones are made line by line."""
    same = sum(line.words[0].role == above.words[-1].role != "" for above, line in pairwise(lines))
    return same > _LINES_IN_TAGS * len(lines)


def _right_margins(lines: list[Line]) -> dict[int, float]:
    """Return the right end of the longest line by size of type; that of all lines where a size has few."""
    ends: defaultdict[int, list[float]] = defaultdict(list)
    for line in lines:
        ends[round(line.face.size)].append(line.x1)
    widest = max(line.x1 for line in lines)
    return {size: max(own) if len(own) >= _ENOUGH_LINES else widest for size, own in ends.items()}
