"""Lines whose wording settles their kind, whatever the classifier saw in them: the guidelines name these forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.text.lines import Line

_LINK_WORDS = re.compile(
    r"(?:lees (?:meer|verder)|meer lezen|scroll down|alternate text|deel (?:dit artikel|deze pagina|dit bericht)"
    r"|(?:direct |ga |spring )?(?:direct )?naar (?:de )?(?:hoofd)?(?:inhoud|navigatie|menu|content)"
    r"|overslaan en naar de inhoud gaan"
    r"|(?:deel|delen) (?:op|via|met|per) (?:facebook|twitter|x|linkedin|whatsapp|bluesky|mastodon|e-?mail)"
    r"|accepteer (?:alle )?cookies|alle cookies accepteren"
    r"|terug naar boven|print deze pagina)\W*",
    re.IGNORECASE,
)
_COOKIE_NOTICE = re.compile(
    r"\b(?:wij|we|(?:deze|onze) (?:web)?site)\b[^.]{0,40}"
    r"\b(?:gebruik\w*|plaats\w*|maakt? gebruik van)\b[^.]{0,40}\bcookies\b",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:pagina|pag\.?|blz\.?|bladzijde|blad|p\.) ?\d{1,3}(?: ?(?:van|/|\|) ?\d{1,3})?"
    r"|\d{1,3} ?/ ?\d{1,3}|[-–—] ?\d{1,3} ?[-–—]",
    re.IGNORECASE,
)
_FILE = re.compile(r".{0,100}\b\d+(?:[.,]\d+)? ?[km]b\)?", re.IGNORECASE)

_CLOSING = re.compile(
    r"met (?:de )?(?:(?:meeste|zeer|heel) )?(?:(?:vriendelijke?|hartelijke?|collegiale|beleefde) )?"
    r"(?:groet(?:en)?|hoogachting)[,.]?|hoogachtend,?",
    re.IGNORECASE,
)
_PARLIAMENTARY_PAPER = re.compile(
    r"(?:tweede|eerste) kamer,? (?:der staten-generaal,? )?vergaderjaar \d{4}.*"
    r"|vergaderjaar \d{4}[-–—]\d{2,4}\b.{0,45}|(?:tweede|eerste) kamer der staten-generaal ?\d?"
    r"|(?:zie ook )?aanhangsel (?:van de )?handelingen\b.{0,80}",
    re.IGNORECASE,
)
_DOCUMENT_NUMBER = re.compile(
    r"(?:kst|ah|blg|stcrt|stb)-[\w-]*\d[\w-]*|AH \d{1,4}|\d{4}Z\d{4,6}|ISSN \d{4} ?- ?\d{3}[\dX].*"
    r"|[’']s-Gravenhage \d{4}",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"[\[{]\d{1,3}[\]}] ?\S.*"
    r"|(?:[¹²³⁴⁵⁶⁷⁸⁹*†]|\d{1,2} ?(?=[A-ZÀ-Ý«\"‘“]|https?:|www)).*"
    r"(?:https?:|www\.|\bd\.d\. |\bKamerstuk |\bECLI:|\bgeraadpleegd op ).*"
)
_ADDRESS = re.compile(r"(?:aan|van|cc|c\.c\.|datum|ons kenmerk|uw kenmerk) ?: ?\S.*", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:[Bb]etreft|[Oo]nderwerp|BETREFT|ONDERWERP)(?: ?: ?\S| (?=[A-Z0-9])).{0,200}(?<![.?!])")

_RELATED_HEADINGS = re.compile(
    r"(?:gerelateerde? (?:artikelen|berichten|nieuws|onderwerpen)|gerelateerd"
    r"|lees ook|ook interessant|meer nieuws|ander nieuws)\W*",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:…|\.\.\.)$")
_PART_OF_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")

_META = (_CLOSING, _PARLIAMENTARY_PAPER, _DOCUMENT_NUMBER, _FOOTNOTE, _ADDRESS)
_BOILERPLATE = (_LINK_WORDS, _PAGE_NUMBER, _FILE)


def with_sure_forms(lines: Sequence[Line], kinds: Sequence[str]) -> list[str]:
    """Return the kinds with those that the wording of a line settles put in their place.

    A text cut off with an ellipsis under a related title is its teaser. A subject line is meta where it is not the
    title, which `decode` sets afterwards.
    """
    found = list(kinds)
    for index, line in enumerate(lines):
        before = found[index - 1] if index else ""
        found[index] = _sure_kind(line.text, before, is_last=index + 1 == len(lines)) or found[index]
        if found[index] in ("text", "heading") and _SUBJECT.fullmatch(line.text):
            found[index] = "meta"
    return found


def can_be_title(text: str) -> bool:
    """Say whether a line can be a document's title: part 5.2 of something cannot."""
    return not _PART_OF_NUMBERED.match(text) and _sure_kind(text, "", is_last=False) is None


def _sure_kind(text: str, before: str, *, is_last: bool) -> str | None:
    if any(form.fullmatch(text) for form in _BOILERPLATE) or _COOKIE_NOTICE.search(text):
        return "boilerplate"
    if any(form.fullmatch(text) for form in _META):
        return "meta"
    if (_RELATED_HEADINGS.fullmatch(text) and not is_last) or (_CUT_OFF.search(text) and before == "related"):
        return "related"
    return None
