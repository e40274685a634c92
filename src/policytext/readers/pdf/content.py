"""What is read from a PDF: its text, the kinds of its lines, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policytext.document import Hint


@dataclass(frozen=True)
class Content:
    """The text of a PDF.

    Attributes:
        text, hints: as in `Document`.
        complete: whether lines without a hint are known to be no headings.
        metadata: what the file says of itself, and its number of pages.
        url: the address that a browser has printed on the pages.
    """

    text: str
    hints: tuple[Hint, ...] = ()
    complete: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)
    url: str | None = None
