"""The trained entity tagger: a linear-chain conditional random field over words (Lafferty et al. 2001)."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.knowledge.matchers import Match, find_all
from policytext.pipeline.encoder.model import DocumentReading, UnitReading
from policytext.pipeline.entities.features import Lexicon, sequence_features
from policytext.pipeline.entities.joined import split_joined
from policytext.pipeline.entities.mixing import best_sequence, encoder_probabilities, mixed, tagger_probabilities
from policytext.pipeline.layers import EntityData
from policytext.pipeline.models import read_meta
from policytext.text.tokens import Token, tokenize

_NO_OPENING, _NO_CLOSING = frozenset(',;:.!?)]-–—/"“”’»'), frozenset(',;:!?([-–—/"“„‘«')
_COURTESY = frozenset(
    ("koning", "koningin", "prins", "prinses", "mevrouw", "mevr", "mw", "meneer", "heer", "dhr", "prof", "professor")
) | frozenset(("dr", "drs", "ir", "ing", "mr", "."))
_LEADING_ON = frozenset(("en", "of", "van", "voor", "de", "het", "der", "den", "bij", "met", "tot"))
_AFTER_NO_LAW = ("is", "je", "jij", "u", "dat", "of", "en", "niet", "wordt")
_NO_LAW = frozenset(("wet", *(f"wet {word}" for word in _AFTER_NO_LAW)))
_ADJECTIVES = frozenset((("europese",), ("eu",)))
SURE_SCORE = 0.99
"""The score of an entity whose form alone settles its label."""


def read_lexicon(folder: Path) -> Lexicon:
    """Read the word clusters and name lists in `folder`."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, name in _pairs(folder / "names.tsv.gz"):
        words = tuple(token.text for token in tokenize(name))
        if words:
            names.setdefault(words[0], []).append((words, kind))
    return Lexicon(dict(_pairs(folder / "clusters.tsv.gz")), names)


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            first, _, second = line.rstrip("\n").partition("\t")
            yield first, second


def sequences(
    text: str, stretches: Iterable[tuple[int, int]], lexicon: Lexicon
) -> Iterable[tuple[list[Token], list[Match], list[list[str]]]]:
    """Yield the tokens, matches and features of every stretch (start, end) of `text` that has tokens, in order."""
    seen = frozenset(token.text for token in tokenize(text) if token.text[0].islower())
    for start, end in stretches:
        tokens = tokenize(text, start, end)
        if tokens:
            matches = [
                Match(match.start + start, match.end + start, match.label, match.sure)
                for match in find_all(text[start:end])
            ]
            yield tokens, matches, sequence_features(text, tokens, matches, lexicon, seen)


@dataclass(frozen=True)
class EntityModel:
    """The tagger with its lexicon; `encoder_weight` (0..1) is what an encoder's word counts for beside the tagger's."""

    tagger: Any
    lexicon: Lexicon
    encoder_weight: float

    @classmethod
    def from_folder(cls, folder: Path) -> EntityModel:
        """Read ``tagger.crfsuite`` and the lexicon in `folder`."""
        import pycrfsuite

        meta = read_meta(folder)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / "tagger.crfsuite"))
        return cls(tagger, read_lexicon(folder), meta["encoder_weight"])

    def find(
        self, text: str, stretches: Iterable[tuple[int, int]], reading: DocumentReading | None = None
    ) -> list[EntityData]:
        """Return the entities in the given stretches (start, end) of `text`, flat and in order.

        Args:
            text: the document's text.
            stretches: where entities are sought.
            reading: what the encoder says of the document, where one is at work.
        """
        found: list[EntityData] = []
        for tokens, matches, features in sequences(text, stretches, self.lexicon):
            labels = self.tagger.tag(features)
            score: Callable[[str, int], float] = self.tagger.marginal
            unit = reading.units.get(tokens[0].start) if reading else None
            if reading and unit:
                labels, score = self._with_encoder(tokens, unit, reading.labels)
            spans = (trimmed(tokens, span) for span in spans_of(labels))
            tagged = [_entity(tokens, span, score) for span in spans if span]
            found += with_sure_matches(list(split_joined(text, tagged)), matches)
        return found

    def _with_encoder(
        self, tokens: Sequence[Token], unit: UnitReading, labels: tuple[str, ...]
    ) -> tuple[list[str], Callable[[str, int], float]]:
        """Return the labels that tagger and encoder agree on best, and the score of each label at each token."""
        own = tagger_probabilities(self.tagger, len(tokens), labels)
        both = mixed(own, *encoder_probabilities(tokens, unit), self.encoder_weight)
        return best_sequence(both, labels), lambda label, index: float(both[index][labels.index(label)])


def _entity(tokens: Sequence[Token], span: tuple[int, int, str], score_of: Callable[[str, int], float]) -> EntityData:
    first, last, label = span
    scores = [max(score_of(f"{mark}-{label}", index) for mark in "BI") for index in range(first, last)]
    score = round(min(1.0, max(0.0, min(scores))), 4)
    return {"start": tokens[first].start, "end": tokens[last - 1].end, "label": label, "score": score}


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last + 1, label) of the spans in a B-/I-/O sequence."""
    spans: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        if label.startswith("B-") or (
            label != "O" and (not spans or spans[-1][1] != index or spans[-1][2] != label[2:])
        ):
            spans.append((index, index + 1, label[2:]))
        elif label != "O":
            spans[-1] = (spans[-1][0], index + 1, label[2:])
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
    entities = list(tagged)
    for match in sorted((match for match in matches if match.sure), key=lambda match: match.start - match.end):
        within = [entity for entity in entities if entity["start"] < match.end and match.start < entity["end"]]
        if all(_within(entity, match) for entity in within):
            entities = [entity for entity in entities if entity not in within]
            entities.append({"start": match.start, "end": match.end, "label": match.label, "score": SURE_SCORE})
    return sorted(entities, key=lambda entity: entity["start"])


def _within(entity: EntityData, match: Match) -> bool:
    """Say whether an entity is a part of a match, or the whole of it under another label."""
    inside = match.start <= entity["start"] and entity["end"] <= match.end
    return inside and (entity["end"] - entity["start"] < match.end - match.start or entity["label"] != match.label)
