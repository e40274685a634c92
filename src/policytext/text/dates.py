"""The date a document gives itself, when its source states none."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(
    r"\b(?P<day>\d{1,2})\s(?P<month>jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)(?!\d)")
_OPENING = 1500
"""Code points from the beginning in which a document dates itself."""


def document_date(text: str) -> str | None:
    """Return the first full date in the opening of `text` as an ISO day, or None."""
    opening = text[:_OPENING]
    found = sorted((*_WRITTEN.finditer(opening), *_NUMERIC.finditer(opening)), key=lambda match: match.start())
    return next((day for match in found if (day := _iso(match))), None)


def _iso(match: re.Match[str]) -> str | None:
    month = match["month"].lower()[:3].replace("maa", "mrt")
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    try:
        return datetime.date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None
