"""Boosted decision trees as plain arrays: read in milliseconds, and all trees walked at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 1000
"""Rows that are walked through the trees at a time."""


@dataclass(frozen=True)
class Trees:
    """An ensemble whose leaves add up to the logits of the columns (Friedman 2001, "Greedy function approximation").

    Nodes lie in one row, tree after tree. A leaf is a node that is its own child.

    Attributes:
        roots: the node at which each tree starts; `columns`: the column that it adds to.
        feature, threshold: what a node looks at, and up to which value it goes left.
        left, right: the nodes below it.
        value: what a leaf adds.
        start: the logit of each column before any tree; minus infinity for a kind that was never seen.
        depth: steps from a root to the farthest leaf.
    """

    roots: NDArray[np.int32]
    columns: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    start: NDArray[np.float64]
    depth: NDArray[np.int32]

    def predict(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of every column (softmax of the logits) for every row; no feature may be NaN."""
        parts = [self._logits(features[first : first + _AT_ONCE]) for first in range(0, len(features), _AT_ONCE)]
        return softmax(np.concatenate(parts) if parts else np.zeros((0, len(self.start))))

    def _logits(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        rows = np.arange(len(features))[:, np.newaxis]
        nodes = np.broadcast_to(self.roots, (len(features), len(self.roots)))
        for _ in range(int(self.depth)):
            goes_left = features[rows, self.feature[nodes]] <= self.threshold[nodes]
            nodes = np.where(goes_left, self.left[nodes], self.right[nodes])
        adds_to = self.columns[:, np.newaxis] == np.arange(len(self.start))
        logits: NDArray[np.float64] = self.value[nodes] @ adds_to.astype(np.float64) + self.start
        return logits

    @classmethod
    def from_arrays(cls, arrays: dict[str, Any], prefix: str) -> Trees:
        """Return the ensemble whose arrays stand in `arrays` under names that begin with `prefix`."""
        return cls(*(arrays[f"{prefix}{field.name}"] for field in fields(cls)))

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Return the arrays as `from_arrays` takes them."""
        return {f"{prefix}{field.name}": getattr(self, field.name) for field in fields(self)}


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return each row's logits as probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    probabilities: NDArray[np.float32] = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return probabilities
