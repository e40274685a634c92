"""What the fast set of models decides the tags with: the word model, a small network, and a stack on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.tags.context import Context, genre_marks
from policytext.pipeline.tags.model import TagModel
from policytext.pipeline.tags.network import SentenceNetwork
from policytext.pipeline.tags.stack import TagStack, stack_features

Floats = NDArray[np.float32]

_DOUBTFUL = 0.02
"""The probability that the word model must give some tag for the network to read a sentence, which takes far longer."""


@dataclass(frozen=True)
class FastTags:
    """The models; without a network and its stack the word model decides alone."""

    words: TagModel
    network: SentenceNetwork | None = None
    stack: TagStack | None = None

    @classmethod
    def from_folder(cls, folder: Path) -> FastTags:
        """Read the models in `folder`."""
        words = TagModel.from_folder(folder)
        if not (folder / "network.npz").is_file():
            return cls(words)
        return cls(words, SentenceNetwork.from_folder(folder), TagStack.from_file(folder / "stack.npz"))

    @property
    def thresholds(self) -> Floats:
        """The probability from which each tag is given."""
        return self.stack.thresholds if self.stack else self.words.thresholds

    def predict(self, contexts: Sequence[Context]) -> Floats:
        """Return the probability of every tag of a document's sentences, in order, one row a sentence."""
        if self.network is None or self.stack is None or not contexts:
            return self.words.predict(contexts)
        return self.stack.predict(fast_features(self.network, self.words, contexts))


def fast_features(network: SentenceNetwork, words: TagModel, contexts: Sequence[Context]) -> Floats:
    """Return what the stack reads of a document's sentences, in order: one row a sentence."""
    decisions = words.decisions(contexts)
    logits = decisions * words.slope + words.offset
    read = (1 / (1 + np.exp(-logits.max(axis=1))) >= _DOUBTFUL).nonzero()[0]
    if len(read):
        logits[read] = network.logits([contexts[place].text for place in read])
    return stack_features(logits, logits[:, :0], decisions, genre_marks(contexts))
