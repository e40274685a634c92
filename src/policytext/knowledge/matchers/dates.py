"""Calendar dates, months, quarters, years and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.knowledge.matchers.match import Match

_MONTH = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_AFTER = r"(?![\w]|[.,:/]\d|-\d)"
_BEFORE = r"(?<![\w.,:/€$-])"
_SURE = re.compile(
    rf"""{_BEFORE}(?:
        {_DAY}(?:\s?(?:en|tot\ en\ met|tot|t/m|of|[-–])\s?{_DAY})?\s{_MONTH}(?:\s{_YEAR})?
      | {_MONTH}\s{_YEAR}(?:\s?[-–]\s?{_MONTH}\s{_YEAR})?
      | (?:zomer|voorjaar|najaar|herfst|winter|lente)(?:\svan)?\s{_YEAR}
      | (?:eerste|tweede|derde|vierde|laatste)\s(?:kwartaal|helft)(?:\svan)?\s{_YEAR}
      | [QK][1-4]\s{_YEAR}
      | {_DAY}[-/.](?:1[0-2]|0?[1-9])[-/.](?:{_YEAR}|\d\d)
      | {_YEAR}-(?:1[0-2]|0[1-9])-(?:[12]\d|3[01]|0[1-9])
    ){_AFTER}""",
    re.VERBOSE | re.IGNORECASE,
)
_PERIOD = re.compile(rf"{_BEFORE}{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d){_AFTER}")
_COUNTED = (
    "euro|mensen|woningen|kinderen|banen|leerlingen|inwoners|leden|keer|meter|kilometer|hectare|meldingen|huishoudens"
    "|bedrijven|uur|personen|plekken|plaatsen|studenten|gezinnen|dieren|koeien|stuks"
)
_BARE_YEAR = re.compile(rf"{_BEFORE}{_YEAR}{_AFTER}(?!\s?[A-Z]{{2}}\b)(?!\s(?:{_COUNTED})\b)")
_BARE_MONTH = re.compile(
    r"\b(?:januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december)\b"
    r"|(?<=\bin\s)mei\b|(?<=\beind\s)mei\b|(?<=\bbegin\s)mei\b|(?<=\bvanaf\s)mei\b|(?<=\bsinds\s)mei\b"
)


def find_dates(text: str) -> Iterator[Match]:
    """Yield dates, the longest form first; a bare year or month is not sure."""
    taken = 0
    for match in sorted(
        (*_SURE.finditer(text), *_PERIOD.finditer(text)), key=lambda found: (found.start(), -found.end())
    ):
        if match.start() >= taken:
            taken = match.end()
            yield Match(match.start(), match.end(), "DATE", sure=True)
    for pattern in (_BARE_YEAR, _BARE_MONTH):
        for match in pattern.finditer(text):
            yield Match(match.start(), match.end(), "DATE")
