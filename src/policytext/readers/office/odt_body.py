"""The body of an OpenDocument text: paragraphs, lists, tables, text boxes and notes, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.readers.office.content import Content
from policytext.readers.office.layout import Look
from policytext.readers.office.odf import draw, table, text, whole
from policytext.readers.office.odt_lists import Counter, ListStyles
from policytext.readers.office.odt_styles import Styles
from policytext.readers.office.odt_text import ParagraphText
from policytext.readers.office.paragraphs import Paragraph, Role
from policytext.readers.office.tables import row_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_INDEXES = tuple(
    text(name)
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    )
)
_INDEX_BODIES = (text("index-body"), text("index-title"))
_GROUPS = (draw("g"), draw("a"), text("numbered-paragraph"), text("index-title"))


@dataclass(frozen=True)
class _Item:
    """The list item that a paragraph opens: its marker and its depth from 1."""

    marker: str
    numbered: bool
    depth: int


class Body:
    """Reads the body of one document."""

    def __init__(self, styles: Styles, lists: ListStyles) -> None:
        self._styles = styles
        self._lists = lists
        self._headings = Counter()
        self._counters: dict[str, Counter] = {}
        self._text = ParagraphText(styles)

    @property
    def notes(self) -> list[_Element]:
        """The notes in the text read so far, in order."""
        return self._text.notes

    def paragraphs(self, parent: _Element, *, in_contents: bool = False) -> Iterator[Paragraph]:
        """Yield the paragraphs and table rows under an element."""
        for child in parent.iterchildren():
            yield from self._element(child, in_contents=in_contents)

    def _element(self, element: _Element, *, in_contents: bool) -> Iterator[Paragraph]:
        if element.tag in (text("p"), text("h")):
            yield from self._paragraph(element, None, in_contents=in_contents)
        elif element.tag == text("list"):
            yield from self._list(element, 1, None, self._counter(element), in_contents=in_contents)
        elif element.tag == table("table"):
            yield from self._table(element)
        elif element.tag in _INDEXES:
            for part in element.iterchildren(*_INDEX_BODIES):
                yield from self.paragraphs(part, in_contents=True)
        elif element.tag == text("section"):
            if element.get(text("display")) != "none":
                yield from self.paragraphs(element, in_contents=in_contents)
        elif element.tag in _GROUPS:
            yield from self.paragraphs(element, in_contents=in_contents)
        elif element.tag in (draw("frame"), draw("custom-shape")):
            yield from self._boxed(element)

    def note(self, note: _Element) -> str:
        """Return the text of a foot- or endnote on one line."""
        body = note.find(text("note-body"))
        texts = [] if body is None else [paragraph.text for paragraph in self.paragraphs(body)]
        return " ".join(part for part in texts if part)

    def _boxed(self, shape: _Element) -> Iterator[Paragraph]:
        box = shape.find(draw("text-box"))
        yield from self.paragraphs(shape if box is None else box)

    def _paragraph(self, element: _Element, item: _Item | None, *, in_contents: bool) -> Iterator[Paragraph]:
        style = element.get(text("style-name"))
        content = self._text.read(element, style)
        if any(content.lines):
            yield self._filled(element, style, content, item, in_contents=in_contents)
        for box in content.boxes:
            yield from self._boxed(box)

    def _filled(
        self, element: _Element, style: str | None, content: Content, item: _Item | None, *, in_contents: bool
    ) -> Paragraph:
        outline = self._styles.outline(style)
        if element.tag == text("h"):
            outline = whole(element.get(text("outline-level")), outline or 1)
        role: Role = "text"
        if in_contents or self._styles.is_contents(style):
            role, outline = "contents", None
        elif outline is None and self._styles.is_title(style):
            role = "title"
        marker = item.marker if item else ""
        if outline and not marker and element.get(text("is-list-header")) != "true":
            marker = self._lists.heading_number(outline, self._headings)
        is_item = bool(marker) and role == "text" and outline is None
        look = content.look
        if item is not None and item.numbered and look.bold and is_item:
            # As in Word: a bold paragraph of a numbered list is a heading of a document without heading styles.
            is_item, look = False, Look(look.bold, look.size, item.depth)
        return Paragraph(content.lines, role, outline, marker, is_item, look)

    def _counter(self, element: _Element) -> Counter:
        """Return where a list begins to count: anew, or where the list that it continues has come to."""
        style = element.get(text("style-name"), "")
        continued = element.get(text("continue-list"))
        key = continued or style
        if continued is None and element.get(text("continue-numbering")) != "true":
            self._counters[key] = Counter()
        counter = self._counters.setdefault(key, Counter())
        for name in element.attrib:
            if str(name).endswith("}id"):
                self._counters[element.attrib[name]] = counter
        return counter

    def _list(
        self, element: _Element, depth: int, style: str | None, counter: Counter, *, in_contents: bool
    ) -> Iterator[Paragraph]:
        style = element.get(text("style-name")) or style
        for child in element.iterchildren(text("list-item"), text("list-header")):
            start = child.get(text("start-value"))
            opened = child.tag == text("list-header")
            for inner in child.iterchildren():
                if inner.tag == text("list"):
                    yield from self._list(inner, depth + 1, style, counter, in_contents=in_contents)
                elif inner.tag in (text("p"), text("h")):
                    item = None if opened else self._item(inner, style, depth, counter, start)
                    opened = True
                    yield from self._paragraph(inner, item, in_contents=in_contents)
                else:
                    yield from self._element(inner, in_contents=in_contents)

    def _item(
        self, paragraph: _Element, style: str | None, depth: int, counter: Counter, start: str | None
    ) -> _Item | None:
        name = style or self._styles.list_style(paragraph.get(text("style-name")))
        marker, numbered = self._lists.marker(name, depth, counter, whole(start, 1) if start else None)
        return _Item(marker, numbered, depth) if marker else None

    def _table(self, element: _Element) -> Iterator[Paragraph]:
        rows = [list(row.iterchildren(table("table-cell"))) for row in _rows(element)]
        if len(rows) == 1 and len(rows[0]) == 1:
            # A table of one cell is a frame around text.
            yield from self.paragraphs(rows[0][0])
            return
        for row in rows:
            line = row_text(self._cell(cell) for cell in row)
            if line:
                yield Paragraph((line,), "row")

    def _cell(self, cell: _Element) -> str:
        return " ".join(part for paragraph in self.paragraphs(cell) if (part := paragraph.text))


def _rows(element: _Element) -> Iterator[_Element]:
    for child in element.iterchildren():
        if child.tag == table("table-row"):
            yield child
        elif child.tag in (table("table-header-rows"), table("table-rows"), table("table-row-group")):
            yield from _rows(child)
