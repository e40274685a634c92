"""What XML 1.0 can hold of a text."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile("[\x0b\x0c]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return `text`, as long as it was, with what XML forbids replaced.

    Vertical tabs and form feeds become line breaks, which they are; other control characters become U+FFFD.
    """
    return _FORBIDDEN.sub("\ufffd", _LINE_BREAK.sub("\n", text))
