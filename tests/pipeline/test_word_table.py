from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policytext.pipeline.word_table import WordTable


def lengths(asked: list[str]) -> WordTable[np.int64]:
    def rows_of(words: Sequence[str]) -> np.ndarray:
        asked.extend(words)
        return np.array([[len(word), word.count("e")] for word in words])

    return WordTable(rows_of, 2, np.int64, most=5)


def test_a_word_has_its_row_wherever_it_stands_and_is_worked_out_once() -> None:
    asked: list[str] = []
    table = lengths(asked)
    assert table.rows(["de", "gemeente", "de"]).tolist() == [[2, 1], [8, 4], [2, 1]]
    assert table.rows(["gemeente", "betaalt"]).tolist() == [[8, 4], [7, 1]]
    assert sorted(asked) == ["betaalt", "de", "gemeente"]


def test_no_words_have_no_rows() -> None:
    assert lengths([]).rows([]).shape == (0, 2)


@given(st.lists(st.lists(st.sampled_from(["aan", "bij", "de", "het", "in", "met", "om", "op", "te"]), max_size=9)))
def test_a_table_that_forgets_gives_the_same_rows(texts: list[list[str]]) -> None:
    table = lengths([])
    for words in texts:
        assert table.rows(words).tolist() == [[len(word), word.count("e")] for word in words]


def test_new_words_may_be_worked_out_together() -> None:
    asked: list[list[str]] = []

    def rows_of(words: Sequence[str]) -> np.ndarray:
        asked.append(sorted(words))
        return np.array([[len(word)] for word in words])

    table = WordTable(rows_of, 1, np.int64, most=5)
    assert table.rows(["de", "gemeente", "de"]).tolist() == [[2], [8], [2]]
    assert table.rows(["gemeente", "betaalt"]).tolist() == [[8], [7]]
    assert asked == [["de", "gemeente"], ["betaalt"]]
