"""Train the sentence tags: tf-idf of words, characters, neighbours and cues, logistic regression, Platt scaling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from policytext.annotation import TAG_LABELS
from policytext.pipeline.tags.component import document_contexts
from policytext.pipeline.tags.context import Context, contexts_in_order
from policytext.pipeline.tags.model import GROUP_WEIGHTS, TagModel
from policytext.pipeline.tags.vectors import SIZES, Columns, occurrences
from policytext.training.corpora import layered, own_documents, real_windows

REGULARISATION = 1.5
FOLDS = 5
SOFT_WEIGHT = 1.5
"""What a sentence that models have labelled weighs against one that an annotator has; chosen on held-back real ones."""

_FAINT = 0.003


@dataclass(frozen=True)
class Examples:
    """Sentences with their tags (one boolean column a tag), the document each is from, and whether it is our own."""

    contexts: list[Context]
    tags: NDArray[np.bool_]
    groups: list[str]
    own: NDArray[np.bool_]


def examples(corpus: Path, data: Path, splits: tuple[str, ...]) -> Examples:
    """Collect the training sentences of our corpus's `splits` and of the labelled real sentences.

    Without the dev split, the real sentences that are held back stay out too.
    """
    contexts: list[Context] = []
    tags: list[list[bool]] = []
    groups: list[str] = []
    for document in own_documents(corpus, splits):
        found = layered(document)
        contexts += document_contexts(document.text, found.blocks, found.sections, found.sentences)
        tags += [[label in sentence.tags for label in TAG_LABELS] for sentence in document.sentences]
        groups += [document.id] * len(found.sentences)
    own = len(contexts)
    for name, genre, rows in real_windows(data, "all" if "dev" in splits else "learned"):
        contexts += contexts_in_order([row["text"] for row in rows], "", genre)
        tags += [[label in row["tags"] for label in TAG_LABELS] for row in rows]
        groups += [name] * len(rows)
    return Examples(contexts, np.array(tags, dtype=bool), groups, np.arange(len(contexts)) < own)


@dataclass(frozen=True)
class Soft:
    """Sentences with the probability of every tag, as other models see it: one row a sentence, one column a tag."""

    contexts: list[Context]
    scores: NDArray[np.float32]


def train(corpus: Path, data: Path, splits: tuple[str, ...] = ("train", "dev"), soft: Soft | None = None) -> TagModel:
    """Return the model trained on our corpus's `splits` and the real sentences; the same data give the same weights.

    Calibration and thresholds come from out-of-fold predictions for our own corpus, whose frequencies are natural.

    Args:
        corpus: our corpus.
        data: the third-party data.
        splits: the parts of the corpus to learn from.
        soft: sentences that the accurate models have labelled.
    """
    return fit_examples(examples(corpus, data, splits), soft)[0]


def fit_examples(given: Examples, soft: Soft | None = None) -> tuple[TagModel, list[float]]:
    """Return the model of the examples, and of every tag the F, on examples left out, at the threshold chosen by it."""
    found = occurrences(given.contexts)
    idf = {group: _idf(found[group], SIZES[group]) for group in GROUP_WEIGHTS}
    features = weighed(found, idf)
    raw = weighed(occurrences(soft.contexts), idf) if soft else None
    columns = [
        _train_tag(features, given.tags[:, column], given, _Raw(raw, soft.scores[:, column]) if soft else None)
        for column in range(given.tags.shape[1])
    ]
    bias, slope, offset, threshold = (
        np.array([getattr(column, name) for column in columns], dtype=np.float32)
        for name in ("bias", "slope", "offset", "threshold")
    )
    weights = np.stack([column.weights for column in columns], axis=1)
    return TagModel(idf, weights, bias, slope, offset, threshold), [column.f for column in columns]


def _idf(rows: Sequence[Columns], size: int) -> NDArray[np.float32]:
    """Return the inverse document frequency of every column, smoothed as scikit-learn does."""
    seen = np.bincount(np.concatenate([np.unique(row) for row in rows]), minlength=size)
    found: NDArray[np.float32] = (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32)
    return found


def weighed(found: dict[str, list[Columns]], idf: dict[str, NDArray[np.float32]]) -> Any:
    """Return the sparse matrix of which the word model's decision values are linear functions, one row a sentence.

    Args:
        found: the columns of each group that each sentence has.
        idf: what each column of a group weighs.
    """
    parts = []
    for group, weight in GROUP_WEIGHTS.items():
        lengths = np.array([len(row) for row in found[group]])
        columns = np.concatenate(found[group])
        values = idf[group][columns]
        rows = np.repeat(np.arange(len(lengths)), lengths)
        squares = np.bincount(rows, weights=values**2, minlength=len(lengths))
        scaled = values * weight / np.sqrt(np.where(squares > 0, squares, 1))[rows]
        part = sp.csr_matrix((scaled, columns, np.cumsum([0, *lengths])), shape=(len(lengths), SIZES[group]))
        part.sum_duplicates()
        parts.append(part)
    return sp.hstack(parts).tocsr()


@dataclass(frozen=True)
class _Column:
    weights: NDArray[np.float32]
    bias: float
    slope: float
    offset: float
    threshold: float
    f: float


@dataclass(frozen=True)
class _Raw:
    features: Any
    scores: NDArray[np.float32]


def _train_tag(features: Any, wanted: NDArray[np.bool_], given: Examples, raw: _Raw | None) -> _Column:
    decisions = np.zeros(len(wanted))
    for train_rows, test_rows in GroupKFold(FOLDS).split(decisions, groups=given.groups):
        model = _fitted(features[train_rows], wanted[train_rows], raw)
        decisions[test_rows] = model.decision_function(features[test_rows])
    scale = LogisticRegression(C=1e6).fit(decisions[given.own, np.newaxis], wanted[given.own])
    slope, offset = float(scale.coef_[0, 0]), float(scale.intercept_[0])
    scores = 1 / (1 + np.exp(-(decisions[given.own] * slope + offset)))
    final = _fitted(features, wanted, raw)
    threshold = best_threshold(scores, wanted[given.own])
    found = scores >= threshold
    hits = int((found & wanted[given.own]).sum())
    f = 2 * hits / max(1, int(found.sum() + wanted[given.own].sum()))
    return _Column(final.coef_[0].astype(np.float32), float(final.intercept_[0]), slope, offset, threshold, f)


def _fitted(features: Any, wanted: NDArray[np.bool_], raw: _Raw | None) -> LogisticRegression:
    """Return the regression; a soft sentence counts as one with the tag and one without, each as likely as it is."""
    model = LogisticRegression(C=REGULARISATION, solver="liblinear", random_state=0)
    if raw is None:
        return model.fit(features, wanted)
    rows = sp.vstack([features, raw.features, raw.features]).tocsr()
    answers = np.concatenate([wanted, np.ones(len(raw.scores), dtype=bool), np.zeros(len(raw.scores), dtype=bool)])
    weights = np.concatenate([np.ones(len(wanted)), SOFT_WEIGHT * raw.scores, SOFT_WEIGHT * (1 - raw.scores)])
    kept = weights > _FAINT
    return model.fit(rows[kept], answers[kept], sample_weight=weights[kept])


def best_threshold(scores: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Return the probability, in steps of 0.01, at which F is best; the middle of the plateau where several are."""
    steps = np.arange(0.05, 0.9, 0.01)
    given = scores[np.newaxis, :] >= steps[:, np.newaxis]
    hits = (given & wanted).sum(axis=1)
    f_scores = 2 * hits / (given.sum(axis=1) + wanted.sum())
    smooth = np.convolve(f_scores, np.ones(5) / 5, mode="same")
    return float(steps[2:-2][smooth[2:-2].argmax()])
