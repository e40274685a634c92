"""Train the line classifier on our corpus: a word model, then gradient boosting over looks, places and neighbours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from policytext.pipeline.blocks.features import KINDS
from policytext.pipeline.blocks.model import BlockModel, dense_features, ordered, word_texts
from policytext.text.lines import Line, split_lines
from policytext.training.corpora import own_documents

TITLE_THRESHOLD = 0.25
_FOLDS = 5


def _word_model() -> Pipeline:
    words = HashingVectorizer(
        n_features=2**13, ngram_range=(1, 2), alternate_sign=False, token_pattern=r"(?u)\w+|[^\w\s]"
    )
    characters = HashingVectorizer(n_features=2**13, analyzer="char_wb", ngram_range=(2, 4), alternate_sign=False)
    return make_pipeline(make_union(words, characters), LogisticRegression(C=3, max_iter=300))


def _line_model() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.08, l2_regularization=1.0, max_leaf_nodes=15, min_samples_leaf=10, random_state=0
    )


def labelled_lines(corpus: Path) -> list[tuple[list[Line], list[str]]]:
    """Return the lines of every training document with their kinds (lead and body are both `text`)."""
    found = []
    for document in own_documents(corpus):
        kinds = ["text" if line.kind in ("lead", "body") else line.kind for line in document.lines]
        lines = split_lines(document.text)
        if [(line.start, line.end) for line in lines] != [(line.start, line.end) for line in document.lines]:
            msg = f"{document.id}: its marked lines are not the lines of its text"
            raise ValueError(msg)
        found.append((lines, kinds))
    return found


def train(corpus: Path) -> BlockModel:
    """Return the trained model; the same corpus gives the same model.

    The line model learns from what the word model says of documents it has not seen (five folds by document).
    """
    documents = labelled_lines(corpus)
    kinds = np.array([kind for _, own in documents for kind in own])
    groups = np.repeat(np.arange(len(documents)), [len(lines) for lines, _ in documents])
    texts = [text for lines, _ in documents for text in word_texts(lines)]
    unseen = _unseen_scores(texts, kinds, groups)
    rows = [dense_features(lines, unseen[groups == number]) for number, (lines, _) in enumerate(documents)]
    return BlockModel(_word_model().fit(texts, kinds), _line_model().fit(np.vstack(rows), kinds), TITLE_THRESHOLD)


def _unseen_scores(texts: list[str], kinds: NDArray[np.str_], groups: NDArray[np.int64]) -> NDArray[np.float32]:
    scores = np.zeros((len(texts), len(KINDS)), dtype=np.float32)
    for train_rows, test_rows in GroupKFold(_FOLDS).split(texts, kinds, groups):
        model = _word_model().fit([texts[row] for row in train_rows], kinds[train_rows])
        scores[test_rows] = ordered(model.predict_proba([texts[row] for row in test_rows]), model.classes_)
    return scores
