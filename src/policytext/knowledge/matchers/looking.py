"""How patterns are looked for in a text: where a quick test says that they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def finditer_hinted(hints: Sequence[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, where `text` has one of `hints` or there are none.

    Every match has a hint in it; to look for strings is far quicker than to look for a pattern.
    """
    if not hints or any(hint in text for hint in hints):
        yield from pattern.finditer(text)


def is_in_word(text: str, place: int) -> bool:
    """Say whether the code point at `place`, which may lie outside `text`, is a letter, a digit or an underscore."""
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")
