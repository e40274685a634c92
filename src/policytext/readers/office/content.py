"""What stands in one paragraph of a word processor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.readers.office.layout import Look

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass
class Content:
    """What stands in a paragraph.

    Attributes:
        parts: its text in pieces, line breaks as newlines.
        boxes: the text boxes anchored in it.
        notes: kind and id of the notes it refers to, in order.
    """

    parts: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _bold: Counter[bool] = field(default_factory=Counter)
    _sizes: Counter[float] = field(default_factory=Counter)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text by lines, white space as single blanks."""
        return tuple(" ".join(line.split()) for line in "".join(self.parts).split("\n"))

    @property
    def look(self) -> Look:
        """How most of the text looks; bold only where nothing is not."""
        size = self._sizes.most_common(1)[0][0] if self._sizes else 0.0
        return Look(bold=self._bold[True] > 0 and not self._bold[False], size=size)

    def count(self, text: str, *, bold: bool, size: float) -> None:
        """Take note of how a piece of text looks."""
        visible = sum(not character.isspace() for character in text)
        if visible:
            self._bold[bold] += visible
            self._sizes[size] += visible
