"""Topics stand on words, each by itself; teasers are alike by the pieces of their words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.pipeline.models import model_folder
from policytext.pipeline.topics.model import PIECES, TopicModel, vectors

WORDS = st.text(alphabet="aeé1€😀\u0130bc-", min_size=1, max_size=12)
TEXTS = st.lists(st.lists(WORDS, max_size=9).map(" ".join), min_size=1, max_size=5)
CARE = "De wachtlijsten in de jeugdzorg groeien. De gemeenten hebben geen geld voor jeugdzorg."


@cache
def _loaded() -> TopicModel:
    return TopicModel.from_folder(model_folder("topics"))


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return _loaded()


def test_a_word_has_a_column_for_each_piece_of_four_to_six_letters_with_its_blanks() -> None:
    _, ends = PIECES.columns(["ik", "o", "dijk", "dijken"])
    assert ends.tolist() == [0, 1, 1, 7, 19]


def test_words_share_the_columns_of_their_common_pieces() -> None:
    columns, ends = PIECES.columns(["dijk", "dijken"])
    assert len(set(columns[: ends[1]]) & set(columns[ends[1] :])) == len([" dij", " dijk", "dijk"])


@given(st.lists(WORDS, max_size=6))
def test_columns_of_a_word_are_the_same_among_others(words: list[str]) -> None:
    columns, ends = PIECES.columns(words)
    for word, start, end in zip(words, ends, ends[1:], strict=False):
        assert columns[start:end].tolist() == PIECES.columns([word])[0].tolist()


@settings(deadline=None)
@given(TEXTS)
def test_rows_of_words_say_what_the_vectors_say_that_the_model_learned_from(texts: list[str]) -> None:
    model = _loaded()
    decision = (vectors(texts, model.idf) @ model.weights + model.bias) / model.temperature
    powers = np.exp(decision - decision.max(axis=1, keepdims=True))
    assert np.allclose(model.predict(texts), powers / powers.sum(axis=1, keepdims=True), atol=1e-5)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_has_the_same_probabilities_to_the_last_digit_whatever_was_read_before(texts: list[str]) -> None:
    together = replace(_loaded()).predict(texts)
    fresh = replace(_loaded())
    alone = [fresh.predict([text])[0].tolist() for text in reversed(texts)]
    assert together.tolist() == alone[::-1]


def test_topics_are_what_a_text_is_about(model: TopicModel) -> None:
    dikes = "Het waterschap versterkt de dijken langs de rivier, want het waterpeil stijgt en de sluis is oud."
    electricity = "Windmolens op zee en zonnepanelen leveren stroom; het elektriciteitsnet is vol."
    first = [model.topics(scores)[0]["code"] for scores in model.predict([dikes, electricity])]
    assert first == [21, 8]


def test_likeness_is_a_cosine(model: TopicModel) -> None:
    same, near, compound, far, nothing = model.likeness(
        CARE,
        [CARE, "Meer geld voor gemeenten, wachtlijsten in de zorg", "Jeugdzorgplus", "Nieuwe sluis bij IJmuiden", ""],
    )
    assert same == pytest.approx(1)
    assert same > near > far >= 0
    assert compound > far
    assert nothing == 0


@settings(deadline=None)
@given(TEXTS)
def test_likeness_is_that_of_the_vectors(texts: list[str]) -> None:
    model = _loaded()
    rows = vectors(texts, model.idf).toarray()
    lengths = np.linalg.norm(rows, axis=1)
    expected = rows @ rows[0] / np.where(lengths * lengths[0] > 0, lengths * lengths[0], 1)
    assert np.allclose(model.likeness(texts[0], texts), expected)
