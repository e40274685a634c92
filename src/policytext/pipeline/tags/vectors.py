"""What the word model sees of a sentence in context, as columns without a stored vocabulary (words are hashed).

Four groups: the sentence's words and runs of two and three; pieces of its words; the words of its neighbours and its
heading; its cues. A feature weighs by its inverse document frequency, and a group's features are divided by the root of
the sum of their squares, each time a feature comes up counting by itself. So all that belongs to a word can be summed
up beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.hashing import Columns, columns_of, piece_columns
from policytext.pipeline.tags.context import Context, Cues
from policytext.pipeline.tags.words import Words, run_columns, word_hash

SIZES = {"word": 2**17, "char": 2**17, "near": 2**15, "cue": 2**13}
NEAR = ("b_", "a_", "h_")
"""How the words of the sentence before, of that after, and of the heading are told apart."""

LONGEST_RUN = 3

pieces = piece_columns(SIZES["char"], 3, 5)


def near_columns(word: str) -> Columns:
    """Return the columns of a word in the sentence before, in that after, and in the heading."""
    return columns_of([f"{mark}{word}" for mark in NEAR], SIZES["near"])


def runs(
    hashes: NDArray[np.uint64], texts: NDArray[np.int64], length: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the column of the run of words that begins at each word, and whether it ends within the same text.

    There are `length` - 1 fewer runs than words.
    """
    number = max(0, len(hashes) - length + 1)
    columns = run_columns([hashes[place : place + number] for place in range(length)], SIZES["word"])
    return columns, texts[:number] == texts[length - 1 :]


def occurrences(contexts: Sequence[Context]) -> dict[str, list[Columns]]:
    """Return, for each group of features, the columns of what each sentence has, as often as it comes up."""
    own = Words.of([context.text for context in contexts])
    hashes = np.concatenate([_hash(word) for word in own.all]) if own.all else np.zeros(0, dtype=np.uint64)
    texts = own.texts()
    words: list[list[Columns]] = [[] for _ in contexts]
    for length in range(1, LONGEST_RUN + 1):
        columns, whole = runs(hashes, texts, length)
        ends = np.cumsum(np.bincount(texts[: len(columns)][whole], minlength=len(contexts)))
        for row, part in enumerate(np.split(columns[whole].astype(np.int32), ends[:-1])):
            words[row].append(part)
    names = Cues().features(contexts)
    return {
        "word": [_joined(parts) for parts in words],
        "char": [_joined([pieces(word) for word in each]) for each in _split(own)],
        "near": [_joined(each) for each in _near(contexts)],
        "cue": [columns_of(each, SIZES["cue"]) for each in names],
    }


def _near(contexts: Sequence[Context]) -> list[list[Columns]]:
    around = Words.of(list(chain.from_iterable((each.before, each.after, each.heading) for each in contexts)))
    parts = [[_near_of(word)[place % 3 : place % 3 + 1] for word in each] for place, each in enumerate(_split(around))]
    return [parts[first] + parts[first + 1] + parts[first + 2] for first in range(0, len(parts), 3)]


def _split(words: Words) -> list[list[str]]:
    return [words.all[start : start + length] for start, length in zip(words.starts, words.lengths, strict=True)]


def _joined(parts: Sequence[Columns]) -> Columns:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


_hash = lru_cache(maxsize=None)(word_hash)
_near_of = lru_cache(maxsize=None)(near_columns)
