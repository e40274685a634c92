"""The trained topic model: a linear support vector machine over pieces of words, stored as plain arrays.

A document is the sum of its distinct words, each damped by the logarithm of how often it is there; a word is the sum of
its pieces, each weighed by how rare it is. So what a word says of every topic is one row of numbers, whatever stands
around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import softmax
from policytext.pipeline.layers import TopicData
from policytext.pipeline.pieces import Pieces
from policytext.pipeline.word_table import WordTable

CANDIDATES = 3
"""How many topics are listed."""

PIECES = Pieces(4, 6)

_READ = 60_000
"""Code points of a document that its topic is read from."""


@dataclass(frozen=True)
class TopicModel:
    """Weights of the topics.

    Attributes:
        codes: the topics' codes; `idf`: one weight a column of pieces.
        weights: (columns of pieces, topics); `bias`: (topics,).
        temperature: what decision values are divided by before the softmax, for calibration.
    """

    codes: NDArray[np.int64]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float

    def predict(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability of every topic, one row a text: what `vectors` times `weights` plus `bias` says."""
        counted = CountedWords(texts)
        sums = np.zeros((len(texts), len(self.codes) + 1))
        if counted.words:
            damped = counted.damped[:, np.newaxis]
            rows = self._table.rows(counted.words) * damped
            rows[:, -1] *= damped[:, 0]
            filled = np.flatnonzero(np.diff(counted.ends))
            sums[filled] = np.add.reduceat(rows, counted.ends[filled], axis=0)
        length = np.sqrt(np.where(sums[:, -1:] > 0, sums[:, -1:], 1))
        return softmax((sums[:, :-1] / length + self.bias) / self.temperature)

    def topics(self, scores: NDArray[np.float64]) -> list[TopicData]:
        """Return the likeliest topics, the likeliest first."""
        chosen = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return [{"code": int(self.codes[place]), "score": round(float(scores[place]), 4)} for place in chosen]

    def likeness(self, text: str, others: Sequence[str]) -> NDArray[np.float64]:
        """Return the cosine, in 0..1, of the vector of `text` with that of each of `others`."""
        counted = CountedWords([text, *others])
        columns, ends = PIECES.columns(counted.words)
        values = self.idf[columns] * np.repeat(counted.damped, np.diff(ends))
        parts = [slice(start, end) for start, end in pairwise(ends[counted.ends])]
        whole = np.bincount(columns[parts[0]], values[parts[0]], PIECES.size)
        square = np.square(whole).sum()
        cosines = np.zeros(len(others))
        for place, part in enumerate(parts[1:]):
            distinct, numbers = np.unique(columns[part], return_inverse=True)
            sums = np.bincount(numbers, values[part])
            product = (sums * whole[distinct]).sum()
            if product:
                cosines[place] = min(1.0, product / np.sqrt(square * np.square(sums).sum()))
        return cosines

    @cached_property
    def _table(self) -> WordTable[np.float32]:
        return WordTable(self._rows_of, len(self.codes) + 1, np.float32)

    def _rows_of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return what each word says of every topic, and the square of its length."""
        rows: NDArray[np.float32] = _pieces(words, np.float32) @ self._of_pieces
        return rows

    @cached_property
    def _of_pieces(self) -> NDArray[np.float32]:
        idf = self.idf[:, np.newaxis]
        return np.hstack([self.weights * idf, idf**2])

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


def shared_model(folder: Path) -> TopicModel:
    """Return the model in `folder`, one for all who ask as long as its file does not change."""
    return _read(folder, (folder / "weights.npz").stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(folder: Path, changed: int) -> TopicModel:
    return TopicModel.from_folder(folder)


class CountedWords:
    """The distinct words of the beginnings of texts.

    Attributes:
        words: those of the first text, of the second, and so on.
        ends: where each text's begin, and the end of the last one's.
        damped: one plus the logarithm of how often each is in its text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(text[:_READ].lower().split()) for text in texts]
        self.words: list[str] = list(chain.from_iterable(counts))
        self.ends = np.cumsum([0, *map(len, counts)])
        self.damped = 1 + np.log(np.fromiter(chain.from_iterable(map(Counter.values, counts)), float, len(self.words)))


def vectors(texts: Sequence[str], idf: NDArray[np.float32] | None = None) -> Any:
    """Return the sum of the damped words of each text over the pieces of words, one sparse row a text.

    Rows are divided by the root of the sum of the squared lengths of their words, which is nearly their own length.

    Args:
        texts: what to read.
        idf: the weights of pieces; None weighs all alike and divides nothing.
    """
    import scipy.sparse as sp

    counted = CountedWords(texts)
    places: dict[str, int] = {}
    columns = np.array([places.setdefault(word, len(places)) for word in counted.words], dtype=np.int64)
    damped = sp.csr_matrix((counted.damped, columns, counted.ends), shape=(len(texts), len(places)))
    pieces = _pieces(list(places), np.float64)
    if idf is None:
        return damped @ pieces
    squares = damped.power(2) @ (pieces @ idf.astype(np.float64) ** 2)
    rows = damped @ pieces
    rows.data *= idf[rows.indices] / np.repeat(np.sqrt(np.where(squares > 0, squares, 1)), np.diff(rows.indptr))
    return rows


def _pieces(words: Sequence[str], kind: type[np.floating[Any]]) -> Any:
    """Return a sparse matrix with a one for each piece of each word; a piece that comes twice is there twice."""
    import scipy.sparse as sp

    columns, ends = PIECES.columns(words)
    return sp.csr_matrix((np.ones(len(columns), dtype=kind), columns, ends), shape=(len(words), PIECES.size))
