"""What tagger and encoder say of each token, weighed against each other and made into one sequence of labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import softmax
from policytext.pipeline.encoder.model import UnitReading
from policytext.pipeline.entities.chain import likeliest
from policytext.text.tokens import Token

Floats = NDArray[np.float64]

_LEAST = 1e-5
_FORBIDDEN = -1e9


def in_order(probabilities: Floats, labels: Sequence[str], wanted: Sequence[str]) -> Floats:
    """Return the probabilities with a column for each of the labels `wanted`; 0 for one that is not among `labels`."""
    found = np.zeros((len(probabilities), len(wanted)))
    for column, label in enumerate(wanted):
        if label in labels:
            found[:, column] = probabilities[:, labels.index(label)]
    return found


def encoder_probabilities(tokens: Sequence[Token], reading: UnitReading) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the encoder's probability of every label at every token, and for which tokens it has any.

    A token has the label of the piece in which its first letter stands; those past the encoder's longest unit none.
    """
    if not len(reading.labels):
        return np.zeros((len(tokens), reading.labels.shape[1])), np.zeros(len(tokens), dtype=bool)
    probabilities = softmax(reading.labels.astype(np.float64))
    ends = np.array([reading.unit.start + end for _, end in reading.unit.offsets])
    pieces = np.searchsorted(ends, [token.start for token in tokens], side="right")
    has_piece = pieces < len(ends)
    return probabilities[np.minimum(pieces, len(ends) - 1)], has_piece


def mixed(own: Floats, other: Floats, has_other: NDArray[np.bool_], weight: float) -> Floats:
    """Return the weighed geometric mean of two sets of probabilities, `own` alone where there is no `other`."""
    weights = np.where(has_other, weight, 0.0)[:, np.newaxis]
    logs = (1 - weights) * np.log(own + _LEAST) + weights * np.log(other + _LEAST)
    scores = np.exp(logs)
    normal: Floats = scores / scores.sum(axis=1, keepdims=True)
    return normal


def best_sequence(probabilities: Floats, labels: tuple[str, ...]) -> list[str]:
    """Return the likeliest labels in which I- follows only B- or I- of its own label."""
    logs = np.log(probabilities + _LEAST)
    logs[0] += [_FORBIDDEN if label.startswith("I-") else 0.0 for label in labels]
    return [labels[place] for place in likeliest(logs, _transitions(labels), [len(logs)])]


@lru_cache(maxsize=2)
def _transitions(labels: tuple[str, ...]) -> Floats:
    """Return 0 where a label (column) may follow another (row), else a very low score."""
    found = np.zeros((len(labels), len(labels)))
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            before = {label, f"B-{label[2:]}"}
            found[:, column] = [0.0 if row in before else _FORBIDDEN for row in labels]
    return found
