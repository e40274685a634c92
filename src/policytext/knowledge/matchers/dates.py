"""Calendar dates, months, quarters, years and periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytext.knowledge.matchers.looking import is_in_word
from policytext.knowledge.matchers.match import Match

_MONTH = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_AFTER = r"(?![\w]|[.,:/]\d|-\d)"
_BEFORE = r"(?<![\w.,:/€$-])"
_FROM_DIGITS = re.compile(
    rf"""{_BEFORE}(?:
        {_DAY}(?:\s?(?:en|tot\ en\ met|tot|t/m|of|[-–])\s?{_DAY})?\s{_MONTH}(?:\s{_YEAR})?
      | {_DAY}[-/.](?:1[0-2]|0?[1-9])[-/.](?:{_YEAR}|\d\d)
      | {_YEAR}-(?:1[0-2]|0[1-9])-(?:[12]\d|3[01]|0[1-9])
    ){_AFTER}""",
    re.VERBOSE | re.IGNORECASE,
)
_PART_OF_YEAR = (
    r"(?:(?:zomer|voorjaar|najaar|herfst|winter|lente)(?:\svan)?"
    r"|(?:eerste|tweede|derde|vierde|laatste)\s(?:kwartaal|helft)(?:\svan)?|[QK][1-4])"
)
_FROM_WORDS = re.compile(
    rf"{_BEFORE}(?:{_MONTH}\s{_YEAR}(?:\s?[-–]\s?{_MONTH}\s{_YEAR})?|{_PART_OF_YEAR}\s{_YEAR}){_AFTER}", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(rf"{_BEFORE}(?:{_MONTH}|{_PART_OF_YEAR})\s\Z", re.IGNORECASE)
_LONGEST_BEFORE_YEAR = 30
_DIGITS = re.compile(r"\d+")
_PERIOD = re.compile(rf"{_BEFORE}{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d){_AFTER}")
_COUNTED = (
    "euro|mensen|woningen|kinderen|banen|leerlingen|inwoners|leden|keer|meter|kilometer|hectare|meldingen|huishoudens"
    "|bedrijven|uur|personen|plekken|plaatsen|studenten|gezinnen|dieren|koeien|stuks"
)
_BARE_YEAR = re.compile(rf"{_BEFORE}{_YEAR}{_AFTER}(?!\s?[A-Z]{{2}}\b)(?!\s(?:{_COUNTED})\b)")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_BEFORE_MEI = re.compile(r"\b(?:in|eind|begin|vanaf|sinds)\s\Z")
"""What tells the month of May from a girl or a maypole."""
_LONGEST_BEFORE_MEI = 6


def find_dates(text: str) -> Iterator[Match]:
    """Yield dates, the longest form first; a bare year or month is not sure."""
    # All but bare months have digits, which are few: what stands at them is looked at, not every word of the text.
    digits = [match.start() for match in _DIGITS.finditer(text)]
    taken = 0
    for match in sorted(_sure(text, digits), key=lambda found: (found.start(), -found.end())):
        if match.start() >= taken:
            taken = match.end()
            yield Match(match.start(), match.end(), "DATE", sure=True)
    for place in digits:
        if year := _BARE_YEAR.match(text, place):
            yield Match(year.start(), year.end(), "DATE")
    for month in _MONTHS:
        for start, end in _words(text, month):
            if month != "mei" or _BEFORE_MEI.search(text, max(0, start - _LONGEST_BEFORE_MEI), start):
                yield Match(start, end, "DATE")


def _words(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands by itself in a text: for one word, far quicker than a regular expression."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not is_in_word(text, start - 1) and not is_in_word(text, end):
            yield start, end
        start = text.find(word, end)


def _sure(text: str, digits: Iterable[int]) -> Iterator[re.Match[str]]:
    for place in digits:
        for pattern in (_FROM_DIGITS, _PERIOD):
            if match := pattern.match(text, place):
                yield match
        if text[place] in "12" and place and text[place - 1].isspace():
            before = _BEFORE_YEAR.search(text, max(0, place - _LONGEST_BEFORE_YEAR), place)
            if before and (match := _FROM_WORDS.match(text, before.start())):
                yield match
