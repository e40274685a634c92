"""Words broken at the end of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.readers.pdf.hyphens import joined_lines

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("De samen-", "werking verloopt goed", "De samenwerking verloopt goed"),
        ("De samen\xad", "Werking", "De samenWerking"),
        ("Het D66-", "Kamerlid vroeg", "Het D66-Kamerlid vroeg"),
        ("De provincie Noord-", "Holland", "De provincie Noord-Holland"),
        ("Volgens de EU-", "regels mag dat", "Volgens de EU-regels mag dat"),
        ("De minister-", "president", "De minister-president"),
        ("Volgens oud-", "wethouder Kist", "Volgens oud-wethouder Kist"),
        ("zorg-", "en welzijnsinstellingen", "zorg- en welzijnsinstellingen"),
        ("De zee-", "eend", "De zee-eend"),
        ("De raad", "vergadert", "De raad vergadert"),
        ("Het voorstel –", "zo zei hij", "Het voorstel – zo zei hij"),
        ("het trap-op-", "trap-af-beginsel", "het trap-op-trap-af-beginsel"),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(above: str, below: str, joined: str) -> None:
    assert joined_lines(above, below, set()) == joined


def test_the_document_itself_shows_how_a_word_is_written() -> None:
    assert joined_lines("de co-", "ouders", {"co-ouders"}) == "de co-ouders"
    assert joined_lines("de oud-", "ers", {"ouders"}) == "de ouders"


@given(WORDS, WORDS)
def test_nothing_but_the_hyphen_is_ever_lost(first: str, second: str) -> None:
    joined = joined_lines(f"a {first}-", f"{second} b", set())

    assert joined.replace("-", "").replace(" ", "") == f"a{first}{second}b"
