"""Train the tags that stand on other models: a logistic regression a tag, on documents which those have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from policytext.annotation import TAG_LABELS
from policytext.evaluation.calibration import Calibration
from policytext.pipeline.encoder.component import reading_of
from policytext.pipeline.encoder.model import EncoderModel
from policytext.pipeline.layers import Layers, SentenceData
from policytext.pipeline.tags.component import document_contexts, document_features
from policytext.pipeline.tags.context import Context, contexts_in_order
from policytext.pipeline.tags.fast import fast_features
from policytext.pipeline.tags.model import TagModel
from policytext.pipeline.tags.network import SentenceNetwork
from policytext.pipeline.tags.stack import TagStack
from policytext.training.corpora import layered, layers_of, own_documents, real_windows

REGULARISATION = 0.1
_FOLDS = 5


@dataclass(frozen=True)
class Held:
    """The sentences of a document as the stack reads them, with their tags (one boolean column a tag)."""

    features: NDArray[np.float32]
    tags: NDArray[np.bool_]


def encoder_held(corpus: Path, data: Path, encoder: EncoderModel, words: TagModel) -> Iterator[Held]:
    """Yield what the accurate stack learns from: the dev split, and the real sentences that are held back.

    Args:
        corpus: our corpus.
        data: the third-party data; without them there is the dev split alone.
        encoder: fine-tuned without either.
        words: the word model, trained without either too.
    """
    for text in _held_texts(corpus, data):
        bounds = [(sentence["start"], sentence["end"]) for sentence in text.sentences]
        reading = (
            reading_of(encoder, text.text, text.layers)
            if text.layers
            else encoder.read(text.text, text.title, bounds, [])
        )
        yield Held(document_features(reading, text.sentences, text.contexts, words), text.tags)


def fast_held(corpus: Path, data: Path, network: SentenceNetwork, words: TagModel) -> Iterator[Held]:
    """Yield what the fast stack learns from; the same sentences, with a network distilled without them."""
    for text in _held_texts(corpus, data):
        yield Held(fast_features(network, words, text.contexts), text.tags)


@dataclass(frozen=True)
class _HeldText:
    """A document of the dev split with its layers, or a stretch of real sentences, which has a title for them."""

    text: str
    title: str
    layers: Layers | None
    sentences: list[SentenceData]
    contexts: list[Context]
    tags: NDArray[np.bool_]


def _held_texts(corpus: Path, data: Path) -> Iterator[_HeldText]:
    for document in own_documents(corpus, ("dev",)):
        found = layered(document)
        contexts = document_contexts(document.text, found.blocks, found.sections, found.sentences)
        tags = _columns(sentence.tags for sentence in document.sentences)
        yield _HeldText(document.text, "", layers_of(found), found.sentences, contexts, tags)
    for _, genre, rows in real_windows(data, "held"):
        texts = [row["text"] for row in rows]
        starts = [sum(len(text) + 1 for text in texts[:place]) for place in range(len(texts))]
        sentences: list[SentenceData] = [
            {"start": start, "end": start + len(text), "section": 0, "tags": []}
            for start, text in zip(starts, texts, strict=True)
        ]
        contexts = contexts_in_order(texts, "", genre)
        yield _HeldText("\n".join(texts), genre, None, sentences, contexts, _columns(row["tags"] for row in rows))


def _columns(tags: Iterable[Iterable[str]]) -> NDArray[np.bool_]:
    given = [frozenset(each) for each in tags]
    return np.array([[label in each for label in TAG_LABELS] for each in given])


def train(held: Sequence[Held]) -> tuple[TagStack, float]:
    """Return the stack trained on documents that what it stands on has not seen, and its calibration error.

    The error is that of every probability of every sentence, listed as a tag or not, where the stack has not learned
    from the document; over ten equal bins.
    """
    features = np.concatenate([each.features for each in held])
    tags = np.concatenate([each.tags for each in held])
    groups = np.repeat(np.arange(len(held)), [len(each.tags) for each in held])
    calibration = Calibration()
    models, thresholds = [], []
    for column in range(len(TAG_LABELS)):
        wanted = tags[:, column]
        scores = _unseen_scores(features, wanted, groups)
        thresholds.append(expected_threshold(scores))
        models.append(_regression().fit(features, wanted))
        for score, right in zip(scores, wanted, strict=True):
            calibration.add(float(score), right=bool(right))
    weights = np.stack([model.coef_[0] for model in models], axis=1).astype(np.float32)
    bias = np.array([model.intercept_[0] for model in models], dtype=np.float32)
    return TagStack(weights, bias, np.array(thresholds, dtype=np.float32)), calibration.error or 0.0


def expected_threshold(scores: NDArray[np.float64]) -> float:
    """Return the probability from which listing a tag gives the best F to be expected, were the probabilities exact.

    It hangs on the distribution of probabilities alone, and so swings less than the threshold that is best on the few
    tags of a held-out set (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1").
    """
    ordered = np.sort(scores)[::-1]
    expected = 2 * np.cumsum(ordered) / (np.arange(1, len(ordered) + 1) + scores.sum())
    return float(ordered[expected.argmax()])


def _unseen_scores(
    features: NDArray[np.float32], wanted: NDArray[np.bool_], groups: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the probability of a tag in every document, by regressions that have not seen the document."""
    scores = np.zeros(len(wanted))
    for train_rows, test_rows in GroupKFold(_FOLDS).split(features, groups=groups):
        model = _regression().fit(features[train_rows], wanted[train_rows])
        scores[test_rows] = model.predict_proba(features[test_rows])[:, 1]
    return scores


def _regression() -> LogisticRegression:
    return LogisticRegression(C=REGULARISATION, max_iter=1000)
