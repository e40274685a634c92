"""What the tagger's features add to each label at each token of a document, summed up in numpy.

All that a word adds, to its own label and to those of the tokens up to three steps from it, is one row, worked out once
for a word. So is what a flag adds (a match, a list of names), and what two shapes beside each other do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.entities.features import (
    ALSO_LOW,
    BIAS,
    FAR,
    GLUED,
    SPACED,
    Lexicon,
    edge,
    own_features,
    shape,
    shape_after,
    shape_before,
    step_and_name,
    word_before,
    words_of_pair,
)
from policytext.pipeline.entities.weights import Weights
from policytext.pipeline.word_table import WordTable

Floats = NDArray[np.float32]

_STEPS = tuple(range(-FAR, FAR + 1))


@dataclass(frozen=True)
class Sentence:
    """The tokens of a sentence or line as the tagger sees them.

    Attributes:
        words: their texts.
        glued: whether each touches what is before it.
        also_low: whether each has a capital that it does without elsewhere in the document.
        flags: (token, flag) for matches and lists of names.
    """

    words: list[str]
    glued: list[bool]
    also_low: list[bool]
    flags: list[tuple[int, str]]


class Emissions:
    """Sums up what features add; made once for a tagger and its lexicon."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self._weights, self._lexicon = weights, lexicon
        self._labels = len(weights.labels)
        width = len(_STEPS) * self._labels
        self._states = weights.states.astype(np.float32)
        self._named, self._by_name = _by_name(weights)
        self._words = WordTable(self._rows_of_words, width, np.float32)
        self._flags = WordTable(self._rows_of_flags, width, np.float32)
        self._shapes = WordTable(self._rows_of_shapes, 2 * self._labels, np.float32)
        pairs = [pair for feature in weights.rows if (pair := words_of_pair(feature))]
        self._firsts, self._seconds = ({pair[place] for pair in pairs} for place in (0, 1))
        self._edge = self._states[[self._row_of(edge(step)) if step else -1 for step in _STEPS]]
        self._glued, self._spaced, self._also_low = (
            self._states[self._row_of(name)] for name in (GLUED, SPACED, ALSO_LOW)
        )

    def of(self, sentences: Sequence[Sentence]) -> Floats:
        """Return one row a token, one column a label; each sentence has tokens."""
        words = [word for sentence in sentences for word in sentence.words]
        lengths = np.array([len(sentence.words) for sentence in sentences])
        # Between two sentences, and around all, stand as many places of nothing as a token sees far.
        places = np.arange(len(words)) + np.repeat(FAR * np.arange(1, len(sentences) + 1), lengths)
        seen = np.empty((len(words) + FAR * (len(sentences) + 1), len(_STEPS), self._labels), dtype=np.float32)
        seen[:] = self._edge
        seen[places] = self._words.rows(words).reshape(len(words), *seen.shape[1:])
        self._add_flags(seen, places, sentences, lengths)
        rows = len(seen) - 2 * FAR
        sums = sum(seen[FAR + step : FAR + step + rows, slot] for slot, step in enumerate(_STEPS))
        found: Floats = np.asarray(sums)[places - FAR]
        self._add_own(found, sentences)
        self._add_pairs(found, words, lengths)
        return found

    def _add_flags(
        self, seen: Floats, places: NDArray[np.int64], sentences: Sequence[Sentence], lengths: NDArray[np.int64]
    ) -> None:
        starts = (np.cumsum(lengths) - lengths).tolist()
        flags = [(start + at, flag) for start, each in zip(starts, sentences, strict=True) for at, flag in each.flags]
        if flags:
            rows = self._flags.rows([flag for _, flag in flags]).reshape(len(flags), *seen.shape[1:])
            np.add.at(seen, places[[at for at, _ in flags]], rows)

    def _add_own(self, found: Floats, sentences: Sequence[Sentence]) -> None:
        glued = np.array([each for sentence in sentences for each in sentence.glued])
        found += np.where(glued[:, np.newaxis], self._glued, self._spaced)
        found[np.array([each for sentence in sentences for each in sentence.also_low])] += self._also_low

    def _add_pairs(self, found: Floats, words: list[str], lengths: NDArray[np.int64]) -> None:
        """Add what pairs of words beside each other within a sentence do: their shapes, and the words themselves."""
        ends = np.cumsum(lengths)[:-1] - 1
        shapes = [shape(word) for word in words]
        within = np.ones(max(0, len(words) - 1), dtype=bool)
        within[ends] = False
        pairs = self._shapes.rows([f"{first} {second}" for first, second in pairwise(shapes)])
        pairs[~within] = 0
        found[1:] += pairs[:, : self._labels]
        found[:-1] += pairs[:, self._labels :]
        low = [word.lower() for word in words]
        row_of = self._weights.rows.get
        firsts, seconds = self._firsts, self._seconds
        rows = np.array(
            [
                row_of(word_before(first, second), -1) if second in seconds and first in firsts else -1
                for first, second in pairwise(low)
            ],
            dtype=np.int64,
        )
        known = (rows >= 0) & within
        found[1:][known] += self._states[rows[known]]

    def _rows_of_words(self, words: Sequence[str]) -> Floats:
        return self._rows_of([(BIAS, *own_features(word, self._lexicon.cluster(word))) for word in words])

    def _rows_of_flags(self, flags: Sequence[str]) -> Floats:
        return self._rows_of([(flag,) for flag in flags])

    def _rows_of(self, names: Sequence[Sequence[str]]) -> Floats:
        """Return, for each of several words or flags, what the features of these names add at every step."""
        row_of = self._named.get
        # What was never seen adds nothing; a row of nothing stands first in each, so that none is empty.
        rows = [[-1, *(row for name in own if (row := row_of(name)) is not None)] for own in names]
        starts = np.cumsum([0, *map(len, rows[:-1])])
        sums: Floats = np.add.reduceat(self._by_name[[row for own in rows for row in own]], starts)
        return sums

    def _rows_of_shapes(self, pairs: Sequence[str]) -> Floats:
        found = []
        for pair in pairs:
            first, second = pair.split(" ")
            found += [self._row_of(shape_before(first, second)), self._row_of(shape_after(first, second))]
        rows: Floats = self._states[found].reshape(len(pairs), -1)
        return rows

    def _row_of(self, feature: str) -> int:
        """Return the row of a feature; the last one, of nothing, for one that was never seen."""
        return self._weights.rows.get(feature, -1)


def _by_name(weights: Weights) -> tuple[dict[str, int], Floats]:
    """Return the features by what they say of the token that they are seen at: names, and what each adds at each step.

    The last row, which has no name, is one of nothing.
    """
    read = [step_and_name(feature) for feature in weights.rows]
    rows = {name: row for row, name in enumerate(dict.fromkeys(name for _, name in read))}
    sums = np.zeros((len(rows) + 1, len(_STEPS), len(weights.labels)), dtype=np.float32)
    places = [rows[name] for _, name in read]
    sums[places, [_STEPS.index(step) for step, _ in read]] = weights.states[list(weights.rows.values())]
    return rows, sums.reshape(len(sums), -1)
