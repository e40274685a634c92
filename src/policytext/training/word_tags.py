"""Train the network that the base's tags are a second opinion of: on the treebank, with vectors of raw policy text."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from policytext.pipeline.word_tags.features import COLUMNS, part_columns, place_of, word_columns
from policytext.pipeline.word_tags.network import LAYERS, WordNetwork
from policytext.training.encoder.fit import IGNORED, rate_factor, step

WIDTH, HIDDEN, VECTOR = 96, 128, 48
EPOCHS, RATE, BATCH = 4, 2e-3, 1500
_WARM_UP, _DROPOUT, _SPREAD = 0.1, 0.2, 0.1
_HIDDEN_WORDS, _HIDDEN_VECTORS = 0.15, 0.15
"""Shares of the words that are read by their parts alone, as those that were never read, and without a vector."""
_STRETCHES = 0.3
"""Share of the sentences after which a text ends; the others run on, as the sentences of a document do."""

Sentence = tuple[list[str], list[str]]
"""The words of a sentence and their tags."""

_EDGE = ""
"""Stands for a text's bounds among its words."""


class Network(nn.Module):
    """What `WordNetwork` computes, in PyTorch; its parts are named as the stored weights are."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.float32], tags: int) -> None:
        super().__init__()
        self.words, self.given = tuple(words), torch.from_numpy(vectors)
        self.places = {word: place for place, word in enumerate(self.words)}
        self.columns: dict[str, tuple[tuple[int, int], list[int]]] = {}
        self.embeddings = nn.EmbeddingBag(COLUMNS, WIDTH, mode="sum")
        nn.init.normal_(self.embeddings.weight, std=_SPREAD)
        self.projection, self.norm = nn.Linear(VECTOR, WIDTH), nn.LayerNorm(WIDTH)
        self.edge = nn.Parameter(torch.zeros(WIDTH))
        self.convolutions = nn.ModuleList(
            nn.Linear(inputs, 2 * HIDDEN) for inputs in (5 * WIDTH, *[3 * HIDDEN] * LAYERS)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(LAYERS + 1))
        self.out = nn.Linear(HIDDEN + WIDTH, tags)

    def forward(self, words: Sequence[str], chance: random.Random) -> Tensor:
        """Return a row of logits a word; in training some words are hidden, as `chance` has it."""
        kinds = list(dict.fromkeys(words))
        rows = {word: row for row, word in enumerate(kinds)}
        different = functional.dropout(self._embedded(kinds, chance), _DROPOUT, self.training)
        embedded = different[torch.tensor([rows[word] for word in words])]
        states = self.norms[0](functional.glu(self.convolutions[0](_windows(embedded, 2))))
        for layer in range(1, LAYERS + 1):
            dropped = functional.dropout(states, _DROPOUT, self.training)
            states = states + self.norms[layer](functional.glu(self.convolutions[layer](_windows(dropped, 1))))
        joined = functional.dropout(torch.cat([states, embedded], 1), _DROPOUT, self.training)
        logits: Tensor = self.out(joined)
        return logits

    def _embedded(self, words: Sequence[str], chance: random.Random) -> Tensor:
        columns: list[int] = []
        starts, vectors = [], torch.zeros(len(words), VECTOR)
        for row, word in enumerate(words):
            starts.append(len(columns))
            whole, parts = self._columns(word)
            columns += parts
            if not self.training or chance.random() >= _HIDDEN_WORDS:
                columns += whole if not self.training or chance.random() >= _HIDDEN_WORDS else whole[1:]
            place = place_of(word, self.places)
            if place is not None and (not self.training or chance.random() >= _HIDDEN_VECTORS):
                vectors[row] = self.given[place]
        found = self.norm(self.embeddings(torch.tensor(columns), torch.tensor(starts)) + self.projection(vectors))
        edges = torch.tensor([word == _EDGE for word in words])[:, None]
        return torch.where(edges, self.edge, found)

    def _columns(self, word: str) -> tuple[tuple[int, int], list[int]]:
        if word not in self.columns:
            self.columns[word] = (word_columns(word), part_columns(word))
        return self.columns[word]


def _windows(rows: Tensor, reach: int) -> Tensor:
    padded = functional.pad(rows, (0, 0, reach, reach))
    return torch.cat([padded[place : place + len(rows)] for place in range(2 * reach + 1)], 1)


def train(
    docs: Iterable[Doc], tags: Sequence[str], words: Sequence[str], vectors: NDArray[np.float32], seed: int = 1
) -> WordNetwork:
    """Return a network trained on the treebank.

    Args:
        docs: gold Docs.
        tags: the names of the network's outputs; words with other tags are not learned from.
        words: those that have a vector.
        vectors: one a word, its main components first.
        seed: of weights, order and dropout; one seed gives the same weights on one machine.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    sentences = [([each.text for each in sent], [each.tag_ for each in sent]) for doc in docs for sent in doc.sents]
    places = {tag: place for place, tag in enumerate(tags)}
    # Entries of about 1, so that the projection learns as fast as the rest.
    kept = vectors[:, :VECTOR] / vectors[:, :VECTOR].std()
    network = Network(words, kept.astype(np.float32), len(tags))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01, betas=(0.9, 0.99))
    steps, done = EPOCHS * len(list(_batches(sentences, chance))), 0
    network.train()
    for _ in range(EPOCHS):
        for text, given in _batches(sentences, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate_factor(min(done / steps, 1), _WARM_UP)
            wanted = torch.tensor([places.get(tag, IGNORED) for tag in given])
            step(network, optimizer, functional.cross_entropy(network(text, chance), wanted))
            done += 1
    return WordNetwork(words, arrays(network.eval()))


def _batches(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Yield texts of sentences in an order by chance, with an edge before, behind, and between some of them."""
    text, tags = [_EDGE], [""]
    for words, given in chance.sample(sentences, len(sentences)):
        text += words
        tags += given
        if len(text) >= BATCH:
            yield [*text, _EDGE], [*tags, ""]
            text, tags = [_EDGE], [""]
        elif chance.random() < _STRETCHES:
            text.append(_EDGE)
            tags.append("")
    if any(tags):
        yield [*text, _EDGE], [*tags, ""]


def arrays(network: Network) -> dict[str, NDArray[Any]]:
    """Return the weights as `WordNetwork` takes them: matrices (in, out)."""
    found = {name: values.numpy() for name, values in network.state_dict().items()}
    tables = {"embeddings": found.pop("embeddings.weight"), "vectors": network.given.numpy()}
    return tables | {name: values.T if values.ndim == 2 else values for name, values in found.items()}


def morphology(docs: Iterable[Doc]) -> dict[str, Counter[str]]:
    """Return how often each tag has which part of speech and morphology, named as spaCy's morphologizer does."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            found[token.tag_][_label(token.pos_, str(token.morph))] += 1
    return dict(found)


def _label(pos: str, features: str) -> str:
    """Return "Gender=Com|Number=Sing|POS=NOUN"."""
    return "|".join(sorted([*filter(None, features.split("|")), f"POS={pos}"]))
