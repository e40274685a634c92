"""Numbered and named policy documents: parliamentary papers, case numbers, motions, budget papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.knowledge.matchers.match import Match

_DOSSIER = r"\d{2}[ \xa0.]?\d{3}(?:[ \xa0-](?:[IVX]+|\(R\d+\)))?"
_PIECE = r"(?:,?\s(?:nrs?\.|nummer|nr)\s?\d{1,4}(?:\s(?:en|t/m)\s\d{1,4})?|-\d{1,4})"
_YEARS = r"(?:\d{4}[/–-](?:\d{4}|\d{2}),?\s)"
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[Kk]amerstuk(?:ken)?(?:\s(?:II|I|TK|EK|Tweede Kamer|Eerste Kamer))?,?\s"
        rf"{_YEARS}?{_DOSSIER}{_PIECE}?(?:,\s[A-Z]\b)?(?:,\sp\.\s\d+)?",
        r"(?<![\d.])\d{2}[ \xa0]?\d{3}(?:[ \xa0-][IVX]+)?,\s(?:nr\.|nummer|nr)\s?\d{1,4}",
        r"\bECLI:[A-Z]{2}:[A-Z]+:\d{4}:[A-Z0-9.]*[A-Z0-9]",
        r"\b(?:Stb|Stcrt|Trb)\.\s?\d{4},?\s(?:nr\.\s)?\d{1,5}",
        r"\b[Mm]otie[- –](?:(?:[Vv]an|[Dd]er?|[Dd]en|’t|'t)\s)*[A-ZÀ-Þ][\wÀ-ÿ’'-]+"
        r"(?:[/–-](?:(?:[Vv]an|[Dd]er?|[Dd]en)\s)*[A-ZÀ-Þ][\wÀ-ÿ’']+)*(?:\sc\.s\.)?",
        r"\bCVDR\d{3,7}\b",
    )
)
_NAMED = re.compile(
    r"\b(?:Miljoenennota|Voorjaarsnota|Najaarsnota|Kadernota|Rijksbegroting|Septembercirculaire|Meicirculaire"
    r"|Macro Economische Verkenning|Hoofdlijnenakkoord|Coalitieakkoord|Regeerakkoord|Klimaatakkoord|Pensioenakkoord"
    r"|Zorgakkoord|Integraal Zorgakkoord|Klimaatnota|Nationale Omgevingsvisie|Staatscourant|Woonagenda|Deltaprogramma"
    r"|Hervormingsagenda Jeugd|Verantwoordingsonderzoek|Jaarverslag)\b(?:\s(?:19|20)\d\d)?"
)


def find_documents(text: str) -> Iterator[Match]:
    """Yield identifiers (sure) and known document names (not sure)."""
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield Match(match.start(), match.end(), "DOCUMENT", sure=True)
    for match in _NAMED.finditer(text):
        yield Match(match.start(), match.end(), "DOCUMENT")
