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
        ("Digital Services Act en", "LAW", "Digital Services Act"),
        ("minister van Justitie en Veiligheid en van", "MINISTER", "minister van Justitie en Veiligheid"),
    ],
)
def test_titles_of_courtesy_and_punctuation_stay_outside(text: str, label: str, kept: str) -> None:
    tokens = tokenize(text)
    found = trimmed(tokens, (0, len(tokens), label))
    assert found is not None
    first, last, _ = found
    assert text[tokens[first].start : tokens[last - 1].end] == kept


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("staatssecretaris Van Ooijen (VWS) kwam", 5, "staatssecretaris Van Ooijen (VWS)"),
        ("minister Kuipers (die kwam)", 3, "minister Kuipers"),
        ("Wet werk (en zekerheid) geldt", 6, "Wet werk (en zekerheid)"),
    ],
)
def test_a_bracket_is_closed_or_left_out(text: str, words: int, kept: str) -> None:
    tokens = tokenize(text)
    found = trimmed(tokens, (0, words, "MINISTER"))
    assert found is not None
    first, last, _ = found
    assert text[tokens[first].start : tokens[last - 1].end] == kept
