"""Names that a document introduces itself: "Centrum Kinderhandel en Mensenhandel (CKM)", "hierna: de AP"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.pipeline.layers import EntityData

_AFTER = re.compile(
    r"\s*[(,–-]\s*(?:(?:hierna|verder|voortaan|afgekort|kortweg)(?:\s+(?:te noemen|genoemd|ook))?\s*:?\s*)?"
    r"(?:(?:de|het)\s)?[\"'“‘„]?(?P<name>[A-ZÀ-Þ][\w&’'./-]{1,24}(?:\s[A-Z][\w-]+)?)[\"'”’]?\s*[),]"
)
_WITHIN = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[A-ZÀ-Þ][\w&./-]{1,14})\)$")
_FEWEST = 2


def introductions(text: str, entities: Sequence[EntityData]) -> dict[str, int]:
    """Return, by the short name that the document introduces, the index of the entity that it stands for.

    A short name must look like one: it is made of letters of the long name, in order, or is one of its words.
    """
    found: dict[str, int] = {}
    for index, entity in enumerate(entities):
        name = text[entity["start"] : entity["end"]]
        within = _WITHIN.match(name)
        if within and _abbreviates(within["short"], within["long"]):
            found.setdefault(within["short"], index)
            continue
        after = _AFTER.match(text, entity["end"], entity["end"] + 80)
        if after and _abbreviates(after["name"], name):
            found.setdefault(after["name"], index)
    return found


def _abbreviates(short: str, long: str) -> bool:
    if len(short) < _FEWEST or len(long) <= len(short):
        return False
    letters = iter(long.lower())
    in_order = all(letter in letters for letter in short.lower() if letter.isalnum())
    starts = long[0].lower() == short[0].lower() or short.lower() in long.lower().split()
    capitals = "".join(word[0] for word in re.findall(r"\w+", long)).lower()
    return in_order and (starts or short[0].lower() in capitals)
