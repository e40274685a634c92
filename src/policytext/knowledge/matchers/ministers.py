"""Members of government as mentioned: office, name and portfolio in one span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.knowledge.matchers.match import Match
from policytext.knowledge.registers import ministries, posts

_HEAD = r"(?:(?:vice-?)?minister-?president|minister president|(?:vice-?|oud-)?premier|(?:vice-)?eerste\s?minister)"
_OFFICE = (
    rf"(?:(?:(?:[Vv]laams|[Ff]ederaal|[Ww]aals|[Bb]russels)\s)?(?i:{_HEAD}\sen\s)?(?i:oud-|ex-)?"
    r"(?i:ministers|minister|staatssecretarissen|staatssecretaris|bewindspersonen|bewindslieden)"
    rf"|(?i:{_HEAD}))(?![\w-])"
)
_PLURAL = re.compile(r"(?:ministers|staatssecretarissen|bewindspersonen|bewindslieden)$", re.IGNORECASE)
_PARTICLE = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Ii]n\s(?:[’'‘]t|het)|[Oo]p\sde[nr]?|[’'‘]t|El|Al)\s)*"
_CAPITAL = r"[A-ZÀ-ÞŞ][\w’'-]*[\wÀ-ÿ]"
_SURNAME = rf"{_PARTICLE}{_CAPITAL}(?:-{_CAPITAL})*"
_JOINT = re.compile(r"(?:,|\s+en)\s+(?:(?:van|voor)\s+)?")
_ALONE = re.compile(rf"(?i:{_HEAD})$")
_SHORT_PORTFOLIOS = (
    "Onderwijs|Justitie|Landbouw|Sociale Zaken|Volksgezondheid|Binnenlandse Zaken|Klimaat|Infrastructuur|Verkeer"
    "|Cultuur|Natuur|Stikstof|Natuur en Stikstof|Medische Zorg|Langdurige Zorg|Langdurige Zorg en Sport"
    "|Rechtsbescherming|Migratie|Asiel|Wonen|Toeslagen|Fiscaliteit|Ontwikkelingssamenwerking|Buitenlandse Handel"
    "|Milieu|Pensioenen|Digitalisering|Media|Zorg|Jeugd|Sport|Werk|Armoedebeleid|Mobiliteit|Omgeving|Energie|Welzijn"
    "|Begroting|Gelijke Kansen|Volkshuisvesting|Ruimtelijke Ordening|Waterstaat|Economische Zaken|Visserij|Emancipatie"
    "|Integratie|Inburgering|Gezin|Gezondheid|Armoede|Koninkrijksrelaties|Veiligheid|Wetenschap|Digitale Zaken|Mijnbouw"
    "|Noordzee|Erfgoed|Dierenwelzijn|Toerisme|Telecommunicatie|Overheidsbedrijven|Middenstand|Consumentenzaken|Brussel"
)


@cache
def _portfolio() -> str:
    names = {post.portfolio for post in posts()} | set(_SHORT_PORTFOLIOS.split("|"))
    names |= {name for ministry in ministries() for name in (ministry.name, *ministry.abbreviations)}
    whole = (re.escape(name).replace(r",\ ", r",?\s+").replace(r"\ ", r"\s+") for name in names if len(name) > 1)
    long = sorted((name for name in whole), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(name if name.isupper() else f"(?i:{name})" for name in long) + r")(?![\w-])"


@cache
def _pattern() -> re.Pattern[str]:
    portfolio = _portfolio()
    own = rf"(?!(?i:van|voor)\s+{portfolio})"
    name = (
        rf"(?:(?:[A-Z][a-z]?\.\s?)+)?(?:{_CAPITAL}\s{own}(?={_PARTICLE}{_CAPITAL}))?"
        rf"{own}{_SURNAME}"
    )
    listed = rf"{portfolio}(?:(?:,\s+(?=[A-Z]{{2}})|\s+en\s+(?:van\s+|voor\s+)?){portfolio})*"
    return re.compile(
        rf"\b(?P<office>{_OFFICE})(?:,\s(?i:minister)\s(?=van\s))?"
        rf"(?:\s+(?:(?i:van|voor)\s+)(?P<first>{listed})(?:,?\s+(?P<after>{name}))?"
        rf"|\s+(?P<name>{name})(?:\s*\((?P<brackets>{listed}[^()]{{0,40}})\)"
        rf"|\s+(?i:van|voor)\s+(?P<second>{listed}))?)?"
    )


_HINT = re.compile(r"[mspb](?:inister(?!ie)|taatssecretaris|remier|ewindslieden|ewindspersonen)", re.IGNORECASE)
"""What every office has in it; to look for it is quicker than for an office with all that may stand around it."""
_LONGEST_BEFORE_HINT = 80

_NAMES = re.compile(
    rf"\b(?i:ministers|staatssecretarissen)\s{_SURNAME}(?P<more>(?:,\s{_SURNAME})*\sen\s{_SURNAME})(?!\s[A-Z(])"
)
_ONE_NAME = re.compile(_SURNAME)


def find_ministers(text: str) -> Iterator[Match]:
    """Yield mentions of one office; a bare "minister" or "staatssecretaris" is none.

    A plural yields each: *ministers Hoekstra* and *Kaag*, *ministers van BZK* and *VWS*.
    """
    for several in _NAMES.finditer(text) if _HINT.search(text) else ():
        yield Match(several.start(), several.start("more"), "MINISTER", sure=True)
        for one in _ONE_NAME.finditer(text, several.start("more"), several.end()):
            yield Match(one.start(), one.end(), "MINISTER", sure=True)
    for match in _offices(text):
        portfolio = match["first"] or match["second"] or match["brackets"]
        end = match.end("first") if match["first"] and not _follows_as_name(text, match) else match.end()
        if match["first"] and _PLURAL.search(match["office"]):
            yield from _each(match)
        elif portfolio or match["name"]:
            yield Match(match.start(), end, "MINISTER", sure=bool(portfolio))
        elif _ALONE.match(match["office"]):
            yield Match(match.start("office"), match.end("office"), "MINISTER")


def _offices(text: str) -> Iterator[re.Match[str]]:
    after = 0
    while hint := _HINT.search(text, after):
        match = _pattern().search(text, max(after, hint.start() - _LONGEST_BEFORE_HINT))
        if match is None:
            return
        yield match
        after = match.end()


def _each(match: re.Match[str]) -> Iterator[Match]:
    """Yield each of the offices that a plural joins: "ministers van Financiën", "Justitie"."""
    start, at, portfolio = match.start(), match.start("first"), re.compile(_portfolio())
    while found := portfolio.match(match.string, at, match.end("first")):
        yield Match(start, found.end(), "MINISTER", sure=True)
        joint = _JOINT.match(match.string, found.end(), match.end("first"))
        start = at = joint.end() if joint else match.end("first")


def _follows_as_name(text: str, match: re.Match[str]) -> bool:
    """Say whether the capitalised words after a portfolio name a person: a known surname, or first and last name."""
    if not match["after"]:
        return False
    words = [word for word in match["after"].split() if word[0].isupper()]
    first_and_last = len(words) > 1 and not match["after"].isupper()
    return first_and_last or any(words[-1] == post.surname.split(" ")[-1] for post in posts())
