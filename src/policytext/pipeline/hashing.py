"""Words, runs of words and pieces of words as columns of sparse matrices: what scikit-learn's HashingVectorizer makes.

Without scikit-learn, which takes half a second to import and brings pandas and pyarrow along where they are installed.
Most words of a text have been seen before, in it or in another; the columns of a word are worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from murmurhash.mrmr import hash as murmurhash
from numpy.typing import NDArray

_WORDS_REMEMBERED = 30_000

Columns = NDArray[np.int32]


def columns_of(features: Iterable[str], size: int) -> Columns:
    """Return the column of each feature among `size`, as scikit-learn's FeatureHasher has it (MurmurHash3, 32 bits)."""
    hashes = np.array([murmurhash(feature.encode("utf-8"), 0) for feature in features], dtype=np.int64)
    return (np.abs(hashes) % size).astype(np.int32)


def word_columns(size: int) -> Callable[[str], Columns]:
    """Return a function that gives the column of a word among `size`."""

    @lru_cache(maxsize=_WORDS_REMEMBERED)
    def columns(word: str) -> Columns:
        return columns_of([word], size)

    return columns


def piece_columns(size: int, shortest: int, longest: int) -> Callable[[str], Columns]:
    """Return a function that gives the columns, among `size`, of the pieces of a word (analyzer ``char_wb``).

    Pieces are `shortest` to `longest` characters, of which the blanks before and after the word are two.
    """

    @lru_cache(maxsize=_WORDS_REMEMBERED)
    def columns(word: str) -> Columns:
        padded = f" {word} "
        pieces: list[str] = []
        for length in range(shortest, longest + 1):
            pieces += [padded[start : start + length] for start in range(max(1, len(padded) - length + 1))]
            if len(padded) <= length:
                break
        return columns_of(pieces, size)

    return columns


def counted(rows: Sequence[Sequence[str]], columns: Callable[[str], Columns], size: int) -> Any:
    """Return a sparse matrix of `size` columns: how often each comes up among the words of a row."""
    found = [columns(word) for row in rows for word in row]
    ends = np.cumsum([0, *(len(each) for each in found)])
    row_ends = np.cumsum([0, *(len(row) for row in rows)])
    return _matrix(np.concatenate(found) if found else np.zeros(0, dtype=np.int32), ends[row_ends], size)


def counted_runs(rows: Sequence[Sequence[str]], longest: int, size: int) -> Any:
    """Return a sparse matrix of `size` columns: how often each comes up among the runs of 1 to `longest` words."""
    runs = [_runs(row, longest) for row in rows]
    columns = columns_of((run for row in runs for run in row), size)
    return _matrix(columns, np.cumsum([0, *(len(row) for row in runs)]), size)


def _runs(words: Sequence[str], longest: int) -> list[str]:
    found = list(words)
    for length in range(2, longest + 1):
        found += [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]
    return found


def _matrix(columns: Columns, row_ends: NDArray[np.int64], size: int) -> Any:
    import scipy.sparse as sp

    matrix = sp.csr_matrix((np.ones(len(columns)), columns, row_ends), shape=(len(row_ends) - 1, size))
    matrix.sum_duplicates()
    return matrix


def of_length_one(matrix: Any) -> Any:
    """Return a sparse matrix with every row divided by its length (L2 norm); rows of nothing stay so."""
    rows = matrix.tocsr(copy=True)
    numbers = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares = np.bincount(numbers, weights=rows.data**2, minlength=rows.shape[0])
    rows.data = rows.data / np.sqrt(np.where(squares > 0, squares, 1))[numbers]
    return rows
