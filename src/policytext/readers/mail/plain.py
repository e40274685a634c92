"""The plain text of a mail: wrapped lines joined, signature and quoted mails told apart from what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.readers.mail.parts import TextPart
from policytext.readers.paper import LineKind, PaperLine

_SIGNATURE = re.compile(r"--\s*\Z")
_QUOTED = re.compile(r"\s{0,3}>")
_SAYS = re.compile(
    r"(?:op|on) .{5,100}(?:schreef|heeft .+ geschreven|wrote)\b.*:\Z|.{3,80} (?:schreef|wrote)(?: op .{5,60})?:\Z",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"[-_ ]{2,}\s*(?:oorspronkelijk bericht|original message|vorig bericht)\s*[-_ ]{2,}\Z", re.IGNORECASE
)
_RULE = re.compile(r"_{10,}\s*\Z")
_FORWARDED = re.compile(
    r"[-_ ]{2,}\s*(?:doorgestuurd bericht|forwarded message|forwarded by .*)\s*[-_ ]{2,}\Z"
    r"|begin doorgestuurd bericht:?\Z|begin forwarded message:?\Z",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(?:van|from|verzonden|sent|datum|date|aan|to|cc|onderwerp|subject|beantwoorden aan|reply-to):\*?\s*\S", re.I
)
_FIRST_HEADER = re.compile(r"\*?(?:van|from):\*?\s*\S", re.IGNORECASE)
_MIN_HEADERS = 3
_MAX_ANNOUNCEMENT = 200
_DISCLAIMER = re.compile(
    r"(?:dit bericht|deze e-?mail|dit e-?mailbericht|de informatie (?:verzonden|in deze e-?mail|in dit))\b.{0,80}"
    r"(?:niet voor u (?:is )?bestemd|vertrouwelijk|uitsluitend bestemd|geen rechten)|aan (?:dit bericht|deze e-?mail|"
    r"dit e-?mailbericht) kunnen geen rechten|this message may contain information",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•–]|\d{1,2}[.)]|[a-z][.)])\s+\S")
# Of lines that a mail program has wrapped.
_MIN_WIDTH, _MAX_WIDTH = 55, 80


def mail_lines(part: TextPart, *, passes_on: bool = False) -> list[PaperLine]:
    """Return the lines of a plain text.

    What comes after the signature mark is meta; quoted mails, and the lines that announce them, are boilerplate. A mail
    that is passed on is text: it is what the sender wants read. Programs that put an earlier mail below in the same way
    whether it is answered or passed on leave that to the subject, of which `passes_on` tells.
    """
    text = part.text.replace("\r\n", "\n").replace("\r", "\n")
    raw = text.split("\n")
    kinds = _kinds(raw, passes_on=passes_on)
    joins = _flows(raw) if part.flowed else _wraps(raw)
    return list(_joined(raw, kinds, joins, between="" if part.flowed and part.drops_blank else " "))


def _flows(lines: Sequence[str]) -> list[bool]:
    return [line.endswith(" ") and not _SIGNATURE.match(line) for line in lines]


def _kinds(lines: Sequence[str], *, passes_on: bool) -> list[LineKind]:
    kinds: list[LineKind] = []
    rest: LineKind = "text"
    skip_to = 0
    begun = False
    announcing = _announcing(lines)
    for number, line in enumerate(lines):
        if number < skip_to:
            kinds.append("meta")
            continue
        opens_earlier = rest != "boilerplate" and _opens_earlier(lines, number, begun=begun)
        if (opens_earlier and passes_on) or (rest == "text" and opens_passed_on(line)):
            skip_to = after_headers(lines, number + 1)
            kinds.append("meta")
            rest, passes_on = "text", False
            continue
        if opens_earlier:
            rest = "boilerplate"
        elif rest == "text" and _SIGNATURE.match(line):
            rest = "meta"
        is_quote = _QUOTED.match(line) or number in announcing or _DISCLAIMER.match(line.strip())
        kinds.append("boilerplate" if is_quote else rest)
        begun = begun or bool(line.strip())
    return kinds


def _opens_earlier(lines: Sequence[str], number: int, *, begun: bool) -> bool:
    """Whether a line begins an earlier mail that stands below this one, as Outlook puts it.

    At the top of a mail, before it has `begun`, such a block of headers is no earlier mail.
    """
    line = lines[number].strip()
    if _EARLIER.match(line):
        return True
    if _RULE.match(line):
        following = next((other for other in range(number + 1, len(lines)) if lines[other].strip()), None)
        return following is not None and is_header_block(lines, following)
    return begun and is_header_block(lines, number)


def opens_passed_on(line: str) -> bool:
    """Say whether a line announces a mail that is passed on below it."""
    return _FORWARDED.match(line.strip()) is not None


def is_header_block(lines: Sequence[str], number: int) -> bool:
    """Say whether the headers of an earlier mail begin on a line: "Van:", and others right under it."""
    if not _FIRST_HEADER.match(lines[number].strip()):
        return False
    return all(_HEADER.match(line.strip()) for line in lines[number : number + _MIN_HEADERS])


def after_headers(lines: Sequence[str], number: int) -> int:
    """Return the first line after the headers of a mail that is passed on."""
    while number < len(lines) and (not lines[number].strip() or _HEADER.match(lines[number].strip())):
        number += 1
    return number


def _announcing(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that announce the quotation below them: "Op 3 maart schreef Jan:"."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    for place, number in enumerate(filled):
        if not _QUOTED.match(lines[number]) or place == 0 or _QUOTED.match(lines[filled[place - 1]]):
            continue
        # Mail programs wrap the announcement too.
        for above in (filled[place - 1 : place], filled[max(place - 2, 0) : place]):
            text = " ".join(lines[other].strip() for other in above)
            if len(text) <= _MAX_ANNOUNCEMENT and _SAYS.match(text):
                found.update(above)
                break
    return found


def _wraps(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether its end is only where the mail program has wrapped: the next word did not fit."""
    width = max((len(line.rstrip()) for line in lines if not _QUOTED.match(line)), default=0)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return [False] * len(lines)
    wraps = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        words = following.split()
        fits = not words or len(line.rstrip()) + 1 + len(words[0]) <= width
        wraps.append(bool(line.strip()) and not fits and not _ITEM.match(following.strip()))
    return wraps


def _joined(
    lines: Sequence[str], kinds: Sequence[LineKind], joins: Sequence[bool], between: str
) -> Iterator[PaperLine]:
    """Yield the lines, each joined with those that go on with it; a blank line sets paragraphs apart."""
    parts: list[str] = []
    directly = False
    for number, line in enumerate(lines):
        goes_on = joins[number] and number + 1 < len(lines) and kinds[number + 1] == kinds[number]
        parts.append(line[:-1] if goes_on and not between else line)
        if goes_on:
            continue
        text = " ".join(between.join(parts).split())
        parts = []
        if text.strip("> "):
            kind = kinds[number]
            is_item = kind == "text" and bool(_ITEM.match(text))
            yield PaperLine(text, "item" if is_item else kind, joined=directly)
        directly = bool(text)
