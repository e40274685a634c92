"""Words broken at the end of a line: which hyphens belong to the word and which to the line."""

from __future__ import annotations

import re

_SOFT = "\xad"
_FIRST_PART = re.compile(r"[\w'’]+(?:-[\w'’]+)*-\Z")
_SECOND_PART = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_VOWELS = "aeiou"
# "zorg- en welzijn": the hyphen stands for the rest of a word.
_CONJUNCTIONS = frozenset(("en", "of", "noch", "als", "en/of", "respectievelijk", "c.q."))
# First parts that keep their hyphen before a small letter.
_HYPHENATED = frozenset(
    (
        *("oud", "ex", "niet", "non", "vice", "adjunct", "kandidaat", "interim", "aspirant", "pro", "semi", "quasi"),
        *("noord", "zuid", "oost", "west", "sociaal", "politiek", "juridisch", "technisch", "christelijk", "cultureel"),
    )
)
_TITLES = frozenset(("generaal", "president", "secretaris", "fiscaal"))


def words_within(text: str) -> set[str]:
    """Return the words of a text, lower case, as evidence of how they are written away from the ends of lines."""
    return {match[0].lower() for match in _SECOND_PART.finditer(text)}


def joined_lines(above: str, below: str, known: set[str]) -> str:
    """Return two lines of one paragraph as one, a word broken between them joined.

    Args:
        above: the first line.
        below: the line after it.
        known: words of the document as written within lines, lower case.
    """
    if above.endswith(_SOFT):
        return above.rstrip(_SOFT) + below
    first, second = _FIRST_PART.search(above), _SECOND_PART.match(below)
    if first is None or second is None:
        return f"{above} {below}"
    if second[0].lower() in _CONJUNCTIONS and re.match(r"\s", below[second.end() : second.end() + 1]):
        return f"{above} {below}"
    return (above if keeps_hyphen(first[0][:-1], second[0], known) else above[:-1]) + below


def keeps_hyphen(first: str, second: str, known: set[str]) -> bool:
    """Whether the hyphen between two parts of a word belongs to it.

    What the document does elsewhere decides; else capitals and figures (D66-Kamerlid, EU-regels), colliding vowels
    (zee-eend), and first parts such as "oud" and "niet".
    """
    last = first.rsplit("-", 1)[-1]
    hyphenated, whole = f"{first}-{second}".lower() in known, f"{first}{second}".lower() in known
    if hyphenated != whole:
        return hyphenated
    if "-" in first and "-" in second:
        return True
    if not second[0].islower() or not last or not any(map(str.isalpha, last)):
        return True
    if any(map(str.isdigit, last)) or last[-1].isupper() or len(last) == 1:
        return True
    if last.lower() in _HYPHENATED or second.lower() in _TITLES:
        return True
    end, start = last[-1].lower(), second[0]
    return end == start and end in _VOWELS and last.lower() not in ("be", "ge", "re", "pre", "co")
