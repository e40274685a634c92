"""What is summed up word by word is the sum of the features that the tagger has learned from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from policytext.pipeline.entities.features import sequence_features
from policytext.pipeline.entities.model import EntityModel, read_stretches
from policytext.pipeline.entities.weights import Weights
from policytext.pipeline.models import model_folder
from policytext.text.tokens import words_of
from policytext.training.entities import train

TEXT = """Minister Van Gennip (SZW) sprak op 12 mei 2023 met FNV-voorzitter Tuur Elzinga over artikel 7 van de Wet WIA.
Zeeland wacht.
De Raad van State adviseerde de Tweede Kamer||over het GGD|GHOR-rapport “Zorg dichtbij”, dat zeeland noemt!
1"""


@pytest.fixture(scope="module")
def shipped() -> EntityModel:
    return EntityModel.from_folder(model_folder("entities"))


def places(text: str) -> list[tuple[int, int]]:
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
    return [(start, start + len(line)) for start, line in zip(starts, text.split("\n"), strict=True)]


def test_rows_add_up_to_the_features_of_every_token(shipped: EntityModel) -> None:
    seen = frozenset(words_of(TEXT))
    stretches = read_stretches(TEXT, places(TEXT))
    weights = shipped.weights
    wanted = [
        weights.states[[weights.rows.get(feature, -1) for feature in features]].sum(axis=0)
        for stretch in stretches
        for features in sequence_features(TEXT, stretch.tokens, stretch.matches, shipped.lexicon, seen)
    ]
    assert np.allclose(shipped.scores(TEXT, stretches, seen), wanted, atol=1e-4)


def test_a_sentence_is_read_the_same_alone_and_among_others(shipped: EntityModel) -> None:
    together = shipped.find(TEXT, places(TEXT))
    alone = [entity for place in places(TEXT) for entity in shipped.find(TEXT, [place])]
    assert together == alone
    assert {"MINISTER", "ORG", "DATE", "LAW", "LOC"} <= {entity["label"] for entity in together}


def test_stretches_of_nothing_have_no_entities(shipped: EntityModel) -> None:
    assert shipped.find("  \n", [(0, 2), (3, 3)]) == []
    assert shipped.find("", []) == []


def test_weights_are_those_that_were_trained(tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite")
    examples = [
        ([["w=de"], ["w=ggd", "s=X"], ["w=belt"]], ["O", "B-ORG", "O"]),
        ([["w=de"], ["w=raad", "s=x"], ["w=van"], ["w=state"]], ["O", "B-ORG", "I-ORG", "I-ORG"]),
    ] * 3
    train(examples, tmp_path / "tagger.npz")
    weights = Weights.from_file(tmp_path / "tagger.npz")
    assert pycrfsuite
    assert set(weights.labels) == {"O", "B-ORG", "I-ORG"}
    begins, goes_on = weights.labels.index("B-ORG"), weights.labels.index("I-ORG")
    assert weights.states[weights.rows["w=ggd"]].argmax() == begins
    assert weights.transitions[begins, goes_on] > weights.transitions[weights.labels.index("O"), goes_on]
