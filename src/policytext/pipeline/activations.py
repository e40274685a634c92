"""Functions that networks and linear models end in, or pass states on by."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.float32, np.float64)


def softmax(logits: NDArray[Number]) -> NDArray[Number]:
    """Return each row's logits as probabilities; minus infinity is a probability of 0."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    probabilities: NDArray[Number] = powers / powers.sum(axis=1, keepdims=True)
    return probabilities


def gated(mixed: NDArray[Number]) -> NDArray[Number]:
    """Return one half of the columns, let through as far as the other half says (Dauphin et al. 2017)."""
    value, gate = np.split(mixed, 2, axis=1)
    passed: NDArray[Number] = value / (1 + np.exp(-gate))
    return passed
