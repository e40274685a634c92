"""Matchers of the entity classes that registers, patterns and grammar can find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from policytext.knowledge.matchers.dates import find_dates
from policytext.knowledge.matchers.documents import find_documents
from policytext.knowledge.matchers.gazetteer import find_names
from policytext.knowledge.matchers.laws import find_laws, parts_of_laws
from policytext.knowledge.matchers.match import Match
from policytext.knowledge.matchers.ministers import find_ministers
from policytext.text.tokens import Token, tokenize

__all__ = ["Match", "find_all", "find_in", "find_ministers"]

_BY_FORM = (find_dates, find_documents, find_laws, find_ministers)
_BETWEEN = "\x00"
"""Stands between two stretches; no match goes over it, and next to it a match is bounded as at the end of a text."""


def find_all(text: str) -> list[Match]:
    """Return every match in `text`, in order of place; matches of different kinds or lengths may overlap."""
    return find_in([(0, text, tokenize(text))])[0]


def find_in(stretches: Sequence[tuple[int, str, Sequence[Token]]]) -> list[list[Match]]:
    """Return every match in each of several stretches of a document, in order of place; none goes over their bounds.

    Args:
        stretches: where each begins, its text, and its tokens; matches and tokens have their places in the document.
    """
    starts = list(accumulate((len(text) + 1 for _, text, _ in stretches), initial=0))
    joined = _BETWEEN.join(text for _, text, _ in stretches)
    whole = [match for find in _BY_FORM for match in find(joined)]
    whole += _names(stretches, starts)
    found: list[set[Match]] = [set() for _ in stretches]
    for match in (*whole, *parts_of_laws(joined, whole)):
        place = bisect_right(starts, match.start) - 1
        if match.end < starts[place + 1]:
            shift = stretches[place][0] - starts[place]
            found[place].add(Match(match.start + shift, match.end + shift, match.label, match.sure))
    return [_distinct(each) for each in found]


def _names(stretches: Sequence[tuple[int, str, Sequence[Token]]], starts: Sequence[int]) -> Iterator[Match]:
    """Yield the names of the registers, with their places in the joined text."""
    words: list[str] = []
    firsts: list[int] = []
    for _, _, tokens in stretches:
        firsts.append(len(words))
        words += [word for _, _, word in tokens]
        words.append(_BETWEEN)
    for first, last, label in find_names(words):
        place = bisect_right(firsts, first) - 1
        begin, _, tokens = stretches[place]
        shift, own = starts[place] - begin, firsts[place]
        yield Match(tokens[first - own].start + shift, tokens[last - own].end + shift, label)


def _distinct(found: set[Match]) -> list[Match]:
    sure = {(match.start, match.end, match.label) for match in found if match.sure}
    distinct = (match for match in found if match.sure or (match.start, match.end, match.label) not in sure)
    return sorted(distinct, key=lambda match: (match.start, -match.end, match.label))
