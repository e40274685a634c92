"""The trained tag model: one calibrated logistic regression a tag, stored as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.hashing import of_length_one
from policytext.pipeline.tags.context import Context
from policytext.pipeline.tags.vectors import counts

GROUP_WEIGHTS = {"word": 1.0, "char": 1.0, "near": 0.4, "cue": 1.0}
"""What each group of features weighs once its vectors have length one; chosen on the corpora by cross-validation."""

_BATCH = 512
"""Sentences whose vectors are in memory at a time."""


def weigh(matrices: dict[str, Any], idf: dict[str, NDArray[np.float32]]) -> Any:
    """Join the groups' matrices into one: tf-idf, each group's rows scaled to length one, then to its weight."""
    import scipy.sparse as sp

    parts = []
    for group, weight in GROUP_WEIGHTS.items():
        parts.append(of_length_one(matrices[group].multiply(idf[group][np.newaxis, :])) * weight)
    return sp.hstack(parts).tocsr()


@dataclass(frozen=True)
class TagModel:
    """Weights of the tags (in the order of `TAG_LABELS`), or of the labels of a set of one's own.

    Attributes:
        idf: inverse document frequencies of each feature group.
        weights: (features, tags); `bias`: (tags,).
        slope, offset: Platt scaling of each tag's decision value into a probability.
        thresholds: the probability from which a tag is given.
    """

    idf: dict[str, NDArray[np.float32]]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    slope: NDArray[np.float32]
    offset: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    def predict(self, contexts: Sequence[Context]) -> NDArray[np.float32]:
        """Return calibrated probabilities, one row a context, one column a tag."""
        probabilities: NDArray[np.float32] = 1 / (1 + np.exp(-(self.decisions(contexts) * self.slope + self.offset)))
        return probabilities

    def decisions(self, contexts: Sequence[Context]) -> NDArray[np.float32]:
        """Return the decision values that the probabilities come from, one row a context, one column a tag."""
        rows = [
            weigh(counts(contexts[start : start + _BATCH]), self.idf) @ self.weights + self.bias
            for start in range(0, len(contexts), _BATCH)
        ]
        return np.vstack(rows) if rows else np.zeros((0, len(self.bias)), dtype=np.float32)

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
