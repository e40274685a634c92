"""Makes ``references/boxes.ttf``, a font whose every letter is the same box: ``python tests/report/make_boxes.py``.

With it, pages look the same on every machine, whatever fonts are installed there. It takes fontTools.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM, WIDTH, ASCENT, DESCENT = 1000, 520, 800, 200
BOXES = [*range(0x21, 0x180), *range(0x2010, 0x2040), *range(0x2190, 0x2194), 0xD7]


def main() -> None:
    """Write the font."""
    pen = TTGlyphPen(None)
    corners = [(40, 0), (40, 500), (WIDTH - 40, 500), (WIDTH - 40, 0)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    empty = TTGlyphPen(None).glyph()
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", "space", "box"])
    font.setupCharacterMap({0x20: "space", 0xA0: "space", **dict.fromkeys(BOXES, "box")})
    font.setupGlyf({".notdef": empty, "space": empty, "box": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (WIDTH, 0), "space": (WIDTH, 0), "box": (WIDTH, 40)})
    font.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT)
    font.setupPost()
    font.save(Path(__file__).parent / "references" / "boxes.ttf")


if __name__ == "__main__":
    main()
