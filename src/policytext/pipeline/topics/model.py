"""The trained topic model: a linear support vector machine over hashed character n-grams, stored as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.hashing import counted, of_length_one, piece_columns
from policytext.pipeline.layers import TopicData

CANDIDATES = 3
"""How many topics are listed."""
_SIZE = 2**17
_columns = piece_columns(_SIZE, 4, 6)
"""Pieces of words: Dutch compounds share them where they share no word."""

_READ = 60_000
"""Code points of a document that its topic is read from."""


@dataclass(frozen=True)
class TopicModel:
    """Weights of the topics.

    Attributes:
        codes: the topics' codes; `idf`: one weight a hashed n-gram.
        weights: (hashed n-grams, topics); `bias`: (topics,).
        temperature: what decision values are divided by before the softmax, for calibration.
    """

    codes: NDArray[np.int64]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return tf-idf vectors of length one, one sparse row a text."""
        return vectors(texts, self.idf)

    def predict(self, rows: Any) -> NDArray[np.float32]:
        """Return the probability of every topic for rows made by `vectors`."""
        decision = (rows @ self.weights + self.bias) / self.temperature
        powers = np.exp(decision - decision.max(axis=1, keepdims=True))
        probabilities: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return probabilities

    def topics(self, scores: NDArray[np.float32]) -> list[TopicData]:
        """Return the likeliest topics, the likeliest first."""
        chosen = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return [{"code": int(self.codes[place]), "score": round(float(scores[place]), 4)} for place in chosen]

    def to_folder(self, folder: Path) -> None:
        """Write the arrays to ``weights.npz`` in `folder`."""
        np.savez_compressed(
            folder / "weights.npz",
            codes=self.codes,
            idf=self.idf.astype(np.float16),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            temperature=np.float32(self.temperature),
        )

    @classmethod
    def from_folder(cls, folder: Path) -> TopicModel:
        """Read a model written by `to_folder`."""
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            return cls(
                stored["codes"],
                stored["idf"].astype(np.float32),
                stored["weights"].astype(np.float32),
                stored["bias"].astype(np.float32),
                float(stored["temperature"]),
            )


def counts(texts: Sequence[str]) -> Any:
    """Return the hashed n-gram counts of the beginnings of `texts`, damped by the logarithm."""
    rows = counted([text[:_READ].lower().split() for text in texts], _columns, _SIZE)
    rows.data = 1 + np.log(rows.data)
    return rows


def vectors(texts: Sequence[str], idf: NDArray[np.float32]) -> Any:
    """Return tf-idf vectors of length one, one sparse row a text."""
    return of_length_one(counts(texts).multiply(idf[np.newaxis, :]))
