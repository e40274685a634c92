"""A small convolutional network that reads a sentence by itself, run with numpy alone.

Word pieces, embedded; three gated convolutions over neighbouring pieces (Dauphin et al. 2017); their largest, mean and
attended states. It is distilled from the fine-tuned encoder (see `policytext.training.distil`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3
"""Ids of the special pieces, as in the encoder's vocabulary."""

LONGEST = 120
"""Word pieces of a sentence that are read."""

LAYERS = 3
_BATCH = 64
_LOW = -9.0
_EPSILON = 1e-5


@dataclass(frozen=True)
class SentenceNetwork:
    """Weights by name, as PyTorch would name them, matrices as (in, out), and the tokenizer."""

    weights: dict[str, Floats]
    tokenizer: Any

    @classmethod
    def from_folder(cls, folder: Path) -> SentenceNetwork:
        """Read ``network.npz`` and ``tokenizer.json`` in `folder`."""
        from tokenizers import Tokenizer

        with np.load(folder / "network.npz", allow_pickle=False) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        return cls(weights, Tokenizer.from_file(str(folder / "tokenizer.json")))

    def to_folder(self, folder: Path) -> None:
        """Write ``network.npz`` (half precision) and ``tokenizer.json`` into `folder`."""
        halves: dict[str, Any] = {name: values.astype(np.float16) for name, values in self.weights.items()}
        np.savez_compressed(folder / "network.npz", **halves)
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)

    def logits(self, texts: Sequence[str]) -> Floats:
        """Return the logit of every tag, one row a sentence."""
        pieces = pieces_of(self.tokenizer, texts)
        found = np.zeros((len(texts), len(self.weights["out.bias"])), dtype=np.float32)
        order = sorted(range(len(pieces)), key=lambda index: len(pieces[index]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            found[rows] = self._batch(padded([pieces[row] for row in rows]))
        return found

    def _batch(self, ids: NDArray[np.int64]) -> Floats:
        weights = self.weights
        there = (ids != PADDING)[..., np.newaxis]
        states = self._linear("inp", weights["e.weight"][ids]) * there
        for layer in range(LAYERS):
            mixed = _convolved(states, weights[f"c.{layer}.weight"]) + weights[f"c.{layer}.bias"]
            value, gate = np.split(mixed, 2, axis=-1)
            states = self._normal(layer, states + value / (1 + np.exp(-gate))) * there
        largest = np.where(there, states, _LOW).max(axis=1)
        mean = states.sum(axis=1) / there.sum(axis=1)
        attention = np.where(there, self._linear("att", states), _LOW)
        powers = np.exp(attention - attention.max(axis=1, keepdims=True))
        attended = np.einsum("blk,blh->bkh", powers / powers.sum(axis=1, keepdims=True), states)
        joined = np.concatenate([largest, mean, attended.reshape(len(ids), -1)], axis=1)
        logits: Floats = self._linear("out", np.tanh(self._linear("o", joined)))
        return logits

    def _linear(self, name: str, values: Floats) -> Floats:
        result: Floats = values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result

    def _normal(self, layer: int, values: Floats) -> Floats:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        result: Floats = centred / spread * self.weights[f"n.{layer}.weight"] + self.weights[f"n.{layer}.bias"]
        return result


def pieces_of(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """Return the ids of each text's word pieces, between those of beginning and end."""
    encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [[BEGIN, *each.ids[:LONGEST], END] for each in encoded]


def padded(pieces: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return lists of ids as one matrix."""
    longest = max(map(len, pieces))
    ids = np.full((len(pieces), longest), PADDING, dtype=np.int64)
    for row, each in enumerate(pieces):
        ids[row, : len(each)] = each
    return ids


def _convolved(states: Floats, kernel: Floats) -> Floats:
    """Return a convolution of width three over the second axis; `kernel` is (3, in, out)."""
    before, after = np.zeros_like(states), np.zeros_like(states)
    before[:, 1:], after[:, :-1] = states[:, :-1], states[:, 1:]
    result: Floats = before @ kernel[0] + states @ kernel[1] + after @ kernel[2]
    return result
