"""Sentence bounds in a stretch of running Dutch text, by rule.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal or a date, or the text goes on
in lower case. The lists below hold the abbreviations of Dutch official prose.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: what follows belongs to them, capital or not.
_OPEN_ABBREVIATIONS = _words(
    "dr drs ir mr ing prof mw mevr dhr ds st jhr mgr bc lic hr em fa sr jr kol gen lt nr nrs no art artt afd "
    "hfdst par bijl blz pag pp fig tab vol ed red vs bijv bv vb vgl cf cfr zgn resp ca circa plm incl excl max "
    "min tel kst stb stcrt trb kb o.a o.m d.w.z m.b.t t.a.v i.v.m t.b.v i.h.k.v i.h.b m.i m.n t.o.v t.g.v n.a.v "
    "i.p.v o.l.v d.m.v v.w.b n.v.t o.b.v o.g.v i.c i.o.m i.s.m t.n.v t.h.v p.p a.d.h.v m.u.v z.g.n w.o t/m m.a.w "
    "d.d dd t.z.t jan feb febr mrt apr jun jul aug sep sept okt nov dec ma di wo do vr za zo mln mld milj km gem "
    "prov wnd plv adj coord dir hoofdst onderd"
)
# May end a sentence: a bound when a capital follows.
_CLOSED_ABBREVIATIONS = _words(
    "enz etc e.d e.a e.v ev jl c.s cs a.s b.v n.v m.m s.v.p v.h o.i.d d.d n.chr v.chr z.s.m u.s"
)
_REACH = 60
"""Code points before and after a full stop that decide what it means."""

_CLOSERS = "\"'”’»)]›*"
_BOUND = re.compile(
    rf"(?P<stop>[.!?…]+)(?P<note>\d{{1,3}}|\[\d{{1,3}}\])?(?P<closers>[{re.escape(_CLOSERS)}]*)(?P<space>\s+|$)"
)
# What comes before is looked at behind the mark, so that the search goes from mark to mark.
_GLUED = re.compile(r"[.!?](?<=[a-zà-ÿ)]{2}.)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_BULLETS = "•▪●◦‣"
_BULLET = re.compile(rf"\s+(?=[{_BULLETS}]\s)")
_WORD_BEFORE = re.compile(r"[\w./’'-]+$")
_LIST_MARKER = re.compile(r"\s*(?:[-–—•*▪●◦‣]\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)])?\s*$")
_STARTS_LOW = re.compile(r"[\"'“‘„«(\[]*[a-zà-ÿ]")
_STARTS_APOSTROPHE = re.compile(r"['’‘`][stn]\s", re.IGNORECASE)
_DOTTED_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)*[A-ZÀ-Þ][a-z]?$")
_TRAILING_NOTE = re.compile(r"\s*\d{1,2}\)?\s*")
_AMBIGUOUS_ABBREVIATIONS = frozenset(["no", "do", "za", "zo", "ma", "wo", "min", "max", "red", "st"])
_WEB = re.compile(r"(?:www\.|https?:|@)\S*$")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]`` as (start, end) code points into `text`, without outer space."""
    limit = len(text) if end is None else end
    stretch = text[start:limit]
    bounds = sorted({*_spaced_bounds(stretch), *_glued_bounds(stretch), *_bullet_bounds(stretch), len(stretch)})
    sentences, begin = [], 0
    for bound in bounds:
        content = stretch[begin:bound].strip()
        if content:
            first = begin + stretch[begin:bound].index(content)
            sentences.append((start + first, start + first + len(content)))
        begin = bound
    return sentences


def _spaced_bounds(stretch: str) -> list[int]:
    begin, bounds = 0, []
    for match in _BOUND.finditer(stretch):
        if match["space"] and _ends_sentence(stretch, begin, match):
            bounds.append(match.end())
            begin = match.end()
    return bounds


def _ends_sentence(stretch: str, begin: int, match: re.Match[str]) -> bool:
    following = stretch[match.end() : match.end() + _REACH]
    if not following.strip() or _TRAILING_NOTE.fullmatch(following):
        return False
    if match.end() - begin < _REACH and _LIST_MARKER.fullmatch(stretch[begin : match.end()]):
        return False
    if _STARTS_LOW.match(following) and not _STARTS_APOSTROPHE.match(following):
        return False
    if following[0] in ",;:–-" and not re.match(r"[–-]\s+[A-ZÀ-Þ]", following):
        return False
    if match["stop"] != "." or match["closers"]:
        return True
    return not _is_abbreviation(stretch[max(begin, match.start() - _REACH) : match.start()], following)


def _is_abbreviation(before: str, following: str) -> bool:
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word = found[0].lstrip("'’.-/")
    lowered = word.lower()
    if lowered in _CLOSED_ABBREVIATIONS:
        return False
    if lowered in _AMBIGUOUS_ABBREVIATIONS:
        return following[0].isdigit()
    if lowered in _OPEN_ABBREVIATIONS:
        return True
    return (
        bool(_DOTTED_INITIALS.fullmatch(word)) and len(word.replace(".", "")) <= 6 and ("." in word or len(word) == 1)
    )


def _glued_bounds(stretch: str) -> list[int]:
    return [
        match.end()
        for match in _GLUED.finditer(stretch)
        if not _WEB.search(stretch, max(0, match.start() - _REACH), match.start())
    ]


def _bullet_bounds(stretch: str) -> list[int]:
    if not any(bullet in stretch for bullet in _BULLETS):
        return []
    return [match.end() for match in _BULLET.finditer(stretch)]
