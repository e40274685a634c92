"""From line probabilities to blocks: markup first, one title, levels of headings, lead and body."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.document import Hint
from policytext.pipeline.blocks.features import KINDS
from policytext.pipeline.blocks.forms import can_be_title, form_of, with_sure_forms
from policytext.pipeline.layers import BlockData
from policytext.text.lines import Line

TITLE, HEADING, TEXT = KINDS.index("title"), KINDS.index("heading"), KINDS.index("text")

_NUMBERED = re.compile(r"(?:hoofdstuk |paragraaf |bijlage )?(\d{1,2}(?:\.\d{1,2})*)[.:)]?\s", re.IGNORECASE)


def decode(
    lines: Sequence[Line],
    probabilities: NDArray[np.float32],
    hints: Sequence[Hint] = (),
    *,
    headings_are_known: bool = False,
    title_threshold: float,
) -> list[BlockData]:
    """Return one block a line.

    Args:
        lines: the document's lines.
        probabilities: the classifier's, one row a line, columns as in `KINDS`.
        hints: lines whose kind the markup gives; they win over the classifier.
        headings_are_known: whether a line without a hint is no heading and no title.
        title_threshold: probability from which the likeliest line is the title.
    """
    scores = probabilities.copy()
    hinted = _hints_of(lines, hints)
    if headings_are_known and hinted:
        scores[:, [TITLE, HEADING]] = 0
    forms = [form_of(line.text) for line in lines]
    barred = [index for index, line in enumerate(lines) if not can_be_title(line.text, forms[index])]
    scores[barred, HEADING] += scores[barred, TITLE]
    scores[barred, TITLE] = 0
    title = _title(scores, hinted, title_threshold)
    scores[:, TITLE] = 0
    kinds = with_sure_forms(lines, forms, [KINDS[column] for column in scores.argmax(axis=1).tolist()])
    if title is not None:
        kinds[title] = "title"
    blocks: list[BlockData] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        hint = hinted.get(index)
        if hint is None:
            blocks.append({"start": line.start, "end": line.end, "kind": kind, "level": None})
        else:
            blocks.append({"start": hint.start, "end": hint.end, "kind": hint.kind, "level": hint.level})
            if hint.kind == "heading":
                blocks[-1]["basis"] = hint.basis
    _drop_empty_headings(blocks, hinted)
    _set_levels(blocks, lines)
    _part_lead_and_body(blocks)
    return blocks


def _hints_of(lines: Sequence[Line], hints: Sequence[Hint]) -> dict[int, Hint]:
    """Return the hint of each hinted line, by line index. A hint counts where it lies within one line."""
    found: dict[int, Hint] = {}
    remaining = iter(sorted(hints, key=lambda hint: hint.start))
    hint = next(remaining, None)
    for index, line in enumerate(lines):
        while hint is not None and hint.end <= line.start:
            hint = next(remaining, None)
        if hint is not None and line.start <= hint.start < hint.end <= line.end:
            found[index] = hint
    return found


def _title(scores: NDArray[np.float32], hinted: dict[int, Hint], threshold: float) -> int | None:
    for index, hint in hinted.items():
        if hint.kind == "title":
            return index
    # A line that is likelier a heading inside the document is not its title.
    titles = np.where(scores[:, TITLE] >= scores[:, HEADING], scores[:, TITLE], -1)
    titles[list(hinted)] = -1
    best = int(titles.argmax())
    return best if titles[best] >= threshold else None


def _drop_empty_headings(blocks: list[BlockData], hinted: dict[int, Hint]) -> None:
    """A heading with nothing under it but what the page adds is boilerplate."""
    text_follows = heading_follows = False
    for index in range(len(blocks) - 1, -1, -1):
        kind = blocks[index]["kind"]
        if kind == "heading":
            if not text_follows and not heading_follows and index not in hinted:
                blocks[index]["kind"], blocks[index]["level"] = "boilerplate", None
            else:
                text_follows, heading_follows = False, True
        elif kind in ("text", "lead", "body"):
            text_follows = True
        elif kind in ("related", "boilerplate"):
            heading_follows = False


def _set_levels(blocks: list[BlockData], lines: Sequence[Line]) -> None:
    """Give headings their level: the markup's, else the depth of their number, else one under a heading just above."""
    depths = _numbering_depths(blocks, lines)
    above = 0
    for index, block in enumerate(blocks):
        if block["kind"] == "heading":
            if not block["level"]:
                block["basis"] = block.get("basis") or ("numbering" if index in depths else "model")
            above = block["level"] or depths.get(index, min(above + 1, 6))
            block["level"] = above
        elif block["kind"] in ("text", "lead", "body"):
            above = 0


def _numbering_depths(blocks: list[BlockData], lines: Sequence[Line]) -> dict[int, int]:
    """Return the depth of each numbered heading (``3.2 Toezicht`` is 2), where at least two headings have a number."""
    depths: dict[int, int] = {}
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        match = _NUMBERED.match(line.text) if block["kind"] == "heading" else None
        if match:
            depths[index] = match[1].count(".") + 1
    if len(depths) < 2:
        return {}
    shallowest = min(depths.values())
    return {index: depth - shallowest + 1 for index, depth in depths.items()}


def _part_lead_and_body(blocks: list[BlockData]) -> None:
    seen_heading = False
    for block in blocks:
        seen_heading = seen_heading or block["kind"] == "heading"
        if block["kind"] in ("text", "lead", "body"):
            block["kind"] = "body" if seen_heading else "lead"
