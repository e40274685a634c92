"""Which person a mention of a minister means, at a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.knowledge.registers import Post, ministries, posts

_OFFICES = (
    ("prime minister", re.compile(r"minister-?\s?president|premier", re.IGNORECASE)),
    ("state secretary", re.compile(r"staatssecretaris", re.IGNORECASE)),
    ("minister", re.compile(r"minister", re.IGNORECASE)),
)
_RENAMED = {"wetenschappen": "wetenschap"}
"""Words of a portfolio that changed while the portfolio did not."""
_NOISE = {"en", "van", "voor", "de", "het", "der", "den", "ten", "ter"}


@dataclass(frozen=True)
class Reading:
    """What a mention says: the office, the words of a portfolio, and the surname it names, where it does.

    `named_office` tells whether the office was there to read; it is taken for "minister" where it was not.
    """

    office: str
    portfolio: str | None
    surname: str | None
    named_office: bool = True


@lru_cache(maxsize=10_000)
def read_mention(mention: str) -> Reading:
    """Take a mention such as "minister Grapperhaus van Justitie en Veiligheid" apart."""
    office = next((name for name, pattern in _OFFICES if pattern.search(mention)), None)
    surname = next((post.surname for post in _longest_surnames() if _names(post.surname, mention)), None)
    return Reading(office or "minister", _portfolio_in(mention), surname, office is not None)


@cache
def _longest_surnames() -> list[Post]:
    return sorted(posts(), key=lambda post: -len(post.surname))


def _names(surname: str, mention: str) -> bool:
    written = re.escape(surname[0].upper() + surname[1:])
    return bool(re.search(rf"(?<![\w-])(?:{re.escape(surname)}|{written})(?![\w-])", mention))


def _portfolio_in(mention: str) -> str | None:
    """Return the official name of the portfolio that a mention writes out or abbreviates."""
    best: tuple[int, str] | None = None
    for ministry in ministries():
        for written in (ministry.name, *ministry.abbreviations):
            flags = 0 if written.isupper() or len(written) < 5 else re.IGNORECASE
            if re.search(rf"(?<!\w){re.escape(written)}(?!\w)", mention, flags) and (
                best is None or len(written) > best[0]
            ):
                best = (len(written), ministry.name)
    if best is None:
        for post in posts():
            if (
                len(post.portfolio) > 4
                and post.portfolio.lower() in mention.lower()
                and (best is None or len(post.portfolio) > best[0])
            ):
                best = (len(post.portfolio), post.portfolio)
    return best[1] if best else None


@lru_cache(maxsize=10_000)
def resolve(mention: str, date: str | None) -> Post | None:
    """Return the post that `mention` means at the ISO day `date`, or None where more than one person fits.

    Without a date a mention resolves only when every post that fits is of one person.
    """
    found = fitting(read_mention(mention), date)
    people = {post.id for post in found}
    return found[-1] if len(people) == 1 else None


def fitting(reading: Reading, date: str | None) -> list[Post]:
    """Return the posts that a mention may mean, at the ISO day, month or year `date` where one is given."""
    return [post for post in posts() if _fits(post, reading) and post.at(date)]


def _fits(post: Post, reading: Reading) -> bool:
    if reading.surname is not None:
        same_office = reading.office == post.office or (reading.office, post.office) == ("minister", "prime minister")
        return post.surname == reading.surname and same_office
    if post.office != reading.office:
        return False
    if reading.office == "prime minister":
        return True
    return reading.portfolio is not None and _same_portfolio(post.portfolio, reading.portfolio)


def _same_portfolio(first: str, second: str) -> bool:
    words = [
        {_RENAMED.get(w := word.strip(","), w) for word in name.lower().split()} - _NOISE for name in (first, second)
    ]
    return words[0] == words[1]
