"""Offsets as browsers count them: in UTF-16 code units, not in code points."""

from __future__ import annotations

from bisect import bisect_left

_LAST_OF_ONE_UNIT = "\uffff"


class Utf16Offsets:
    """Turns code point offsets into a text into UTF-16 offsets: what is beyond U+FFFF, such as emoji, counts double."""

    def __init__(self, text: str) -> None:
        self._doubles = (
            [place for place, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]
            if text and max(text) > _LAST_OF_ONE_UNIT
            else []
        )

    def __call__(self, offset: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._doubles, offset)
