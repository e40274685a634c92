"""The body of a Word document: paragraphs, lists, tables, text boxes and notes, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.readers.office.content import Content
from policytext.readers.office.docx_numbering import Marker, Numbering
from policytext.readers.office.docx_runs import ParagraphText
from policytext.readers.office.docx_styles import Styles, outline_level
from policytext.readers.office.layout import Look
from policytext.readers.office.ooxml import attribute, w
from policytext.readers.office.paragraphs import Paragraph, Role
from policytext.readers.office.tables import row_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")}
_CONTENTS_GALLERY = "Table of Contents"


class Body:
    """Reads the body of one document."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._text = ParagraphText(styles)
        self.notes: list[tuple[str, str]] = []
        """Kind and id of the notes that the text read so far refers to, in order."""

    def paragraphs(self, parent: _Element, *, in_contents: bool = False) -> Iterator[Paragraph]:
        """Yield the paragraphs and table rows under an element."""
        pending: Content | None = None
        for child in parent.iterchildren():
            if child.tag == w("p"):
                content = self._text.read(child, pending)
                pending = content if _runs_on(child) else None
                if pending is None:
                    yield from self._paragraph(child, content, in_contents=in_contents)
            elif child.tag == w("tbl"):
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                gallery = child.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
                is_contents = in_contents or attribute(gallery, "val") == _CONTENTS_GALLERY
                yield from self.paragraphs(child, in_contents=is_contents)

    def note(self, note: _Element) -> str:
        """Return the text of a foot- or endnote on one line."""
        texts = [paragraph.text for paragraph in self.paragraphs(note)]
        return " ".join(text for text in texts if text)

    def _paragraph(self, element: _Element, content: Content, *, in_contents: bool) -> Iterator[Paragraph]:
        self.notes += content.notes
        properties = element.find(w("pPr"))
        style = attribute(None if properties is None else properties.find(w("pStyle")), "val")
        lines = content.lines
        if any(lines):
            # What is hidden or empty shows no number and is not counted.
            yield self._filled(properties, style, content, in_contents=in_contents)
        for box in content.boxes:
            yield from self.paragraphs(box)

    def _filled(
        self, properties: _Element | None, style: str | None, content: Content, *, in_contents: bool
    ) -> Paragraph:
        stated = outline_level(properties)
        outline = self._styles.outline(style) if stated is None else stated or None
        role: Role = "text"
        if in_contents or self._styles.is_contents(style):
            role, outline = "contents", None
        elif outline is None and self._styles.is_title(style):
            role = "title"
        marker = self._marker(properties, style)
        is_item = marker is not None and role == "text" and outline is None
        look = content.look
        if marker is not None and marker.numbered and look.bold and is_item:
            # A bold paragraph of a numbered list is a heading of a document without heading styles, if a short one.
            is_item, look = False, Look(look.bold, look.size, marker.depth)
        return Paragraph(content.lines, role, outline, marker.text if marker else "", is_item, look)

    def _marker(self, properties: _Element | None, style: str | None) -> Marker | None:
        number, depth = self._styles.numbering(style)
        own = None if properties is None else properties.find(w("numPr"))
        if own is not None:
            number = attribute(own.find(w("numId")), "val") or number
            stated = attribute(own.find(w("ilvl")), "val")
            depth = int(stated) if stated is not None and stated.isdigit() else depth
        if number is None:
            return None
        return self._numbering.next_marker(number, depth or 0)

    def _table(self, table: _Element) -> Iterator[Paragraph]:
        rows = list(_rows(table))
        if len(rows) == 1 and len(cells := list(_cells(rows[0]))) == 1:
            # A table of one cell is a frame around text.
            yield from self.paragraphs(cells[0])
            return
        for row in rows:
            text = row_text(self._cell(cell) for cell in _cells(row))
            if text:
                yield Paragraph((text,), "row")

    def _cell(self, cell: _Element) -> str:
        return " ".join(text for paragraph in self.paragraphs(cell) if (text := paragraph.text))


def _runs_on(paragraph: _Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on with it."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    is_deleted = mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)
    following = paragraph.getnext()
    return is_deleted and following is not None and following.tag == w("p")


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table.iterchildren():
        if child.tag == w("tr"):
            if child.find(f"{w('trPr')}/{w('del')}") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row.iterchildren():
        if child.tag == w("tc"):
            if child.find(f"{w('tcPr')}/{w('cellDel')}") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)
