"""What the tagger's features add to each label at each token of a document, summed up in numpy.

All that a word adds, to its own label and to those of the tokens up to three steps from it, is one row, worked out once
for a word. So is what a flag adds (a match, a list of names), and what two shapes beside each other do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    flag_from,
    own_features,
    seen_features,
    shape,
    shape_after,
    shape_before,
    word_before,
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
        self._words = WordTable(self._word, width, np.float32)
        self._flags = WordTable(self._flag, width, np.float32)
        self._shapes = WordTable(self._shape_pair, 2 * self._labels, np.float32)
        self._edge = np.array([weights.of_features([edge(step)]) for step in _STEPS], dtype=np.float32)
        self._glued, self._spaced, self._also_low = (
            weights.of_features([name]).astype(np.float32) for name in (GLUED, SPACED, ALSO_LOW)
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
        rows = [row_of(word_before(first, second), -1) for first, second in pairwise(low)]
        known = (np.array(rows, dtype=np.int64) >= 0) & within
        found[1:][known] += self._weights.states[np.array(rows)[known]].astype(np.float32)

    def _word(self, word: str) -> Floats:
        cluster = self._lexicon.cluster(word)
        return self._row({0: (BIAS, *own_features(word, cluster)), **seen_features(word, cluster)})

    def _flag(self, flag: str) -> Floats:
        return self._row({0: (flag,)} | {step: (flag_from(step, flag),) for step in _STEPS if step})

    def _row(self, features: Mapping[int, Sequence[str]]) -> Floats:
        """Return what the features that are seen from each step add to the labels there."""
        # A token sees at step -1 what stands before it: what it adds goes into the slot of that step.
        return np.concatenate([self._weights.of_features(list(features[step])) for step in _STEPS]).astype(np.float32)

    def _shape_pair(self, pair: str) -> Floats:
        first, second = pair.split(" ")
        features = (shape_before(first, second), shape_after(first, second))
        return np.concatenate([self._weights.of_features([name]) for name in features]).astype(np.float32)
