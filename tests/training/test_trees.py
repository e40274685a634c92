"""Estimators as plain arrays say what scikit-learn says."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policytext.pipeline.blocks.trees import LEAVES
from policytext.pipeline.blocks.words import word_vectors
from policytext.training.trees import probabilities, trees_of, words_of

KINDS = ("title", "text", "meta", "related")


@pytest.mark.parametrize("seen", [("text", "meta", "title"), ("title", "meta")])
def test_trees_as_arrays_give_the_same_probabilities(seen: tuple[str, ...]) -> None:
    chance = np.random.default_rng(1)
    features = chance.normal(size=(400, 6)).astype(np.float32)
    kinds = np.array(seen)[(np.abs(features[:, 0] + features[:, 3]) * 2).astype(int) % len(seen)]
    model = HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=LEAVES, early_stopping=False).fit(
        features, kinds
    )
    found = trees_of(model, KINDS).predict(features)
    assert np.allclose(found, probabilities(model, features, KINDS), atol=1e-6)
    assert found[:, KINDS.index("related")].tolist() == [0.0] * 400


@pytest.mark.parametrize("last", ["meta", "text"])
def test_words_as_arrays_give_the_same_probabilities(last: str) -> None:
    texts = ["Deel dit bericht", "De minister komt.", "12 mei 2021", "Lees ook", "Het rapport is af.", "3 juni 2022"]
    kinds = ["title", "text", last, "title", "text", last]
    model = LogisticRegression(C=3).fit(word_vectors(texts), kinds)
    found = words_of(model, KINDS).predict(texts)
    assert np.allclose(found, probabilities(model, word_vectors(texts), KINDS), atol=1e-6)


def test_no_line_has_no_row() -> None:
    model = LogisticRegression().fit(word_vectors(["a b", "c d", "e f"]), ["title", "text", "meta"])
    assert words_of(model, KINDS).predict([]).shape == (0, len(KINDS))
