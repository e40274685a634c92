"""Small convolutional networks that read a sentence by itself, run with numpy alone.

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

from policytext.pipeline.encoder.windows import BEGIN, PADDING, SEPARATOR

Floats = NDArray[np.float32]

LONGEST = 120
"""Word pieces of a sentence that are read."""

LAYERS = 3
_BATCH = 128
"""Sentences whose states are in memory at a time."""

_EPSILON = 1e-5


@dataclass(frozen=True)
class SentenceNetwork:
    """One network or more of one form, whose logits are averaged, and the tokenizer.

    Attributes:
        members: the weights of each by name, as PyTorch would name them, matrices as (in, out).
        tokenizer: that of the encoder.
    """

    members: tuple[dict[str, Floats], ...]
    tokenizer: Any

    @classmethod
    def from_folder(cls, folder: Path) -> SentenceNetwork:
        """Read ``network-1.npz``, ``network-2.npz`` and so on, and ``tokenizer.json``, in `folder`."""
        from tokenizers import Tokenizer

        members = []
        for path in sorted(folder.glob("network-*.npz")):
            with np.load(path, allow_pickle=False) as stored:
                members.append({name: stored[name].astype(np.float32) for name in stored.files})
        return cls(tuple(members), Tokenizer.from_file(str(folder / "tokenizer.json")))

    def to_folder(self, folder: Path) -> None:
        """Write the files that `from_folder` reads into `folder`, the weights in half precision."""
        for number, weights in enumerate(self.members, start=1):
            halves: dict[str, Any] = {name: values.astype(np.float16) for name, values in weights.items()}
            np.savez_compressed(folder / f"network-{number}.npz", **halves)
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)

    def logits(self, texts: Sequence[str]) -> Floats:
        """Return the logit of every tag, one row a sentence."""
        pieces = pieces_of(self.tokenizer, texts)
        found = np.zeros((len(texts), len(self.members[0]["out.bias"])), dtype=np.float32)
        for first in range(0, len(pieces), _BATCH):
            some = pieces[first : first + _BATCH]
            read = sum(_logits(weights, some) for weights in self.members) / np.float32(len(self.members))
            found[first : first + _BATCH] = read
        return found


def _logits(weights: dict[str, Floats], pieces: Sequence[Sequence[int]]) -> Floats:
    """Return the logits of sentences, read as one row of pieces with a gap between each two, lest they touch."""
    lengths = np.array([len(each) for each in pieces])
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    ids = np.array([piece for each in pieces for piece in (*each, PADDING)])
    there = (ids != PADDING)[:, np.newaxis]
    states = _linear(weights, "inp", weights["e.weight"][ids]) * there
    for layer in range(LAYERS):
        mixed = _convolved(states, weights[f"c.{layer}.weight"]) + weights[f"c.{layer}.bias"]
        value, gate = np.split(mixed, 2, axis=-1)
        states = _normal(weights, layer, states + value / (1 + np.exp(-gate))) * there
    largest = np.maximum.reduceat(np.where(there, states, -np.inf), starts)
    mean = np.add.reduceat(states, starts) / lengths[:, np.newaxis]
    joined = np.concatenate([largest, mean, *_attended(weights, states, there, starts, lengths)], axis=1)
    return _linear(weights, "out", np.tanh(_linear(weights, "o", joined.astype(np.float32))))


def _attended(
    weights: dict[str, Floats], states: Floats, there: NDArray[np.bool_], starts: NDArray[Any], lengths: NDArray[Any]
) -> list[Floats]:
    """Return, for every head of attention, the mean of each sentence's states by the head's weights."""
    attention = np.where(there, _linear(weights, "att", states), -np.inf)
    powers = np.exp(attention - np.repeat(np.maximum.reduceat(attention, starts), lengths + 1, axis=0))
    shares = powers / np.repeat(np.add.reduceat(powers, starts), lengths + 1, axis=0)
    return [np.add.reduceat(states * shares[:, [head]], starts) for head in range(shares.shape[1])]


def _linear(weights: dict[str, Floats], name: str, values: Floats) -> Floats:
    result: Floats = values @ weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


def _normal(weights: dict[str, Floats], layer: int, values: Floats) -> Floats:
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
    result: Floats = centred / spread * weights[f"n.{layer}.weight"] + weights[f"n.{layer}.bias"]
    return result


def pieces_of(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """Return the ids of each text's word pieces, between those of beginning and end."""
    encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [[BEGIN, *each.ids[:LONGEST], SEPARATOR] for each in encoded]


def _convolved(states: Floats, kernel: Floats) -> Floats:
    """Return a convolution of width three over the rows; `kernel` is (3, in, out)."""
    beyond = np.zeros((1, states.shape[1]), dtype=np.float32)
    wide = np.hstack([np.vstack([beyond, states[:-1]]), states, np.vstack([states[1:], beyond])])
    result: Floats = wide @ kernel.reshape(-1, kernel.shape[-1])
    return result
