"""The edges of names."""

import pytest

from policytext.pipeline.entities.model import trimmed
from policytext.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Koningin Máxima", "PERSON", "Máxima"),
        ("mevrouw dr. Bakker", "PERSON", "Bakker"),
        ("de Koning", "PERSON", "de Koning"),
        ("Koning", "PERSON", "Koning"),
        ("Prins Claus Fonds", "ORG", "Prins Claus Fonds"),
        (", Vera Bergkamp,", "PERSON", "Vera Bergkamp"),
        ("prof. dr. E. Bakker", "PERSON", "E. Bakker"),
    ],
)
def test_titles_of_courtesy_and_punctuation_stay_outside(text: str, label: str, kept: str) -> None:
    tokens = tokenize(text)
    found = trimmed(tokens, (0, len(tokens), label))
    assert found is not None
    first, last, _ = found
    assert text[tokens[first].start : tokens[last - 1].end] == kept
