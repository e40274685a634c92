"""What an official publication says of itself: title, number, session year, date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policytext.readers.dates import iso_date
from policytext.readers.official.names import JOURNALS, local
from policytext.readers.official.text import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# The debate was held on the day of the meeting, whenever its minutes came out.
_DATES = ("datumvergadering", "issued", "date", "datumbrief", "datumondertekening", "datumindiening", "datumontvangst")
_PUBLISHED = "available"
_ADDRESSES = ("url", "uri", "source", "prefurl", "identifier")
_RECORD = "externmetadatarecord"
_YEAR = re.compile(r"\d{4}\s*[-–/]\s*\d{2,4}")
_KEPT = {
    "publication": ("publicationname",),
    "publication_year": ("jaargang",),
    "publication_number": ("publicationissue", "publicatienummer"),
    "chamber": ("kamer",),
    "type": ("type",),
    "dossier_title": ("dossiertitel",),
    "subject": ("subject",),
    "language": ("language",),
    "status": ("documentstatus",),
}


class Statements:
    """The name and content pairs of a publication's `meta` elements, by the last part of their names."""

    def __init__(self, root: _Element) -> None:
        self._values: dict[str, list[str]] = {}
        for element in root.iter():
            name, content = element.get("name"), " ".join((element.get("content") or "").split())
            if local(element) in ("meta", "metadata") and name and content:
                values = self._values.setdefault(name.lower().rpartition(".")[2], [])
                if content not in values:
                    values.append(content)

    def all(self, name: str) -> list[str]:
        """Return what is stated under a name, in order."""
        return self._values.get(name, [])

    def first(self, *names: str) -> str | None:
        """Return the first statement under the first of the names that has one."""
        return next((self._values[name][0] for name in names if name in self._values), None)


def title_element(root: _Element) -> _Element | None:
    """Return the element with the document's own title, None where it has none."""
    for candidates in (
        _named(root, "intitule"),
        _children_of(root, "stuk", "titel"),
        _only(_named(root, "item-titel")),
        _only(_named(root, "itemnaam")),
        _named(root, "kamervraagomschrijving"),
        _children_of(root, "nds-stuk", "titel"),
        _under_journal(root),
        _children_of(root, "dossier", "titel"),
    ):
        for element in candidates:
            if line_of(element):
                return element
    return None


def described(root: _Element, title: str | None) -> tuple[dict[str, Any], str | None, str | None]:
    """Return a publication's metadata, its date (ISO 8601) and its address, as far as it states them."""
    stated = Statements(root)
    dossier = stated.first("dossiernummer") or _joined(root, ("dossiernr", "begrotingshoofdstuk"))
    sub = stated.first("ondernummer") or _text(root, "ondernummer")
    session = stated.first("vergaderjaar") or _session_year(root)
    values: dict[str, Any] = {
        "title": title or stated.first("documenttitel", "title"),
        "full_title": stated.first("title"),
        "author": "; ".join(stated.all("indiener")) or stated.first("creator"),
        "organisation": stated.first("creator"),
        "document_number": _document_number(dossier, sub) or _question_number(root, stated),
        "dossier": dossier,
        "subnumber": sub,
        "publication_id": stated.first("identifier"),
        "session_year": session,
        "published": iso_date(stated.first(_PUBLISHED) or ""),
    }
    values |= {key: stated.first(*names) for key, names in _KEPT.items()}
    for key, same in (("full_title", "title"), ("organisation", "author")):
        if values[key] == values[same]:
            del values[key]
    metadata = {key: value for key, value in values.items() if value}
    return metadata, _date(root, stated), _address(stated)


def _document_number(dossier: str | None, sub: str | None) -> str | None:
    if not dossier:
        return None
    return f"{dossier}, nr. {sub}" if sub else dossier


def _question_number(root: _Element, stated: Statements) -> str | None:
    return stated.first("aanhangselnummer", "vraagnummer") or _text(root, "kamervraagnummer")


def _date(root: _Element, stated: Statements) -> str | None:
    for name in _DATES:
        if date := iso_date(stated.first(name) or ""):
            return date
    marked = next((element.get("isodatum") for element in root.iter() if element.get("isodatum")), None)
    for text in (marked, _text(root, "vergaderdatum"), stated.first(_PUBLISHED)):
        if text and (date := iso_date(text)):
            return date
    return None


def _address(stated: Statements) -> str | None:
    for name in _ADDRESSES:
        for value in stated.all(name):
            if value.startswith(("http://", "https://")):
                return value
    # The record of a publication lies under the publication's own address.
    record = stated.first(_RECORD) or ""
    is_record = record.startswith(("http://", "https://")) and record.endswith("/metadata.xml")
    return record.removesuffix("/metadata.xml") + ".html" if is_record else None


def _session_year(root: _Element) -> str | None:
    for name in ("vergjaar", "tekstregel"):
        for element in _named(root, name):
            if match := _YEAR.search(line_of(element)):
                return match.group()
    return None


def _named(root: _Element, name: str) -> Iterator[_Element]:
    return (element for element in root.iter() if local(element) == name)


def _only(elements: Iterator[_Element]) -> Iterator[_Element]:
    """Yield the element where there is exactly one: the title of one agenda item among many is a heading."""
    found = list(elements)
    return iter(found if len(found) == 1 else [])


def _children_of(root: _Element, parent: str, name: str) -> Iterator[_Element]:
    for element in _named(root, parent):
        yield from (child for child in element.iterchildren() if local(child) == name)


def _under_journal(root: _Element) -> Iterator[_Element]:
    """Yield titles and headings that stand before all sections: directly under the journal or its announcement."""
    for element in root.iter():
        if local(element) not in ("titel", "kop"):
            continue
        above = [local(parent) for parent in element.iterancestors()]
        if not any(name in _SECTIONS for name in above) and line_of(element).casefold() not in JOURNALS:
            yield element
            return


def _joined(root: _Element, names: tuple[str, ...]) -> str | None:
    texts = [text for name in names if (text := _text(root, name))]
    return " ".join(texts) or None


def _text(root: _Element, name: str) -> str | None:
    return next((text for element in _named(root, name) if (text := line_of(element))), None)


_SECTIONS = frozenset(
    (
        "divisie",
        "circulaire.divisie",
        "hoofdstuk",
        "titeldeel",
        "afdeling",
        "paragraaf",
        "sub-paragraaf",
        "artikel",
        "enig-artikel",
        "wijzig-artikel",
        "deel",
        "boek",
        "bijlage",
        "nota-toelichting",
        "tekst",
        "dossier",
        "table",
        "kop",
    )
)
