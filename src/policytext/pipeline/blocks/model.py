"""The trained line classifier: words first, then the look of the line and those around it, then the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.features import KINDS, own_features, run_features, with_neighbours
from policytext.pipeline.blocks.second import second_features
from policytext.pipeline.models import read_estimator, read_meta
from policytext.text.lines import Line

ESTIMATORS = ("words", "lines", "second")

_REACH = 2
_WORD_REACH = 5
"""How many lines before and after a line the first look takes in: their looks, and what their words say."""


def word_texts(lines: Sequence[Line]) -> list[str]:
    """Return each line's words, lower-cased, digits made equal, as the word model reads them."""
    return [
        "".join("0" if character.isdigit() else character for character in line.text[:300].lower()) for line in lines
    ]


def first_features(
    lines: Sequence[Line], own: NDArray[np.float32], word_scores: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return the first look's features: look and place of a line and its neighbours, and what their words say."""
    return np.hstack([with_neighbours(own, _REACH), with_neighbours(word_scores, _WORD_REACH), run_features(lines)])


def probabilities(estimator: Any, features: Any) -> NDArray[np.float32]:
    """Return what `estimator` makes of the features, columns as in `KINDS`; kinds it never saw get 0."""
    full = np.zeros((len(features), len(KINDS)), dtype=np.float32)
    full[:, [KINDS.index(kind) for kind in estimator.classes_]] = estimator.predict_proba(features)
    return full


@dataclass(frozen=True)
class BlockModel:
    """Three scikit-learn estimators, each of which sees what the one before it found.

    `words` sees a line's words; `lines` its look, its place and its neighbours; `second` what `lines` thought of the
    whole page. The kinds' probabilities are the mean of the last two. `title_threshold` is the probability from which
    the likeliest line is taken for the title.
    """

    words: Any
    lines: Any
    second: Any
    title_threshold: float

    def predict(self, lines: Sequence[Line]) -> NDArray[np.float32]:
        """Return the probability of every kind (columns as in `KINDS`) for every line."""
        own = own_features(lines)
        first = probabilities(self.lines, first_features(lines, own, probabilities(self.words, word_texts(lines))))
        second = probabilities(self.second, second_features(own, first))
        mean: NDArray[np.float32] = np.mean([first, second], axis=0, dtype=np.float32)
        return mean

    @classmethod
    def from_folder(cls, folder: Path) -> BlockModel:
        """Read the estimators (``words.skops`` and so on) and the title threshold of ``meta.json`` in `folder`."""
        meta = read_meta(folder)
        words, lines, second = (read_estimator(folder / f"{name}.skops") for name in ESTIMATORS)
        return cls(words, lines, second, float(meta["title_threshold"]))
