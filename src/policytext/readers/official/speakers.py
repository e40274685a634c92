"""Who speaks in the minutes of a debate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.readers.official.names import local
from policytext.readers.official.text import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESS = re.compile(r"(?:de heer|de dames?|mevrouw|mw\.?|dhr\.?|het lid|de leden)\Z", re.IGNORECASE)
_LINE = re.compile(
    r"(?P<address>De heer|Mevrouw|Het lid|De|Minister|Staatssecretaris) (?P<name>[^():]{2,80}?)"
    r"(?: \((?P<party>[^()]{1,60})\))?:\Z"
)
_CHAIR = "voorzitter"


@dataclass(frozen=True)
class Speaker:
    """Who speaks: name, party of a member, function of a minister or of the chair, and the line that says so."""

    name: str
    party: str | None
    function: str | None
    line: str

    @classmethod
    def chair(cls) -> Speaker:
        """Return the chair, whose name is not said."""
        return cls("De voorzitter", None, _CHAIR, "De voorzitter:")


def speaker_of(element: _Element) -> Speaker:
    """Return the speaker that a `spreker` or, before 2011, a `wie` element describes."""
    parts = {local(part): line_of(part) for part in element.iterdescendants()}
    address = parts.get("voorvoegsels") or parts.get("aanspr", "")
    own = parts.get("achternaam") or parts.get("naam", "")
    name = " ".join(part for part in (parts.get("voornaam", ""), own) if part).rstrip(":, ")
    party = (parts.get("politiek") or parts.get("partij", "")).strip("() :") or None
    if _CHAIR in f"{address} {name}".lower() and len(name.removeprefix("De ").split()) <= 1:
        return Speaker.chair()
    function = parts.get("functie") or (address if address and not _ADDRESS.match(address.strip()) else None)
    words = (address, name, f"({party})" if party else "")
    line = " ".join(word for word in words if word) or line_of(element).rstrip(":")
    return Speaker(name or line, party, function, f"{line}:")


def bold_speaker(paragraph: _Element) -> Speaker | None:
    """Return the speaker that a paragraph announces, as reports of committees do: "De heer **Visser** (BBB):"."""
    if not any(local(part) == "nadruk" and part.get("type", "vet").startswith("vet") for part in paragraph):
        return None
    line = line_of(paragraph)
    match = _LINE.match(line)
    if match is None:
        return None
    if match["name"] == _CHAIR:
        return Speaker.chair()
    function = None if _ADDRESS.match(match["address"]) else match["address"]
    if match["address"] == "De":
        return Speaker(f"De {match['name']}", match["party"], match["name"], line)
    return Speaker(match["name"], match["party"], function, line)
