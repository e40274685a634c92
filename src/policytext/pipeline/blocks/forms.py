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
_CUT_OFF = ("…", "...")
_PART_OF_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")

_META = (_CLOSING, _PARLIAMENTARY_PAPER, _DOCUMENT_NUMBER, _FOOTNOTE, _ADDRESS)
_LONGEST_LINK = 120
"""Code points up to which a line is looked at for words of links, page numbers and files."""


def form_of(text: str) -> str | None:
    """Return what the wording of a line settles by itself: its kind, "cut off" for a text that breaks off, or None."""
    if _is_boilerplate(text):
        return "boilerplate"
    if any(form.fullmatch(text) for form in _META):
        return "meta"
    if _RELATED_HEADINGS.fullmatch(text):
        return "related"
    return "cut off" if text.endswith(_CUT_OFF) else None


def with_sure_forms(lines: Sequence[Line], forms: Sequence[str | None], kinds: Sequence[str]) -> list[str]:
    """Return the kinds with those that the wording of a line settles put in their place.

    A text cut off with an ellipsis under a related title is its teaser; words such as "lees ook" head nothing on the
    last line. A subject line is meta where it is not the title, which `decode` sets afterwards.

    Args:
        lines: the lines of a document.
        forms: what `form_of` says of each.
        kinds: what the classifier says of each.
    """
    found = list(kinds)
    for index, form in enumerate(forms):
        if form == "cut off":
            found[index] = "related" if index and found[index - 1] == "related" else found[index]
        elif form and not (form == "related" and index + 1 == len(lines)):
            found[index] = form
        if found[index] in ("text", "heading") and _SUBJECT.fullmatch(lines[index].text):
            found[index] = "meta"
    return found


def can_be_title(text: str, form: str | None) -> bool:
    """Say whether a line of some form (`form_of`) can be a document's title: part 5.2 of something cannot."""
    return form in (None, "cut off") and not _PART_OF_NUMBERED.match(text)


def _is_boilerplate(text: str) -> bool:
    if len(text) <= _LONGEST_LINK:
        ends_as_file = text[-1] in "bB" or text[-2:] in ("b)", "B)")
        if _LINK_WORDS.fullmatch(text) or _PAGE_NUMBER.fullmatch(text) or (ends_as_file and _FILE.fullmatch(text)):
            return True
    return "cookies" in text.lower() and _COOKIE_NOTICE.search(text) is not None
