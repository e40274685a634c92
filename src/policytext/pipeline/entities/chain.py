"""The likeliest labels of sequences, and how likely each is: a linear-chain conditional random field, run with numpy.

Sequences of one document are worked on side by side, in the order of their lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.floating[Any]]


_SCALED_EVERY = 8
"""Steps after which sums are scaled to shares: no weight is so large or small that they leave their range before."""


@dataclass(frozen=True)
class Side:
    """Sequences side by side, the longest first: at each step, those that go on stand before those that do not.

    Attributes:
        rows: the tokens in order of steps, and within a step of sequences.
        ends: where each step begins among them, and the end of the last.
    """

    rows: NDArray[np.int64]
    ends: list[int]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Side:
        """Return sequences of these lengths whose tokens stand in rows one after the other; all are 1 or more."""
        sizes = np.array(lengths)
        order = np.argsort(-sizes, kind="stable")
        starts = (np.cumsum(sizes) - sizes)[order]
        steps = np.arange(int(sizes.max()))[:, np.newaxis]
        goes_on = sizes[order] > steps
        return cls((steps + starts)[goes_on], [0, *np.cumsum(goes_on.sum(axis=1)).tolist()])

    def steps(self) -> list[tuple[int, int]]:
        """Return (start, end) of every step among the rows."""
        return list(pairwise(self.ends))


def likeliest(scores: Numbers, transitions: Numbers, lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return the best label of each token (Viterbi).

    Args:
        scores: (tokens, labels), the sequences one after the other.
        transitions: what a label (column) after another (row) adds.
        lengths: tokens of each sequence.
    """
    side = Side.of(lengths)
    # Single precision: the sums of all labels by all labels are most of the work.
    best, moves = scores[side.rows].astype(np.float32), transitions.astype(np.float32)
    steps = side.steps()
    for (before, _), (start, end) in pairwise(steps):
        best[start:end] += (best[before : before + end - start, :, np.newaxis] + moves).max(axis=1)
    chosen = np.zeros(len(best), dtype=np.int64)
    after = np.zeros(0, dtype=np.int64)
    for start, end in reversed(steps):
        here = best[start:end]
        # Those that go on lead to the label after; the others end here.
        here[: len(after)] += moves.T[after]
        after = chosen[start:end] = here.argmax(axis=1)
    found = np.empty_like(chosen)
    found[side.rows] = chosen
    return found


def marginals(scores: Floats, transitions: Floats, lengths: Sequence[int]) -> Floats:
    """Return the probability of every label at each token (forward and backward); arguments as for `likeliest`."""
    side = Side.of(lengths)
    ordered = scores[side.rows]
    weights, moves = np.exp(ordered - ordered.max(axis=1, keepdims=True)), np.exp(transitions)
    forward, steps = weights.copy(), list(pairwise(side.steps()))
    for number, ((before, _), (start, end)) in enumerate(steps, 1):
        forward[start:end] *= forward[before : before + end - start] @ moves
        if number % _SCALED_EVERY == 0:
            forward[start:end] = _shares(forward[start:end])
    backward, back = np.ones_like(weights), moves.T.copy()
    for number, ((before, _), (start, end)) in enumerate(reversed(steps), 1):
        sums = (weights[start:end] * backward[start:end]) @ back
        backward[before : before + end - start] = sums if number % _SCALED_EVERY else _shares(sums)
    found: Floats = np.empty_like(forward)
    found[side.rows] = _shares(_shares(forward) * _shares(backward))
    return found


def _shares(rows: Floats) -> Floats:
    shares: Floats = rows / rows.sum(axis=1, keepdims=True)
    return shares
