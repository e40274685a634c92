"""The words that our own models read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D66-Kamerlid", ["D66", "-", "Kamerlid"]),
        ("EU/VN", ["EU", "/", "VN"]),
        ("GGDGemeentelijke Gezondheidsdienst", ["GGD", "Gemeentelijke", "Gezondheidsdienst"]),
        ("op14 november2024", ["op", "14", "november", "2024"]),
        ("GroenLinks, ChristenUnie", ["GroenLinks", ",", "ChristenUnie"]),
        ("de N65 en REScoop", ["de", "N65", "en", "REScoop"]),
        ("DPIA's, SVn", ["DPIA", "'", "s", ",", "SVn"]),
        ("één_naam", ["één", "_", "naam"]),
    ],
)
def test_words_and_marks_stand_alone(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@given(st.text(alphabet=st.sampled_from("abÉ1A -.\n_é²"), max_size=60))
def test_tokens_are_the_text_without_its_white_space(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())
