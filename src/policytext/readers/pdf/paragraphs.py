"""Paragraphs: which lines go on with the one above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policytext.annotation import BlockKind, HeadingBasis
from policytext.readers.pdf.contents import contents_of, entry_text
from policytext.readers.pdf.hyphens import joined_lines, words_within
from policytext.readers.pdf.items import BULLET, BULLETS, COUNTED, DASHES, TICKS, item_mark
from policytext.readers.pdf.layout import INDENT, Layout
from policytext.readers.pdf.numbering import is_chapter_label, section_number
from policytext.readers.pdf.page import Face, Line, Word, joined

_ENDS = re.compile(r"[.!?:;…][\"”’»)\]]*\Z")
# Between baselines, as a part of the usual distance.
_PARAGRAPH_GAP = 1.3
_FAR_SHORT = 0.4
# Rows of one table hardly differ in size; a numbered heading ("2", a gap, "Toezicht") is larger than what it stands by.
_SAME_TABLE = 0.2


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one.

    Attributes:
        lines: the lines, in reading order.
        text: the lines joined, on one line.
        item: whether it opens with the mark of a list item.
        row: whether it is a row of a table.
        kind, level, basis: what it has been found to be; "body" until then.
    """

    lines: list[Line]
    text: str = ""
    item: bool = False
    row: bool = False
    kind: BlockKind = "body"
    level: int | None = None
    basis: HeadingBasis = "layout"

    @property
    def face(self) -> Face:
        """The face of its longest line."""
        return max(self.lines, key=lambda line: len(line.text)).face


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Return the paragraphs of a document's lines in reading order."""
    layout = Layout.of(lines)
    contents = contents_of(lines)
    rows = table_rows(lines)
    known = {word for line in lines for word in words_within(" ".join(w.text for w in line.words[1:-1]))}
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        above = paragraphs[-1] if paragraphs else None
        following = lines[index + 1] if index + 1 < len(lines) else None
        if id(line) in contents:
            paragraphs.append(Paragraph([line], kind="boilerplate"))
            continue
        is_row = id(line) in rows
        if above is None or is_row or above.row or above.kind != "body" or _begins(above, line, following, layout):
            item = bool(item_mark(line)) or (line.words[0].role.startswith("LI") and _opens_element(line, above))
            paragraphs.append(Paragraph([line], item=item, row=is_row))
        else:
            above.lines.append(line)
    set_texts(paragraphs, known)
    return [paragraph for paragraph in paragraphs if paragraph.text]


def _opens_element(line: Line, above: Paragraph | None) -> bool:
    return above is None or above.lines[-1].words[-1].role != line.words[0].role


def set_texts(paragraphs: list[Paragraph], known: set[str] | None = None) -> None:
    """Give paragraphs the text of their lines; `known` are words as the document writes them within lines."""
    for paragraph in paragraphs:
        paragraph.text = _text(paragraph, known or set())


def table_rows(lines: list[Line]) -> set[int]:
    """Return the ids of the lines that are rows of a table: two or more, one below the other, with cells in line."""
    found: set[int] = set()
    for above, line in pairwise(lines):
        if above.column != line.column or len(_cells(above)) < 2 or len(_cells(line)) < 2:
            continue
        if abs(above.face.size - line.face.size) > _SAME_TABLE * line.face.size:
            continue
        edges = [edge for cell in _cells(above)[1:] for edge in (cell[0].x0, cell[-1].x1)]
        aligned = any(
            abs(edge - x) < 3 for cell in _cells(line)[1:] for x in (cell[0].x0, cell[-1].x1) for edge in edges
        )
        if aligned:
            found |= {id(above), id(line)}
    return found


def _cells(line: Line) -> list[list[Word]]:
    """Return the cells of a line; the mark of a list item is none."""
    return line.cells[1:] if item_mark(line) and len(line.cells[0]) == 1 else line.cells


def _begins(paragraph: Paragraph, line: Line, following: Line | None, layout: Layout) -> bool:
    above = paragraph.lines[-1]
    if line.column != above.column:
        return not _goes_on_elsewhere(paragraph, line, layout)
    if is_chapter_label(above.text) and line.face.size > above.face.size:
        return False
    if _stands_apart(above, line, layout) or _marks_item(paragraph, line, layout):
        return True
    if _is_centred(above, line):
        return layout.fits_centred(above, line.words[0])
    return _indented_otherwise(paragraph, line, following, layout) or _ended(above, line, layout)


def _is_centred(above: Line, line: Line) -> bool:
    """Whether two lines of different length share their middle."""
    off_centre = abs(above.x0 + above.x1 - line.x0 - line.x1) / 2
    return off_centre < 1.5 and abs(above.x0 - line.x0) > 3


def _stands_apart(above: Line, line: Line, layout: Layout) -> bool:
    """Whether the tags, the distance or the type part two lines."""
    role, other = line.words[0].role, above.words[-1].role
    if role != other and (layout.trusts_tags or role.startswith("H") or other.startswith("H")):
        return True
    distance = line.y - above.y
    if distance <= 0 or distance > _PARAGRAPH_GAP * layout.usual_distance(above):
        return True
    resized = abs(above.face.size - line.face.size) > 0.08 * line.face.size
    return resized or above.words[-1].face.bold != line.words[0].face.bold


def _marks_item(paragraph: Paragraph, line: Line, layout: Layout) -> bool:
    mark, above = item_mark(line), paragraph.lines[-1]
    if not mark or mark[0] in BULLETS:
        return bool(mark)
    ended = layout.is_short(above, line.words[0]) or bool(_ENDS.search(above.text))
    return ended or (paragraph.item and abs(paragraph.lines[0].x0 - line.x0) < 2)


def _ended(above: Line, line: Line, layout: Layout) -> bool:
    """Whether a paragraph ends where a line does: the next word would have fitted, and the text allows it."""
    numbered = layout.missing(line) > _FAR_SHORT and section_number(line.text) is not None
    if numbered and _ENDS.search(above.text):
        return True
    if not layout.is_short(above, line.words[0]):
        return False
    return bool(_ENDS.search(above.text)) or not line.text[0].islower() or layout.missing(above) > _FAR_SHORT


def _indented_otherwise(paragraph: Paragraph, line: Line, following: Line | None, layout: Layout) -> bool:
    """Whether a line stands further right or left than the lines of its paragraph do."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    step = (line.x0 - last.x0) / max(line.face.size, 1.0)
    if paragraph.item:
        return line.x0 < first.x0 + 1 and len(paragraph.lines) > 1 and last.x0 > first.x0 + 1
    if step > INDENT:
        return True
    if step < -INDENT:
        return len(paragraph.lines) > 1
    if layout.indent(line) > INDENT and len(paragraph.lines) == 1 and layout.indented:
        if abs(line.x0 - layout.columns[line.column].left - layout.first_indent) <= 1:
            return True
        block = following is not None and following.column == line.column and abs(following.x0 - line.x0) < 2
        return not block or layout.is_short(last, line.words[0])
    return False


def _goes_on_elsewhere(paragraph: Paragraph, line: Line, layout: Layout) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    above = paragraph.lines[-1]
    if layout.trusts_tags and _is_other_element(above, line):
        return False
    face, other = above.words[-1].face, line.words[0].face
    if abs(face.size - other.size) > 0.05 * face.size or face.bold != other.bold or item_mark(line):
        return False
    if not _ENDS.search(above.text):
        return line.text[0].islower() or above.text[-1] in "-\xad,(" or not layout.is_short(above, line.words[0])
    full = not layout.is_short(above, line.words[0])
    return full and layout.indented and not paragraph.item and layout.indent(line) < INDENT


def _is_other_element(above: Line, line: Line) -> bool:
    """Whether tags make a line part of another element than the one above; each page numbers its elements anew."""
    role, other = line.words[0].role, above.words[-1].role
    if line.page != above.page:
        role, other = role.partition("#")[0], other.partition("#")[0]
    return role != other


def _text(paragraph: Paragraph, known: set[str]) -> str:
    if paragraph.kind == "boilerplate":
        return entry_text(paragraph.lines[0])
    if paragraph.row:
        return " | ".join(filter(None, (_words(cell) for cell in paragraph.lines[0].cells)))
    text = ""
    for line in paragraph.lines:
        part = _words(line.words)
        text = joined_lines(text, part, known) if text and part else text or part
    text = text.replace("\xad", "")
    if not paragraph.item or COUNTED.match(text):
        return text
    mark = BULLET.match(text)
    if mark and mark[0] in DASHES + TICKS:
        return text
    return f"- {text[mark.end() :].lstrip() if mark else text}"


def _words(words: list[Word]) -> str:
    return joined(list(_without_marks(words))).strip()


def _without_marks(words: list[Word]) -> Iterator[Word]:
    """Yield the words without the marks that refer to notes; "m²" is none."""
    previous = ""
    for word in words:
        is_note = word.raised and bool(_NOTE_MARK.match(word.text)) and bool(_BEFORE_MARK.search(previous))
        if not is_note:
            yield word
            previous = word.text


_NOTE_MARK = re.compile(r"[\d*†‡,]{1,4}\Z")
_BEFORE_MARK = re.compile(r"[^\W\d_]{3}\Z|[.,;:!?)\]\"”’»%]\Z|\d\Z")
