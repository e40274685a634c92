"""Entity labels from two sources of probabilities."""

import numpy as np
import pytest

from policytext.pipeline.encoder.model import UnitReading
from policytext.pipeline.encoder.windows import Unit
from policytext.pipeline.entities.mixing import best_sequence, encoder_probabilities, mixed
from policytext.text.tokens import tokenize

LABELS = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def certain(*labels: str) -> np.ndarray:
    return np.array([[0.9 if label == wanted else 0.025 for label in LABELS] for wanted in labels])


def test_the_likeliest_labels_are_taken() -> None:
    assert best_sequence(certain("O", "B-ORG", "I-ORG"), LABELS) == ["O", "B-ORG", "I-ORG"]


def test_a_name_never_begins_with_an_inside_label() -> None:
    found = best_sequence(certain("I-ORG", "I-ORG", "O", "I-LOC"), LABELS)
    assert all(label[0] != "I" or before[2:] == label[2:] for before, label in zip(["O", *found], found, strict=False))


def test_the_weight_decides_between_the_two() -> None:
    tagger, encoder = certain("B-ORG"), certain("B-LOC")
    has = np.array([True])
    assert mixed(tagger, encoder, has, 0.2)[0].argmax() == LABELS.index("B-ORG")
    assert mixed(tagger, encoder, has, 0.8)[0].argmax() == LABELS.index("B-LOC")


def test_without_the_encoder_the_tagger_stands() -> None:
    tagger, encoder = certain("B-ORG"), certain("B-LOC")
    assert mixed(tagger, encoder, np.array([False]), 1.0)[0].argmax() == LABELS.index("B-ORG")


def test_tokens_take_the_piece_of_their_first_letter() -> None:
    # "D66-lid" in the pieces "D66" and "-lid": the hyphen and "lid" share the second one.
    unit = Unit(10, 17, heading=False, ids=[5, 6], offsets=[(0, 3), (3, 7)])
    logits = np.array([[0, 9, 0, 0, 0], [9, 0, 0, 0, 0]], dtype=np.float32)
    tokens = tokenize("zegt een  D66-lid", 10)
    found, has_piece = encoder_probabilities(tokens, UnitReading(unit, np.zeros(3, dtype=np.float32), logits))
    assert [token.text for token in tokens] == ["D66", "-", "lid"]
    assert has_piece.all()
    assert found.argmax(axis=1).tolist() == [1, 0, 0]
    assert found.sum(axis=1) == pytest.approx([1, 1, 1])


def test_tokens_past_the_last_piece_have_no_word_of_the_encoder() -> None:
    unit = Unit(0, 7, heading=False, ids=[5], offsets=[(0, 3)])
    tokens = tokenize("een lid")
    reading = UnitReading(unit, np.zeros(3, dtype=np.float32), np.zeros((1, 5), dtype=np.float32))
    assert encoder_probabilities(tokens, reading)[1].tolist() == [True, False]


def test_a_unit_without_pieces_has_no_word_of_the_encoder() -> None:
    unit = Unit(0, 3, heading=False, ids=[], offsets=[])
    reading = UnitReading(unit, np.zeros(3, dtype=np.float32), np.zeros((0, 5), dtype=np.float32))
    assert encoder_probabilities(tokenize("een"), reading)[1].tolist() == [False]
