"""Sentences in context as sparse vectors, without a stored vocabulary (words are hashed)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from policytext.pipeline.hashing import counted, counted_runs, piece_columns, word_columns
from policytext.pipeline.tags.context import Context, cues

_SIZES = {"word": 2**17, "char": 2**17, "near": 2**15, "cue": 2**13}


_WORD = re.compile(r"\w+|[?!:…\"“”«]")
_LONGEST_RUN = 3

_columns = {
    "char": piece_columns(_SIZES["char"], 3, 5),
    "near": word_columns(_SIZES["near"]),
    "cue": word_columns(_SIZES["cue"]),
}


def counts(contexts: Sequence[Context]) -> dict[str, Any]:
    """Return one sparse 0/1 matrix a group of features: word n-grams, character n-grams, words near, cues."""
    return {
        "word": _marked(
            counted_runs([_WORD.findall(context.text.lower()) for context in contexts], _LONGEST_RUN, _SIZES["word"])
        ),
        "char": _there([context.text.lower().split() for context in contexts], "char"),
        "near": _there([_near(context) for context in contexts], "near"),
        "cue": _there([cues(context) for context in contexts], "cue"),
    }


def _there(rows: Sequence[Sequence[str]], group: str) -> Any:
    """Return 1 for every feature of a group that a row has, however often."""
    return _marked(counted(rows, _columns[group], _SIZES[group]))


def _marked(matrix: Any) -> Any:
    """Return a matrix of counts with 1 for each of them."""
    matrix.data.fill(1)
    return matrix


def _near(context: Context) -> list[str]:
    marked = [("b_", context.before), ("a_", context.after), ("h_", context.heading)]
    return [prefix + word.strip(".,;:()") for prefix, text in marked for word in text.lower().split()]
