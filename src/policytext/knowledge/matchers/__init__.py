"""Matchers of the entity classes that registers, patterns and grammar can find."""

from __future__ import annotations

from policytext.knowledge.matchers.dates import find_dates
from policytext.knowledge.matchers.documents import find_documents
from policytext.knowledge.matchers.gazetteer import find_names
from policytext.knowledge.matchers.laws import find_laws, parts_of_laws
from policytext.knowledge.matchers.match import Match
from policytext.knowledge.matchers.ministers import find_ministers

__all__ = ["Match", "find_all", "find_ministers"]

_FINDERS = (find_dates, find_documents, find_laws, find_ministers, find_names)


def find_all(text: str) -> list[Match]:
    """Return every match in `text`, in order of place; matches of different kinds or lengths may overlap."""
    whole = [match for find in _FINDERS for match in find(text)]
    found = [*whole, *parts_of_laws(text, whole)]
    sure = {(match.start, match.end, match.label) for match in found if match.sure}
    distinct = {match for match in found if match.sure or (match.start, match.end, match.label) not in sure}
    return sorted(distinct, key=lambda match: (match.start, -match.end, match.label))
