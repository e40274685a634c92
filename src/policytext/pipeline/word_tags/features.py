"""What the tagger sees of a word by itself: the word, its beginnings, ends and pieces, and its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from zlib import crc32

COLUMNS = 24_576
"""Columns that features are hashed to."""

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
_LONGEST_END, _LONGEST_START, _PIECE = 6, 5, 4


def word_columns(word: str) -> tuple[int, int]:
    """Return the columns of a word as it is written, and in small letters without its digits."""
    exact, low = _columns((f"w{word}", f"l{_plain(word)}"))
    return exact, low


def part_columns(word: str) -> list[int]:
    """Return the columns of what words that were never read before share with others: ends, starts, pieces, shape."""
    low = _plain(word)
    framed = f"^{low}$"
    features = [
        f"h{_shape(word)}",
        f"C{word[:1].isupper():d}{low[-3:]}",
        *(f"s{low[-length:]}" for length in range(1, min(_LONGEST_END, len(low)) + 1)),
        *(f"p{low[:length]}" for length in range(1, min(_LONGEST_START, len(low)) + 1)),
        *sorted({f"c{framed[start : start + _PIECE]}" for start in range(len(framed) - _PIECE + 1)}),
    ]
    return _columns(features)


def place_of(word: str, places: Mapping[str, int]) -> int | None:
    """Return the place of a word, in other letters if need be, None where it has none."""
    forms = (word, word.lower(), word.capitalize())
    return next((places[form] for form in forms if form in places), None)


def _plain(word: str) -> str:
    return _DIGIT.sub("0", word.lower())


def _shape(word: str) -> str:
    """Return "Xxx" for "Minister", "9-x" for "3-maandelijks"; three of a kind are two."""
    kinds = ("9" if each.isdigit() else "X" if each.isupper() else "x" if each.isalpha() else each for each in word)
    return _RUN.sub(r"\1\1", "".join(kinds))


def _columns(features: Iterable[str]) -> list[int]:
    return [crc32(feature.encode("utf-8")) % COLUMNS for feature in features]
