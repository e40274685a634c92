"""What the registers know by a name: parties, laws, organisations and ministries."""

from __future__ import annotations

import re
from functools import cache

from policytext.knowledge.registers import Named, laws, ministries, organisations, parties

REGISTERS = {"PARTY": parties, "LAW": laws, "ORG": organisations, "MINISTRY": ministries}

_ARTICLE_OF = re.compile(
    r"^(?:(?:artikel(?:en)?|artt?\.|hoofdstuk|titel|bijlage)\s.*?\b(?:van\s)?)(?:(?:de|het|der)\s)?"
    r"(?=[A-Z][\w-]*|(?i:wet)\b)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"^(?:het\s)?(?:ministerie|departement)\s(?:van|voor)\s", re.IGNORECASE)
_PARTY = re.compile(r"^(?:de\s)|[- –](?:fractie|Kamerfractie|Tweede Kamerfractie)$", re.IGNORECASE)
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
        keys.append(_plain(_ARTICLE_OF.sub("", name)))
    keys.append(_plain(_BEFORE.sub("", name)))
    if label == "ORG":
        keys.append(_USUAL.get(keys[-1], keys[-1]))
    return keys


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


@cache
def _by_name(label: str) -> dict[str, list[Named]]:
    names: dict[str, list[Named]] = {}
    for named in REGISTERS[label]():
        for written in (named.name, *named.abbreviations):
            names.setdefault(_plain(written), []).append(named)
    return names
