"""A small convolutional network that reads a sentence by itself, run with numpy alone.

A word is the mean of the embeddings of its pieces, and one of its own; two gated convolutions over neighbouring words
(Dauphin et al. 2017), the second over every other word; their largest, mean and attended states. It is distilled from
the fine-tuned encoder (see `policytext.training.distil`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.activations import gated
from policytext.pipeline.encoder.windows import UNKNOWN
from policytext.pipeline.tags.words import Words, word_hashes
from policytext.pipeline.word_table import WordTable

Floats = NDArray[np.float32]

LONGEST = 120
"""Words of a sentence that are read."""

STEPS = (1, 2)
"""How many words apart are the three that each convolution sees."""

GAP = max(STEPS)
"""Empty places between two sentences, so that no convolution sees both."""

_BATCH = 256
"""Sentences whose states are in memory at a time."""

_EPSILON = 1e-5


@dataclass(frozen=True)
class SentenceNetwork:
    """The network and the tokenizer of the encoder.

    Attributes:
        weights: by name, as PyTorch would name them, matrices as (in, out).
        tokenizer: takes words apart into pieces.
    """

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
        """Write the files that `from_folder` reads into `folder`, the weights in half precision."""
        halves: dict[str, Any] = {name: values.astype(np.float16) for name, values in self.weights.items()}
        np.savez_compressed(folder / "network.npz", **halves)
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)

    def logits(self, texts: Sequence[str]) -> Floats:
        """Return the logit of every tag, one row a sentence; one of nothing is read as a full stop."""
        words = Words.of([text if text.strip() else "." for text in texts]).beginnings(LONGEST)
        parts = [self._logits(part) for part in words.in_parts(_BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.weights["out.bias"])), dtype=np.float32)

    @cached_property
    def _inputs(self) -> WordTable[Any]:
        return WordTable(self._inputs_of, self.weights["inp.weight"].shape[1], np.float32)

    def _inputs_of(self, words: Sequence[str]) -> Floats:
        """Return what the convolutions are given for each word."""
        pieces = pieces_of(self.tokenizer, words)
        lengths = np.array([len(each) for each in pieces])
        starts = np.cumsum(lengths) - lengths
        piece_inputs, own_inputs = self._projected
        sums = np.add.reduceat(piece_inputs[[piece for each in pieces for piece in each]], starts)
        inputs: Floats = (sums / lengths[:, np.newaxis]).astype(np.float32)
        return inputs + own_inputs[own_places(words, len(own_inputs))]

    @cached_property
    def _projected(self) -> tuple[Floats, Floats]:
        """What the convolutions are given for each piece, and for each embedding of a word's own."""
        # Once for all pieces: a word's row must not hang on how many words are worked out with it.
        pieces = self.weights["e.weight"] @ self.weights["inp.weight"]
        return pieces, self._linear("inp", self.weights["w.weight"])

    def _logits(self, words: Words) -> Floats:
        texts = words.texts()
        places = np.arange(len(words.all)) + GAP * (texts + 1)
        states = np.zeros(
            (len(words.all) + GAP * (len(words.lengths) + 1), self.weights["inp.weight"].shape[1]), np.float32
        )
        states[places] = self._inputs.rows(words.all)
        empty = np.ones(len(states), dtype=bool)
        empty[places] = False
        for layer, step in enumerate(STEPS):
            states[GAP:-GAP] += gated(
                _convolved(states, self.weights[f"c.{layer}.weight"], step) + self.weights[f"c.{layer}.bias"]
            )
            self._normalise(layer, states)
            states[empty] = 0
        return self._decided(words, states[places])

    def _decided(self, words: Words, states: Floats) -> Floats:
        """Return the logits from the states of all words."""
        starts, lengths = words.starts, words.lengths
        largest = np.maximum.reduceat(states, starts)
        mean = np.add.reduceat(states, starts) / lengths[:, np.newaxis].astype(np.float32)
        attention = self._linear("att", states)
        powers = np.exp(attention - np.repeat(np.maximum.reduceat(attention, starts), lengths, axis=0))
        shares = powers / np.repeat(np.add.reduceat(powers, starts), lengths, axis=0)
        attended = [np.add.reduceat(states * shares[:, [head]], starts) for head in range(shares.shape[1])]
        joined = np.concatenate([largest, mean, *attended], axis=1)
        return self._linear("out", np.tanh(self._linear("o", joined)))

    def _linear(self, name: str, values: Floats) -> Floats:
        result: Floats = values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result

    def _normalise(self, layer: int, states: Floats) -> None:
        """Give every state a mean of 0 and a spread of 1, then the layer's own, in place."""
        states -= states.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", states, states) / np.float32(states.shape[1])
        states *= (1 / np.sqrt(spread + np.float32(_EPSILON)))[:, np.newaxis]
        states *= self.weights[f"n.{layer}.weight"]
        states += self.weights[f"n.{layer}.bias"]


def pieces_of(tokenizer: Any, words: Sequence[str]) -> list[list[int]]:
    """Return the ids of each word's pieces, at least one."""
    # All words as one text take a third of the time that they take one by one.
    together = tokenizer.encode(" ".join(words), add_special_tokens=False)
    found: list[list[int]] = [[] for _ in words]
    if max((place for place in together.word_ids if place is not None), default=-1) != len(words) - 1:
        found = [each.ids for each in tokenizer.encode_batch_fast(words, add_special_tokens=False)]
    else:
        for piece, place in zip(together.ids, together.word_ids, strict=True):
            found[place].append(piece)
    return [pieces or [UNKNOWN] for pieces in found]


def own_places(words: Sequence[str], size: int) -> NDArray[np.int64]:
    """Return the place of each word's own embedding among `size`; words may share one."""
    return (word_hashes(words) % np.uint64(size)).astype(np.int64)


def _convolved(states: Floats, kernel: Floats, step: int) -> Floats:
    """Return a convolution of width three over all rows but `GAP` at each end; `kernel` is (3 * in, out)."""
    rows = len(states) - 2 * GAP
    wide = np.concatenate([states[GAP + shift : GAP + shift + rows] for shift in (-step, 0, step)], axis=1)
    result: Floats = wide @ kernel
    return result
