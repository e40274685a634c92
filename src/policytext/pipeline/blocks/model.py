"""The trained line classifier: words first, then the look of the line and those around it, then the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.features import own_features, run_features, with_neighbours
from policytext.pipeline.blocks.page import PageArrays
from policytext.pipeline.blocks.second import second_features
from policytext.pipeline.blocks.trees import Trees
from policytext.pipeline.blocks.words import Words
from policytext.text.lines import Line

_REACH = 2
_WORD_REACH = 5
"""How many lines before and after a line the first look takes in: their looks, and what their words say."""


def first_features(page: PageArrays, own: NDArray[np.float32], word_scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the first look's features: look and place of a line and its neighbours, and what their words say."""
    return np.hstack([with_neighbours(own, _REACH), with_neighbours(word_scores, _WORD_REACH), run_features(page)])


@dataclass(frozen=True)
class BlockModel:
    """Three models, each of which sees what the one before it found.

    `words` sees a line's words; `lines` its look, its place and its neighbours; `second` what `lines` thought of the
    whole page. The kinds' probabilities are the mean of the last two. `title_threshold` is the probability from which
    the likeliest line is taken for the title.
    """

    words: Words
    lines: Trees
    second: Trees
    title_threshold: float

    def predict(self, lines: Sequence[Line]) -> NDArray[np.float32]:
        """Return the probability of every kind (columns as in `KINDS`) for each of one or more lines."""
        page = PageArrays.of(lines)
        own = own_features(page)
        first = self.lines.predict(first_features(page, own, self.words.predict(page)))
        second = self.second.predict(second_features(own, first))
        mean: NDArray[np.float32] = np.mean([first, second], axis=0, dtype=np.float32)
        return mean

    @classmethod
    def from_folder(cls, folder: Path) -> BlockModel:
        """Read the model that `to_folder` has written into `folder`."""
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(
            Words(arrays["words_weights"], arrays["words_bias"]),
            Trees.from_arrays(arrays, "lines_"),
            Trees.from_arrays(arrays, "second_"),
            float(arrays["title_threshold"]),
        )

    def to_folder(self, folder: Path) -> None:
        """Write the arrays to ``weights.npz`` in `folder`."""
        arrays: dict[str, Any] = {**self.lines.arrays("lines_"), **self.second.arrays("second_")}
        np.savez_compressed(
            folder / "weights.npz",
            words_weights=self.words.weights,
            words_bias=self.words.bias,
            title_threshold=np.float64(self.title_threshold),
            **arrays,
        )
