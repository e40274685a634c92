"""Policy documents by number, by year and by title: parliamentary papers, case numbers, motions, budgets, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.knowledge.matchers.looking import finditer_hinted, is_in_word
from policytext.knowledge.matchers.match import Match

_SPACE = r"[ \xa0]"
_DOSSIER = r"\d{2}[ \xa0.]?\d{3}(?:[ \xa0-](?:[IVX]+[ABC]?|\(R\d+\)|\d{2}\b|[A-Z](?=,)))?"
_NUMBER = r"(?:nrs?\.?|nummers?)"
_PIECE = rf"(?:,?{_SPACE}{_NUMBER}{_SPACE}?\d{{1,4}}(?:,?\s(?:en|t/m)\s(?:{_NUMBER}\s)?\d{{1,4}})?|-\d{{1,4}})"
_YEARS = r"(?:(?:vergaderjaar\s)?\d{4}[/–-](?:\d{4}|\d{2}),?\s)"
_CHAMBER = r"(?:II|I|TK|EK|Tweede\sKamer|Eerste\sKamer)"
_MOVER = (
    r"(?:(?:[Vv]an|[Dd]er?|[Dd]en|[Tt]e[nr]|’t|'t)\s)*[A-ZÀ-Þ][\wÀ-ÿ’'-]+"
    r"(?:[/–-](?:(?:[Vv]an|[Dd]er?|[Dd]en)\s)*[A-ZÀ-Þ][\wÀ-ÿ’']+)*(?:\sc\.s\.)?"
)
_NUMBERED = tuple(
    (hints, re.compile(pattern))
    for hints, pattern in (
        (
            ("amerstuk",),
            rf"\b[Kk]amerstuk(?:ken)?(?:\s{_CHAMBER})?,?\s(?:{_NUMBER}\s)?{_YEARS}?{_DOSSIER}{_PIECE}?"
            r"(?:,\s[A-Z]{1,2}\b)?(?:,\s(?:p|blz)\.\s\d+)?",
        ),
        (("TK", "EK"), rf"\b(?:TK|EK)\s{_YEARS}{_DOSSIER}{_PIECE}?"),
        ((", n", ",\xa0n"), rf"(?<![\d.€-]){_DOSSIER},{_SPACE}{_NUMBER}{_SPACE}?\d{{1,4}}"),
        (
            ("Handelingen",),
            rf"\b(?:Aanhangsel\s(?:van\sde\s)?)?Handelingen(?:\s{_CHAMBER})?,?\s{_YEARS}{_NUMBER}\s?\d{{1,4}}"
            r"(?:,\s(?:item\s\d+|(?:p|blz)\.\s\d+(?:-\d+)?))*",
        ),
        (("anhangsel", "AH"), rf"\b(?:[Aa]anhangsel|AH)(?:\sTK)?,?\s{_YEARS}{_NUMBER}\s?\d{{1,4}}"),
        (("ah-tk-",), r"\bah-tk-\d{8}-\d{1,4}\b"),
        # A set of characters first lets the engine skip to one of them; what may not stand before it is looked at then.
        ((), r"[1-9](?<!\w.)(?:(?<=2)0\d\d[ZD]\d{5}|(?:19|20)\d\d[A-Z]{1,2}\d{4})\b"),
        (("ECLI:",), r"\bECLI:[A-Z]{2}:[A-Z]+:\d{4}:[A-Z0-9.]*[A-Z0-9]"),
        (("C-", "T-", "C‑", "T‑"), r"\b(?:zaak\s)?[CT][-‑]\d{1,4}/\d{2}(?:\sP)?\b"),
        (
            ("COM", "SEC", "SWD", "JOIN"),
            r"\b(?:COM|SEC|SWD|JOIN)\s?\((?:19|20)?\d\d\)\s?\d{1,4}(?:\s(?:final|def(?:initief)?)\b)?",
        ),
        (("Stb", "Stcrt", "Trb"), r"\b(?:Stb|Stcrt|Trb)\.?\s?\d{4},?\s(?:nr\.\s)?\d{1,5}"),
        (
            ("otie", "mendement"),
            rf"\b(?:[Mm]otie|[Aa]mendement)[- –](?!(?:[Vv]an\s(?:de\s)?)?[A-Z]?(?:\d|amerl)){_MOVER}",
        ),
        (("stuk",), r"\b(?:motie|amendement)\sop\sstuk\snr\.\s\d+"),
        (("CVDR",), r"\bCVDR\d{3,7}\b"),
    )
)
"""Patterns, each with strings of which every match has one, where there are such strings."""

_YEARLY = (
    r"(?:verantwoordings|leden|huurders|klanttevredenheids|cliënttevredenheids|woon|panel)onderzoek|jaarverslag"
    r"|jaarrapport(?:age)?|jaarplan|jaarbericht|jaarbrief|jaarrekening|jaarstukken|activiteitenverslag|slotwet"
    r"|(?:rijks|programma|meerjaren|ontwerp|gemeente)?begroting|(?:miljoenen|voorjaars|najaars|kader|perspectief|defensie"
    r"|energie|klimaat|luchtvaart|cultuur|migratie|zeehaven|start|omgevings|armoede|emancipatie)nota"
    r"|(?:meerjaren|veranderings|uitvoerings|werk|actie|delta|regeer|verkiezings|beleids|coalitie|handhavings"
    r"|toezichts|partij)programma|(?:beleids|bestuurs|uitvoerings|toezicht|scholings|werk|actie|delta|wegenbeheer|beheer"
    r"|meerjaren|mobiliteits|vervoer|milieubeleids|kunsten|integraal\sveiligheids|waterbeheer|natuurbeheer)plan"
    r"|(?:woon|omgevings|structuur|mobiliteits|energie|cultuur|natuur|toekomst)visie"
    r"|(?:klimaat|energie|regeer|coalitie|hoofdlijnen|sociaal|bestuurs|arbeidsvoorwaarden|zorg|pensioen|landbouw)akkoord"
    r"|(?:woon|veiligheids|cultuur|onderwijs|zorg|kennis|werk|strategische\s)agenda"
    r"|(?:veiligheids|emancipatie|jeugd|bereikbaarheids|integratie|onderwijs|zorg|gezondheids|leefbaarheids|corruptie"
    r"|natuur|woon)?monitor|troonrede|kerntakendiscussie|(?:onderwijs|zorg|veiligheids|klimaat|arbeidsmarkt"
    r"|burger|kansen|verzamel|beleids|december|kwaliteits)brief|(?:mei|september|december)circulaire"
    r"|(?:balans|staat)\svan\s(?:de|het)\s\w+|trendrapport(?:age)?|voortgangsrapportage|nationale\senergieverkenning"
)
_SPAN = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?(?![\w.,]*\d)"
_YEAR = re.compile(_SPAN)
_BEFORE_YEAR = re.compile(
    rf"\b(?:(?:integrale|nationale|regionale|gemeentelijke|provinciale|vlaams|ontwerp)\s)?"
    rf"(?:{_YEARLY})\s\Z",
    re.IGNORECASE,
)
_LONGEST_KIND = 60
_AUDIT = re.compile(
    rf"\b(?:[Rr]apport\s|[Rr]esultaten\s)(?:bij\shet\s[Jj]aarverslag|[Vv]erantwoordingsonderzoek)\s{_SPAN}"
    r"(?:\s(?:bij\shet|van\shet))?\s[Mm]inisterie\svan\s[A-Z]\w*(?:,?\s(?:en\s)?[A-Z]\w+)*"
)
"""What the Algemene Rekenkamer calls its yearly reports, "Resultaten verantwoordingsonderzoek 2021 bij het Ministerie
van LNV"; the ministry is part of the title."""

_PUBLICATION = (
    r"(?:(?:eind|jaar|onderzoeks|advies|deel|inspectie|voortgangs|tussen|rekenkamer|trend|achtergrond)?rapport"
    r"|(?:beleids|start|discussie|visie)?notitie|(?:briefadvies|advies|nota|brochure|manifest|pamflet|handreiking"
    r"|verkenning|actieplan|position\spaper|whitepaper|witboek|groenboek|essay|publicatie|boekje|beleidsbrief"
    r"|toekomstvisie|evaluatie|factsheet|leidraad|onderzoek|kamerbrief|monitor|initiatiefnota|verkiezingsprogramma"
    r"|coalitieakkoord|regeerakkoord|plan|programma))"
)
_BEFORE_QUOTE = re.compile(rf"\b{_PUBLICATION}(?:\s\((?:19|20)\d\d\))?,?:?\s\Z", re.IGNORECASE)
_LONGEST_PUBLICATION = 45
_QUOTED = re.compile(
    r"‘(?P<a>[A-Z0-9À-Þ(][^‘’\n]{2,120}(?:’[a-z][^‘’\n]{0,60})?)’"
    r"|“(?P<b>[A-Z0-9À-Þ(][^“”\n]{2,140})”|„(?P<c>[A-Z0-9À-Þ(][^„”“\n]{2,140})[”“]"
    r"|\"(?P<d>[A-Z0-9À-Þ(][^\"\n]{2,140})\"|'(?P<e>[A-Z0-9À-Þ(][^'\n]{2,120})'"
)
_OF_THE_STATE = re.compile(r"\b(?:Miljoenennota|Troonrede|Macro Economische Verkenning)\b(?!\s(?:19|20)\d)")
_SURE = (
    *_NUMBERED,
    (("inisterie",), _AUDIT),
    (("Miljoenennota", "Troonrede", "Macro Economische Verkenning"), _OF_THE_STATE),
)
_NAMED = re.compile(
    r"\b(?:Voorjaarsnota|Najaarsnota|Kadernota|Rijksbegroting|Septembercirculaire|Meicirculaire|Hoofdlijnenakkoord"
    r"|Coalitieakkoord|Regeerakkoord|Klimaatakkoord|Pensioenakkoord"
    r"|Zorgakkoord|Integraal Zorgakkoord|Klimaatnota|Nationale Omgevingsvisie|Staatscourant|Woonagenda|Deltaprogramma"
    r"|Hervormingsagenda Jeugd|Verantwoordingsonderzoek|Jaarverslag)\b"
)
_SHAPED = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ-]*(?:akkoord|visie|agenda|nota|monitor|convenant|programma|plan"
    r"|verkenning|kader|strategie|brief|rapport|manifest|pact|deal)(?:\s[A-ZÀ-Þ][\wÀ-ÿ-]+)*\b"
)
_CAPITALISED = re.compile(r"\b(?:[A-ZÀ-Þ][a-zà-ÿ]+\s){1,2}\Z")
_LONGEST_CAPITALISED = 80


def find_documents(text: str) -> Iterator[Match]:
    """Yield documents by number, year, or title in quotes (sure), and known or likely names (not sure)."""
    for hints, pattern in _SURE:
        for match in finditer_hinted(hints, pattern, text):
            yield Match(match.start(), match.end(), "DOCUMENT", sure=True)
    yield from _of_years(text)
    yield from _in_quotes(text)
    for match in _NAMED.finditer(text):
        yield Match(match.start(), match.end(), "DOCUMENT")
    yield from _shaped(text)


def _of_years(text: str) -> Iterator[Match]:
    for year in _YEAR.finditer(text):
        # The kinds are many and years are few: what stands before a year is looked at, not every word of the text.
        start = year.start()
        if start and text[start - 1].isspace():
            kind = _BEFORE_YEAR.search(text, max(0, start - _LONGEST_KIND), start)
            if kind:
                yield Match(kind.start(), year.end(), "DOCUMENT", sure=True)


def _in_quotes(text: str) -> Iterator[Match]:
    for match in _QUOTED.finditer(text):
        if _BEFORE_QUOTE.search(text, max(0, match.start() - _LONGEST_PUBLICATION), match.start()):
            title = match.lastgroup or ""
            end = match.start(title) + len(match[title].rstrip(".,;:?!"))
            yield Match(match.start(title), end, "DOCUMENT", sure=True)


def _shaped(text: str) -> Iterator[Match]:
    """Yield capitalised words that end like a kind of document, with one or two more before them and any after them."""
    after = 0
    for match in _SHAPED.finditer(text):
        if is_in_word(text, match.start() - 1):
            continue
        before = _CAPITALISED.search(text, max(after, match.start() - _LONGEST_CAPITALISED), match.start())
        after = match.end()
        yield Match(before.start() if before else match.start(), after, "DOCUMENT")
