"""What a line's words say of its kind: a softmax over hashed words and character n-grams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import softmax
from policytext.pipeline.blocks.page import SPACE, Hashes, PageArrays, mixed

COLUMNS = 2**15
"""Columns of words and their pairs, and as many of pieces of words."""

_AT_ONCE = 500
"""Lines whose columns are held in memory at a time."""
_KEPT_BITS = np.uint64(64 - 15)
_NEXT = np.uint64(0xD6E8FEB86659FD93)

Columns = NDArray[np.int64]


@dataclass(frozen=True)
class Words:
    """What words say: a line's features are divided by the root of their number, those of words and of pieces apart.

    Attributes:
        weights: (2 x `COLUMNS` + 1, kinds); the last row, of what is no piece, is zero.
        bias: (kinds,); minus infinity for a kind that was never seen.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float64]

    def predict(self, page: PageArrays) -> NDArray[np.float32]:
        """Return the probability of every kind for every line."""
        return softmax(np.concatenate([self._logits(part) for part in page.parts(_AT_ONCE)])).astype(np.float32)

    def _logits(self, page: PageArrays) -> NDArray[np.float64]:
        words, pieces = word_columns(page), piece_columns(page)
        logits = self.bias + _mean(self.weights[:COLUMNS], words, page.first_words)
        return logits + _mean(self.weights[COLUMNS:], pieces, page.starts - 1)


def _mean(weights: NDArray[np.float32], columns: Columns, starts: NDArray[np.int64]) -> NDArray[np.float32]:
    added = np.add.reduceat(weights.take(columns, axis=0).sum(axis=0), starts, axis=0)
    return (added / root_of_number(columns, starts)[:, np.newaxis]).astype(np.float32, copy=False)


def root_of_number(columns: Columns, starts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the root of the number of features of each line; `starts` is where its columns begin."""
    number = np.add.reduceat((columns != COLUMNS).sum(axis=0), starts)
    return np.sqrt(number).astype(np.float32)


def word_columns(page: PageArrays) -> Columns:
    """Return two columns a word (2, words): its own, and that of it and the one before it in the line."""
    before = np.concatenate([page.hashes[:1], page.hashes[:-1]])
    before[page.first_words] = 0
    pairs = mixed(before * _NEXT + page.hashes)
    return _columns(np.stack([page.hashes, pairs]))


def piece_columns(page: PageArrays) -> Columns:
    """Return the columns of the pieces of 2, 3 and 4 code points that begin at each one (3, code points).

    Pieces lie within what stands between spaces, of which a piece may take in one before and one after; `COLUMNS`
    stands where no piece begins. Those of a line begin from the line break before it up to its last code point.
    """
    is_space = (page.kinds & SPACE) != 0
    codes = np.where(is_space, ord(" "), page.codes).astype(np.uint64)
    columns = np.full((3, len(codes)), COLUMNS)
    twos = codes[:-1] * _NEXT + codes[1:]
    threes = twos[:-1] * _NEXT + codes[2:]
    fours = threes[:-1] * _NEXT + codes[3:]
    columns[0, :-1] = np.where(is_space[:-1] & is_space[1:], COLUMNS, _columns(mixed(twos)))
    columns[1, :-2] = np.where(is_space[1:-1], COLUMNS, _columns(mixed(threes)))
    columns[2, :-3] = np.where(is_space[1:-2] | is_space[2:-1], COLUMNS, _columns(mixed(fours)))
    return columns


def _columns(hashes: Hashes) -> Columns:
    return (hashes >> _KEPT_BITS).astype(np.int64)
