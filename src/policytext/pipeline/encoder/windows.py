"""A document cut into windows that the encoder reads one at a time, each sentence among its neighbours.

A window is one sequence of word pieces: the document's title, then consecutive sentences and lines, each closed by a
separator. The heading that the first one stands under, the sentence before it and the one after the last come along as
context; what is only context is read in another window of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

BEGIN, PADDING, SEPARATOR, UNKNOWN = 0, 1, 2, 3
"""Ids of the special pieces in the vocabulary of XLM-RoBERTa (Conneau et al. 2020), which ours is cut from.

`UNKNOWN` stands for what the vocabulary lacks, and, in training, for what is hidden.
"""

LIMIT = 200
"""Pieces from which a window is full; a single longer sentence still is one window."""

_LONGEST_UNIT, _LONGEST_CONTEXT, _LONGEST_TITLE = 250, 60, 24


@dataclass(frozen=True)
class Unit:
    """A sentence, or a title, heading or related line.

    Attributes:
        start, end: its place in the text, in code points.
        heading: whether it is a heading.
        ids: its word pieces.
        offsets: the bounds of each piece, in code points from `start`.
    """

    start: int
    end: int
    heading: bool
    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Place:
    """Where a unit stands in a window: pieces from `first` up to its separator at `last`."""

    unit: int
    first: int
    last: int


@dataclass(frozen=True)
class Window:
    """A sequence of pieces, and the units that are read in it."""

    ids: list[int]
    places: list[Place]


def units_of(
    tokenizer: Any, text: str, sentences: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int, bool]]
) -> list[Unit]:
    """Return sentences and lines (start, end, whether a heading) as units, in order of place."""
    places = sorted([*((start, end, False) for start, end in sentences), *lines])
    encoded = tokenizer.encode_batch([text[start:end] for start, end, _ in places], add_special_tokens=False)
    return [
        Unit(start, end, heading, pieces.ids[:_LONGEST_UNIT], pieces.offsets[:_LONGEST_UNIT])
        for (start, end, heading), pieces in zip(places, encoded, strict=True)
    ]


def padded(pieces: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return lists of ids as one matrix, a row each."""
    longest = max(map(len, pieces))
    ids = np.full((len(pieces), longest), PADDING, dtype=np.int64)
    for row, each in enumerate(pieces):
        ids[row, : len(each)] = each
    return ids


def windows(
    units: Sequence[Unit], title: Sequence[int], limit: int = LIMIT, neighbours: bool = True
) -> Iterator[Window]:
    """Yield the windows in which every unit is read once, in order.

    Args:
        units: the document's units.
        title: the pieces of its title, none where it has none.
        limit: how many pieces fill a window.
        neighbours: whether the heading above and the sentences before and after come along.
    """
    opening = [BEGIN, *title[:_LONGEST_TITLE], SEPARATOR]
    heading: int | None = None
    start = 0
    while start < len(units):
        before = [index for index in (heading, start - 1) if index is not None and index >= 0]
        context = list(dict.fromkeys(before)) if neighbours else []
        size = len(opening) + sum(min(len(units[index].ids), _LONGEST_CONTEXT) + 1 for index in context)
        end = start
        while end < len(units) and (end == start or size + len(units[end].ids) < limit):
            size += len(units[end].ids) + 1
            if units[end].heading:
                heading = end
            end += 1
        yield _window(units, opening, context, range(start, end), end if neighbours else len(units))
        start = end


def _window(units: Sequence[Unit], opening: list[int], context: list[int], own: range, after: int) -> Window:
    ids = list(opening)
    places = []
    for index in (*context, *own, after):
        if index == len(units):
            continue
        first = len(ids)
        ids += units[index].ids if index in own else units[index].ids[:_LONGEST_CONTEXT]
        if index in own:
            places.append(Place(index, first, len(ids)))
        ids.append(SEPARATOR)
    return Window(ids, places)
