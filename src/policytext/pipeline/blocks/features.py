"""What the line classifier sees of a line: its look, its words, and the lines around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.text.lines import Line
from policytext.text.sentences import split_sentences

KINDS = ("title", "heading", "text", "related", "meta", "boilerplate")
"""What the classifier tells apart; lead and body are both `text` and told apart by the headings before them."""

LONG = 140
"""Code points from which on a line counts as running text."""
REACH = 3
"""How many lines before and after a line its features take in."""

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = "jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b\d{{1,2}}[ .-](?:{_MONTHS})\w*\.?[ .-]?\d{{2,4}}|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}",
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
    )
)
_RELATED_HEADING = re.compile(
    r"(?:lees ook|gerelateerd\w*|meer (?:nieuws|artikelen|berichten|lezen|weten|over)|ander nieuws|verder lezen"
    r"|(?:ook|misschien) interessant|verwant\w*|zie ook|bekijk ook|aanbevolen|eerder (?:verschenen|schreven|nieuws)"
    r"|meest gelezen|laatste nieuws|recente? (?:berichten|artikelen|nieuws)|uit (?:ons|het) archief"
    r"|in (?:dit|ons) dossier|in de (?:pers|media))\b",
    re.IGNORECASE,
)
_OWN = 14 + len(_PATTERNS)


def own_features(lines: Sequence[Line]) -> NDArray[np.float32]:
    """Return what each line shows by itself and by its place in the document, one row a line."""
    rows = np.zeros((len(lines), _OWN), dtype=np.float32)
    repeats = Counter(line.text for line in lines)
    words = [[word.lower() for word in _WORD.findall(line.text)] for line in lines]
    in_running_text = Counter(
        word for line, found in zip(lines, words, strict=True) if len(line.text) >= LONG for word in set(found)
    )
    long_lines = [index for index, line in enumerate(lines) if len(line.text) >= LONG]
    first_long, last_long = (long_lines[0], long_lines[-1]) if long_lines else (len(lines), -1)
    since_related = REACH * 10
    for index, line in enumerate(lines):
        text = line.text
        content = [word for word in words[index] if len(word) > 4]
        letters = [character for character in text if character.isalpha()]
        capitals = sum(character.isupper() for character in letters)
        since_related = 0 if _RELATED_HEADING.match(text) and len(text) < 40 else since_related + 1
        rows[index, :14] = (
            np.log1p(len(text)),
            np.log1p(len(words[index])),
            len(split_sentences(text)) if len(text) > 60 else 1,
            capitals / max(1, len(letters)),
            sum(word[:1].isupper() for word in text.split()) / max(1, len(text.split())),
            sum(character.isdigit() for character in text) / len(text),
            line.blank_before,
            min(repeats[text], 4),
            sum(word in in_running_text for word in content) / len(content) if content else -1,
            (index < first_long) * 2 - (index > last_long) * 1,
            np.log1p(min(index, 60)) - np.log1p(min(len(lines) - 1 - index, 60)),
            min(since_related, REACH * 10),
            min(index, 12),
            words[index][:3] == words[0][:3],
        )
        rows[index, 14:] = [bool(pattern.search(text)) for pattern in _PATTERNS]
    return rows


def with_neighbours(rows: NDArray[np.float32], reach: int = REACH) -> NDArray[np.float32]:
    """Return each row followed by those of the `reach` lines before and after it; -1 stands beyond the document."""
    padded = np.full((len(rows) + 2 * reach, rows.shape[1]), -1, dtype=np.float32)
    padded[reach : reach + len(rows)] = rows
    return np.hstack([padded[shift : shift + len(rows)] for shift in range(2 * reach + 1)])


def run_features(lines: Sequence[Line]) -> NDArray[np.float32]:
    """Return, for each line, the lengths of the runs of short lines it stands in and beside."""
    short = np.array([len(line.text) < LONG // 2 for line in lines], dtype=bool)
    rows = np.zeros((len(lines), 4), dtype=np.float32)
    for column, order in ((0, range(len(lines))), (1, range(len(lines) - 1, -1, -1))):
        run = 0
        for index in order:
            run = run + 1 if short[index] else 0
            rows[index, column] = min(run, 20)
    long_lines = np.flatnonzero(~short)
    for index in range(len(lines)):
        before, after = np.searchsorted(long_lines, index) - 1, np.searchsorted(long_lines, index, side="right")
        rows[index, 2] = min(long_lines[after] - index, 20) if after < len(long_lines) else 20
        rows[index, 3] = min(index - long_lines[before], 20) if before >= 0 else 20
    return rows
