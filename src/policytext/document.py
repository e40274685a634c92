"""What a reader hands to the pipeline: a document's text and everything known of it before any model has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.annotation import BlockKind, HeadingBasis, Source


@dataclass(frozen=True)
class Hint:
    """A line whose kind the source itself gives (an HTML or Markdown heading, say).

    Offsets are code points into the document's text; `level` is set for headings only, 1 directly under the title.
    `basis` says what a heading rests on: the format's markup, the numbers of its headings, or the page's layout.
    """

    start: int
    end: int
    kind: BlockKind
    level: int | None = None
    basis: HeadingBasis = "markup"


@dataclass(frozen=True)
class Document:
    """A text to annotate.

    Attributes:
        id: the document's name within its batch.
        text: the decoded text, never normalised.
        source: where it came from.
        date: ISO date (year, month and day, or less), where the source states one.
        hints: lines whose kind the markup gives, in order, not overlapping.
        line_kinds_complete: whether lines without a hint are known to be no headings (true for HTML).
    """

    id: str
    text: str
    source: Source
    date: str | None = None
    hints: tuple[Hint, ...] = field(default=())
    line_kinds_complete: bool = False


class UnreadableDocument(ValueError):  # noqa: N818 - the public name; it names the input, as `Document` does
    """An input that holds no text to annotate; the message names the cause."""
