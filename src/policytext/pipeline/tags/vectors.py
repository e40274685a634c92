"""Sentences in context as sparse vectors, without a stored vocabulary (words are hashed)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from policytext.pipeline.tags.context import Context, cues

_BITS = {"word": 17, "char": 17, "near": 15, "cue": 13}


@cache
def _hashers() -> dict[str, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer

    shared = {"alternate_sign": False, "norm": None, "lowercase": True, "binary": True}
    words = r"(?u)\w+|[?!:…\"“”«]"
    return {
        "word": HashingVectorizer(n_features=2 ** _BITS["word"], ngram_range=(1, 3), token_pattern=words, **shared),
        "char": HashingVectorizer(n_features=2 ** _BITS["char"], analyzer="char_wb", ngram_range=(3, 5), **shared),
        "near": HashingVectorizer(n_features=2 ** _BITS["near"], ngram_range=(1, 1), token_pattern=r"\S+", **shared),
        "cue": HashingVectorizer(n_features=2 ** _BITS["cue"], analyzer=_given, **{**shared, "lowercase": False}),
    }


def _given(features: list[str]) -> list[str]:
    return features


def counts(contexts: Sequence[Context]) -> dict[str, Any]:
    """Return one sparse 0/1 matrix a group of features: word n-grams, character n-grams, words near, cues."""
    hashers = _hashers()
    texts = [context.text for context in contexts]
    return {
        "word": hashers["word"].transform(texts),
        "char": hashers["char"].transform(texts),
        "near": hashers["near"].transform([_near(context) for context in contexts]),
        "cue": hashers["cue"].transform([cues(context) for context in contexts]),
    }


def _near(context: Context) -> str:
    marked = [("b_", context.before), ("a_", context.after), ("h_", context.heading)]
    return " ".join(prefix + word.strip(".,;:()") for prefix, text in marked for word in text.lower().split())
