"""The likeliest labels and their probabilities, against every sequence of labels counted out."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.pipeline.entities.chain import likeliest, marginals

LABELS = 3


def counted_out(scores: np.ndarray, transitions: np.ndarray) -> tuple[tuple[int, ...], np.ndarray]:
    weights = {}
    for path in product(range(LABELS), repeat=len(scores)):
        steps = sum(transitions[one, two] for one, two in pairwise(path))
        weights[path] = float(np.exp(sum(scores[place, label] for place, label in enumerate(path)) + steps))
    whole = sum(weights.values())
    shares = np.zeros_like(scores)
    for path, weight in weights.items():
        for place, label in enumerate(path):
            shares[place, label] += weight / whole
    return max(weights, key=lambda path: weights[path]), shares


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 10_000))
def test_sequences_side_by_side_are_each_the_best_by_themselves(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores, transitions = chance.normal(size=(sum(lengths), LABELS)), chance.normal(size=(LABELS, LABELS))
    best, shares = likeliest(scores, transitions, lengths), marginals(scores, transitions, lengths)
    ends = np.cumsum(lengths)
    for end, length in zip(ends, lengths, strict=True):
        path, wanted = counted_out(scores[end - length : end], transitions)
        assert tuple(best[end - length : end]) == path
        assert np.allclose(shares[end - length : end], wanted)


def test_long_sequences_keep_their_probabilities() -> None:
    chance = np.random.default_rng(1)
    shares = marginals(chance.normal(scale=8, size=(5_000, LABELS)), np.full((LABELS, LABELS), -3.0), [5_000])
    assert np.isfinite(shares).all()
    assert np.allclose(shares.sum(axis=1), 1)
