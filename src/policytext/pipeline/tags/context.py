"""What the tag model reads of a sentence: its words, its neighbours, its heading, and who seems to speak."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.tags.words import Words
from policytext.pipeline.word_table import WordTable

_OPENING = 300
"""Code points of a document's beginning that tell its genre."""


@dataclass(frozen=True)
class Context:
    """A sentence with what surrounds it; empty strings stand for what is not there.

    Attributes:
        text: the sentence.
        before, after: its neighbours in the same section.
        heading: the heading it stands under.
        opening: the beginning of the document, title first, which gives its genre away.
        place: where in its section it stands, 0 (first) to 1 (last).
    """

    text: str
    before: str = ""
    after: str = ""
    heading: str = ""
    opening: str = ""
    place: float = 0.5


_GENRES = {
    "motie": r"\bmotie\b|de kamer,|gehoord de beraadslaging",
    "vragen": r"\bvragen van\b|\bantwoord van\b|\bkamervragen\b|\bvraag 1\b",
    "debat": r"\bhandelingen\b|\bdebat\b|de voorzitter:|\bbijdrage\b",
    "brief": r"\bbrief van\b|geachte voorzitter|bied(?:en)? (?:ik|wij) u|de voorzitter van de tweede kamer",
    "rapport": r"\brapport\b|\bonderzoek\b|\binspectie\b|\brekenkamer\b|\badvies\b|\bbevindingen\b",
    "programma": r"\bprogramma\b|\bverkiezing",
    "gemeente": r"\bgemeente\b|\bcollege\b|\braad\b|\bwaterschap\b|\bprovincie\b",
    "oproep": r"\boproep\b|\bvakbond\b|\bstichting\b|\bvereniging\b|\bbelangen|\bprotest\b|\bactie\b",
    "regering": r"\bminister(?:ie)?\b|\bstaatssecretaris\b|\bkabinet\b|\brijksoverheid\b",
}
_ACTOR = (
    r"\b(?:minister|staatssecretaris|kabinet|overheid|regering|gemeenten?|college|wethouder|gemeenteraad|rijk|provincies?"
    r"|politiek|politie|inspectie|brussel|europa|nederland|bedrijven|werkgevers|zorgverzekeraars|corporaties"
    r"|kamer|belastingdienst|waterschap|universiteiten|banken|platforms?|sector)\b"
)
_CUES = {
    "actor_moet": rf"{_ACTOR}[^.]{{0,30}}\bmoet(?:en)?\b|\bmoet(?:en)?\b[^.]{{0,20}}{_ACTOR}",
    "er_moet": r"^\W*(?:er|daarom|dus|ook|wel|nu|dat|dit)\b[^.]{0,25}\bmoet(?:en)?\b",
    "schiet_te_kort": r"\bschie\w*\b[^.]{0,60}\btekort\b|\btekort(?:schiet|geschoten|schieten)",
    "afkeuring": (
        r"\bteleurgesteld|\bteleurstell|\bonacceptabel|\bonbegrijpelijk|\bonaanvaardbaar|\bverwerpelijk|\bfaalt\b"
        r"|\bfalen\b"
        r"|\bmaakt? zich (?:\w+ )?zorgen|\bmaken (?:\w+ )?zich (?:\w+ )?zorgen|\bkritisch op\b|\bondermaats"
        r"|\bonder de maat\b"
    ),
    "instemming": (
        r"\bblij (?:met|dat)\b|\bjuich\w*\b[^.]*\btoe\b|\bgoed dat\b|\bgoede richting\b|\bverheugd\b|\btevreden\b"
    ),
    "plicht": r"\bjaarlijks\b|\bverantwoording\b|\bvergunning\b|\baanvrager|\buiterlijk\b|\bbinnen \w+ weken\b",
    "zou_moeten": r"\bzou(?:den)?\b[^.]*\bmoeten\b",
    "moet": r"\bmoet(?:en)?\b",
    "dient": r"\bdien(?:t|en)\b[^.]*\bte\b",
    "roept_op": r"\bro(?:ept|epen|ep|ep)\b[^.]*\bop\b|\boproep",
    "adviseert": r"\badvise(?:ert|ren|er|erde)\b|\baanbeve|\bbeve(?:elt|len|el|al)\b[^.]*\baan\b|\badvies\b",
    "verzoekt": r"\bverzoek(?:t|en)?\b|\bvra(?:agt|gen|ag)\b[^.]*\bom\b",
    "pleit": r"\bpleit(?:en|te)?\b|\bdring(?:t|en)?\b[^.]*\baan\b|\bbepleit",
    "nodig": r"\bnodig\b|\bnoodzakelijk\b|\bvan belang\b|\bbelangrijk\b",
    "imperatief": (
        r"^(?:[-–•*]|\d+[.)])?\s*(?:zorg|maak|geef|stel|laat|neem|zet|houd|leg|bied|betrek|versterk|verbeter|onderzoek"
        r"|stop|schrap|voer|ga|kies|regel|informeer|investeer|werk|start|breng|benut|verplicht)\b"
    ),
    "juicht_toe": r"\bjuich|\bverwelkom|\bblij\b|\bcompliment|\bwaarde(?:ert|ren|er|ring)\b|\btrots\b|\bdank",
    "goed": r"\bgoede?\b|\bmooie?\b|\bpositie(?:f|ve)\b|\bterecht\b|\bstap vooruit\b|\bwinst\b",
    "te_weinig": (
        r"\bte (?:weinig|laat|traag|hoog|laag|vaak|lang|langzaam|beperkt|veel|duur)\b|\bonvoldoende\b"
        r"|\bniet genoeg\b"
    ),
    "zorg": r"\bzorgen\b|\bzorgelijk|\bzorgwekkend|\bbezorgd\b|\bverontrust",
    "schiet_tekort": (
        r"\btekort\b|\bfaal|\bgebrek|\bachter(?:blijf|gebleven)|\bblij[fv]\w* achter\b|\bmislukt|\bontbreekt\b"
    ),
    "negatief": (
        r"\bhelaas\b|\bteleurg|\bonbegrijpelijk|\bonacceptabel|\bkriti\w+|\bonzin|\bschand|\bslecht\w*\b"
        r"|\bschade|\bjammer\b|\bprobleem|\bonduidelijk"
    ),
    "echter": r"\bechter\b|\bmaar\b|\btoch\b|\bdesondanks\b|\bterwijl\b",
    "niet": r"\bniet\b|\bgeen\b|\bnooit\b|\bniemand\b|\bzonder\b",
    "volgens": r"\bvolgens\b|\baldus\b|\bvindt\b|\bvinden\b|\bstelt\b|\bstellen\b|\bmeent\b|\bconcludeert\b|\bzegt\b",
    "ik": r"\bik\b|\bmijn\b|\bmij\b",
    "wij": r"\bwij\b|\bwe\b|\bons\b|\bonze\b",
    "willen": r"\bwil(?:len)?\b|\bwilde\b",
    "kabinet_doet": (
        r"\b(?:kabinet|ik|wij|we|college|minister)\b[^.]*\b(?:ga|gaat|gaan|zal|zullen|hebben|heb|heeft|ben|is)\b"
    ),
    "vraag": r"\?\W*$",
    "citaat": r"[\"“”„«»]|‘[^’]{12,}’",
    "kan_beter": r"\bkan (?:veel )?(?:beter|meer|sneller|intensiever)\b|\bmeer\b|\bsneller\b|\bbeter\b",
    "verplicht": r"\bverplicht\b|\bop grond van\b|\bwettelijk|\bartikel\b",
    "opsomming": r"^(?:[-–•*]|\d+[.)])",
}
_COMPILED = [(f"genre:{name}", re.compile(pattern, re.IGNORECASE)) for name, pattern in _GENRES.items()]
_COMPILED_CUES = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CUES.items()]


_TRIGGERS = {
    "actor_moet": r"moet(?:en)?$",
    "er_moet": r"moet(?:en)?$",
    "schiet_te_kort": r"tekort",
    "afkeuring": (
        r"teleurgesteld|teleurstell|onacceptabel|onbegrijpelijk|onaanvaardbaar|verwerpelijk|ondermaats"
        r"|(?:faalt|falen|zorgen|kritisch|maat)$"
    ),
    "instemming": r"juich|(?:blij|goed|goede|verheugd|tevreden)$",
    "plicht": r"aanvrager|(?:jaarlijks|verantwoording|vergunning|uiterlijk|binnen)$",
    "zou_moeten": r"zou(?:den)?$",
    "moet": r"moet(?:en)?$",
    "dient": r"dien(?:t|en)$",
    "roept_op": r"ro(?:ept|epen|ep)$|oproep",
    "adviseert": r"advise(?:ert|ren|er|erde)$|aanbeve|beve(?:elt|len|el|al)$|advies$",
    "verzoekt": r"verzoek(?:t|en)?$|vra(?:agt|gen|ag)$",
    "pleit": r"pleit(?:en|te)?$|dring(?:t|en)?$|bepleit",
    "nodig": r"(?:nodig|noodzakelijk|belang|belangrijk)$",
    "imperatief": (
        r"(?:zorg|maak|geef|stel|laat|neem|zet|houd|leg|bied|betrek|versterk|verbeter|onderzoek"
        r"|stop|schrap|voer|ga|kies|regel|informeer|investeer|werk|start|breng|benut|verplicht)$"
    ),
    "juicht_toe": r"juich|verwelkom|compliment|dank|(?:blij|trots|waarde(?:ert|ren|er|ring))$",
    "goed": r"(?:goede?|mooie?|positie(?:f|ve)|terecht|stap|winst)$",
    "te_weinig": r"(?:te|onvoldoende|niet)$",
    "zorg": r"zorgelijk|zorgwekkend|verontrust|(?:zorgen|bezorgd)$",
    "schiet_tekort": r"faal|gebrek|achter|mislukt|(?:tekort|ontbreekt)$",
    "negatief": (
        r"teleurg|onbegrijpelijk|onacceptabel|kriti|onzin|schand|slecht|schade|probleem|onduidelijk|(?:helaas|jammer)$"
    ),
    "echter": r"(?:echter|maar|toch|desondanks|terwijl)$",
    "niet": r"(?:niet|geen|nooit|niemand|zonder)$",
    "volgens": r"(?:volgens|aldus|vindt|vinden|stelt|stellen|meent|concludeert|zegt)$",
    "ik": r"(?:ik|mijn|mij)$",
    "wij": r"(?:wij|we|ons|onze)$",
    "willen": r"wil(?:len)?$|wilde$",
    "kabinet_doet": r"(?:kabinet|ik|wij|we|college|minister)$",
    "vraag": r"\?",
    "citaat": r"[\"“”„«»‘]",
    "kan_beter": r"(?:kan|meer|sneller|beter)$",
    "verplicht": r"wettelijk|(?:verplicht|grond|artikel)$",
    "opsomming": r"[-–•*\d]",
}
"""Beginnings of words of which a sentence with the cue has one; most sentences are told from them to lack most cues."""

_ANY_TRIGGER = re.compile("|".join(_TRIGGERS.values()))
_COMPILED_TRIGGERS = [re.compile(_TRIGGERS[name]) for name in _CUES]


def _possible_cues(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the cues that a sentence with each word, in lower case, may have: a bit each, in order of `_CUES`."""
    return np.array([[_cue_bits(word) if _ANY_TRIGGER.match(word) else 0] for word in words], dtype=np.uint64)


def _cue_bits(word: str) -> int:
    return sum(1 << place for place, trigger in enumerate(_COMPILED_TRIGGERS) if trigger.match(word))


@lru_cache(maxsize=10_000)
def _cues_of_bits(bits: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(cue for place, cue in enumerate(_COMPILED_CUES) if bits >> place & 1)


class Cues:
    """Finds the cues of sentences in context."""

    def __init__(self) -> None:
        self._possible = WordTable(_possible_cues, 1, np.uint64)

    def features(self, contexts: Sequence[Context]) -> list[list[str]]:
        """Return, for every context, the names of the cues in the sentence, its neighbours and the opening.

        Pairs of a cue with the genre and with other cues are named too, so that a linear model can weigh them together.
        """
        texts = list(dict.fromkeys(text for each in contexts for text in (each.text, each.before, each.after)))
        words = Words.of(texts)
        return self.features_of(contexts, dict(zip(texts, self.found(texts, words), strict=True)))

    def found(self, texts: Sequence[str], words: Words) -> list[tuple[str, ...]]:
        """Return the names of the cues in each of the texts, whose words are given."""
        possible = words.joined(self._possible.rows(words.all)[:, 0]).tolist()
        return [
            tuple(name for name, pattern in _cues_of_bits(bits) if pattern.search(text))
            for text, bits in zip(texts, possible, strict=True)
        ]

    @staticmethod
    def features_of(contexts: Sequence[Context], found: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
        """Return what `features` does, where the cues found in each text are known."""
        return [
            [
                *_combined(found[each.text], _genres(each.opening)),
                *(f"before:{name}" for name in found[each.before]),
                *(f"after:{name}" for name in found[each.after]),
                f"length:{min(len(each.text.split()) // 6, 6)}",
                f"place:{round(each.place * 3)}",
            ]
            for each in contexts
        ]


@lru_cache(maxsize=10_000)
def _combined(own: tuple[str, ...], there: tuple[bool, ...]) -> tuple[str, ...]:
    """Return the cues of a sentence and the genres of its document, and their pairs."""
    genres = [name for (name, _), is_there in zip(_COMPILED, there, strict=True) if is_there]
    return (
        *(f"cue:{name}" for name in own),
        *genres,
        *(f"{first}&{second}" for index, first in enumerate(own) for second in own[index + 1 :]),
        *(f"{genre}&{name}" for genre in genres for name in own),
    )


def genre_marks(contexts: Sequence[Context]) -> NDArray[np.float32]:
    """Return a row a context: 1 for every genre of which the document's opening has the words, else 0."""
    return np.array([_genres(context.opening) for context in contexts], dtype=np.float32)


@lru_cache(maxsize=64)
def _genres(opening: str) -> tuple[bool, ...]:
    """Return which genres a document's opening has the words of; all its sentences share it."""
    return tuple(bool(pattern.search(opening[:_OPENING])) for _, pattern in _COMPILED)


def contexts_in_order(texts: Sequence[str], heading: str, opening: str) -> list[Context]:
    """Return the contexts of the sentences of one section, given in order."""
    last = max(1, len(texts) - 1)
    return [
        Context(
            text,
            texts[index - 1] if index else "",
            texts[index + 1] if index + 1 < len(texts) else "",
            heading,
            opening,
            index / last,
        )
        for index, text in enumerate(texts)
    ]
