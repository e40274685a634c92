"""The trained word model of the tags: one calibrated logistic regression a tag, stored as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.tags import vectors
from policytext.pipeline.tags.context import Context, Cues
from policytext.pipeline.tags.words import Words, run_columns, word_hashes
from policytext.pipeline.word_table import WordTable

GROUP_WEIGHTS = {"word": 1.0, "char": 1.0, "near": 0.4, "cue": 1.0}
"""What each group of features weighs once its vectors have length one; chosen on the corpora by cross-validation."""

Floats = NDArray[np.float32]

_BATCH = 512
"""Sentences that are read at a time."""


@dataclass(frozen=True)
class TagModel:
    """Weights of the tags (in the order of `TAG_LABELS`), or of the labels of a set of one's own.

    Attributes:
        idf: inverse document frequencies of each feature group.
        weights: (features, tags), the groups one after the other; `bias`: (tags,).
        slope, offset: Platt scaling of each tag's decision value into a probability.
        thresholds: the probability from which a tag is given.
    """

    idf: dict[str, Floats]
    weights: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    thresholds: Floats

    def predict(self, contexts: Sequence[Context]) -> Floats:
        """Return calibrated probabilities, one row a context, one column a tag."""
        probabilities: Floats = 1 / (1 + np.exp(-(self.decisions(contexts) * self.slope + self.offset)))
        return probabilities

    def decisions(self, contexts: Sequence[Context]) -> Floats:
        """Return the decision values that the probabilities come from, one row a context, one column a tag."""
        rows = [
            self._reader.decisions(contexts[start : start + _BATCH]) + self.bias
            for start in range(0, len(contexts), _BATCH)
        ]
        return np.vstack(rows) if rows else np.zeros((0, len(self.bias)), dtype=np.float32)

    @cached_property
    def _reader(self) -> _Reader:
        return _Reader(self.idf, self.weights)

    def to_folder(self, folder: Path) -> None:
        """Write the arrays to ``weights.npz`` in `folder`."""
        arrays: dict[str, Any] = {f"idf_{group}": values.astype(np.float16) for group, values in self.idf.items()}
        np.savez_compressed(
            folder / "weights.npz",
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            slope=self.slope,
            offset=self.offset,
            thresholds=self.thresholds,
            **arrays,
        )

    @classmethod
    def from_folder(cls, folder: Path) -> TagModel:
        """Read a model written by `to_folder`."""
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        idf = {group: arrays.pop(f"idf_{group}") for group in GROUP_WEIGHTS}
        return cls(idf=idf, **arrays)


class _Reader:
    """Sums up what features add to each tag, and the squares that a group's length comes from, word by word.

    A part is a row of tags and one square. A word's row has five: of its pieces, of itself, of what it says in the
    sentence before, in that after and in the heading.
    """

    def __init__(self, idf: dict[str, Floats], weights: Floats) -> None:
        self._tags = weights.shape[1]
        self._parts = dict(zip(GROUP_WEIGHTS, _by_group(idf, weights), strict=True))
        self._table = WordTable(self._rows, _PARTS * (self._tags + 1), np.float32)
        self._hashes = WordTable(lambda words: word_hashes(words)[:, np.newaxis], 1, np.uint64)
        self._named = WordTable(self._cue_rows, self._tags + 1, np.float32)
        self._cues = Cues()

    def _rows(self, words: Sequence[str]) -> Floats:
        hashes = self._hashes.rows(words)[:, 0]
        columns, ends = vectors.PIECES.columns(words)
        # The shortest word has a piece: itself between two blanks.
        pieces = np.add.reduceat(self._parts["char"][columns], ends[:-1])
        own = self._parts["word"][run_columns([hashes], vectors.SIZES["word"])]
        near = self._parts["near"][vectors.near_columns(hashes)]
        return np.concatenate([pieces, own, near.reshape(len(words), -1)], axis=1)

    def _cue_rows(self, names: Sequence[str]) -> Floats:
        rows: Floats = self._parts["cue"][vectors.cue_columns(names)]
        return rows

    def decisions(self, contexts: Sequence[Context]) -> Floats:
        """Return the sum of what all features of each context add to each tag."""
        number = {text: place for place, text in enumerate(dict.fromkeys(_texts(contexts)))}
        words = Words.of(list(number))
        parts = self._by_text(words)
        own, before, after, heading = (
            [number[getattr(each, name)] for each in contexts] for name in ("text", "before", "after", "heading")
        )
        found = dict(zip(number, self._cues.found(list(number), words), strict=True))
        named = self._cues.features_of(contexts, found)
        cues = Words([name for names in named for name in names], np.array([len(names) for names in named]))
        near = parts[before, _BEFORE] + parts[after, _AFTER] + parts[heading, _HEADING]
        sums: Floats = (
            GROUP_WEIGHTS["word"] * _of_length_one(parts[own, _OWN])
            + GROUP_WEIGHTS["char"] * _of_length_one(parts[own, _PIECES])
            + GROUP_WEIGHTS["near"] * _of_length_one(near)
            + GROUP_WEIGHTS["cue"] * _of_length_one(cues.sums(self._named.rows(cues.all)))
        )
        return sums

    def _by_text(self, words: Words) -> Floats:
        """Return (texts, parts, tags and square): the sums of the words' rows, runs of words with the words."""
        rows = self._table.rows(words.all).reshape(len(words.all), _PARTS, self._tags + 1)
        hashes, texts = self._hashes.rows(words.all)[:, 0], words.texts()
        for length in range(2, vectors.LONGEST_RUN + 1):
            columns, whole = vectors.runs(hashes, texts, length)
            rows[: len(columns), _OWN] += self._parts["word"][columns] * whole[:, np.newaxis]
        sums: Floats = words.sums(rows)
        return sums


_PIECES, _OWN, _BEFORE, _AFTER, _HEADING = range(5)
_PARTS = 5


def _texts(contexts: Sequence[Context]) -> list[str]:
    return [text for each in contexts for text in (each.text, each.before, each.after, each.heading)]


def _by_group(idf: dict[str, Floats], weights: Floats) -> list[Floats]:
    """Return what each feature of a group adds to each tag, and its square."""
    found, start = [], 0
    for group in GROUP_WEIGHTS:
        own, end = idf[group], start + len(idf[group])
        found.append(np.column_stack([weights[start:end] * own[:, np.newaxis], own**2]))
        start = end
    return found


def _of_length_one(parts: Floats) -> Floats:
    """Return the tags' sums divided by the root of the sum of squares; 0 where there is nothing."""
    squares = parts[:, -1:]
    lengths = np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
    result: Floats = parts[:, :-1] / lengths
    return result
