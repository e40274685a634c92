"""What the line classifier reads of a line: its words as hashes, and what its wording shows."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.pipeline.blocks.page import SPACE, PageArrays
from policytext.pipeline.blocks.patterns import kinds_of_words, pattern_features, stops
from policytext.pipeline.blocks.words import COLUMNS, piece_columns
from policytext.text.lines import Line, split_lines

DUTCH = "abcdeïëABCÉ 0129.,:()’“|_-\n"


def page_of(text: str) -> PageArrays:
    return PageArrays.of(split_lines(text))


@given(st.text(alphabet=DUTCH).filter(str.strip))
def test_words_are_runs_of_letters_and_digits_and_single_marks(text: str) -> None:
    page = page_of(text)
    words = [re.findall(r"\w+|[^\w\s]", line.text) for line in page.lines]
    found = [word for line in words for word in line]
    assert page.lengths.tolist() == [len(word) for word in found]
    assert page.first_codes.tolist() == [ord(word[0]) for word in found]
    assert np.diff(page.first_words, append=len(found)).tolist() == [len(line) for line in words]


@given(st.text(alphabet=DUTCH).filter(str.strip))
def test_words_have_one_hash_where_they_differ_in_capitals_or_digits_alone(text: str) -> None:
    page = page_of(text)
    words = re.findall(r"\w+|[^\w\s]", "\n".join(line.text for line in page.lines))
    folded = [re.sub(r"\d", "0", word.lower()) for word in words]
    assert (
        len(set(folded)) == len(set(page.hashes.tolist())) == len(set(zip(folded, page.hashes.tolist(), strict=True)))
    )


def test_a_code_point_above_all_letters_of_dutch_is_a_mark() -> None:
    page = page_of("Water → zee \ud800 😀 水")
    assert page.lengths.tolist() == [5, 1, 3, 1, 1, 1]


@given(st.text(alphabet=DUTCH).filter(str.strip))
def test_pieces_lie_within_what_stands_between_spaces(text: str) -> None:
    page = page_of(text)
    number = np.add.reduceat((piece_columns(page) != COLUMNS).sum(axis=0), page.starts - 1)
    for line, found in zip(page.lines, number.tolist(), strict=True):
        padded = [f" {part} " for part in line.text.split()]
        assert found == sum(len(part) - size + 1 for part in padded for size in (2, 3, 4) if len(part) >= size)


@given(st.lists(st.sampled_from(["Lees meer", "12 mei 2021", "Het peil is te laag.", "Bron: gemeente"]), min_size=2))
def test_what_a_line_shows_does_not_hang_on_the_lines_around_it(texts: list[str]) -> None:
    page = page_of("\n".join(texts))
    together = pattern_features(page, kinds_of_words(page))
    for text, row in zip(texts, together, strict=True):
        assert row.tolist() == shown(text)


def shown(text: str) -> list[bool]:
    page = page_of(text)
    row: list[bool] = pattern_features(page, kinds_of_words(page))[0].tolist()
    return row


@pytest.mark.parametrize(
    ("line", "like", "unlike"),
    [
        ("Op 12 mei 2021", "Op 3 juni 1998", "Op 12 huizen 2021"),
        ("Stand 12-05-2021", "Stand 3/6/1998", "Stand 12-05"),
        ("Kijk op peil.nl", "Kijk op haven.be", "Kijk op peil.xx"),
        ("Bel ons op 020 1234567", "Bel ons op 0101234567", "Bel ons op 1234567"),
        ("In 1234 AB Amersluis", "In 9999 ZZ Haarle", "In 1234 an Amersluis"),
        ("Home | Nieuws", "Home » Parkeren", "Home|Nieuws"),
        ("Ook lees verder", "Ook lees meer", "Ook lees niets"),
        ("Zie pagina 3", "Zie pagina 17", "Zie pagina drie"),
        ("Dit is nr. 12", "Dit is nr. 7", "Dit is nr twaalf"),
        ("Begint om 20:15", "Begint om 9:30", "Begint om 20"),
        ("Zie tabel 3", "Zie figuur 12", "Zie tabel drie"),
        ("Bestand van 3 MB", "Bestand van 12 kB", "Bestand van 3 meter"),
        ("- Meer groen", "• Meer groen", "Meer groen"),
        ("3.2 Het peil", "4 Het peil", "Het peil"),
        ("Vraag 3", "Artikel 12", "Vraag drie"),
        ("Jan van der Berg", "A.B. de Vries", "jan van der berg"),
        ("Wat nu?", "Waarom?", "Wat nu"),
        ("Peil (concept)   12", "Peil (concept)   9", "Peil (concept)"),
    ],
)
def test_lines_of_one_form_show_the_same(line: str, like: str, unlike: str) -> None:
    assert shown(line) == shown(like)
    assert shown(line) != shown(unlike)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Het peil daalt. De boeren klagen. Niemand luistert!", 2),
        ("Volgens dr. De Vries daalt het peil.", 0),
        ("“Het peil daalt.” De boeren klagen.", 1),
        ("Het peil daalt (zie bijlage 3.2) en de boeren klagen.", 0),
    ],
)
def test_stops_within_a_line_are_counted(line: str, number: int) -> None:
    page = PageArrays.of([Line(0, len(line), line, blank_before=True)])
    assert stops(page, kinds_of_words(page)).sum() == number


def test_spaces_of_all_kinds_are_spaces() -> None:
    page = page_of("peil\u00a0en\u2003haven")
    assert ((page.kinds & SPACE) != 0).sum() == 4
