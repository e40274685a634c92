"""Tags decided on top of the encoder, or of the small network: their word on a sentence and its neighbours, and the
word model's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TagStack:
    """One logistic regression a tag.

    Attributes:
        weights: (features, tags); `bias`: (tags,).
        thresholds: the probability from which a tag is given.
    """

    weights: Floats
    bias: Floats
    thresholds: Floats

    @classmethod
    def from_file(cls, path: Path) -> TagStack | None:
        """Read the arrays in an ``.npz`` file, None where there is none."""
        if not path.is_file():
            return None
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{name: stored[name] for name in stored.files})

    def to_file(self, path: Path) -> None:
        """Write the arrays to an ``.npz`` file."""
        np.savez_compressed(path, weights=self.weights, bias=self.bias, thresholds=self.thresholds)

    def predict(self, features: Floats) -> Floats:
        """Return calibrated probabilities, one row a sentence, one column a tag, for rows of `stack_features`."""
        values = features @ self.weights + self.bias
        probabilities: Floats = 1 / (1 + np.exp(-values))
        return probabilities


def stack_features(logits: Floats, alone: Floats, decisions: Floats, genres: Floats) -> Floats:
    """Return what the stack reads of the sentences of a document, one row a sentence.

    Args:
        logits: those of the encoder or the network, one column a tag, in order of the sentences.
        alone: the encoder's where it reads each sentence by itself; no columns without it.
        decisions: the word model's decision values, likewise.
        genres: 1 where the document's opening has the words of a genre, one column a genre.
    """
    before, after = np.zeros_like(logits), np.zeros_like(logits)
    before[1:], after[:-1] = logits[:-1], logits[1:]
    return np.concatenate([logits, alone, before, after, decisions, genres], axis=1)
