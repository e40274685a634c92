"""Paragraphs of a word processor, and the lines they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policytext.readers.office.layout import Look, headings_by_look
from policytext.readers.paper import LineKind, PaperLine

Role = Literal["title", "contents", "row", "note", "text"]
_KINDS: dict[Role, LineKind] = {"title": "title", "contents": "boilerplate", "row": "row", "note": "meta"}
# A title alone at the highest depth: so many headings must stand directly under it.
_MIN_UNDER_TITLE = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a table row or a note.

    Attributes:
        lines: its text, a line for each line break in it; white space is single blanks.
        role: what its style or place says it is.
        outline: depth of a heading by its style, 1 for the highest; None for what is no heading by style.
        marker: of a list item, as it is shown ("-", "1.", "a)"); of an automatic heading number, that number.
        is_item: whether the marker is that of a list.
        look: how it looks.
    """

    lines: tuple[str, ...]
    role: Role = "text"
    outline: int | None = None
    marker: str = ""
    is_item: bool = False
    look: Look = Look()  # noqa: RUF009 - frozen

    @property
    def text(self) -> str:
        """The paragraph on one line, with its marker."""
        return " ".join(part for part in (self.marker, *self.lines) if part)


def paper_lines(paragraphs: Iterable[Paragraph], title: str | None = None) -> list[PaperLine]:
    """Return the lines of a document.

    Args:
        paragraphs: its paragraphs; those without text are passed over.
        title: the title that the document's properties state.
    """
    filled = [paragraph for paragraph in paragraphs if any(paragraph.lines)]
    title_at = _title(filled, title)
    if any(paragraph.outline for paragraph in filled):
        by_look: dict[int, PaperLine] = {}
    else:
        looks = [
            (paragraph.text, paragraph.look) if paragraph.role == "text" and not paragraph.is_item else None
            for paragraph in filled
        ]
        by_look = headings_by_look(looks, find_title=title_at is None)
    lines: list[PaperLine] = []
    for number, paragraph in enumerate(filled):
        if number == title_at:
            lines.append(PaperLine(paragraph.text, "title"))
        elif number in by_look:
            lines.append(by_look[number])
        else:
            lines += _lines(paragraph)
    return lines


def _lines(paragraph: Paragraph) -> Iterator[PaperLine]:
    if paragraph.outline:
        yield PaperLine(paragraph.text, "heading", paragraph.outline)
        return
    kind: LineKind = "item" if paragraph.is_item else _KINDS.get(paragraph.role, "text")
    if kind == "title":
        # A second title is text: of two lines only one can be the document's title.
        kind = "text"
    first = True
    for line in paragraph.lines:
        if line:
            yield PaperLine(f"{paragraph.marker} {line}".strip() if first else line, kind, joined=not first)
            first = False


def _title(paragraphs: list[Paragraph], stated: str | None) -> int | None:
    """Return the number of the title's paragraph: that of its style, else a first heading above all others."""
    styled = next((number for number, paragraph in enumerate(paragraphs) if paragraph.role == "title"), None)
    if styled is not None or not paragraphs or not paragraphs[0].outline:
        return styled
    outlines = [paragraph.outline for paragraph in paragraphs if paragraph.outline]
    first = outlines[0]
    if first in outlines[1:] or min(outlines) < first:
        return None
    is_stated = stated is not None and " ".join(stated.split()).casefold() == paragraphs[0].text.casefold()
    return 0 if is_stated or outlines.count(first + 1) >= _MIN_UNDER_TITLE else None
