"""Rows of tables as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

_BETWEEN = " | "


def row_text(cells: Iterable[str]) -> str:
    """Return a row as one line, with a bar between its cells; empty for a row without text."""
    texts = list(cells)
    return _BETWEEN.join(texts).strip() if any(texts) else ""
