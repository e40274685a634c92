"""The trained line classifier: words first, then the look of the line and of those around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.features import KINDS, own_features, run_features, with_neighbours
from policytext.text.lines import Line


def word_texts(lines: Sequence[Line]) -> list[str]:
    """Return each line's words, lower-cased, digits made equal, as the word model reads them."""
    return ["".join("0" if character.isdigit() else character for character in line.text[:300].lower()) for line in lines]


def dense_features(lines: Sequence[Line], word_scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the second stage's features: look, place, neighbours, and what the word model says of them all."""
    return np.hstack([with_neighbours(np.hstack([own_features(lines), word_scores])), run_features(lines)])


@dataclass(frozen=True)
class BlockModel:
    """Two scikit-learn estimators: `words` (text to kinds) and `lines` (dense features to kinds)."""

    words: Any
    lines: Any

    def predict(self, lines: Sequence[Line]) -> NDArray[np.float32]:
        """Return the probability of every kind (columns as in `KINDS`) for every line."""
        scores = self.words.predict_proba(word_texts(lines)).astype(np.float32)
        predicted = self.lines.predict_proba(dense_features(lines, scores))
        full = np.zeros((len(lines), len(KINDS)), dtype=np.float32)
        full[:, [KINDS.index(kind) for kind in self.lines.classes_]] = predicted
        return full
