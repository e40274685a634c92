"""The words of sentences, all in one row."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policytext.pipeline.tags.words import Words, run_columns, word_hashes

texts = st.lists(st.text(alphabet="de kan.\n", max_size=12), max_size=6)


def test_words_are_in_lower_case_and_marks_stand_alone() -> None:
    words = Words.of(["De Kamer vraagt: waarom?", "", "Nee."])
    assert words.all == ["de", "kamer", "vraagt", ":", "waarom", "?", "nee", "."]
    assert words.lengths.tolist() == [6, 0, 2]


@given(texts)
def test_sums_are_those_of_each_text_by_itself(given_texts: list[str]) -> None:
    words = Words.of(given_texts)
    rows = np.arange(1, len(words.all) + 1, dtype=np.int64)
    bounds = np.cumsum([0, *words.lengths])
    wanted = [int(rows[start:end].sum()) for start, end in itertools.pairwise(bounds)]
    assert words.sums(rows).tolist() == wanted


@given(texts, st.integers(1, 4))
def test_beginnings_and_parts_hold_the_first_words_of_every_text(given_texts: list[str], number: int) -> None:
    words = Words.of(given_texts)
    firsts = [Words.of([text]).all[:number] for text in given_texts]
    assert words.beginnings(number).all == [word for first in firsts for word in first]
    parts = list(words.in_parts(number))
    assert [word for part in parts for word in part.all] == words.all
    assert all(len(part.lengths) <= number for part in parts)


def test_a_run_has_its_own_column_by_order() -> None:
    tekort, aan, geld = word_hashes(["tekort", "aan", "geld"])[:, np.newaxis]
    columns = [run_columns(hashes, 2**17)[0] for hashes in ([tekort, aan], [aan, tekort], [aan, geld], [tekort])]
    assert len(set(columns)) == len(columns)
    assert all(0 <= column < 2**17 for column in columns)
