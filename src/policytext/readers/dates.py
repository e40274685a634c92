"""Dates as sources state them, to ISO 8601."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t ]\d{1,2}:\d{2}.*)?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?\Z")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})\Z")


def iso_date(text: str) -> str | None:
    """Return the date that `text` states as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; None when it states none.

    Understood are ISO dates with or without a time, day first with ``-``, ``/`` or ``.`` (16-02-2021), and Dutch dates
    in words with full or short month names (dinsdag 16 februari 2021, 16 feb. 2021, mei 2022).
    """
    text = " ".join(text.lower().split())
    if match := _ISO.match(text):
        return _valid(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(text):
        return _valid(match[3], match[2], match[1])
    if match := _IN_WORDS.match(text):
        month = "maa" if match[2].startswith("mrt") else match[2][:3]
        return _valid(match[3], str(_MONTHS.index(month) + 1), match[1]) if month in _MONTHS else None
    return None


def _valid(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return date.isoformat()[: 4 if month is None else 7 if day is None else 10]
