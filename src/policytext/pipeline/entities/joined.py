"""Names that the tagger at times takes for one: joined by "en", in brackets, or glued together by a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytext.knowledge.matchers import Match, find_ministers
from policytext.pipeline.layers import EntityData

_AND = re.compile(r",? en (?:de |het )?")
_LAW = re.compile(
    r"(?:Wet|Besluit|Regeling|Verordening|Richtlijn|Kaderwet|Rijkswet|Verdrag)\s+\w"
    r"|[A-Z][\w-]*(?:wet|besluit|regeling|verordening|richtlijn|verdrag)\b"
    r"|[A-Z][\w ]+ (?:Act|Directive|Regulation)\b"
    r"|[Aa]rtikel(?:en)? \d+\w* (?:van|EVRM|Gw)"
)
_OFFICE = re.compile(
    r"(?:(?:oud|vice|ex)-?)?(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Pp]remier|[Ee]erste minister)\b"
)
_GLUED = re.compile(r"(?<=\b[A-Z]{3})(?=[A-Z][a-zà-ÿ]{4})|(?<=\b[A-Z]{4})(?=[A-Z][a-zà-ÿ]{4})")
_SHORT_AFTER = re.compile(r"(?<= )(?:van|voor) [^()]{8,} \((?P<short>[A-Z][A-Za-z&]{1,4})\)$")
_NAMED = re.compile(r"\s[A-Z]")
"""An office with a name or a portfolio: "de minister en staatssecretaris van VWS" is left as it is found."""


def split_joined(text: str, entities: Iterable[EntityData]) -> Iterator[EntityData]:
    """Yield the entities, those that are two names as two.

    ``Digital Services Act en Digital Markets Act`` is two laws, ``Wet werk en bijstand`` is one;
    ``ministers van Financiën en van Defensie`` is two offices; ``minister van Binnenlandse Zaken (BZK)`` is an office
    and a ministry; ``GGDGemeentelijke Gezondheidsdienst`` is an abbreviation and what it stands for.
    """
    for entity in entities:
        name = text[entity["start"] : entity["end"]]
        if entity["label"] == "MINISTER" and (parts := list(_offices(name))):
            for label, start, end in parts:
                yield {**entity, "label": label, "start": entity["start"] + start, "end": entity["start"] + end}
            continue
        bounds = [match.span() for match in _AND.finditer(name) if _joins_two(entity["label"], name, match.span())]
        bounds += [match.span() for match in _GLUED.finditer(name)]
        start = 0
        for left, right in bounds:
            yield {**entity, "start": entity["start"] + start, "end": entity["start"] + left}
            start = right
        yield {**entity, "start": entity["start"] + start}


def _offices(name: str) -> Iterator[tuple[str, int, int]]:
    """Yield (label, start, end) of two offices or more, or of an office and its ministry's abbreviation."""
    found: list[Match] = []
    for match in sorted(find_ministers(name), key=lambda match: (match.start, -match.end)):
        named = match.sure or _NAMED.search(name[match.start : match.end])
        if named and (not found or found[-1].end <= match.start):
            found.append(match)
    if len(found) > 1:
        yield from (("MINISTER", match.start, match.end) for match in found)
    elif short := _SHORT_AFTER.search(name):
        yield "MINISTER", 0, short.start("short") - 2
        yield "MINISTRY", *short.span("short")


def _joins_two(label: str, name: str, place: tuple[int, int]) -> bool:
    left, right = name[: place[0]], name[place[1] :]
    if label == "LAW":
        return bool(_LAW.search(left) and _LAW.match(right))
    return bool(label == "MINISTER" and _NAMED.search(left) and _OFFICE.match(right) and _NAMED.search(right))
