"""The trained line classifier: words first, then the look of the line and of those around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.features import KINDS, own_features, run_features, with_neighbours
from policytext.pipeline.models import read_estimator, read_meta
from policytext.text.lines import Line


def word_texts(lines: Sequence[Line]) -> list[str]:
    """Return each line's words, lower-cased, digits made equal, as the word model reads them."""
    return [
        "".join("0" if character.isdigit() else character for character in line.text[:300].lower()) for line in lines
    ]


def dense_features(lines: Sequence[Line], word_scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the second stage's features: look, place, neighbours, and what the word model says of them all."""
    return np.hstack([with_neighbours(np.hstack([own_features(lines), word_scores])), run_features(lines)])


def ordered(probabilities: NDArray[np.floating[Any]], classes: Sequence[str]) -> NDArray[np.float32]:
    """Return the columns of `probabilities` in the order of `KINDS`; kinds never seen in training get 0."""
    full = np.zeros((len(probabilities), len(KINDS)), dtype=np.float32)
    full[:, [KINDS.index(kind) for kind in classes]] = probabilities
    return full


@dataclass(frozen=True)
class BlockModel:
    """Two scikit-learn estimators: `words` (text to kinds) and `lines` (dense features to kinds).

    `title_threshold` is the probability from which the likeliest line is taken for the title.
    """

    words: Any
    lines: Any
    title_threshold: float

    def predict(self, lines: Sequence[Line]) -> NDArray[np.float32]:
        """Return the probability of every kind (columns as in `KINDS`) for every line."""
        scores = ordered(self.words.predict_proba(word_texts(lines)), self.words.classes_)
        predicted = self.lines.predict_proba(dense_features(lines, scores))
        return ordered(predicted, self.lines.classes_)

    @classmethod
    def from_folder(cls, folder: Path) -> BlockModel:
        """Read ``words.skops``, ``lines.skops`` and the title threshold of ``meta.json`` in `folder`."""
        meta = read_meta(folder)
        words, lines = (read_estimator(folder / f"{name}.skops") for name in ("words", "lines"))
        return cls(words, lines, float(meta["title_threshold"]))
