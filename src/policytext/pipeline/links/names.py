"""What the registers know by a name: parties, laws, organisations and ministries."""

from __future__ import annotations

import re
from functools import cache

from policytext.knowledge.index import by_key
from policytext.knowledge.registers import Named, laws, ministries, organisations, parties

REGISTERS = {"PARTY": parties, "LAW": laws, "ORG": organisations, "MINISTRY": ministries}

_PART = re.compile(r"(?:artikel(?:en)?|artt?\.|hoofdstuk|afdeling|paragraaf|titel|boek|bijlage)\s", re.IGNORECASE)
_LAW_WITHIN = re.compile(r"(?<=\s)(?=[A-ZÀ-Þ]|[a-zà-ÿ]*wet\b)")
_ACT = re.compile(
    r"(?P<kind>verordening|richtlijn)\s(?:\((?:EU|EG|EEG)\)\s)?(?:nr\.?\s)?(?P<first>\d{1,4})/(?P<second>\d{1,4})",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"^(?:het\s)?(?:ministerie|departement)\s(?:van|voor)\s", re.IGNORECASE)
_PARTY = re.compile(r"^(?:de\s)|[- –](?:fractie|Kamerfractie|Tweede Kamerfractie)$", re.IGNORECASE)
_NEW, _LAST = 2015, 2100
"""Years of regulations that are numbered with the year first."""
_USUAL = {"kamer": "tweede kamer"}
"""What a policy text means by a common noun, where the document introduces nothing else by it."""
_BEFORE = re.compile(r"^(?:de|het|een)\s", re.IGNORECASE)


def named_candidates(label: str, text: str, date: str | None) -> list[Named]:
    """Return what a mention of an entity with `label` may be by its name, at the ISO day `date` where that helps.

    Of names that are kept by hand the first counts alone: they are those that a Dutch policy text means.
    """
    known = _by_name(label)
    found = next((known[key] for key in _keys(label, text) if key in known), [])
    if date:
        found = [named for named in found if named.at(date)] or _last_before(found, date)
        if len({named.id for named in found}) > 1 and label in ("LAW", "ORG") and found[0].by_hand:
            return found[:1]
    return found


def _last_before(found: list[Named], date: str) -> list[Named]:
    """Return what bore the name last before the date, else all."""
    ended = [named for named in found if named.last and named.last < date]
    return [max(ended, key=lambda named: named.last)] if ended else found


def _keys(label: str, text: str) -> list[str]:
    name = " ".join(text.split())
    if label == "MINISTRY":
        name = _MINISTRY.sub("", name)
    elif label == "PARTY":
        name = _PARTY.sub("", name)
    keys = [_plain(name)]
    if label == "LAW":
        if _PART.match(name):
            keys += [_plain(name[match.start() :]) for match in _LAW_WITHIN.finditer(name)]
        if act := _ACT.search(name):
            keys.append(_celex(act))
    keys.append(_plain(_BEFORE.sub("", name)))
    if label == "ORG":
        keys.append(_USUAL.get(keys[-1], keys[-1]))
    return keys


def _celex(act: re.Match[str]) -> str:
    """Return the CELEX number of a European act by its own: "Verordening (EU) 2016/679", "Richtlijn 95/46/EG".

    Regulations before 2015 have their year last ("nr. 1380/2013"), directives always first, at times of two digits.
    """
    first, second = act["first"], act["second"]
    regulation = act["kind"].lower() == "verordening"
    year, number = (second, first) if regulation and not _NEW <= int(first) <= _LAST else (first, second)
    if len(year) == len("95"):
        year = f"19{year}"
    return f"celex:3{year}{'R' if regulation else 'L'}{int(number):04}".lower()


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


@cache
def _by_name(label: str) -> dict[str, list[Named]]:
    return by_key(REGISTERS[label](), lambda named: map(_plain, (named.name, *named.abbreviations, named.id)))
