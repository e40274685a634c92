"""The text of an OpenDocument paragraph: what is shown when all changes are accepted, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.readers.office.content import Content
from policytext.readers.office.odf import OFFICE, draw, text, whole
from policytext.readers.office.odt_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

# Deleted text stands apart, in `text:tracked-changes`; hidden text and what nobody has filled in is not shown.
_LEFT_OUT = frozenset(
    (
        f"{{{OFFICE}}}annotation",
        f"{{{OFFICE}}}annotation-end",
        text("note-citation"),
        text("ruby-text"),
        text("hidden-text"),
        text("hidden-paragraph"),
        text("placeholder"),
        text("number"),
        text("tracked-changes"),
    )
)
_SHAPES = frozenset((draw("frame"), draw("custom-shape")))
# A file can ask for two thousand million blanks in a row.
_MAX_BLANKS = 100


class ParagraphText:
    """Reads paragraphs of a document with given styles.

    Attributes:
        notes: the notes in the paragraphs read so far, in order.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.notes: list[_Element] = []

    def read(self, paragraph: _Element, style: str | None) -> Content:
        """Return the content of a paragraph in a style."""
        content = Content()
        hides = paragraph.find(f".//{text('hidden-paragraph')}")
        if hides is None or hides.get(text("is-hidden")) != "true":
            self._inner(paragraph, style, (), content)
        return content

    def _inner(self, element: _Element, style: str | None, spans: tuple[str, ...], content: Content) -> None:
        self._add(element.text, style, spans, content)
        for child in element.iterchildren():
            name = child.get(text("style-name")) if child.tag == text("span") else None
            if child.tag == text("s"):
                content.parts.append(" " * min(whole(child.get(text("c")), 1), _MAX_BLANKS))
            elif child.tag == text("tab"):
                content.parts.append("\t")
            elif child.tag == text("line-break"):
                content.parts.append("\n")
            elif child.tag == text("note"):
                self.notes.append(child)
            elif child.tag in _SHAPES:
                content.boxes.append(child)
            elif child.tag not in _LEFT_OUT:
                self._inner(child, style, (*spans, name) if name else spans, content)
            self._add(child.tail, style, spans, content)

    def _add(self, piece: str | None, style: str | None, spans: tuple[str, ...], content: Content) -> None:
        if piece and not self._styles.hidden(style, spans):
            # A line break in the file is white space, not one in the text.
            content.parts.append(piece.replace("\n", " "))
            content.count(piece, bold=self._styles.bold(style, spans), size=self._styles.size(style, spans))
