"""What the word model sees of a sentence in context, as columns without a stored vocabulary (words are hashed).

Four groups: the sentence's words and runs of two and three; pieces of its words; the words of its neighbours and its
heading; its cues. A feature weighs by its inverse document frequency, and a group's features are divided by the root of
the sum of their squares, each time a feature comes up counting by itself. So all that belongs to a word can be summed
up beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.pieces import Pieces
from policytext.pipeline.tags.context import Context, Cues
from policytext.pipeline.tags.words import Words, run_columns, word_hashes

SIZES = {"word": 2**17, "char": 2**17, "near": 2**15, "cue": 2**13}
LONGEST_RUN = 3

PIECES = Pieces(3, 5)

_NEAR = tuple(np.uint64(odd) for odd in (0x8CB92BA72F3D8DD7, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB))
"""How the words of the sentence before, of that after, and of the heading are told apart."""

Columns = NDArray[np.int64]


def near_columns(hashes: NDArray[np.uint64]) -> Columns:
    """Return (words, 3): the columns of words in the sentence before, in that after, and in the heading."""
    return np.stack([run_columns([hashes ^ mark], SIZES["near"]) for mark in _NEAR], axis=1)


def cue_columns(names: Sequence[str]) -> Columns:
    """Return the columns of cues by their names."""
    return run_columns([word_hashes(names)], SIZES["cue"])


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
    around = Words.of(list(chain.from_iterable((each.before, each.after, each.heading) for each in contexts)))
    pieces, ends = PIECES.columns(own.all)
    near = near_columns(word_hashes(around.all))[np.arange(len(around.all)), around.texts() % len(_NEAR)]
    cues = Cues().features(contexts)
    columns = cue_columns([name for names in cues for name in names])
    sentences, bounds = _bounds(own.lengths), _bounds(around.lengths)[:: len(_NEAR)]
    return {
        "word": _run_occurrences(own),
        "char": _between(pieces, ends[sentences]),
        "near": _between(near, bounds),
        "cue": _between(columns, _bounds([len(names) for names in cues])),
    }


def _run_occurrences(words: Words) -> list[Columns]:
    hashes, texts = word_hashes(words.all), words.texts()
    found: list[list[Columns]] = [[] for _ in words.lengths]
    for length in range(1, LONGEST_RUN + 1):
        columns, whole = runs(hashes, texts, length)
        number = np.bincount(texts[: len(columns)][whole], minlength=len(words.lengths))
        for own, part in zip(found, _between(columns[whole], _bounds(number)), strict=True):
            own.append(part)
    return [np.concatenate(parts) for parts in found]


def _bounds(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum([0, *lengths])


def _between(columns: Columns, bounds: NDArray[np.int64]) -> list[Columns]:
    return [columns[start:end] for start, end in pairwise(bounds)]
