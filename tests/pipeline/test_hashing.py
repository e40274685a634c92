"""Hashed words and pieces of words, as scikit-learn makes them, without it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

from policytext.pipeline.hashing import counted, counted_runs, of_length_one, piece_columns

SIZE = 2**10
TEXTS = st.lists(st.text(alphabet="aeé ß1€😀\u0130bc", max_size=30), min_size=1, max_size=5)


@given(TEXTS, st.integers(1, 3))
def test_runs_of_words_have_the_columns_that_scikit_learn_gives_them(texts: list[str], longest: int) -> None:
    theirs = HashingVectorizer(
        n_features=SIZE,
        ngram_range=(1, longest),
        alternate_sign=False,
        norm=None,
        lowercase=False,
        token_pattern=r"\w+|[^\w\s]",
    )
    words = [theirs.build_tokenizer()(text) for text in texts]
    assert np.array_equal(counted_runs(words, longest, SIZE).toarray(), theirs.transform(texts).toarray())


@given(TEXTS)
def test_pieces_of_words_have_the_columns_that_scikit_learn_gives_them(texts: list[str]) -> None:
    theirs = HashingVectorizer(
        n_features=SIZE, ngram_range=(2, 4), alternate_sign=False, norm=None, lowercase=False, analyzer="char_wb"
    )
    ours = counted([text.split() for text in texts], piece_columns(SIZE, 2, 4), SIZE)
    assert np.array_equal(ours.toarray(), theirs.transform(texts).toarray())


@given(TEXTS)
def test_rows_come_to_length_one_as_in_scikit_learn(texts: list[str]) -> None:
    matrix = counted_runs([text.split() for text in texts], 2, SIZE)
    assert of_length_one(matrix).toarray() == pytest.approx(normalize(matrix).toarray(), abs=1e-15)


def test_annotating_imports_neither_scikit_learn_nor_pandas() -> None:
    script = (
        "import sys, policytext\n"
        "next(policytext.annotate('De Woonbond vindt dat minister De Jonge sneller moet bouwen.'))\n"
        "print([name for name in ('sklearn', 'pandas', 'pyarrow', 'polars') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
