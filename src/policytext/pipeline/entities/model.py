"""The trained entity tagger: a linear-chain conditional random field over words (Lafferty et al. 2001)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.knowledge.matchers import Match, find_in
from policytext.pipeline.encoder.model import DocumentReading, UnitReading
from policytext.pipeline.entities.chain import likeliest, marginals
from policytext.pipeline.entities.emissions import Emissions, Sentence
from policytext.pipeline.entities.features import Lexicon, flags_of, is_also_low, is_glued, sequence_features
from policytext.pipeline.entities.joined import split_joined
from policytext.pipeline.entities.mixing import best_sequence, encoder_probabilities, in_order, mixed
from policytext.pipeline.entities.spans import NO_NAME, spans_of, trimmed, with_sure_matches
from policytext.pipeline.entities.weights import Weights
from policytext.pipeline.layers import EntityData
from policytext.pipeline.models import read_meta
from policytext.text.tokens import Token, tokenize, words_of

Labels = tuple[str, ...]


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


@dataclass(frozen=True)
class Stretch:
    """A sentence or line in which entities are sought: its tokens, of which it has some, and the matches in it."""

    tokens: list[Token]
    matches: list[Match]


def read_stretches(text: str, places: Iterable[tuple[int, int]]) -> list[Stretch]:
    """Return the stretches of `text` at `places` (start, end) that have tokens, in order."""
    found = [(start, end, tokens) for start, end in places if (tokens := tokenize(text, start, end))]
    matches = find_in([(start, text[start:end], tokens) for start, end, tokens in found])
    return [Stretch(tokens, own) for (_, _, tokens), own in zip(found, matches, strict=True)]


def sequences(
    text: str, places: Iterable[tuple[int, int]], lexicon: Lexicon
) -> Iterator[tuple[list[Token], list[list[str]]]]:
    """Yield the tokens of every stretch of `text` and their features by name, as the tagger learns from them."""
    seen = frozenset(words_of(text))
    for stretch in read_stretches(text, places):
        yield stretch.tokens, sequence_features(text, stretch.tokens, stretch.matches, lexicon, seen)


@dataclass(frozen=True)
class Labelled:
    """What is said of a stretch: `names`, its tokens' labels, and the probability of each of all `labels` at each."""

    names: list[str]
    probabilities: NDArray[np.float64]
    labels: Labels


_AT_ONCE = 5_000
"""Tokens that are worked on at a time."""


class EntityModel:
    """The tagger with its lexicon; `encoder_weight` (0..1) is what an encoder's word counts for beside the tagger's."""

    def __init__(self, weights: Weights, lexicon: Lexicon, encoder_weight: float) -> None:
        self.weights, self.lexicon, self.encoder_weight = weights, lexicon, encoder_weight
        self._emissions = Emissions(weights, lexicon)

    @classmethod
    def from_folder(cls, folder: Path) -> EntityModel:
        """Read ``tagger.npz`` and the lexicon in `folder`."""
        return cls(Weights.from_file(folder / "tagger.npz"), read_lexicon(folder), read_meta(folder)["encoder_weight"])

    def find(
        self, text: str, places: Iterable[tuple[int, int]], reading: DocumentReading | None = None
    ) -> list[EntityData]:
        """Return the entities in the stretches at `places` (start, end) of `text`, flat and in order.

        Args:
            text: the document's text.
            places: where entities are sought.
            reading: what the encoder says of the document, where one is at work.
        """
        seen = frozenset(words_of(text))
        found: list[EntityData] = []
        for stretches in _portions(read_stretches(text, places)):
            labelled = self.label(text, stretches, seen, every=reading is not None)
            for stretch, own in zip(stretches, labelled, strict=True):
                unit = reading.units.get(stretch.tokens[0].start) if reading else None
                given = self._with_encoder(own, stretch.tokens, unit, reading.labels) if reading and unit else own
                found += _entities(text, stretch, given)
        return found

    def scores(self, text: str, stretches: Sequence[Stretch], seen: frozenset[str]) -> NDArray[np.float64]:
        """Return what the features of each token of the stretches, one after the other, add to each label."""
        sentences = [_sentence(text, stretch, self.lexicon, seen) for stretch in stretches]
        return self._emissions.of(sentences).astype(np.float64)

    def label(
        self, text: str, stretches: Sequence[Stretch], seen: frozenset[str], *, every: bool = True
    ) -> Iterator[Labelled]:
        """Yield the likeliest labels of every stretch, and the probability of every label at each of its tokens.

        Without `every`, probabilities are worked out for stretches with a name alone, and are 0 in the others.
        """
        lengths = [len(stretch.tokens) for stretch in stretches]
        scores = self.scores(text, stretches, seen)
        best = likeliest(scores, self.weights.transitions, lengths)
        labels = self.weights.labels
        names = [[labels[place] for place in best[end - length : end].tolist()] for end, length in _ends(lengths)]
        asked = np.array([every or own.count(NO_NAME) < len(own) for own in names])
        probabilities = np.zeros_like(scores)
        if asked.any():
            rows = np.repeat(asked, lengths)
            probabilities[rows] = marginals(scores[rows], self.weights.transitions, np.array(lengths)[asked].tolist())
        for own, (end, length) in zip(names, _ends(lengths), strict=True):
            yield Labelled(own, probabilities[end - length : end], labels)

    def _with_encoder(self, found: Labelled, tokens: Sequence[Token], unit: UnitReading, labels: Labels) -> Labelled:
        """Return the labels that tagger and encoder agree on best."""
        own = in_order(found.probabilities, found.labels, labels)
        both = mixed(own, *encoder_probabilities(tokens, unit), self.encoder_weight)
        return Labelled(best_sequence(both, labels), both, labels)


def _entities(text: str, stretch: Stretch, found: Labelled) -> list[EntityData]:
    if found.names.count(NO_NAME) == len(found.names) and not stretch.matches:
        return []
    spans = (trimmed(stretch.tokens, span) for span in spans_of(found.names))
    tagged = [_entity(stretch.tokens, span, found) for span in spans if span]
    return with_sure_matches(list(split_joined(text, tagged)), stretch.matches)


def _ends(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return where each of the stretches ends among all tokens, and how many tokens it has."""
    return list(zip(accumulate(lengths), lengths, strict=True))


def _portions(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield the stretches in portions of about `_AT_ONCE` tokens."""
    portion: list[Stretch] = []
    tokens = 0
    for stretch in stretches:
        portion.append(stretch)
        tokens += len(stretch.tokens)
        if tokens >= _AT_ONCE:
            yield portion
            portion, tokens = [], 0
    if portion:
        yield portion


def _sentence(text: str, stretch: Stretch, lexicon: Lexicon, seen: frozenset[str]) -> Sentence:
    tokens = stretch.tokens
    words = [token.text for token in tokens]
    # Within a stretch, what is no token is white space.
    glued = [is_glued(text, tokens[0].start), *(end == start for (_, end, _), (start, _, _) in pairwise(tokens))]
    low = [is_also_low(word, seen) for word in words]
    return Sentence(words, glued, low, flags_of(tokens, stretch.matches, lexicon))


def _entity(tokens: Sequence[Token], span: tuple[int, int, str], found: Labelled) -> EntityData:
    first, last, label = span
    columns = [found.labels.index(name) for name in (f"B-{label}", f"I-{label}") if name in found.labels]
    scores = found.probabilities[first:last].tolist()
    score = round(min(1.0, *(max(row[column] for column in columns) for row in scores)), 4)
    return {"start": tokens[first].start, "end": tokens[last - 1].end, "label": label, "score": score}
