"""From labels of tokens to entities: spans, trimmed to what a name can begin and end with, and sure matches."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.knowledge.matchers import Match
from policytext.pipeline.layers import EntityData
from policytext.text.tokens import Token

_NO_OPENING, _NO_CLOSING = frozenset(',;:.!?)]-–—/"“”’»'), frozenset(',;:!?([-–—/"“„‘«')
_COURTESY = frozenset(
    ("koning", "koningin", "prins", "prinses", "mevrouw", "mevr", "mw", "meneer", "heer", "dhr", "prof", "professor")
) | frozenset(("dr", "drs", "ir", "ing", "mr", "."))
_LEADING_ON = frozenset(("en", "of", "van", "voor", "de", "het", "der", "den", "bij", "met", "tot"))
_AFTER_NO_LAW = ("is", "je", "jij", "u", "dat", "of", "en", "niet", "wordt")
_NO_LAW = frozenset(("wet", *(f"wet {word}" for word in _AFTER_NO_LAW)))
_ADJECTIVES = frozenset((("europese",), ("eu",)))
NO_NAME = "O"
"""The label of a token outside every name."""

SURE_SCORE = 0.99
"""The score of an entity whose form alone settles its label."""


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last + 1, label) of the spans in a B-/I-/O sequence."""
    spans: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        if label == NO_NAME:
            continue
        name = label[2:]
        if label[0] == "B" or not spans or spans[-1][1] != index or spans[-1][2] != name:
            spans.append((index, index + 1, name))
        else:
            spans[-1] = (spans[-1][0], index + 1, name)
    return spans


def trimmed(tokens: Sequence[Token], span: tuple[int, int, str]) -> tuple[int, int, str] | None:
    """Return `span` without punctuation at its edges (a closing bracket or full stop stays), or None if that is all.

    No name ends in a word that leads to another ("de Jeugdwet en") or within brackets. A person loses titles of
    courtesy: "Koningin Máxima" is *Máxima*, "mevrouw dr. Bakker" is *Bakker*. "Wet je dat" and "Europese" are no laws.
    """
    first, last, label = span
    while label == "PERSON" and first < last - 1 and tokens[first].text.lower() in _COURTESY:
        first += 1
    while first < last and tokens[first].text in _NO_OPENING:
        first += 1
    if label == "LAW" and _is_word(tokens[first:last]):
        return None
    last = _closed(tokens, first, last)
    while first < last and (tokens[last - 1].text in _NO_CLOSING or tokens[last - 1].text in _LEADING_ON):
        last -= 1
    return (first, last, label) if first < last else None


def _is_word(tokens: Sequence[Token]) -> bool:
    """Say whether a span is the word "wet", bare or before a word that no name goes on with, or an adjective."""
    words = tuple(token.text.lower() for token in tokens[:2])
    return " ".join(words) in _NO_LAW or words in _ADJECTIVES


def _closed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where a span ends whose last bracket is open: after the closing one if that is next, else before it."""
    words = [token.text for token in tokens[first:last]]
    opened = max((place for place, word in enumerate(words) if word == "("), default=None)
    if opened is None or ")" in words[opened:]:
        return last
    return last + 1 if last < len(tokens) and tokens[last].text == ")" else first + opened


def with_sure_matches(tagged: list[EntityData], matches: Sequence[Match]) -> list[EntityData]:
    """Add the sure matches that no tagged entity overlaps, or that hold all those they overlap.

    ``verantwoordingsonderzoek 2021`` goes before the year in it. Elsewhere the tagger decides: it has read the matches
    as features and knows the context besides.
    """
    sure = [match for match in matches if match.sure]
    if not sure:
        return tagged
    entities = list(tagged)
    for match in sorted(sure, key=lambda match: match.start - match.end):
        within = [entity for entity in entities if entity["start"] < match.end and match.start < entity["end"]]
        if all(_within(entity, match) for entity in within):
            entities = [entity for entity in entities if entity not in within]
            entities.append({"start": match.start, "end": match.end, "label": match.label, "score": SURE_SCORE})
    return sorted(entities, key=lambda entity: entity["start"])


def _within(entity: EntityData, match: Match) -> bool:
    """Say whether an entity is a part of a match, or the whole of it under another label."""
    inside = match.start <= entity["start"] and entity["end"] <= match.end
    return inside and (entity["end"] - entity["start"] < match.end - match.start or entity["label"] != match.label)
