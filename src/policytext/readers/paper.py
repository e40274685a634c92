"""Lines of a document that is made of paragraphs, put together to a text with its hints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policytext.annotation import BlockKind, HeadingBasis
from policytext.document import Hint
from policytext.readers.headings import nested_levels

LineKind = Literal["title", "heading", "item", "row", "meta", "boilerplate", "text"]
_HINTED: dict[LineKind, BlockKind] = {
    "title": "title",
    "heading": "heading",
    "meta": "meta",
    "boilerplate": "boilerplate",
}
_CLOSE_TOGETHER: tuple[LineKind, ...] = ("item", "row", "meta", "boilerplate")


@dataclass(frozen=True)
class PaperLine:
    """A line of a document.

    Attributes:
        text: without line breaks and surrounding white space, not empty.
        kind: what the line is; items, table rows and text get no hint.
        depth: of a heading, 1 for the highest, as the format counts.
        basis: what a heading rests on.
        joined: whether it stands directly under the line before, as after a line break within a paragraph.
    """

    text: str
    kind: LineKind = "text"
    depth: int = 0
    basis: HeadingBasis = "markup"
    joined: bool = False


@dataclass(frozen=True)
class Paper:
    """The text of lines, its hints, and where in it each line begins and ends, in code points."""

    text: str
    hints: tuple[Hint, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def has_marked_headings(self) -> bool:
        """Whether the format itself marks headings, so that lines without a hint are none."""
        return any(hint.kind == "heading" and hint.basis == "markup" for hint in self.hints)


def laid_out(lines: Sequence[PaperLine]) -> Paper:
    """Return the lines put together: paragraphs apart, list items close together."""
    levels = nested_levels(line.depth for line in lines if line.kind == "heading")
    parts: list[str] = []
    hints: list[Hint] = []
    places: list[tuple[int, int]] = []
    length = 0
    previous: PaperLine | None = None
    for line in lines:
        close = line.joined or (previous is not None and line.kind == previous.kind and line.kind in _CLOSE_TOGETHER)
        gap = "" if previous is None else "\n" if close else "\n\n"
        length += len(gap)
        parts += (gap, line.text)
        end = length + len(line.text)
        if line.kind == "heading":
            hints.append(Hint(length, end, "heading", next(levels), line.basis))
        elif line.kind in _HINTED:
            hints.append(Hint(length, end, _HINTED[line.kind]))
        places.append((length, end))
        length, previous = end, line
    return Paper("".join(parts) + "\n", tuple(hints), tuple(places))
