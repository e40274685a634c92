"""Items of lists: the marks they open with."""

from __future__ import annotations

import re

from policytext.readers.pdf.page import Line

BULLETS = "•●▪■◦○‣⁃∙·➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc\uf095"
DASHES, TICKS = "-–—", "✓✔"
BULLET = re.compile(rf"[{BULLETS}]|[{DASHES}](?=\s)|o(?=\s)")
COUNTED = re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s)")


def item_mark(line: Line) -> str:
    """Return the mark of a list item that a line opens with, empty where it has none."""
    text = line.text
    match = BULLET.match(text) or COUNTED.match(text)
    return match[0] if match and len(text) > match.end() else ""
