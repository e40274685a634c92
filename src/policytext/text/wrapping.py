"""Texts whose paragraphs are broken into lines of about one width, as mail and old web pages are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 45, 110
"""Code points between which the width of wrapped lines lies."""

_LIST_START = re.compile(r"[-–—•*▪●◦‣]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def joined_stretches(text: str, blocks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join lead and body lines that one paragraph was wrapped into.

    Args:
        text: the document's text.
        blocks: (start, end, kind) of every line, in order.

    Returns:
        (start, end, kind) of the joined stretches; all lines as they are where the text is not wrapped.
    """
    width = _wrap_width(text, blocks)
    joined: list[tuple[int, int, str]] = []
    for line in blocks:
        if width and joined and _continues(text, joined[-1], line, width):
            joined[-1] = (joined[-1][0], *line[1:])
        else:
            joined.append(line)
    return joined


def _wrap_width(text: str, blocks: Sequence[tuple[int, int, str]]) -> int:
    """Return the width at which running lines are wrapped, or 0.

    A text counts as wrapped when no running line is wider than `WIDEST`, and most of the lines that another follows
    without a break come near the widest and end within a sentence.
    """
    running = [(start, end) for start, end, kind in blocks if kind in ("lead", "body")]
    widths = [end - start for start, end in running]
    if len(widths) < 4 or not NARROWEST <= max(widths) <= WIDEST:
        return 0
    followed = [
        (start, end) for (start, end), (next_start, _) in pairwise(running) if text.count("\n", end, next_start) == 1
    ]
    full = [
        end
        for start, end in followed
        if end - start >= 0.7 * max(widths) and not _SENTENCE_END.search(text, start, end)
    ]
    return max(widths) if len(followed) >= 3 and len(full) >= 0.5 * len(followed) else 0


def _continues(text: str, last: tuple[int, int, str], line: tuple[int, int, str], width: int) -> bool:
    """Say whether `line` goes on with the paragraph of the stretch `last`."""
    start, _, kind = line
    if kind not in ("lead", "body") or last[2] != kind or text.count("\n", last[1], start) != 1:
        return False
    line_start = max(last[0], text.rfind("\n", 0, last[1]) + 1)
    if _LIST_START.match(text, start):
        return False
    return last[1] - line_start >= 0.6 * width
