"""What the second look at a line sees: what the first look thought of it, of its neighbours and of the whole page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.features import KINDS, with_neighbours

_REACH = 4
_FAR = 30


def second_features(own: NDArray[np.float32], first: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the features of the second look, one row a line.

    Args:
        own: what each line shows by itself (`own_features`).
        first: the first look's probabilities, columns as in `KINDS`.
    """
    return np.hstack([with_neighbours(first, _REACH), _page_features(first), own])


def _page_features(first: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is expected above and below each line, and how far the likeliest title, texts and headings are."""
    title, heading, text, furniture = (
        first[:, KINDS.index(kind)] for kind in ("title", "heading", "text", "boilerplate")
    )
    number = len(first)
    so_far = np.cumsum(first, axis=0)
    best = int(title.argmax())
    rival = np.full(number, title[best])
    rival[best] = np.delete(title, best).max(initial=0)
    columns = [
        rival,
        best - np.arange(number),
        *(_steps_since(mask) for mask in (text > 0.5, heading > 0.5)),
        *(_steps_since(mask[::-1])[::-1] for mask in (text > 0.5, heading > 0.5)),
        np.full(number, text.mean()),
        np.full(number, furniture.mean()),
    ]
    return np.hstack([so_far - first, so_far[-1] - so_far, np.column_stack(columns)]).astype(np.float32)


def _steps_since(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how many lines above each line the nearest marked line stands, at most `_FAR`."""
    marked = np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -_FAR))
    before = np.concatenate([[-_FAR], marked[:-1]])
    steps: NDArray[np.float64] = np.minimum(np.arange(len(mask)) - before, _FAR).astype(np.float64)
    return steps
