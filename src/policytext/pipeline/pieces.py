"""Pieces of words as columns of a matrix: Dutch compounds share pieces where they share no word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""The odd number of Fibonacci hashing, 2**64 divided by the golden ratio."""
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Pieces:
    """Hashes pieces of `shortest` to `longest` code points into ``2**bits`` columns.

    Of a piece's code points, the blanks before and after the word may be two.
    """

    shortest: int
    longest: int
    bits: int = 17

    @property
    def size(self) -> int:
        """The number of columns."""
        return 1 << self.bits

    def columns(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the column of each piece of `words`, word by word, and where each word's begin, with the end of all.

        The words hold no blanks. Words shorter than the shortest piece without its blanks have none.
        """
        lengths = np.array([len(word) for word in words], dtype=np.int64) + 2
        letters = _code_points("".join([f" {word} " for word in words]))
        rest = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
        hashes = np.zeros((len(letters), self.longest - self.shortest + 1), dtype=np.uint64)
        running = letters
        for length in range(2, self.longest + 1):
            running = running[:-1] * _FACTOR + letters[length - 1 :]
            if length >= self.shortest:
                hashes[: len(running), length - self.shortest] = running
        within = rest[:, np.newaxis] >= np.arange(self.shortest, self.longest + 1)
        found = hashes[within]
        columns = ((found ^ (found >> _HALF)) * _FACTOR) >> np.uint64(64 - self.bits)
        numbers = np.maximum(lengths[:, np.newaxis] - np.arange(self.shortest - 1, self.longest), 0).sum(axis=1)
        return columns.astype(np.int64), np.concatenate([[0], np.cumsum(numbers)])


def _code_points(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
