"""The network behind the tagger: embeddings of words and gated convolutions over them, with numpy alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import gated
from policytext.pipeline.word_table import WordTable
from policytext.pipeline.word_tags.features import part_columns, place_of, word_columns

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[Any]]

LAYERS = 2
"""Convolutions over three places, upon the one over five words."""
REACH = 2 + LAYERS
"""Words on either side of a word that its tag can depend on."""
_AT_ONCE = 2000
_REMEMBERED = 20_000
_SMALLEST = 1e-5
_LEVELS = 127
_SMALL = ("embeddings", "vectors")
"""The tables that are stored in steps of a 127th of the largest number of a row."""


class WordNetwork:
    """Gives the logits of every tag for each word of a text.

    Args:
        words: those that have a vector, from raw text.
        weights: as `policytext.training.word_tags.arrays` gives them.
    """

    def __init__(self, words: Sequence[str], weights: Weights) -> None:
        self._words = tuple(words)
        self._weights = {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}
        self._places = {word: place for place, word in enumerate(self._words)}
        width = self._weights["embeddings"].shape[1]
        self._table = WordTable(self._embeddings, width, np.float32, _REMEMBERED)

    def logits(self, words: Sequence[str]) -> Floats:
        """Return a row of logits a word, the text's bounds being all that is known around it."""
        none = np.empty((0, len(self._weights["out.bias"])), dtype=np.float32)
        return np.concatenate([none, *(scores for _, scores in self.stretches(words))])

    def stretches(self, words: Sequence[str]) -> Iterator[tuple[int, Floats]]:
        """Yield where a stretch of words begins, with its logits, so that a long text takes no more memory."""
        edge = self._weights["edge"][None]
        for start in range(0, len(words), _AT_ONCE):
            end = min(start + _AT_ONCE, len(words))
            first, last = max(start - REACH, 0), min(end + REACH, len(words))
            rows = self._table.rows(words[first:last])
            before, after = (edge if first == 0 else edge[:0]), (edge if last == len(words) else edge[:0])
            found = self._read(np.concatenate([before, rows, after]))
            skipped = start - first + len(before)
            yield start, found[skipped : skipped + end - start]

    def _read(self, embedded: Floats) -> Floats:
        states = self._normed("norms.0", gated(self._linear("convolutions.0", _windows(embedded, 2))))
        for layer in range(1, LAYERS + 1):
            states = states + self._normed(
                f"norms.{layer}", gated(self._linear(f"convolutions.{layer}", _windows(states, 1)))
            )
        return self._linear("out", np.concatenate([states, embedded], axis=1))

    def _embeddings(self, words: Sequence[str]) -> Floats:
        return np.array([self._embedding(word) for word in words])

    def _embedding(self, word: str) -> Floats:
        exact, low = word_columns(word)
        total = self._weights["embeddings"][[exact, low, *part_columns(word)]].sum(0)
        place = self.place(word)
        vector = (
            self._weights["vectors"][place]
            if place is not None
            else np.zeros(self._weights["vectors"].shape[1], dtype=np.float32)
        )
        return self._normed("norm", total + self._linear("projection", vector))

    def place(self, word: str) -> int | None:
        """Return which of the words with a vector `word` is, in other letters if need be."""
        return place_of(word, self._places)

    def _linear(self, name: str, values: Floats) -> Floats:
        found: Floats = values @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found

    def _normed(self, name: str, values: Floats) -> Floats:
        centred = values - values.mean(-1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(-1, keepdims=True) + np.float32(_SMALLEST))
        found: Floats = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found

    def to_bytes(self) -> bytes:
        """Return words and weights, in whole numbers of a byte where they are many and of half precision elsewhere."""
        stored: dict[str, NDArray[Any]] = {"words": np.frombuffer("\n".join(self._words).encode(), dtype=np.uint8)}
        for name, values in self._weights.items():
            if name in _SMALL:
                steps = np.maximum(np.abs(values).max(1, keepdims=True), _SMALLEST) / _LEVELS
                stored |= {name: np.rint(values / steps).astype(np.int8), f"{name}.steps": steps.astype(np.float32)}
            else:
                stored[name] = values.astype(np.float16)
        target = io.BytesIO()
        np.savez_compressed(target, **stored)  # type: ignore[arg-type]  # the stubs take the names for options
        return target.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> WordNetwork:
        """Return the network that `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        words = weights.pop("words").tobytes().decode().split("\n")
        for name in _SMALL:
            weights[name] = weights[name] * weights.pop(f"{name}.steps")
        return cls(words, weights)


def _windows(rows: Floats, reach: int) -> Floats:
    """Return beside each row those before and after it, zeros past the ends."""
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    return np.concatenate([padded[place : place + len(rows)] for place in range(2 * reach + 1)], axis=1)
