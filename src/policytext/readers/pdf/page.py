"""What a page holds: words with their place and type, and the lines they form.

Lengths are points. `x` grows in the direction of writing and `y` downwards, whichever way the page is turned.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface in one size: points as seen on the page, and whether it is bold or italic."""

    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Word:
    """Characters without white space between them, on one baseline and in one size.

    Attributes:
        text: the characters.
        x0, x1: where it begins and ends.
        y: its baseline.
        face: that of its first character.
        role: the element that the document's tags make it part of, as `tags.roles_of` names it; empty without one.
        raised: whether it is set smaller and higher than the word before it, to which it is glued.
        glued: whether no space stands between it and the word before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    face: Face
    role: str = ""
    raised: bool = False
    glued: bool = False


@dataclass(slots=True)
class Line:
    """Words on one baseline of one column.

    Attributes:
        cells: the words, parted where the gap between two is wider than any between words of running text.
        x0, x1, y: left and right end, baseline.
        face: the face of most of its characters; bold and italic only where nearly all are.
        page: index of its page.
        column: number of its column, counted through the document.
        words: all words, from left to right.
        text: the words with spaces between them, note marks included.
    """

    cells: list[list[Word]]
    x0: float
    x1: float
    y: float
    face: Face
    page: int
    column: int
    words: list[Word] = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.words = [word for cell in self.cells for word in cell]
        self.text = joined(self.words)


@dataclass(slots=True)
class Page:
    """The words of a page in groups of one direction of writing, the largest first."""

    index: int
    groups: list[list[Word]] = field(default_factory=list)


def joined(words: list[Word]) -> str:
    """Return the words as text."""
    return "".join(word.text if word.glued or not index else f" {word.text}" for index, word in enumerate(words))
