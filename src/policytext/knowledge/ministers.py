"""Which person a mention of a minister means, at a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.knowledge.index import by_key
from policytext.knowledge.registers import Post, ministries, portfolios, posts

_OFFICES = (
    ("prime minister", re.compile(r"(?<!vice-)(?<!vice)(?:minister-?\s?president|premier)", re.IGNORECASE)),
    ("state secretary", re.compile(r"staatssecretaris", re.IGNORECASE)),
    ("minister", re.compile(r"minister", re.IGNORECASE)),
)
_FORMER = re.compile(
    r"\b(?:oud|ex|voormalig|toenmalig|gewezen|vorige|eerdere)e?\b[\s-]*(?i:vice|minister|staatss|premier)"
)
_RENAMED = {"wetenschappen": "wetenschap"}
"""Words of a portfolio that changed while the portfolio did not."""
_NOISE = {"en", "van", "voor", "de", "het", "der", "den", "ten", "ter"}
_PARTICLES = frozenset(("van", "de", "der", "den", "ten", "ter", "el", "van't", "'t", "’t"))


@dataclass(frozen=True)
class Reading:
    """What a mention says: the office, the words of a portfolio, and the surname it names, where it does.

    Attributes:
        office: "minister" where the mention names none.
        portfolio: the official name of the portfolio that it writes out or abbreviates, or the words that stand for it.
        surname: a surname of the register.
        named_office: whether the office was there to read.
        former: whether the mention says that the office is held no longer.
        given: the first name or initials that stand before the surname, "" without.
    """

    office: str
    portfolio: str | None
    surname: str | None
    named_office: bool = True
    former: bool = False
    given: str = ""


@lru_cache(maxsize=10_000)
def read_mention(mention: str) -> Reading:
    """Take a mention such as "minister Grapperhaus van Justitie en Veiligheid" apart."""
    office = next((name for name, pattern in _OFFICES if pattern.search(mention)), None)
    found = next(((name, place) for name in _surnames() if (place := _place(name, mention)) is not None), None)
    surname, place = found or (None, 0)
    given = re.search(r"([A-ZÀ-Þ][\wÀ-ÿ’'-]*\.?)\s+$", mention[:place]) if surname else None
    first = given[1] if given and not _OFFICES[-1][1].search(given[1]) and given[1].lower() not in _TITLES else ""
    named = _portfolio_in(mention if not surname else mention.replace(surname, " "))
    return Reading(office or "minister", named, surname, office is not None, bool(_FORMER.search(mention)), first)


_TITLES = frozenset(("premier", "staatssecretaris", "minister-president", "vicepremier"))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted({name for post in posts() for name in post.surnames}, key=lambda name: (-len(name), name)))


def _place(surname: str, mention: str) -> int | None:
    """Return where a surname stands in a mention, its particle in either case; None where it does not."""
    # Looking for the letters first spares compiling a pattern a name: there are more than the cache of `re` holds.
    if surname[1:] not in mention:
        return None
    written = re.escape(surname[0].upper() + surname[1:])
    found = re.search(rf"(?<![\w-])(?:{re.escape(surname)}|{written})(?![\w-])", mention)
    return found.start() if found else None


def _portfolio_in(mention: str) -> str | None:
    """Return the official name of the longest portfolio that a mention writes out or abbreviates, else its words."""
    plain = " ".join(mention.lower().replace(",", " ").split())
    best = max(
        (
            (len(written), name)
            for name, written, exact in _portfolios()
            if (_has_word(mention, written) if exact else f" {written} " in f" {plain} ")
        ),
        default=None,
    )
    if best:
        return best[1]
    words = re.search(r"\b(?:van|voor)\s+([A-ZÀ-Þ][\wÀ-ÿ-]+(?:\s+(?:en\s+)?[A-ZÀ-Þ][\wÀ-ÿ-]+)*)", mention)
    return words[1] if words else None


def _has_word(text: str, word: str) -> bool:
    # As in `_place`.
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@cache
def _portfolios() -> tuple[tuple[str, str, bool], ...]:
    """Return (official name, how it is written, whether case counts) of ministries and posts."""
    found: dict[tuple[str, bool], str] = {}
    for named in (*ministries(), *portfolios()):
        found.setdefault((_plain(named.name), False), named.name)
        for short in named.abbreviations:
            found.setdefault((short, True), named.name)
    for post in posts():
        if len(post.portfolio) > 4:
            found.setdefault((_plain(post.portfolio), False), post.portfolio)
    return tuple((name, written, exact) for (written, exact), name in found.items())


def _plain(name: str) -> str:
    return " ".join(name.lower().replace(",", " ").split())


@lru_cache(maxsize=10_000)
def resolve(mention: str, date: str | None) -> Post | None:
    """Return the post that `mention` means at the ISO day `date`, or None where more than one person fits.

    Without a date a mention resolves only when every post that fits is of one person. With one, a name that nobody
    bore in that office on the day means whoever bore it in an office before.
    """
    reading = read_mention(mention)
    found = fitting(reading, date)
    if len({post.id for post in found}) != 1:
        return None
    return _closest(found, reading, date)


def fitting(reading: Reading, date: str | None) -> list[Post]:
    """Return the posts that a mention may mean, at the ISO day, month or year `date` where one is given."""
    for posts_of in (_at_date, _by_part_of_portfolio, _earlier):
        found = list(posts_of(reading, date))
        if found:
            return found
    return []


def _at_date(reading: Reading, date: str | None) -> Iterator[Post]:
    if not reading.former:
        yield from (post for post in _likely(reading) if _fits(post, reading) and post.at(date))


def _by_part_of_portfolio(reading: Reading, date: str | None) -> Iterator[Post]:
    """Yield posts of which the mention gives a part of the portfolio: "minister van Landbouw"."""
    if reading.surname is None and reading.portfolio and not reading.former and date:
        asked = _words(reading.portfolio)
        for post in _by_office().get(reading.office, ()):
            if post.at(date) and asked and asked <= _words(post.portfolio):
                yield post


def _earlier(reading: Reading, date: str | None) -> Iterator[Post]:
    """Yield posts that whoever is named held before the date, or whenever where there is no date."""
    if reading.surname is not None:
        for post in _by_surname().get(reading.surname, ()):
            if _given_fits(post, reading) and (not date or post.first <= date):
                yield post


def _likely(reading: Reading) -> Sequence[Post]:
    """Return the posts among which are all that a mention may mean, in the order of the register."""
    if reading.surname is not None:
        return _by_surname().get(reading.surname, ())
    return _by_office().get(reading.office, ())


@cache
def _by_surname() -> dict[str, list[Post]]:
    return by_key(posts(), lambda post: post.surnames)


@cache
def _by_office() -> dict[str, list[Post]]:
    return by_key(posts(), lambda post: (post.office,))


def _closest(found: list[Post], reading: Reading, date: str | None) -> Post:
    """Return of one person's posts the one in the office and portfolio of the mention, the latest of several."""
    fitting_office = [post for post in found if post.office == reading.office] or found
    if reading.portfolio:
        fitting_office = [
            p for p in fitting_office if _same_portfolio(p.portfolio, reading.portfolio)
        ] or fitting_office
    current = [post for post in fitting_office if post.at(date)] if date else []
    return max(current or fitting_office, key=lambda post: post.first)


def _fits(post: Post, reading: Reading) -> bool:
    if reading.surname is not None:
        same_office = (
            not reading.named_office
            or reading.office == post.office
            or (reading.office, post.office) == ("minister", "prime minister")
        )
        return reading.surname in post.surnames and same_office and _given_fits(post, reading)
    if post.office != reading.office:
        return False
    if reading.office == "prime minister":
        return True
    return reading.portfolio is not None and _same_portfolio(post.portfolio, reading.portfolio)


def _given_fits(post: Post, reading: Reading) -> bool:
    """Say whether the first name of a mention may be that of the post's holder."""
    if not reading.given or reading.given.lower() in _PARTICLES:
        return True
    own, other = post.name.split()[0], reading.given
    return own == other or (own[0] == other[0] and (own.endswith(".") or other.endswith(".")))


def _same_portfolio(first: str, second: str) -> bool:
    """Say whether two names are those of one portfolio, by their words or as names of one ministry."""
    return _words(first) == _words(second) or bool(_ids(first) & _ids(second))


@lru_cache(maxsize=2000)
def _words(name: str) -> frozenset[str]:
    return frozenset(_RENAMED.get(word, word) for word in _plain(name).split()) - _NOISE


@lru_cache(maxsize=2000)
def _ids(portfolio: str) -> frozenset[str]:
    return frozenset(ministry.id for ministry in ministries() if _plain(ministry.name) == _plain(portfolio))
