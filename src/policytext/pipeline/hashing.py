"""Words and pieces of words as columns of sparse matrices: what scikit-learn's HashingVectorizer makes, sooner.

Most words of a text have been seen before, in it or in another; the columns of a word are worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORDS_REMEMBERED = 30_000

Columns = NDArray[np.int32]


def columns_of(features: Iterable[str], size: int) -> Columns:
    """Return the column of each feature among `size`, as scikit-learn's FeatureHasher has it."""
    from sklearn.utils import murmurhash3_32

    hashes = np.array([murmurhash3_32(feature.encode("utf-8"), seed=0) for feature in features], dtype=np.int64)
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
    import scipy.sparse as sp

    found = [columns(word) for row in rows for word in row]
    ends = np.cumsum([0, *(len(each) for each in found)])
    row_ends = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.concatenate(found) if found else np.zeros(0, dtype=np.int32)
    matrix = sp.csr_matrix((np.ones(len(indices)), indices, ends[row_ends]), shape=(len(rows), size))
    matrix.sum_duplicates()
    return matrix
