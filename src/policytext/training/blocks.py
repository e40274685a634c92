"""Train the line classifier on our corpus: a word model, then gradient boosting over looks, places and neighbours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
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

TITLE_THRESHOLD = 0.1
_FOLDS = 5
_VARIANTS = 2
_KEPT_FURNITURE = 0.3
"""Share of meta and boilerplate lines that a thinned variant of a document keeps."""


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
    rows, targets = [], []
    for number, (lines, own) in enumerate(documents):
        for places, variant in ((range(len(lines)), lines), *_variants(lines, own, random.Random(number))):
            rows.append(dense_features(variant, unseen[groups == number][list(places)]))
            targets += [own[place] for place in places]
    return BlockModel(_word_model().fit(texts, kinds), _line_model().fit(np.vstack(rows), targets), TITLE_THRESHOLD)


def _variants(lines: list[Line], kinds: list[str], chance: random.Random) -> Iterator[tuple[list[int], list[Line]]]:
    """Yield the document as other tools would have taken it from its page: (places kept, lines).

    Blank lines all gone or everywhere, nothing before the title or text, most of the page's furniture gone.
    """
    every = list(range(len(lines)))
    first = next((place for place in every if kinds[place] in ("title", "text")), 0)
    for way in chance.sample(("no blanks", "all blanks", "from the title", "thinned"), _VARIANTS):
        kept = every[first:] if way == "from the title" else every
        if way == "thinned":
            kept = [p for p in every if kinds[p] not in ("meta", "boilerplate") or chance.random() < _KEPT_FURNITURE]
        blanks = {"no blanks": False, "all blanks": True}
        yield (
            kept,
            [
                replace(lines[place], blank_before=place == kept[0] or blanks.get(way, lines[place].blank_before))
                for place in kept
            ],
        )


def _unseen_scores(texts: list[str], kinds: NDArray[np.str_], groups: NDArray[np.int64]) -> NDArray[np.float32]:
    scores = np.zeros((len(texts), len(KINDS)), dtype=np.float32)
    for train_rows, test_rows in GroupKFold(_FOLDS).split(texts, kinds, groups):
        model = _word_model().fit([texts[row] for row in train_rows], kinds[train_rows])
        scores[test_rows] = ordered(model.predict_proba([texts[row] for row in test_rows]), model.classes_)
    return scores
