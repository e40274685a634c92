"""The lines of a document as arrays of code points and of words: what is asked of them is asked of all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policytext.text.lines import Line

SPACE, WORD, LETTER, CAPITAL, DIGIT = 1, 2, 4, 8, 16
"""What a code point is, as bits."""

_KNOWN = 0x2100
"""Code points below which letters are told apart; Dutch has none above."""
_LONGEST_LINE = 2000
"""Code points of a line that are read."""
_LONGEST_WORD = 64
"""Code points of a word that tell it from others."""
_ODD = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


def _kind(character: str) -> int:
    if character.isspace():
        return SPACE
    if not (character.isalnum() or character == "_"):
        return 0
    return WORD | LETTER * character.isalpha() | CAPITAL * character.isupper() | DIGIT * character.isdigit()


def _folded(character: str) -> int:
    lowered = character.lower()
    return ord("0") if character.isdigit() else ord(lowered) if len(lowered) == 1 else ord(character)


def mixed(hashes: Hashes) -> Hashes:
    """Return hashes of which every bit hangs on every bit of those given."""
    folded: Hashes = (hashes ^ (hashes >> np.uint64(29))) * _ODD
    return folded ^ (folded >> np.uint64(32))


_KINDS = np.array([_kind(chr(code)) for code in range(_KNOWN)] + [0], dtype=np.uint8)
_FOLDED = np.array([_folded(chr(code)) for code in range(_KNOWN)], dtype=np.uint32)
_PLACES = mixed(np.arange(1, _LONGEST_WORD + 1, dtype=np.uint64) * _ODD) | np.uint64(1)
"""What the code points of a word are multiplied by."""


@dataclass(frozen=True)
class PageArrays:
    """The lines of one document up to their 2,000th code point, a line break before, between and after them.

    A word is a run of letters, digits and underscores, or a mark by itself.

    Attributes:
        lines: the lines, of which there is at least one.
        codes: the code points, lower-cased and digits made equal.
        first_codes: the first code point of each word, as it stands.
        kinds: what each code point is (`SPACE`, `WORD` and so on).
        starts: the place in `codes` at which each line starts.
        words: the place in `codes` at which each word starts.
        hashes: a hash of each word's `codes`.
        lengths: code points of each word.
        first_words: the index of each line's first word.
    """

    lines: Sequence[Line]
    codes: NDArray[np.uint32]
    first_codes: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    words: NDArray[np.int64]
    hashes: Hashes
    lengths: NDArray[np.int64]
    first_words: NDArray[np.int64]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> PageArrays:
        """Return the page of at least one line."""
        read = [line.text[:_LONGEST_LINE] for line in lines]
        text = "\n".join(["", *read, ""])
        raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        kinds = _KINDS.take(raw, mode="clip")
        codes = np.where(raw < _KNOWN, _FOLDED.take(raw, mode="clip"), raw)
        sizes = np.array([len(each) + 1 for each in read])
        starts = 1 + np.concatenate([[0], np.cumsum(sizes[:-1])])

        is_word = (kinds & WORD) != 0
        goes_on = np.zeros(len(raw), dtype=bool)
        goes_on[1:] = is_word[1:] & is_word[:-1]
        words = np.flatnonzero(((kinds & SPACE) == 0) & ~goes_on)
        hashes, lengths = _hashed(codes, words, is_word)
        return cls(lines, codes, raw[words], kinds, starts, words, hashes, lengths, words.searchsorted(starts))

    def parts(self, most: int) -> Iterator[PageArrays]:
        """Yield the page in parts of at most so many lines."""
        if len(self.lines) <= most:
            yield self
        else:
            yield from (self.of(self.lines[first : first + most]) for first in range(0, len(self.lines), most))


def _hashed(
    codes: NDArray[np.uint32], words: NDArray[np.int64], is_word: NDArray[np.bool_]
) -> tuple[Hashes, NDArray[np.int64]]:
    """Return a hash of every word (multilinear, Lemire and Kaser 2014) and its length."""
    counts = np.add.reduceat(is_word, words, dtype=np.int64)
    lengths = np.maximum(counts, 1)
    ends = np.cumsum(lengths)
    inside = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths)
    places = np.repeat(words, lengths) + inside
    products = codes[places] * _PLACES.take(inside, mode="clip")
    return mixed(np.add.reduceat(products, ends - lengths)), lengths


def hashes_of(text: str) -> list[int]:
    """Return the hashes that `PageArrays` gives the words of a line."""
    return [int(each) for each in PageArrays.of([Line(0, len(text), text, blank_before=True)]).hashes]
