"""The likeliest labels of sequences, and how likely each is: a linear-chain conditional random field, run with numpy.

Sequences of one document are worked on side by side, in the order of their lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Side:
    """Sequences side by side, the longest first, so that those that go on at a step stand before those that do not.

    Attributes:
        places: (steps, sequences) the row of each sequence's token at each step, rows of nothing where it has ended.
        going: how many sequences go on at each step.
    """

    places: NDArray[np.int64]
    going: list[int]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Side:
        """Return sequences of these lengths whose tokens stand in rows one after the other; all are 1 or more."""
        sizes = np.array(lengths)
        order = np.argsort(-sizes, kind="stable")
        starts = (np.cumsum(sizes) - sizes)[order]
        steps = np.arange(int(sizes.max()))
        return cls(steps[:, np.newaxis] + starts, [int(n) for n in (sizes[order] > steps[:, np.newaxis]).sum(axis=1)])


def likeliest(scores: Numbers, transitions: Numbers, lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return the best label of each token (Viterbi).

    Args:
        scores: (tokens, labels), the sequences one after the other.
        transitions: what a label (column) after another (row) adds.
        lengths: tokens of each sequence.
    """
    side = Side.of(lengths)
    # Single precision: the sums of all labels by all labels are most of the work.
    scores, transitions = scores.astype(np.float32), transitions.astype(np.float32)
    best = [scores[side.places[0]]]
    for step, number in enumerate(side.going[1:], 1):
        paths = best[-1][:number, :, np.newaxis] + transitions
        best.append(paths.max(axis=1) + scores[side.places[step, :number]])
    found = np.zeros(len(scores), dtype=np.int64)
    after = np.zeros(0, dtype=np.int64)
    for step in range(len(best) - 1, -1, -1):
        number, going_on = side.going[step], len(after)
        here = best[step][:number].argmax(axis=1)
        if going_on:
            here[:going_on] = (best[step][:going_on] + transitions.T[after]).argmax(axis=1)
        found[side.places[step, :number]] = after = here
    return found


def marginals(scores: Floats, transitions: Floats, lengths: Sequence[int]) -> Floats:
    """Return the probability of every label at each token (forward and backward); arguments as for `likeliest`."""
    side = Side.of(lengths)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    moves = np.exp(transitions)
    forward = np.zeros_like(scores)
    state = _shares(weights[side.places[0]])
    forward[side.places[0]] = state
    for step, number in enumerate(side.going[1:], 1):
        rows = side.places[step, :number]
        state = _shares((state[:number] @ moves) * weights[rows])
        forward[rows] = state
    backward = np.ones_like(scores)
    for step in range(len(side.going) - 1, 0, -1):
        number = side.going[step]
        rows = side.places[step, :number]
        backward[side.places[step - 1, :number]] = _shares((weights[rows] * backward[rows]) @ moves.T)
    return _shares(forward * backward)


def _shares(rows: Floats) -> Floats:
    shares: Floats = rows / rows.sum(axis=1, keepdims=True)
    return shares
