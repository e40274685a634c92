"""Pieces of words as columns of a matrix: Dutch compounds share pieces where they share no word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 4, 6
"""Code points of a piece, of which the blanks before and after the word may be two."""
BITS = 17
SIZE = 2**BITS
"""Columns that the pieces are hashed into."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""The odd number of Fibonacci hashing, 2**64 divided by the golden ratio."""
_HALF, _REST = np.uint64(32), np.uint64(64 - BITS)


def piece_columns(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the column of each piece of `words`, word by word, and where each word's begin, with the end of the last.

    The words hold no blanks. Words of one letter have no pieces.
    """
    lengths = np.array([len(word) for word in words], dtype=np.int64) + 2
    letters = _code_points("".join([f" {word} " for word in words]))
    rest = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    hashes = np.zeros((len(letters), LONGEST - SHORTEST + 1), dtype=np.uint64)
    running = letters
    for length in range(2, LONGEST + 1):
        running = running[:-1] * _FACTOR + letters[length - 1 :]
        if length >= SHORTEST:
            hashes[: len(running), length - SHORTEST] = running
    within = rest[:, np.newaxis] >= np.arange(SHORTEST, LONGEST + 1)
    found = hashes[within]
    columns = ((found ^ (found >> _HALF)) * _FACTOR) >> _REST
    numbers = np.maximum(lengths[:, np.newaxis] - np.arange(SHORTEST - 1, LONGEST), 0).sum(axis=1)
    return columns.astype(np.int64), np.concatenate([[0], np.cumsum(numbers)])


def _code_points(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
