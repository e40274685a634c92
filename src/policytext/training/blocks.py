"""Train the line classifier on our corpus: a word model, then gradient boosting over looks, places and neighbours.

Each stage learns from what the one before it says of documents it has not seen.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policytext.pipeline.blocks.features import KINDS, own_features
from policytext.pipeline.blocks.model import BlockModel, first_features
from policytext.pipeline.blocks.page import PageArrays
from policytext.pipeline.blocks.second import second_features
from policytext.text.lines import split_lines
from policytext.training.corpora import own_documents
from policytext.training.pages import Page, PageLine, PageMaker
from policytext.training.trees import probabilities, trees_of, word_vectors, words_of

TITLE_THRESHOLD = 0.1
_WORD_FOLDS = 5
_LINE_FOLDS = 2


def _boosting(rounds: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.12,
        l2_regularization=1.0,
        max_leaf_nodes=15,
        min_samples_leaf=10,
        max_features=0.3,
        early_stopping=False,
        random_state=0,
    )


def _line_model() -> HistGradientBoostingClassifier:
    return _boosting(90)


def _second_model() -> HistGradientBoostingClassifier:
    return _boosting(40)


def labelled_pages(corpus: Path) -> list[Page]:
    """Return the lines of every training document with their kinds (lead and body are both `text`)."""
    found = []
    for number, document in enumerate(own_documents(corpus)):
        lines = split_lines(document.text)
        if [(line.start, line.end) for line in lines] != [(line.start, line.end) for line in document.lines]:
            msg = f"{document.id}: its marked lines are not the lines of its text"
            raise ValueError(msg)
        kinds = ("text" if line.kind in ("lead", "body") else line.kind for line in document.lines)
        found.append([PageLine(line, kind, number) for line, kind in zip(lines, kinds, strict=True)])
    return found


def train(corpus: Path) -> BlockModel:
    """Return the trained model; the same corpus gives the same model."""
    documents = labelled_pages(corpus)
    maker = PageMaker(documents)
    pages = [
        (number, page)
        for number, document in enumerate(documents)
        for page in maker.pages_of(document, random.Random(number))
    ]
    owners = [number for number, _ in pages]
    kinds = [np.array([each.kind for each in page]) for _, page in pages]
    arrays = [_arrays(page) for _, page in pages]
    own = [own_features(each) for each in arrays]
    scores = _word_scores(documents, [page for _, page in pages])
    seen = [first_features(each, shown, said) for each, shown, said in zip(arrays, own, scores, strict=True)]
    first = _unseen_scores(seen, kinds, owners)
    second = [second_features(shown, thought) for shown, thought in zip(own, first, strict=True)]
    return BlockModel(
        words_of(_fitted_words(documents), KINDS),
        trees_of(_line_model().fit(np.vstack(seen), np.concatenate(kinds)), KINDS),
        trees_of(_second_model().fit(np.vstack(second), np.concatenate(kinds)), KINDS),
        TITLE_THRESHOLD,
    )


def _arrays(lines: Sequence[PageLine]) -> PageArrays:
    return PageArrays.of([each.line for each in lines])


def _fitted_words(documents: Sequence[Page]) -> LogisticRegression:
    lines = [each for document in documents for each in document]
    vectors = word_vectors(_arrays(lines))
    return LogisticRegression(C=3, max_iter=300).fit(vectors, [each.kind for each in lines])


def _word_scores(documents: Sequence[Page], pages: Sequence[Page]) -> list[NDArray[np.float32]]:
    """Return what the words say of every line of the pages, by a model that has not seen the line's document."""
    models = [
        _fitted_words([document for number, document in enumerate(documents) if number % _WORD_FOLDS != fold])
        for fold in range(_WORD_FOLDS)
    ]
    lines = [each for page in pages for each in page]
    vectors = word_vectors(_arrays(lines))
    folds = np.array([each.document % _WORD_FOLDS for each in lines])
    scores = np.zeros((len(lines), len(KINDS)), dtype=np.float32)
    for fold, model in enumerate(models):
        scores[folds == fold] = probabilities(model, vectors[folds == fold], KINDS)
    return np.split(scores, np.cumsum([len(page) for page in pages])[:-1])


def _unseen_scores(
    seen: Sequence[NDArray[np.float32]], kinds: Sequence[NDArray[Any]], owners: Sequence[int]
) -> list[NDArray[np.float32]]:
    """Return what the line model says of every page, trained without the page's document."""
    scores: list[NDArray[np.float32]] = [np.zeros((0, len(KINDS)), dtype=np.float32)] * len(seen)
    for fold in range(_LINE_FOLDS):
        rest = [place for place, owner in enumerate(owners) if owner % _LINE_FOLDS != fold]
        model = _line_model().fit(np.vstack([seen[p] for p in rest]), np.concatenate([kinds[p] for p in rest]))
        for place, owner in enumerate(owners):
            if owner % _LINE_FOLDS == fold:
                scores[place] = probabilities(model, seen[place], KINDS)
    return scores
