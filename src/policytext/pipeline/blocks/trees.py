"""Boosted decision trees as plain arrays: read in milliseconds, and all nodes of all trees decided at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import softmax

LEAVES = 16
"""Most leaves that a tree can have: one bit each."""

_AT_ONCE = 64
"""Rows that are decided at a time, so that the decisions stay in the processor's cache."""


@dataclass(frozen=True)
class Trees:
    """An ensemble whose leaves add up to the logits of the columns (Friedman 2001, "Greedy function approximation").

    No tree is walked. The leaves of a tree are bits, the leftmost the lowest; a row that is above a node's threshold
    cannot come to the leaves on the node's left, and the lowest bit that no node takes away is the row's leaf (Lucchese
    and others 2015, "QuickScorer"). Of T trees every one has as many nodes, N; spare ones take nothing away.

    Attributes:
        feature, threshold: N x T, what a node looks at, and above which value it takes leaves away.
        taken: N x T, the leaves that it takes away.
        value: T x `LEAVES`, what a leaf adds.
        columns: which columns the trees add to, in turn: with C of them, tree t adds to column t modulo C.
        start: the logit of each column before any tree; minus infinity for a kind that was never seen.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    taken: NDArray[np.uint16]
    value: NDArray[np.float32]
    columns: NDArray[np.int32]
    start: NDArray[np.float64]

    def predict(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of every column (softmax of the logits) for every row; no feature may be NaN."""
        logits = np.tile(self.start, (len(features), 1))
        for first in range(0, len(features), _AT_ONCE):
            rows = slice(first, first + _AT_ONCE)
            logits[rows, self.columns] += self._added(np.ascontiguousarray(features[rows].T)).T
        return softmax(logits).astype(np.float32)

    def _added(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the trees add to each of `columns` (rows) for each column of `features`."""
        nodes, trees = self.feature.shape
        is_above = features.take(self.feature.reshape(-1), axis=0) > self.threshold.reshape(-1, 1)
        taken = np.bitwise_or.reduce((is_above * self.taken.reshape(-1, 1)).reshape(nodes, trees, -1), axis=0)
        # The lowest bit that is not taken: adding one to the taken bits carries up to it.
        leaf = np.bitwise_count(taken & ~(taken + np.uint16(1)))
        values = self.value.take(leaf + np.arange(0, trees * LEAVES, LEAVES)[:, np.newaxis])
        added: NDArray[np.float32] = values.reshape(-1, len(self.columns), features.shape[1]).sum(axis=0)
        return added

    @classmethod
    def from_arrays(cls, arrays: dict[str, Any], prefix: str) -> Trees:
        """Return the ensemble whose arrays stand in `arrays` under names that begin with `prefix`."""
        return cls(*(arrays[f"{prefix}{field.name}"] for field in fields(cls)))

    def arrays(self, prefix: str) -> dict[str, Any]:
        """Return the arrays as `from_arrays` takes them."""
        return {f"{prefix}{field.name}": getattr(self, field.name) for field in fields(self)}
