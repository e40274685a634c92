"""A plain list of cue words per tag, the yardstick for how much of a corpus such a list would get wrong.

It holds the cues that the annotation guidelines name, in the forms that Dutch gives them, and nothing that needs
context: whoever wants to measure hard cases should not have a straw man to beat.
"""

from __future__ import annotations

import re

_CUES = {
    "recommendation": (
        r"(?:zou|zouden|moet|moeten) .{0,60}\bmoeten",
        r"moet(?:en)?",
        r"dient|dienen",
        r"roep(?:t|en)?\b.{0,80}\bop\b",
        r"riep(?:en)?\b.{0,80}\bop\b",
        r"oproep(?:en)?",
        r"beve(?:el|elt|len)\b.{0,80}\baan",
        r"aanbevel(?:en|ing|ingen)",
        r"advise(?:er|ert|ren|erde|erden)",
        r"(?:be)?plei(?:t|ten|tte|tten)",
        r"dring(?:t|en)?\b.{0,80}\baan",
        r"drong(?:en)?\b.{0,80}\baan",
        r"verzoek(?:t|en)?",
        r"vra(?:gen|agt|ag)\b.{0,60}\b(?:minister|staatssecretaris|kabinet|regering|college|gemeente|raad|provincie)",
        r"(?:hard )?nodig",
        r"noodzakelijk",
        r"stel(?:t|len) voor|voorstel",
        r"eis(?:t|en)",
    ),
    "praise": (
        r"juich(?:t|en)?\b.{0,60}\btoe",
        r"blij",
        r"tevreden",
        r"goed (?:dat|nieuws|besluit|initiatief|voorbeeld)",
        r"(?:een )?goede (?:stap|zaak|keuze)",
        r"positief|positieve",
        r"verwelkom(?:t|en|d)?",
        r"compliment(?:en)?",
        r"stap(?:pen)? (?:in de goede richting|vooruit)",
        r"waarde(?:er|ert|ren|ring)",
        r"trots",
        r"prijz(?:en|enswaardig)|prijst",
        r"mooi(?:e)?",
        r"uitstekend(?:e)?",
        r"verheug(?:d|end)",
        r"winst voor",
    ),
    "criticism": (
        r"(?:schiet|schieten|schoot|schoten)\b.{0,60}\btekort",
        r"onvoldoende",
        r"te (?:weinig|laat|traag|langzaam|vaag|mager|lang|hoog|laag|beperkt)",
        r"zorgelijk(?:e)?|zorgwekkend(?:e)?",
        r"(?:maakt|maken|maakte|maakten)\b.{0,40}\bzorgen",
        r"teleur(?:gesteld|stellend|stellende|stelling)",
        r"onbegrijpelijk(?:e)?",
        r"kritiek|kritisch(?:e)?",
        r"(?:blijft|blijven|bleef|bleven)\b.{0,40}\bachter",
        r"niet meegestegen",
        r"onaanvaardbaar|onacceptabel|onverantwoord|kwalijk",
        r"fa(?:alt|len|alde)|mislukt",
        r"helaas",
        r"jammer",
        r"slecht(?:e)?",
        r"ten onrechte",
        r"ontbreekt|ontbreken",
    ),
}
_PATTERNS = {
    label: re.compile(r"\b(?:" + "|".join(cues) + r")\b", re.IGNORECASE | re.DOTALL) for label, cues in _CUES.items()
}


def cue_tags(sentence: str) -> frozenset[str]:
    """Return the tags that a list of cue words would give a sentence."""
    return frozenset(label for label, pattern in _PATTERNS.items() if pattern.search(sentence))
