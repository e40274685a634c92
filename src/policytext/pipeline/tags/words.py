"""The words of sentences, as the tag models read them: all of a document's in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from murmurhash.mrmr import hash as murmurhash
from numpy.typing import NDArray

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Words:
    """Lower-cased words and marks of several texts, text after text.

    Attributes:
        all: the words.
        lengths: how many of them each text has.
    """

    all: list[str]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """Return the words of `texts`."""
        found = [_WORD.findall(text.lower()) for text in texts]
        return cls([word for words in found for word in words], np.array([len(words) for words in found], np.int64))

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The place of each text's first word."""
        starts: NDArray[np.int64] = np.cumsum(self.lengths) - self.lengths
        return starts

    def texts(self) -> NDArray[np.int64]:
        """Return the number of the text that each word is of."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def beginnings(self, longest: int) -> Words:
        """Return the first `longest` words of each text."""
        if not len(self.lengths) or self.lengths.max() <= longest:
            return self
        kept = (np.arange(len(self.all)) - np.repeat(self.starts, self.lengths)) < longest
        words = [word for word, is_kept in zip(self.all, kept, strict=True) if is_kept]
        return Words(words, np.minimum(self.lengths, longest))

    def in_parts(self, size: int) -> Iterator[Words]:
        """Yield `size` texts at a time."""
        for first in range(0, len(self.lengths), size):
            lengths = self.lengths[first : first + size]
            start = int(self.starts[first])
            yield Words(self.all[start : start + int(lengths.sum())], lengths)

    def sums(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return the sum of each text's rows; 0 for a text without words."""
        return self._reduced(np.add, rows)

    def joined(self, marks: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return the bits that are set for any word of each text."""
        return self._reduced(np.bitwise_or, marks)

    def _reduced(self, function: np.ufunc, rows: NDArray[Any]) -> NDArray[Any]:
        found = np.zeros((len(self.lengths), *rows.shape[1:]), dtype=rows.dtype)
        filled = self.lengths > 0
        if filled.any():
            found[filled] = function.reduceat(rows, self.starts[filled])
        return found


def word_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return a number of 64 bits that stands for each word, the same in every process."""
    raw = [word.encode("utf-8", "surrogatepass") for word in words]
    low, high = (np.array([murmurhash(each, seed) for each in raw], dtype=np.int64) for seed in (0, 1))
    return (low.astype(np.uint64) & _LOW) | (high.astype(np.uint64) << np.uint64(32))


_LOW = np.uint64(0xFFFFFFFF)
_MIXERS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def run_columns(hashes: Sequence[NDArray[np.uint64]], size: int) -> NDArray[np.int64]:
    """Return the column, among `size` (a power of two), of each run of words.

    Args:
        hashes: of the runs' first words, of their second ones, and so on.
        size: columns there are.
    """
    mixed = hashes[0] * _MIXERS[0]
    for place, each in enumerate(hashes[1:], 1):
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIXERS[place] + each
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIXERS[0]
    return (mixed >> np.uint64(65 - size.bit_length())).astype(np.int64)
