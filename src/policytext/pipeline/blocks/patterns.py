"""What the wording of a line can show: dates, addresses, numbers of documents, marks of lists, words of interfaces."""

from __future__ import annotations

import re

_MONTHS = "jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_DATE = rf"\b\d{{1,2}}[ .-](?:{_MONTHS})\w*\.?[ .-]?\d{{2,4}}|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _DATE,
        r"https?:|www\.|\.nl\b|\.be\b",
        r"\S@\S",
        r"\b0\d{2,3}[ -]?\d{6,7}\b|\b\d{4} ?[A-Z]{2}\b",
        r"^[-–—•*▪●◦‣»›>|×✓]",
        r"^\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s",
        r"^(?:vraag|antwoord|artikel|hoofdstuk|paragraaf|bijlage|stap)\s+\d+",
        r"^(?:de heer|mevrouw|minister|staatssecretaris|de voorzitter)\b.*:$",
        r"^\[?\d{1,2}[\]).]?\s+\S+.*\b(?:\d{4}|http)|^\{?\[\d+\]",
        r"\bkenmerk\b|\bdatum\b|\bbetreft\b|\btelefoon\b|\bpostbus\b|\bauteur\b|\bdoor:|\bbron\b|\bfoto\b",
        r"\blees (?:meer|verder)\b",
        r"\bcookies?\b|\bprivacy|\bmenu\b|\bzoek(?:en)?\b|\bdeel\b|\bdelen\b|\bnieuwsbrief\b|\bcontact\b|\binloggen\b",
        r"\bpagina \d+|^\d+ ?/ ?\d+$|^\d{1,3}$",
        r"^(?:de kamer,|gehoord|constaterende|overwegende|van mening|verzoekt|en gaat over|geachte|beste)\b",
        r"…$|\.\.\.$",
        r":$",
        r"\?$",
        r"[.!]$",
        r"[,;]$",
        r"[\"”’]$",
        r"\s[|»›/]\s",
        r"^[a-zà-ÿ]",
        r"^[\"“‘„]",
        # name and value: "Zaaknummer: 12", "Onderwerp   Wegen"
        r"^[a-z][\w/()-]*(?: [\w/()-]+){0,3} ?: ?\S|^[a-z]\S*(?: \S+)?\s{2,}\S",
        # a number of a document, alone or behind its kind
        r"^\(?[a-z]{0,8}[-./ ]?\d[\w./-]{3,}\)?$|^[a-z]{1,4} \d{2,5}$"
        r"|\b(?:ISSN|ISBN|ECLI|kst)\b|\bkst-?\d|\bnrs?\. ?\d",
        r"\bvergaderjaar\b|\baanhangsel\b|\bkamerstuk|\bstaten-generaal\b|\bhandelingen\b",
        # page numbers, running heads
        r"^(?:pagina|pag\.|blz\.?|p\.) ?\d+|\bpagina \d+ (?:van|/) \d+"
        r"|^[-–] ?\d{1,3} ?[-–]$|\D\s{2,}\d{1,3}$|^\d{1,3}\s{2,}\D",
        # footnotes
        r"^[\[{(]\d{1,3}[\]})]|^\d{1,2}(?=[A-Z])|^[*†¹²³⁴⁵⁶⁷⁸⁹]|^noot\b|\bgeraadpleegd op\b|\bd\.d\. \d",
        # the ends of letters
        r"^(?:met (?:de meeste |zeer )?(?:vriendelijke|hartelijke|collegiale|beleefde)? ?(?:groet|groeten|hoogachting)|"
        r"hoogachtend|namens|w\.g\.|was getekend|c\.c\.|cc\b|bijlagen?\b|aan\b:?|van:|de minister|de staatssecretaris|"
        r"de voorzitter|de secretaris|voorzitter|secretaris|burgemeester|wethouder|dijkgraaf)",
        r"^(?:geachte|beste|hooggeachte|dames en heren|leden van|mijnheer|meneer|mevrouw|excellentie)\b.*,?$",
        # a name: initials or a first name, small words, a surname
        r"^(?-i:(?:(?:ir|drs|dr|mr|prof|ing|mw|dhr)\.? )*(?:[A-Z][a-zà-ÿ]+|(?:[A-Z]\.-?)+)"
        r"(?: (?:van|de|der|den|ten|ter|het|'t|te|el|[A-Z][\w'’.à-ÿ-]*)){1,4})(?:,.{0,40})?$",
        r"^(?:door|auteur|redactie|tekst|beeld|foto|bron|tags?|trefwoorden|thema|onderwerp|dossier|rubriek|status|datum|"
        r"gepubliceerd|laatst gewijzigd|geplaatst|bijgewerkt|leestijd|contact|contactpersoon|telefoon|e-mail"
        r"|locatie)\b",
        r"\b\d{1,2}[:.]\d{2} ?(?:uur)?\b|\b\d+ (?:min\b|minuten)|\bleestijd\b",
        r"\b(?:facebook|twitter|linkedin|whatsapp|instagram|youtube|mastodon|bluesky|rss|e-mail)\b",
        r"\b(?:download|pdf|docx?|mp[34]|csv|xlsx?|\d+ ?[km]b)\b",
        r"\b(?:sluit(?:en)?|open(?:en)?|toon|verberg|ingeklapt|uitgeklapt|navigatie|hoofdnavigatie|taal|talen|english|"
        r"sitemap|toegankelijkheid|copyright|disclaimer|cookiebeleid|vacatures|volg ons|aanmelden|abonneren|reageer|"
        r"reacties|doneer|winkelwagen|account|printen?|afdrukken|terug naar|ga naar|naar de|direct naar)\b",
        r"©|all rights reserved|alle rechten voorbehouden|kvk|iban|btw-nummer",
        r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|kan|kunnen|moet|moeten|zal|zullen|wil|willen|"
        r"gaat|gaan|komt|komen|staat|blijft|geeft|vindt|zegt|doet|bent|ben|mag|mogen|krijgt|krijgen|maakt|maken)\b",
        r"\b(?:ik|wij|we|u|uw|je|jij|hij|zij|ze|hun|onze?|mijn)\b",
        r"\b(?:figuur|tabel|grafiek|afbeelding|kaart|kader)\s?\d",
    )
)
"""Each is a feature: whether it is found in the line."""

RELATED_HEADING = re.compile(
    r"(?:lees ook|gerelateerd\w*|meer (?:nieuws|artikelen|berichten|lezen|weten|over)|ander nieuws|verder lezen"
    r"|(?:ook|misschien) interessant|verwant\w*|zie ook|bekijk ook|aanbevolen|eerder (?:verschenen|schreven|nieuws)"
    r"|meest gelezen|laatste nieuws|recente? (?:berichten|artikelen|nieuws)|uit (?:ons|het) archief"
    r"|in (?:dit|ons) dossier|in de (?:pers|media))\b",
    re.IGNORECASE,
)
