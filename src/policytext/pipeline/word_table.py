"""Rows of numbers that belong to a word whatever stands around it, worked out once and then looked up.

Linear models and embeddings over words spend most of their time on words that they have read before: in a text, or in
another one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_WORDS_REMEMBERED = 30_000
_ROWS_AT_FIRST = 1024

Number = TypeVar("Number", np.float32, np.int32, np.int64, np.uint64)


class _Places(dict[str, int]):
    """The place of every word that was asked for, given out in that order; `new` are those not worked out yet."""

    def __init__(self) -> None:
        self.new: list[str] = []

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self)
        self.new.append(word)
        return place


class WordTable(Generic[Number]):
    """The rows of words, by word.

    A row must depend on its word alone, and not on the words that are worked out with it (no matrix product over many
    words at once: its last digits change with their number), so that annotations are the same to the byte in whatever
    order documents come.
    """

    def __init__(
        self,
        rows_of: Callable[[Sequence[str]], NDArray[Number]],
        width: int,
        kind: type[Number],
        most: int = _WORDS_REMEMBERED,
    ) -> None:
        """Make an empty table.

        Args:
            rows_of: gives a row of `width` numbers for each of some words: the new ones among those asked for.
            width: numbers a word.
            kind: their type.
            most: words that are remembered; past them the table begins anew.
        """
        self._rows_of: Callable[[Sequence[str]], NDArray[Number]] = rows_of
        self._most = most
        self._places = _Places()
        self._rows: NDArray[Number] = np.empty((_ROWS_AT_FIRST, width), dtype=kind)

    def rows(self, words: Sequence[str]) -> NDArray[Number]:
        """Return a row a word, in order of `words`."""
        places = self._places
        found = [places[word] for word in words]
        if places.new:
            if len(places) > self._most and len(places) > len(places.new):
                self._places = _Places()
                return self.rows(words)
            self._work_out_new()
        rows: NDArray[Number] = self._rows[found]
        return rows

    def _work_out_new(self) -> None:
        new, needed = self._places.new, len(self._places)
        if needed > len(self._rows):
            wider = np.empty((max(needed, 2 * len(self._rows)), self._rows.shape[1]), dtype=self._rows.dtype)
            wider[: len(self._rows)] = self._rows
            self._rows = wider
        self._rows[needed - len(new) : needed] = self._rows_of(new)
        self._places.new = []
