"""Estimators of scikit-learn as the plain arrays that the pipeline reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policytext.pipeline.blocks.page import PageArrays
from policytext.pipeline.blocks.trees import LEAVES, Trees
from policytext.pipeline.blocks.words import COLUMNS, Columns, Words, piece_columns, root_of_number, word_columns


def trees_of(model: HistGradientBoostingClassifier, kinds: Sequence[str]) -> Trees:
    """Return a fitted model as arrays, its columns in the order of `kinds`."""
    seen = [kinds.index(kind) for kind in model.classes_]
    start = np.full(len(kinds), -np.inf)
    # With two classes there is one logit, that of the second; the first one's is 0.
    scored = seen if len(seen) > 2 else seen[1:]
    start[seen] = 0.0
    start[scored] = model._baseline_prediction[0]
    trees = [tree.nodes for turn in model._predictors for tree in turn]
    shape = (LEAVES - 1, len(trees))
    feature, threshold = np.zeros(shape, dtype=np.int32), np.full(shape, np.inf, dtype=np.float32)
    taken, value = np.zeros(shape, dtype=np.uint16), np.zeros((len(trees), LEAVES), dtype=np.float32)
    for column, nodes in enumerate(trees):
        leaves: list[float] = []
        places = iter(range(len(nodes)))
        for node, first, middle in _splits(nodes, 0, leaves):
            place = next(places)
            feature[place, column] = node["feature_idx"]
            threshold[place, column] = _rounded_down(node["num_threshold"])
            taken[place, column] = (1 << middle) - (1 << first)
        value[column, : len(leaves)] = leaves
    return Trees(feature, threshold, taken, value, np.array(scored, dtype=np.int32), start)


def _splits(nodes: NDArray[Any], place: int, leaves: list[float]) -> Iterator[tuple[Any, int, int]]:
    """Yield each node that splits, with the first leaf on its left and the first on its right; fill `leaves`."""
    node = nodes[place]
    if node["is_leaf"]:
        leaves.append(float(node["value"]))
        return
    first = len(leaves)
    yield from _splits(nodes, int(node["left"]), leaves)
    yield node, first, len(leaves)
    yield from _splits(nodes, int(node["right"]), leaves)


def _rounded_down(threshold: float) -> np.float32:
    """Return the greatest single-precision number up to `threshold`: features are such numbers."""
    rounded = np.float32(threshold)
    return np.nextafter(rounded, np.float32(-np.inf)) if rounded > threshold else rounded


def words_of(model: LogisticRegression, kinds: Sequence[str]) -> Words:
    """Return a fitted regression as arrays, its columns in the order of `kinds`."""
    seen = [kinds.index(kind) for kind in model.classes_]
    weights = np.zeros((model.coef_.shape[1] + 1, len(kinds)), dtype=np.float32)
    bias = np.full(len(kinds), -np.inf)
    bias[seen] = 0.0
    scored = seen if len(seen) > 2 else seen[1:]
    weights[:-1, scored], bias[scored] = model.coef_.T, model.intercept_
    return Words(weights, bias)


def word_vectors(page: PageArrays) -> sp.csr_matrix:
    """Return the features of `Words` as one sparse row a line."""
    words, pieces = word_columns(page), piece_columns(page)
    return sp.hstack([_rows(words, page.first_words), _rows(pieces, page.starts - 1)]).tocsr()


def _rows(columns: Columns, starts: NDArray[np.int64]) -> sp.csr_matrix:
    lines = np.repeat(np.arange(len(starts)), np.diff(starts, append=columns.shape[1]))
    taken = columns != COLUMNS
    rows = np.broadcast_to(lines, columns.shape)[taken]
    values = 1 / root_of_number(columns, starts)[rows]
    return sp.csr_matrix((values, (rows, columns[taken])), shape=(len(starts), COLUMNS))


def probabilities(model: Any, features: Any, kinds: Sequence[str]) -> NDArray[np.float32]:
    """Return what a fitted estimator says, columns in the order of `kinds`; kinds that it never saw get 0."""
    full = np.zeros((features.shape[0], len(kinds)), dtype=np.float32)
    full[:, [kinds.index(kind) for kind in model.classes_]] = model.predict_proba(features)
    return full
