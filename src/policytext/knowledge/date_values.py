"""What day, month, year or period a written date means, as ISO 8601.

A day is "2021-02-16", a month "2021-02", a year "2021", a period "2019/2023" or "2021-07/2021-09" (an interval of
ISO 8601, its end included). What hangs on the document's date ("gisteren", "16 februari", "vorig jaar") says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_SEASONS = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAYS = {
    "eergisteren": -2,
    "gisteren": -1,
    "gisteravond": -1,
    "vandaag": 0,
    "vanavond": 0,
    "morgen": 1,
    "overmorgen": 2,
}
_STEPS = {"vorig": -1, "vorige": -1, "afgelopen": -1, "dit": 0, "deze": 0, "komend": 1, "komende": 1, "volgend": 1}
_STEPS |= {"volgende": 1, "aanstaande": 1, "verleden": -1, "lopende": 0, "huidige": 0, "huidig": 0}

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"


@dataclass(frozen=True)
class DateValue:
    """An ISO 8601 value, and whether the words alone give it or the document's date does too."""

    value: str
    relative: bool = False


def date_value(text: str, date: str | None) -> DateValue | None:
    """Return what the written date `text` means, or None where that cannot be said.

    Args:
        text: a date as it stands in a document.
        date: the document's ISO day, against which what is relative is resolved; without one that stays open.
    """
    plain = " ".join(text.lower().strip(" .,()").split())
    plain = re.sub(r"^(?:op|in|van|per|sinds|vanaf|eind|begin|medio|half|rond|de|het|ultimo)\s+", "", plain)
    plain = re.sub(rf"^(?:{'|'.join(_WEEKDAYS)}),?\s+(?=\d)", "", plain)
    for pattern, read in _WRITTEN:
        match = pattern.fullmatch(plain)
        if match:
            value = read(match)
            return DateValue(value) if value else None
    day = _day(date)
    return _relative(plain, day) if day else None


def _day(date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError:
        return None


def _iso(year: str, month: int, day: str) -> str | None:
    whole = f"20{year}" if len(year) == 2 else year
    try:
        return datetime.date(int(whole), month, int(day)).isoformat()
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02}/{year + (last > 12)}-{(last - 1) % 12 + 1:02}"


def _part(match: re.Match[str]) -> str | None:
    """Return a quarter or half of a year."""
    number, size = _ORDINALS[match["ordinal"]], 3 if match["part"] == "kwartaal" else 6
    number = 12 // size if number < 0 else number
    return _months(int(match["year"]), (number - 1) * size + 1, number * size) if number * size <= 12 else None


def _season(season: str, year: int) -> str:
    first, last = _SEASONS.get(season, (12, 14))
    return _months(year, first, last)


def _period(match: re.Match[str]) -> str | None:
    last = match["last"] if len(match["last"]) == 4 else match["year"][:2] + match["last"]
    return f"{match['year']}/{last}" if int(last) > int(match["year"]) else None


def _days(match: re.Match[str]) -> str | None:
    first, last = (_iso(match["year"], _MONTHS[match["month"]], match[name]) for name in ("first", "last"))
    return f"{first}/{last}" if first and last else None


_WRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(rf"(?P<day>\d\d?) {_MONTH} {_YEAR}"), lambda m: _iso(m["year"], _MONTHS[m["month"]], m["day"])),
    (re.compile(rf"(?P<first>\d\d?) ?(?:en|tot en met|tot|t/m|of|[-–]) ?(?P<last>\d\d?) {_MONTH} {_YEAR}"), _days),
    (re.compile(rf"{_MONTH}(?: van)? {_YEAR}"), lambda m: f"{m['year']}-{_MONTHS[m['month']]:02}"),
    (re.compile(rf"(?:(?:het )?jaar )?{_YEAR}"), lambda m: m["year"]),
    (
        re.compile(r"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.](?P<year>(?:1[89]|20)?\d\d)"),
        lambda m: _iso(m["year"], int(m["month"]), m["day"]) if int(m["month"]) <= 12 else None,
    ),
    (
        re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"),
        lambda m: _iso(m["year"], int(m["month"]), m["day"]) if 0 < int(m["month"]) <= 12 else None,
    ),
    (re.compile(rf"{_YEAR} ?(?:[-–/]|tot(?: en met)?|t/m) ?(?P<last>\d{{4}}|\d\d)"), _period),
    (
        re.compile(rf"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)(?: van)? {_YEAR}"),
        lambda m: _season(m["season"], int(m["year"])),
    ),
    (
        re.compile(rf"(?P<ordinal>{'|'.join(_ORDINALS)}) (?P<part>kwartaal|helft)(?: van)? {_YEAR}"),
        _part,
    ),
    (
        re.compile(rf"[qk](?P<number>[1-4]) {_YEAR}"),
        lambda m: _months(int(m["year"]), int(m["number"]) * 3 - 2, int(m["number"]) * 3),
    ),
)


def _relative(plain: str, day: datetime.date) -> DateValue | None:
    value = _relative_day(plain, day) or _relative_period(plain, day) or _without_year(plain, day)
    return DateValue(value, relative=True) if value else None


def _relative_day(plain: str, day: datetime.date) -> str | None:
    if plain in _DAYS:
        return (day + datetime.timedelta(_DAYS[plain])).isoformat()
    words = plain.split() or [""]
    if words[-1] in _WEEKDAYS and len(words) <= 2 and (len(words) == 1 or words[0] in _STEPS):
        ahead = (_WEEKDAYS.index(words[-1]) - day.weekday()) % 7
        step = _STEPS[words[0]] if len(words) == 2 else 0
        if step < 0 or (len(words) == 1 and ahead > 3):
            ahead -= 7
        return (day + datetime.timedelta(ahead or 7 * step)).isoformat()
    return None


def _relative_period(plain: str, day: datetime.date) -> str | None:
    words = plain.split()
    if len(words) != 2 or words[0] not in _STEPS:
        return None
    step, unit = _STEPS[words[0]], words[1]
    if unit == "jaar":
        return str(day.year + step)
    if unit in ("maand", "week"):
        return _month_after(day, step) if unit == "maand" else _week_after(day, step)
    if unit in _SEASONS:
        return _relative_season(unit, step, day)
    return _relative_month(unit, step, day) if unit in _MONTHS else None


def _month_after(day: datetime.date, step: int) -> str:
    months = day.year * 12 + day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def _week_after(day: datetime.date, step: int) -> str:
    monday = day - datetime.timedelta(day.weekday()) + datetime.timedelta(7 * step)
    return f"{monday.isoformat()}/{(monday + datetime.timedelta(6)).isoformat()}"


def _relative_season(season: str, step: int, day: datetime.date) -> str:
    first, last = _SEASONS[season]
    if step < 0:
        return _season(season, day.year - int(day.month < first))
    return _season(season, day.year + int(step > 0 and day.month > last))


def _relative_month(month: str, step: int, day: datetime.date) -> str:
    number = _MONTHS[month]
    year = day.year - int(step < 0 and number >= day.month) + int(step > 0 and number <= day.month)
    return f"{year}-{number:02}"


def _without_year(plain: str, day: datetime.date) -> str | None:
    """Return a day or month without its year in the year that brings it nearest to the document's day."""
    match = re.fullmatch(rf"(?:(?P<day>\d\d?) )?{_MONTH}", plain)
    if not match:
        return None
    number = _MONTHS[match["month"]]
    nearest = min(
        (day.year - 1, day.year, day.year + 1),
        key=lambda year: abs((datetime.date(year, number, min(int(match["day"] or 15), 28)) - day).days),
    )
    return _iso(str(nearest), number, match["day"]) if match["day"] else f"{nearest}-{number:02}"
