"""Laws by form: words that end in -wet, articles of a law, European acts by number. Names come from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.knowledge.matchers.match import Match

_ORDINAL = r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|\d+(?:e|de|ste))"
_ARTICLE = (
    r"\b(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.)\s\d+[a-z]{0,2}(?:[.:]\d+[a-z]?)*"
    r"(?:,?\s(?:en|tot en met|t/m)\s\d+[a-z]?(?:[.:]\d+)*)?"
    rf"(?:,?\s(?:{_ORDINAL}\slid|lid\s\d+))?(?:,?\s(?:aanhef en\s)?(?:sub|onder|onderdeel)\s\w{{1,2}}\b)*"
)
_NAME = (
    r"(?:(?:Algemene\s)?[Ww]et(?:boek)?\s(?:van|op|inzake|ter|tot|voor)?\s?(?:de\s|het\s)?[\w-]+(?:\s\d{4})?"
    r"|[A-ZÀ-Þ][\w-]*(?:wet|besluit|verordening|verdrag|richtlijn|regeling|code)(?:\s(?:19|20)\d\d)?"
    r"|[A-Z][A-Za-z]{1,6}(?:\s\d{4})?)"
)
_PATTERNS = (
    (re.compile(rf"{_ARTICLE},?\s(?:(?:van\s)?(?:de|het)\s|van\s)?{_NAME}\b"), True),
    (re.compile(_ARTICLE), False),
    (re.compile(r"\b[A-ZÀ-Þ][\w-]*(?:wet|wetboek|verordening|richtlijn|verdrag|besluit)\b(?:\s(?:19|20)\d\d)?"), False),
    (
        re.compile(
            r"\b(?:Verordening|Richtlijn|Besluit)\s(?:\((?:EU|EG|EEG)\)\s)?(?:nr\.\s)?\d{2,4}/\d{1,4}(?:/E[UGE]+)?"
        ),
        True,
    ),
    (
        re.compile(
            r"\b(?:Algemene\s)?[Ww]et\s(?:op\s(?:de|het)\s|inzake\s|ter\s|van\s)?[a-zà-ÿ-]+"
            r"(?:\s(?:en|van|de|het|der|bij|in|voor)\s[a-zà-ÿ-]+)*"
        ),
        False,
    ),
)


def find_laws(text: str) -> Iterator[Match]:
    """Yield what is shaped like a law or an article of one."""
    for pattern, sure in _PATTERNS:
        for match in pattern.finditer(text):
            yield Match(match.start(), match.end(), "LAW", sure=sure)
