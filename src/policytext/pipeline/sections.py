"""Sections from blocks: the lead, and every heading with the text under it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policytext.pipeline.layers import BlockData, SectionData


def build_sections(blocks: Sequence[BlockData]) -> list[SectionData]:
    """Return the sections of a document whose blocks are given in order.

    The lead holds every lead block; a heading opens a section that runs to the last body line before the next heading,
    of whatever level. Its subsections follow it in order and carry a higher `level`.
    """
    sections: list[SectionData] = []
    for index, block in enumerate(blocks):
        if block["kind"] == "heading":
            level = block["level"] or 1
            sections.append(
                {
                    "kind": "body",
                    "heading": index,
                    "level": level,
                    "basis": block.get("basis"),
                    "start": block["start"],
                    "end": block["end"],
                }
            )
        elif block["kind"] == "lead":
            if not sections or sections[-1]["kind"] != "lead":
                sections.append(
                    {"kind": "lead", "heading": None, "level": 0, "start": block["start"], "end": block["end"]}
                )
            sections[-1]["end"] = block["end"]
        elif block["kind"] == "body":
            if not sections:
                sections.append(
                    {"kind": "body", "heading": None, "level": 0, "start": block["start"], "end": block["end"]}
                )
            sections[-1]["end"] = block["end"]
    return sections


def section_of(sections: Sequence[SectionData], position: int) -> int | None:
    """Return the index of the section that holds the code point `position`, or None."""
    index = bisect_right(sections, position, key=lambda section: section["start"]) - 1
    return index if index >= 0 and position < sections[index]["end"] else None
