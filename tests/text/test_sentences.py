"""Sentence bounds in Dutch official prose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Op 16 feb. 2021 sprak drs. J. de Vries de Kamer toe.",
        "Het staat in art. 3, lid 2, van de wet.",
        "De motie-Van Dam c.s. is aangenomen.",
        "Zie Kamerstuk 31 839, nr. 921, blz. 4.",
        "A.P. (Arno) Visser tekende de brief.",
        "Dat geldt o.a. voor Groningen.",
        "1. De minister informeert de raad.",
        "‘Wanneer dan?’ vroeg zij.",
        "Bent u bekend met dit bericht? 1)",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het is goed. 's Avonds niet.", ["Het is goed.", "'s Avonds niet."]),
        ("Hij zei: “Dat kan niet.” Daarna zweeg hij.", ["Hij zei: “Dat kan niet.”", "Daarna zweeg hij."]),
        ("Dat was in 2019. Daarna werd het stil.", ["Dat was in 2019.", "Daarna werd het stil."]),
        ("De raad stemde in.Het college voert uit.", ["De raad stemde in.", "Het college voert uit."]),
        ("Bomen, struiken enz. De rest volgt.", ["Bomen, struiken enz.", "De rest volgt."]),
    ],
)
def test_bounds_are_found(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text())
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = split_sentences(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
