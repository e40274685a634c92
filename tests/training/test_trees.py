"""Estimators as plain arrays say what scikit-learn says."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policytext.pipeline.blocks.page import PageArrays
from policytext.pipeline.blocks.trees import LEAVES
from policytext.text.lines import Line
from policytext.training.trees import probabilities, trees_of, word_vectors, words_of

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
    page = PageArrays.of([Line(0, len(text), text, blank_before=False) for text in texts])
    model = LogisticRegression(C=3).fit(word_vectors(page), kinds)
    found = words_of(model, KINDS).predict(page)
    assert np.allclose(found, probabilities(model, word_vectors(page), KINDS), atol=1e-6)
