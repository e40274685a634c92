"""The element names of official publications, of the present schema and of those before 2011."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = frozenset(
    (
        "officiele-publicatie",
        "kamerstuk",
        "kamerwrk",
        "kamervragen",
        "vraagdoc",
        "vragen",
        "aanhangsel",
        "handelingen",
        "handeling",
        "niet-dossier-stuk",
        "nds-stuk",
        "staatscourant",
        "stcart",
        "avvcao",
        "staatsblad",
        "staatsbl",
        "stb",
        "tractatenblad",
        "trblad",
        "gemeenteblad",
        "provincieblad",
        "provinciaalblad",
        "waterschapsblad",
        "bladgemeenschappelijkeregeling",
        "regeling",
        "circulaire",
        "zakelijke-mededeling",
    )
)
# The name of the journal stands on its first page as a title, but is not that of the document.
JOURNALS = frozenset(
    ("staatscourant", "staatsblad", "tractatenblad", "gemeenteblad", "provinciaal blad", "provincieblad")
)

INLINE = frozenset(
    (
        "nadruk",
        "extref",
        "intref",
        "extref-groep",
        "intref-groep",
        "inf",
        "sup",
        "sub",
        "unl",
        "noot",
        "nootref",
        "voetref",
        "voetnoot",
        "datum",
        "dossiernr",
        "begrotingshoofdstuk",
        "ondernummer",
        "kamervraagonderwerp",
        "naam",
        "voornaam",
        "achternaam",
        "functie",
        "organisatie",
        "partij",
        "politiek",
        "voorvoegsels",
        "term",
        "tekstcorrectie",
        "afkorting",
        "plaats",
        "aanspr",
        "nr",
        "label",
        "vet",
        "cur",
    )
)
BLOCKS = frozenset(("lijst", "table", "al", "definitielijst", "al-groep", "tekst", "citaat", "lid", "tussenkop"))
NUMBERS = frozenset(("li.nr", "lidnr"))
NOTES = frozenset(("noot", "voetnoot"))
LEFT_OUT = frozenset(
    (
        "metadata",
        "meta",
        "metadata_gegevens",
        "sys.gegevens",
        "officiele-inhoudsopgave",
        "plaatje",
        "illustratie",
        "nootref",
        "voetref",
        "redactionele-correcties",
        "spoor",
        "uitgiftedatum",
    )
)
META = frozenset(
    (
        "tekstregel",
        "dossiernummer",
        "stuknr",
        "datumtekst",
        "kamervraagnummer",
        "vergadering",
        "vergadering-nummer",
        "vergaderdatum",
        "vergadertijd",
        "versie",
        "ordernr",
        "vergjaar",
        "nds-nr",
        "artcode",
        "stcgeg",
        "dag",
        "mincodes",
        "jaargang",
        "stbjaar",
        "stbnr",
        "rijksnr",
        "vraagnummer",
        "volgnr",
        "sysnr",
        "publicatienummer",
        "kenmerk",
    )
)
# Their parts are words of one line, without white space between them.
SPACED = frozenset(("naam", "kop", "spreker", "wie", "dossiernummer", "itemkop"))


def local(element: _Element) -> str:
    """Return an element's name without namespace, lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
