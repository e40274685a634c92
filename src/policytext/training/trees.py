"""Estimators of scikit-learn as the plain arrays that the pipeline reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policytext.pipeline.blocks.trees import Trees
from policytext.pipeline.blocks.words import Words


def trees_of(model: HistGradientBoostingClassifier, kinds: Sequence[str]) -> Trees:
    """Return a fitted model as arrays, its columns in the order of `kinds`."""
    seen = [kinds.index(kind) for kind in model.classes_]
    start = np.full(len(kinds), -np.inf)
    # With two classes there is one logit, that of the second; the first one's is 0.
    scored = seen if len(seen) > 2 else seen[1:]
    start[seen] = 0.0
    start[scored] = model._baseline_prediction[0]
    trees = [(tree.nodes, column) for turn in model._predictors for tree, column in zip(turn, scored, strict=True)]
    sizes = np.array([len(nodes) for nodes, _ in trees])
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    nodes = np.concatenate([nodes for nodes, _ in trees])
    places, shift = np.arange(len(nodes)), np.repeat(roots, sizes)
    leaf = nodes["is_leaf"].astype(bool)
    return Trees(
        roots.astype(np.int32),
        np.array([column for _, column in trees], dtype=np.int32),
        np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32),
        np.where(leaf, 0.0, nodes["num_threshold"]),
        np.where(leaf, places, nodes["left"] + shift).astype(np.int32),
        np.where(leaf, places, nodes["right"] + shift).astype(np.int32),
        np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        start,
        np.array(nodes["depth"].max(), dtype=np.int32),
    )


def words_of(model: LogisticRegression, kinds: Sequence[str]) -> Words:
    """Return a fitted regression as arrays, its columns in the order of `kinds`."""
    seen = [kinds.index(kind) for kind in model.classes_]
    weights = np.zeros((model.coef_.shape[1], len(kinds)), dtype=np.float32)
    bias = np.full(len(kinds), -np.inf)
    bias[seen] = 0.0
    scored = seen if len(seen) > 2 else seen[1:]
    weights[:, scored], bias[scored] = model.coef_.T, model.intercept_
    return Words(weights, bias)


def probabilities(model: Any, features: Any, kinds: Sequence[str]) -> NDArray[np.float32]:
    """Return what a fitted estimator says, columns in the order of `kinds`; kinds that it never saw get 0."""
    full = np.zeros((features.shape[0], len(kinds)), dtype=np.float32)
    full[:, [kinds.index(kind) for kind in model.classes_]] = model.predict_proba(features)
    return full
