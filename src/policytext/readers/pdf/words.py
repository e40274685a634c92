"""The words of a page, with their place and type, from pdfium's text page."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from typing import Any

from policytext.readers.pdf.page import Face, Page, Word

# Fonts of TeX have letters at 0x1C to 0x1F, which Python counts as white space.
_WORD = re.compile(r"(?:[^\s\x00]|[\x1c-\x1f])+")
_BOLD = re.compile(r"bold|black|heavy|semibd|demi|(?:\A|\+)(?:sf|cm|ec)?[a-z]*bx", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|(?:\A|\+)(?:sf|cm)(?:ti|bxti|sl|it)", re.IGNORECASE)
_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_NAME_BYTES = 128
# What pdfium puts for a hyphen at the end of a line, what it cannot read, and what bitmap fonts of TeX, which do not
# name their characters, have in the places of control characters: ligatures and the bullet.
_CHARACTERS: dict[int, str | None] = {
    **dict.fromkeys((1, *range(3, 9), *range(0xE, 0x1B), 0x7F, 0xFEFF, 0x200B, 0xFFFF)),
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl"), 0x1B)),
    0x88: "•",
    0x02: "-",
    0xFFFE: "-",
}
# A piece of a word set in less than this part of the size before it, and higher, is a mark.
_MARK_SIZE = 0.85
_SAME_LINE = 0.1
_RIGHT_ANGLE = 0.02
# Half of UTF-16 is never a character of its own.
_SURROGATES = range(0xD800, 0xE000)

_Style = tuple[Face, str, int]


class WordReader:
    """Reads the words of the pages of one document; fonts are looked at once."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._styles: dict[int, _Style] = {}
        self._roles: dict[int, str] = {}
        # What pdfium writes its answers into, made once: there is one for every word.
        self._x, self._y, self._size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()

    def read(self, page: Any, text_page: Any, index: int, roles: dict[int, str] | None = None) -> Page:
        """Return the words of a page, those of the commonest direction of writing first.

        `roles` are those of the page's pieces of tagged content, by their number. Slanted words (a watermark) and
        words outside the visible part of the page are left out.
        """
        self._styles.clear()
        self._roles = roles or {}
        box = self._visible(page)
        groups: defaultdict[int, list[Word]] = defaultdict(list)
        for start, end, text in self._tokens(text_page):
            for word, direction in self._pieces(text_page, start, end, text, box):
                groups[direction].append(word)
        return Page(index, sorted(groups.values(), key=len, reverse=True))

    def _visible(self, page: Any) -> tuple[float, float, float, float]:
        box = self._pdfium.FS_RECTF()
        self._pdfium.FPDF_GetPageBoundingBox(page, box)
        return box.left - 1, box.bottom - 1, box.right + 1, box.top + 1

    def _tokens(self, text_page: Any) -> list[tuple[int, int, str]]:
        """Return the words as first character, last character and text."""
        count = self._pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        buffer = (ctypes.c_ushort * (count * 2 + 1))()
        written = self._pdfium.FPDFText_GetText(text_page, 0, count, buffer) - 1
        codes = buffer[: max(written, 0)]
        units = "".join(map(chr, codes))
        same = written == count
        index_of = (lambda at: at) if same else self._index_of(text_page)
        paired = any(code in _SURROGATES for code in codes) if not units.isascii() else False
        tokens = []
        for match in _WORD.finditer(units):
            text = match[0]
            if paired:
                text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            tokens.append((index_of(match.start()), index_of(match.end() - 1), text.translate(_CHARACTERS)))
        return tokens

    def _index_of(self, text_page: Any) -> Any:
        return lambda at: self._pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, at)

    def _pieces(
        self, text_page: Any, start: int, end: int, text: str, box: tuple[float, float, float, float]
    ) -> list[tuple[Word, int]]:
        """Return a word, or its parts where it goes on in another size, on another baseline or further left."""
        first = self._style(text_page, start)
        if first is None or not text:
            return []
        face, role, direction = first
        x, y = self._origin(text_page, start)
        if direction < 0 or not (box[0] <= x <= box[2] and box[1] <= y <= box[3]):
            return []
        left, baseline = _turned(x, y, direction)
        right = self._right(text_page, end, direction)
        if start == end:
            return [(Word(text, left, right, baseline, face, role), direction)]
        whole = end - start + 1 != len(text) or (right > left and self._goes_on_alike(text_page, start, end, direction))
        if whole:
            return [(Word(text, left, right, baseline, face, role), direction)]
        return self._parts(text_page, start, text)

    def _goes_on_alike(self, text_page: Any, start: int, end: int, direction: int) -> bool:
        """Whether the last character of a word is set like the first, and on its baseline."""
        first, last = (self._pdfium.FPDFText_GetTextObject(text_page, index) for index in (start, end))
        if first and last and ctypes.addressof(first.contents) == ctypes.addressof(last.contents):
            return True
        style, other = self._style(text_page, start), self._style(text_page, end)
        if style is None or other is None:
            return False
        size = style[0].size
        _, y = _turned(*self._origin(text_page, start), direction)
        _, last_y = _turned(*self._origin(text_page, end), direction)
        return abs(last_y - y) <= _SAME_LINE * size and abs(other[0].size - size) <= _SAME_LINE * size

    def _parts(self, text_page: Any, start: int, text: str) -> list[tuple[Word, int]]:
        parts: list[tuple[Word, int]] = []
        for offset, character in enumerate(text):
            style = self._style(text_page, start + offset)
            if style is None or style[2] < 0:
                continue
            face, role, direction = style
            left, baseline = _turned(*self._origin(text_page, start + offset), direction)
            right = self._right(text_page, start + offset, direction)
            word = Word(character, left, right, baseline, face, role)
            if not parts:
                parts.append((word, direction))
                continue
            previous, way = parts[-1]
            lowered = baseline - previous.y
            follows = way == direction and -face.size < left - previous.x1 < face.size
            if follows and abs(lowered) <= _SAME_LINE * face.size and _alike(face, previous.face):
                previous.text += character
                previous.x1 = right
                continue
            near = follows and abs(lowered) < 0.7 * max(face.size, previous.face.size)
            word.glued = near
            word.raised = near and face.size < _MARK_SIZE * previous.face.size and lowered < 0
            parts.append((word, direction))
        return parts

    def _style(self, text_page: Any, index: int) -> _Style | None:
        """Return face, role and direction of a character; the direction is -1 where it is slanted."""
        pdfium = self._pdfium
        text_object = pdfium.FPDFText_GetTextObject(text_page, index)
        if not text_object:
            return None
        address = ctypes.addressof(text_object.contents)
        known = self._styles.get(address)
        if known is None:
            size, matrix = self._size, self._matrix
            pdfium.FPDFTextObj_GetFontSize(text_object, size)
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            bold, italic = self._font(pdfium.FPDFTextObj_GetFont(text_object))
            face = Face(round(abs(size.value) * scale, 1), bold, italic)
            role = self._roles.get(pdfium.FPDFPageObj_GetMarkedContentID(text_object), "") if self._roles else ""
            known = self._styles[address] = (face, role, _direction(matrix.a, matrix.b))
        return known

    def _font(self, font: Any) -> tuple[bool, bool]:
        if not font:
            return False, False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(_NAME_BYTES)
            self._pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
            name = buffer.value.decode("utf-8", "replace")
            flags = self._pdfium.FPDFFont_GetFlags(font)
            bold = bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD)
            italic = bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
            self._fonts[address] = bold, italic
        return self._fonts[address]

    def _origin(self, text_page: Any, index: int) -> tuple[float, float]:
        self._pdfium.FPDFText_GetCharOrigin(text_page, index, self._x, self._y)
        return self._x.value, self._y.value

    def _right(self, text_page: Any, index: int, direction: int) -> float:
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        if direction == 0:
            return float(box.right)
        return float((box.right, box.top, -box.left, -box.bottom)[direction])


def _direction(a: float, b: float) -> int:
    """Return the direction of writing in quarter turns to the left, -1 where it is slanted."""
    length = math.hypot(a, b)
    if length == 0:
        return 0
    a, b = a / length, b / length
    if abs(b) <= _RIGHT_ANGLE:
        return 0 if a > 0 else 2
    if abs(a) <= _RIGHT_ANGLE:
        return 1 if b > 0 else 3
    return -1


def _turned(x: float, y: float, direction: int) -> tuple[float, float]:
    """Return a point of the page as seen by a reader of text in `direction`, `y` downwards."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[direction]


def _alike(face: Face, other: Face) -> bool:
    return abs(face.size - other.size) <= _SAME_LINE * max(face.size, other.size)
