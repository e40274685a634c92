"""Laws by form: words that end in -wet, parts of a law, European acts by number. Names come from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytext.knowledge.matchers.looking import finditer_hinted
from policytext.knowledge.matchers.match import Match

_ORDINAL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|\d+(?:e|de|ste))"
_ARTICLE = (
    r"\b(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.)\s\d+[a-z]{0,2}(?:[.:]\d+[a-z]?)*"
    r"(?:,?\s(?:en|tot en met|t/m)\s\d+[a-z]?(?:[.:]\d+)*)?"
    rf"(?:,?\s(?:{_ORDINAL}\slid|lid\s\d+))?(?:,?\s(?:aanhef en\s)?(?:sub|onder|onderdeel)\s\w{{1,2}}\b)*"
)
_NAME = (
    r"(?:(?:Algemene\s)?[Ww]et(?:boek)?\s(?:van|op|inzake|ter|tot|voor)?\s?(?:de\s|het\s)?[\w-]+(?:\s\d{4})?"
    r"|[A-ZÀ-Þ][\w-]*(?:besluit|verdrag|regeling|code))"
)
_SHORT = (
    r"(?:[A-ZÀ-Þ][\w-]*(?:wet|verordening|richtlijn)|(?!(?:Boek|Wet|Wetboek|Besluit)\b)[A-Z][A-Za-z]{1,6})"
    r"(?:\s(?:19|20)\d\d)?"
)
_GOES_ON = re.compile(
    r"\s(?:[A-Z]|van\s\d|inzake|betreffende|voor\sde|en\s[a-z]+\b)|-|\s(?!is|wordt|staat|geldt|dat|die)[a-z]{6,}"
)
"""What may be more of a law's name."""
_PART = re.compile(
    rf"(?:{_ARTICLE}|\b(?:[Hh]oofdstuk|[Aa]fdeling|[Pp]aragraaf|[Tt]itel|[Bb]oek|[Bb]ijlage)"
    r"\s(?:\d+(?:\.\d+)*[a-z]?|[IVX]+)\b)"
    r",?\s(?:(?:van|bij|uit)\s)?(?:de\s|het\s)?(?:Boek\s\d+[a-z]?\svan\s(?:de|het)\s)?"
)
_ARTICLE_HINTS = ("rtikel", "rt.", "tt.")
_PATTERNS = (
    (
        _ARTICLE_HINTS,
        re.compile(rf"{_ARTICLE},?\s(?:(?:van\s)?(?:de|het)\s|van\s)?{_SHORT}\b(?!\s[A-Z]|\svan\s\d|-)"),
        True,
    ),
    (_ARTICLE_HINTS, re.compile(rf"{_ARTICLE},?\s(?:(?:van\s)?(?:de|het)\s|van\s)?{_NAME}\b"), False),
    (_ARTICLE_HINTS, re.compile(_ARTICLE), False),
    (
        (),
        # A set of characters first lets the engine skip to one of them; what may not stand before it is looked at then.
        re.compile(
            r"[A-ZÀ-Þ](?<!\w.)[\w-]*(?:wet|wetboek|verordening|richtlijn|verdrag|besluit)\b(?:\s(?:19|20)\d\d)?"
        ),
        False,
    ),
    (
        ("erordening", "ichtlijn", "esluit"),
        re.compile(
            r"\b(?:[Vv]erordening|[Rr]ichtlijn|[Bb]esluit|[Kk]aderbesluit)\s(?:\((?:EU|EG|EEG|Euratom)\)\s)?(?:nr\.?\s)?"
            r"\d{2,4}/\d{1,4}(?:/(?:E[UGE]+|JBZ|GBVB))?"
        ),
        True,
    ),
    (
        ("-regeling", "-wet", "-richtlijn", "-verordening", "-verdrag", "-besluit"),
        re.compile(r"\b(?!E[UG]-|VN-)[A-Z][A-Z0-9]+-(?:regeling|wet|richtlijn|verordening|verdrag|besluit)\b(?!-)"),
        False,
    ),
    (
        ("wet", "Wet", "ecreet", "rdonnantie", "oninklijk"),
        re.compile(
            r"\b(?:(?:Rijks)?[Ww]et|[Dd]ecreet|[Oo]rdonnantie|[Kk]oninklijk\s[Bb]esluit)"
            r"\svan\s\d{1,2}\s[A-Za-z]{3,9}\s(?:18|19|20)\d\d\b"
        ),
        True,
    ),
    (("erdrag",), re.compile(r"\b[Vv]erdrag\svan\s[A-Z][\w-]+(?!\s[A-Z])"), True),
    (
        ("wet", "Wet"),
        re.compile(
            r"\b(?:Algemene\s)?[Ww]et\s(?:op\s(?:de|het)\s|inzake\s|ter\s|van\s)?[a-zà-ÿ-]+"
            r"(?:\s(?:en|van|de|het|der|bij|in|voor)\s[a-zà-ÿ-]+)*"
        ),
        False,
    ),
)
"""Patterns, each with strings of which every match has one, where there are such, and whether a match is sure."""


def find_laws(text: str) -> Iterator[Match]:
    """Yield what is shaped like a law or an article of one."""
    for hints, pattern, sure in _PATTERNS:
        for match in finditer_hinted(hints, pattern, text):
            yield Match(match.start(), match.end(), "LAW", sure=sure)


def parts_of_laws(text: str, matches: Iterable[Match]) -> Iterator[Match]:
    """Yield articles and chapters with the law that follows them, as one match (sure): "hoofdstuk 5 van de Wet dieren".

    Args:
        text: the text.
        matches: what has been found in it, laws among them.
    """
    ends: dict[int, int] = {}
    for match in matches:
        if match.label == "LAW":
            ends[match.start] = max(match.end, ends.get(match.start, 0))
    for part in _PART.finditer(text) if ends else ():
        if part.end() in ends:
            yield Match(part.start(), ends[part.end()], "LAW", sure=not _GOES_ON.match(text, ends[part.end()]))
