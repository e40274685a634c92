"""Members of government as mentioned: office, name and portfolio in one span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.knowledge.matchers.match import Match
from policytext.knowledge.registers import ministries, posts

_OFFICE = (
    r"(?:(?i:vice-?minister-?president|minister-?president|minister president|vicepremier|premier)"
    r"|(?i:oud-)?(?i:ministers|minister|staatssecretarissen|staatssecretaris|minister-president))"
)
_PARTICLE = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|in|op|[’'‘]t|El|Al)\s)*"
_CAPITAL = r"[A-ZÀ-ÞŞ][\w’'-]*[\wÀ-ÿ]"
_ALONE = re.compile(r"(?i:vice-?minister-?president|minister-?president|vicepremier|premier)$")
_SHORT_PORTFOLIOS = (
    "Onderwijs|Justitie|Landbouw|Sociale Zaken|Volksgezondheid|Binnenlandse Zaken|Klimaat|Infrastructuur|Verkeer"
    "|Cultuur|Natuur|Stikstof|Natuur en Stikstof|Medische Zorg|Langdurige Zorg|Langdurige Zorg en Sport"
    "|Rechtsbescherming|Migratie|Asiel|Wonen|Toeslagen|Fiscaliteit|Ontwikkelingssamenwerking|Buitenlandse Handel"
    "|Milieu|Pensioenen|Digitalisering|Media|Zorg|Jeugd|Sport|Werk|Armoedebeleid|Mobiliteit|Omgeving|Energie|Welzijn"
    "|Begroting|Gelijke Kansen"
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
        rf"{own}{_PARTICLE}{_CAPITAL}(?:-{_CAPITAL})*"
    )
    listed = rf"{portfolio}(?:\s+en\s+(?:van\s+|voor\s+)?{portfolio})*"
    return re.compile(
        rf"\b(?P<office>{_OFFICE})(?:,\s(?i:minister)\s(?=van\s))?"
        rf"(?:\s+(?:(?i:van|voor)\s+)(?P<first>{listed})(?:,?\s+(?P<after>{name}))?"
        rf"|\s+(?P<name>{name})(?:\s*\((?P<brackets>{listed}[^()]{{0,40}})\)"
        rf"|\s+(?i:van|voor)\s+(?P<second>{listed}))?)?"
    )


def find_ministers(text: str) -> Iterator[Match]:
    """Yield mentions of one office; a bare "minister" or "staatssecretaris" is none."""
    for match in _pattern().finditer(text):
        portfolio = match["first"] or match["second"] or match["brackets"]
        end = match.end("first") if match["first"] and not _follows_as_name(text, match) else match.end()
        if portfolio or match["name"]:
            yield Match(match.start(), end, "MINISTER", sure=bool(portfolio))
        elif _ALONE.match(match["office"]):
            yield Match(match.start("office"), match.end("office"), "MINISTER")


def _follows_as_name(text: str, match: re.Match[str]) -> bool:
    """Say whether the capitalised words after a portfolio name the office holder (known surnames only)."""
    if not match["after"]:
        return False
    last = match["after"].split(" ")[-1]
    return any(last == post.surname.split(" ")[-1] for post in posts())
