"""What the wording of a line can show: dates, addresses, numbers of documents, marks of lists, words of interfaces."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.page import CAPITAL, DIGIT, SPACE, PageArrays, hashes_of

_SETS = (
    "kenmerk datum betreft telefoon postbus auteur bron foto",
    "cookie cookies privacy privacybeleid privacyverklaring privacystatement menu zoek zoeken deel delen nieuwsbrief "
    "contact inloggen",
    "vergaderjaar aanhangsel kamerstuk kamerstukken kamerstuknr handelingen",
    "issn isbn ecli kst",
    "leestijd",
    "facebook twitter linkedin whatsapp instagram youtube mastodon bluesky rss mail",
    "download pdf doc docx mp3 mp4 csv xls xlsx",
    "sluit sluiten open openen toon verberg ingeklapt uitgeklapt navigatie hoofdnavigatie taal talen english sitemap "
    "toegankelijkheid copyright disclaimer cookiebeleid vacatures aanmelden abonneren reageer reacties doneer "
    "winkelwagen account print printen afdrukken",
    "© kvk iban reserved voorbehouden btw",
    "is zijn was waren wordt worden werd werden heeft hebben had kan kunnen moet moeten zal zullen wil willen gaat "
    "gaan komt komen staat blijft geeft vindt zegt doet bent ben mag mogen krijgt krijgen maakt maken",
    "ik wij we u uw je jij hij zij ze hun onze ons mijn",
    "http https www",
    "@",
)
"""That a line has a word of one of these sets is a feature."""

_PARTS = {
    "month": "jan januari feb februari mrt maart apr april mei jun juni jul juli aug augustus sep sept september okt "
    "oktober nov november dec december",
    "stop": ".",
    "colon": ":",
    "dash": "- / . –",
    "domain": "nl be",
    "bar": "| » › /",
    "read": "lees",
    "more": "meer verder",
    "by": "door",
    "page": "pagina",
    "of": "van /",
    "nr": "nr nrs",
    "states": "staten",
    "general": "generaal",
    "consulted": "geraadpleegd d",
    "minutes": "min minuten uur",
    "bytes": "kb mb",
    "figure": "figuur tabel grafiek afbeelding kaart kader",
    "go": "ga terug direct spring",
    "to": "naar",
    "follow": "volg",
    "us": "ons",
    "mark": ". ! ? …",
    "quote": '" “ ” ‘ ’ „ « »',
    "abbreviation": "dr drs ir mr ing prof mevr dhr st nr nrs art jl bijv resp ca incl excl o d m t i n a p zgn kst "
    "stb stcrt min max blz jan feb mrt apr jun jul aug sep okt nov dec",
    "small": "de het een van en in op te dat die is voor met zijn aan om er niet ook als bij naar door over uit dit "
    "deze wordt worden of maar tot wij we u ik hij ze zij onze uw hun nog al meer dan",
}
"""Kinds of words that phrases are made of, and those that tell sentences and running text."""

_FORMS = ("number", "short number", "four digits", "phone number", "two capitals", "bar between spaces")
"""Kinds of words that are told by their form."""

_PHRASES = (
    ("short number", "month", "number"),
    ("short number", "month", "stop", "number"),
    ("short number", "dash", "short number", "dash", "number"),
    ("stop", "domain"),
    ("phone number",),
    ("four digits", "two capitals"),
    ("bar between spaces",),
    ("read", "more"),
    ("by", "colon"),
    ("page", "number"),
    ("page", "number", "of", "number"),
    ("nr", "stop", "number"),
    ("states", "dash", "general"),
    ("consulted", "stop", "consulted"),
    ("short number", "colon", "short number"),
    ("short number", "stop", "short number", "minutes"),
    ("number", "minutes"),
    ("number", "bytes"),
    ("figure", "number"),
    ("go", "to"),
    ("follow", "us"),
)
"""That words of these kinds follow each other in a line is a feature."""

_BEGINNINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[-–—•*▪●◦‣»›>|×✓]",
        r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s",
        r"(?:vraag|antwoord|artikel|hoofdstuk|paragraaf|bijlage|stap)\s+\d+",
        r"(?:de heer|mevrouw|minister|staatssecretaris|de voorzitter)\b.*:$",
        r"\[?\d{1,2}[\]).]?\s+\S+.*\b(?:\d{4}|http)|\{?\[\d+\]",
        r"\d+ ?/ ?\d+$|\d{1,3}$",
        r"(?:de kamer,|gehoord|constaterende|overwegende|van mening|verzoekt|en gaat over|geachte|beste)\b",
        r"(?-i:[a-zà-ÿ])",
        r"[\"“‘„]",
        # name and value: "Zaaknummer: 12", "Onderwerp   Wegen"
        r"[a-z][\w/()-]*(?: [\w/()-]+){0,3} ?: ?\S|[a-z]\S*(?: \S+)?\s{2,}\S",
        # a number of a document, alone or behind its kind
        r"\(?[a-z]{0,8}[-./ ]?\d[\w./-]{3,}\)?$|[a-z]{1,4} \d{2,5}$",
        # page numbers, running heads
        r"(?:pagina|pag\.|blz\.?|p\.) ?\d+|[-–] ?\d{1,3} ?[-–]$|\d{1,3}\s{2,}\D",
        # footnotes
        r"[\[{(]\d{1,3}[\]})]|\d{1,2}(?-i:[A-Z])|[*†¹²³⁴⁵⁶⁷⁸⁹]|noot\b",
        # the ends of letters
        r"(?:met (?:de meeste |zeer )?(?:vriendelijke|hartelijke|collegiale|beleefde)? ?(?:groet|groeten|hoogachting)|"
        r"hoogachtend|namens|w\.g\.|was getekend|c\.c\.|cc\b|bijlagen?\b|aan\b:?|van:|de minister|de staatssecretaris|"
        r"de voorzitter|de secretaris|voorzitter|secretaris|burgemeester|wethouder|dijkgraaf)",
        r"(?:geachte|beste|hooggeachte|dames en heren|leden van|mijnheer|meneer|mevrouw|excellentie)\b.*,?$",
        # a name: initials or a first name, small words, a surname
        r"(?-i:(?:(?:ir|drs|dr|mr|prof|ing|mw|dhr)\.? )*(?:[A-Z][a-zà-ÿ]+|(?:[A-Z]\.-?)+)"
        r"(?: (?:van|de|der|den|ten|ter|het|'t|te|el|[A-Z][\w'’.à-ÿ-]*)){1,4})(?:,.{0,40})?$",
        r"(?:door|auteur|redactie|tekst|beeld|foto|bron|tags?|trefwoorden|thema|onderwerp|dossier|rubriek|status|datum|"
        r"gepubliceerd|laatst gewijzigd|geplaatst|bijgewerkt|leestijd|contact|contactpersoon|telefoon|e-mail"
        r"|locatie)\b",
    )
)
"""That a line begins so is a feature."""

_ENDINGS = ("…", ":", "?", ".!", ",;", '"”’')
_NUMBER_APART = re.compile(r"\s{2,}\d{1,3}$")
_LONGEST_ENDING = 12
"""Code points of a line that are read for a number at its end."""

RELATED_HEADING = re.compile(
    r"(?:lees ook|gerelateerd\w*|meer (?:nieuws|artikelen|berichten|lezen|weten|over)|ander nieuws|verder lezen"
    r"|(?:ook|misschien) interessant|verwant\w*|zie ook|bekijk ook|aanbevolen|eerder (?:verschenen|schreven|nieuws)"
    r"|meest gelezen|laatste nieuws|recente? (?:berichten|artikelen|nieuws)|uit (?:ons|het) archief"
    r"|in (?:dit|ons) dossier|in de (?:pers|media))\b",
    re.IGNORECASE,
)

_BIT_OF = {name: np.uint64(1 << bit) for bit, name in enumerate((*_SETS, *_PARTS, *_FORMS))}
_SHARED = np.uint64((1 << len(_SETS)) - 1)


def _vocabulary() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the hashes of all known words in order, and which kinds each is of."""
    kinds: dict[int, np.uint64] = {}
    for name, words in {**{words: words for words in _SETS}, **_PARTS}.items():
        for hashed in hashes_of(words):
            kinds[hashed] = kinds.get(hashed, np.uint64(0)) | _BIT_OF[name]
    hashes = sorted(kinds)
    return np.array(hashes, dtype=np.uint64), np.array([kinds[each] for each in hashes], dtype=np.uint64)


_HASHES, _KINDS_OF_WORDS = _vocabulary()


def pattern_features(page: PageArrays, kinds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which of the patterns each line shows, one row a line; `kinds` are those of its words."""
    goes_on = _goes_on(page)
    phrases = np.zeros(len(kinds), dtype=np.uint64)
    there = np.bitwise_or.reduce(kinds)
    for bit, phrase in enumerate(_PHRASES):
        if all(there & _BIT_OF[name] for name in phrase):
            phrases |= _followed(kinds, goes_on, phrase).astype(np.uint64) << np.uint64(bit)
    found = (
        _unpacked(np.bitwise_or.reduceat(kinds & _SHARED, page.first_words), len(_SETS)),
        _unpacked(np.bitwise_or.reduceat(phrases, page.first_words), len(_PHRASES)),
        np.array([_wording(line.text) for line in page.lines], dtype=bool),
    )
    return np.hstack(found)


def small_words(kinds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which words are those that running text is full of."""
    return _are(kinds, "small")


def stops(page: PageArrays, kinds: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which words are marks that end a sentence, by and large, and are followed by another in their line."""
    begins = ((page.kinds[page.words] & (CAPITAL | DIGIT)) != 0) | _are(kinds, "quote")
    begins[1:] &= (page.kinds[page.words[1:] - 1] & SPACE) != 0
    begins &= _goes_on(page)
    found = _are(kinds, "mark")
    found[1:] &= ~_are(kinds[:-1], "abbreviation")
    quotes = _are(kinds, "quote") & ~begins
    follows = begins.copy()
    follows[:-1] |= quotes[:-1] & begins[1:]
    found[:-1] &= follows[1:]
    found[-1] = False
    return found


def _goes_on(page: PageArrays) -> NDArray[np.bool_]:
    """Return which words are not the first of their line."""
    goes_on = np.ones(len(page.words), dtype=bool)
    goes_on[page.first_words] = False
    return goes_on


def _are(kinds: NDArray[np.uint64], name: str) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (kinds & _BIT_OF[name]) != 0
    return found


def kinds_of_words(page: PageArrays) -> NDArray[np.uint64]:
    """Return of which known kinds each word is, as bits."""
    places = _HASHES.searchsorted(page.hashes)
    places[places == len(_HASHES)] = 0
    kinds = np.where(_HASHES[places] == page.hashes, _KINDS_OF_WORDS[places], np.uint64(0))
    ends = page.words + page.lengths
    digit = (page.kinds[page.words] & page.kinds[ends - 1] & DIGIT) != 0
    capitals = (page.kinds[page.words] & page.kinds[ends - 1] & CAPITAL) != 0
    forms = {
        "number": digit,
        "short number": digit & (page.lengths <= 2),
        "four digits": digit & (page.lengths == 4),
        "phone number": digit & (page.first_codes == ord("0")) & (page.lengths >= 3),
        "two capitals": capitals & (page.lengths == 2),
        "bar between spaces": _are(kinds, "bar") & ((page.kinds[page.words - 1] & page.kinds[ends] & SPACE) != 0),
    }
    for name, is_so in forms.items():
        kinds |= np.where(is_so, _BIT_OF[name], np.uint64(0))
    return kinds


def _followed(kinds: NDArray[np.uint64], goes_on: NDArray[np.bool_], phrase: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return at which words the phrase begins; `goes_on` says which words are not the first of their line."""
    found = _are(kinds, phrase[0])
    for shift, name in enumerate(phrase[1:], start=1):
        follows = np.zeros(len(kinds), dtype=bool)
        follows[:-shift] = _are(kinds[shift:], name) & goes_on[shift:]
        found &= follows
    return found


def _unpacked(bits: NDArray[np.uint64], number: int) -> NDArray[np.bool_]:
    return ((bits[:, np.newaxis] >> np.arange(number, dtype=np.uint64)) & np.uint64(1)).astype(bool)


def _wording(text: str) -> list[bool]:
    """Return how a line begins and ends."""
    last = text[-1]
    return [
        *(pattern.match(text) is not None for pattern in _BEGINNINGS),
        *(last in ending for ending in _ENDINGS),
        text.endswith("..."),
        last.isdigit() and _NUMBER_APART.search(text[-_LONGEST_ENDING:]) is not None,
    ]
