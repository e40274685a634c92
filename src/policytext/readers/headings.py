"""Heading levels: from those of the markup to those of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def nested_levels(depths: Iterable[int]) -> Iterator[int]:
    """Yield for each heading its level in the document, 1 directly under the title.

    Markup skips depths (`h2`, `h4`) and starts anywhere (`h3` first), a document does not: a heading's level is one
    more than the number of open headings of smaller depth above it.
    """
    open_depths: list[int] = []
    for depth in depths:
        while open_depths and open_depths[-1] >= depth:
            open_depths.pop()
        open_depths.append(depth)
        yield len(open_depths)
