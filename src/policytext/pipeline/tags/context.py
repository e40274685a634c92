"""What the tag model reads of a sentence: its words, its neighbours, its heading, and who seems to speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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


def cues(context: Context) -> list[str]:
    """Return the names of the cues found in the sentence, its neighbours and the document's opening.

    Pairs of a cue with the genre and with other cues are named too, so that a linear model can weigh them together.
    """
    own = _cues_in(context.text)
    genres = [name for (name, _), there in zip(_COMPILED, _genres(context.opening), strict=True) if there]
    found = [f"cue:{name}" for name in own] + genres
    found += [f"before:{name}" for name in _cues_in(context.before)]
    found += [f"after:{name}" for name in _cues_in(context.after)]
    found += [f"{first}&{second}" for index, first in enumerate(own) for second in own[index + 1 :]]
    found += [f"{genre}&{name}" for genre in genres for name in own]
    words = len(context.text.split())
    found.append(f"length:{min(words // 6, 6)}")
    found.append(f"place:{round(context.place * 3)}")
    return found


@lru_cache(maxsize=64)
def _cues_in(text: str) -> tuple[str, ...]:
    """Return the names of the cues in a sentence, which is asked for as a sentence and as a neighbour of two."""
    return tuple(name for name, pattern in _COMPILED_CUES if pattern.search(text)) if text else ()


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
