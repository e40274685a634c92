"""Numbers as lists show them: 3, c, iii, C."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond this, Roman numerals are a column of M; lists that long are counted in figures.
_MAX_ROMAN = 3999
_LETTERS = 26


def shown(number: int, form: str) -> str:
    """Return a number in the form of a list level.

    Args:
        number: from 0.
        form: "1", "01", "a", "A", "i" or "I".
    """
    if form == "01":
        return f"{number:02d}"
    if form in ("a", "A") and number > 0:
        # After z comes aa, then bb.
        letter = chr(ord("a") + (number - 1) % _LETTERS) * min(1 + (number - 1) // _LETTERS, _LETTERS)
        return letter if form == "a" else letter.upper()
    if form in ("i", "I") and 0 < number <= _MAX_ROMAN:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "i" else roman.upper()
    return str(number)
