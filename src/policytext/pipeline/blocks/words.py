"""What a line's words say of its kind: a softmax over hashed words and character n-grams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.trees import softmax
from policytext.pipeline.hashing import counted, counted_runs, of_length_one, piece_columns

_FEATURES = 2**13
_LONGEST = 300
"""Code points of a line that are read."""

_WORD = re.compile(r"\w+|[^\w\s]")

_pieces = piece_columns(_FEATURES, 2, 4)


@dataclass(frozen=True)
class Words:
    """Weights (features, kinds) and bias (kinds,); minus infinity in the bias for a kind that was never seen."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float64]

    def predict(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the probability of every kind for every line."""
        if not texts:
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        return softmax(word_vectors(texts) @ self.weights.astype(np.float64) + self.bias)


def word_vectors(texts: Sequence[str]) -> Any:
    """Return one sparse row a line: words and their pairs, and pieces of 2 to 4 letters, each half of length one.

    Letters are lower-cased and digits made equal.
    """
    import scipy.sparse as sp

    read = [
        "".join("0" if character.isdigit() else character for character in text[:_LONGEST].lower()) for text in texts
    ]
    pieces = of_length_one(counted([text.split() for text in read], _pieces, _FEATURES))
    words = of_length_one(counted_runs([_WORD.findall(text) for text in read], 2, _FEATURES))
    return sp.hstack([words, pieces]).tocsr()
