"""Distil the encoder into a small network over words, which the fast tags stand on (Hinton et al. 2015).

It learns from the sentences that annotators have labelled, and from raw ones with the accurate models' probabilities.
The embeddings of word pieces begin as the main components of the encoder's.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from policytext.pipeline.tags.network import LONGEST, STEPS, SentenceNetwork, own_places, pieces_of
from policytext.pipeline.tags.words import Words
from policytext.training.encoder.fit import rate_factor, step
from policytext.training.encoder.shipped import shipped_network

WIDTH, HIDDEN, OWN_PLACES = 64, 96, 2**14
EPOCHS, RATE, BATCH = 8, 2e-3, 64
_HEADS, _WARM_UP, _DROPPED, _SPREAD = 4, 0.05, 0.05, 0.5
_LOW = -1e4


class Network(nn.Module):
    """What `SentenceNetwork` computes, in PyTorch; its parts are named as the stored weights are."""

    def __init__(self, embeddings: Tensor, tags: int) -> None:
        super().__init__()
        self.e = nn.EmbeddingBag.from_pretrained(embeddings, freeze=False, mode="mean")
        self.w = nn.Embedding(OWN_PLACES, embeddings.shape[1])
        nn.init.zeros_(self.w.weight)
        self.inp = nn.Linear(embeddings.shape[1], HIDDEN)
        self.c = nn.ModuleList(nn.Conv1d(HIDDEN, 2 * HIDDEN, 3, padding=each, dilation=each) for each in STEPS)
        self.n = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in STEPS)
        self.att = nn.Linear(HIDDEN, _HEADS)
        self.o = nn.Linear((2 + _HEADS) * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, tags)

    def forward(self, words: Tensor, lengths: Tensor) -> Tensor:
        """Return the logits of the tags, one row a sentence.

        Args:
            words: the embedded words of all sentences, one after the other.
            lengths: how many of them each sentence has.
        """
        there = (torch.arange(int(lengths.max()))[None, :] < lengths[:, None])[..., None]
        inputs = functional.dropout(self.inp(words), 0.1, self.training)
        states = torch.zeros(*there.shape[:2], HIDDEN).masked_scatter(there, inputs)
        for convolution, norm in zip(self.c, self.n, strict=True):
            value, gate = convolution(states.transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            states = norm(states + functional.dropout(value * torch.sigmoid(gate), 0.1, self.training)) * there
        largest = states.masked_fill(~there, _LOW).amax(1)
        mean = states.sum(1) / there.sum(1)
        attention = self.att(states).masked_fill(~there, _LOW).softmax(1)
        attended = torch.einsum("blk,blh->bkh", attention, states).flatten(1)
        joined = functional.dropout(torch.cat([largest, mean, attended], 1), 0.2, self.training)
        logits: Tensor = self.out(functional.dropout(torch.tanh(self.o(joined)), 0.2, self.training))
        return logits


class Vocabulary:
    """The distinct words of all sentences: the pieces of each, and the place of its own embedding.

    Attributes:
        places: the number of each word.
    """

    def __init__(self, tokenizer: Tokenizer, words: Sequence[str]) -> None:
        self.places = {word: place for place, word in enumerate(dict.fromkeys(words))}
        self.pieces = [np.array(each, dtype=np.int64) for each in pieces_of(tokenizer, list(self.places))]
        self.own = own_places(list(self.places), OWN_PLACES)

    def embedded(self, network: Network, words: Sequence[int]) -> Tensor:
        """Return the embeddings of words, some of them blank while the network learns."""
        distinct, inverse = np.unique(np.array(words), return_inverse=True)
        pieces = [self.pieces[place] for place in distinct]
        starts = np.cumsum([0, *(len(each) for each in pieces)])[:-1]
        bags = network.e(torch.from_numpy(np.concatenate(pieces)), torch.from_numpy(starts))
        rows = (bags + network.w(torch.from_numpy(self.own[distinct])))[torch.from_numpy(inverse)]
        if network.training:
            rows = rows * (torch.rand(len(rows), 1) >= _DROPPED)
        return rows


def train(encoder: Path, texts: Sequence[str], tags: NDArray[np.floating[Any]], seed: int = 1) -> SentenceNetwork:
    """Return the network trained on sentences with the probability of every tag.

    Args:
        encoder: the folder of the encoder, for its vocabulary and embeddings.
        texts: sentences.
        tags: probabilities (0 or 1 where an annotator has decided), one row a sentence, one column a tag.
        seed: of weights, order and dropout; one seed gives the same weights on one machine.
    """
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    words = Words.of(texts).beginnings(LONGEST)
    vocabulary = Vocabulary(tokenizer, words.all)
    places = np.array([vocabulary.places[word] for word in words.all])
    sentences = np.split(places, np.cumsum(words.lengths)[:-1])
    return SentenceNetwork(arrays(_trained(_embeddings(encoder), vocabulary, sentences, tags, seed)), tokenizer)


def _trained(
    embeddings: Tensor,
    vocabulary: Vocabulary,
    sentences: Sequence[NDArray[np.int64]],
    tags: NDArray[np.floating[Any]],
    seed: int,
) -> Network:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(embeddings.clone(), tags.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps, done = EPOCHS * len(_batches(sentences, chance)), 0
    network.train()
    for _ in range(EPOCHS):
        for rows in _batches(sentences, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate_factor(done / steps, _WARM_UP)
            lengths = torch.tensor([len(sentences[row]) for row in rows])
            words = vocabulary.embedded(network, np.concatenate([sentences[row] for row in rows]).tolist())
            wanted = torch.tensor(tags[rows], dtype=torch.float)
            step(network, optimizer, functional.binary_cross_entropy_with_logits(network(words, lengths), wanted))
            done += 1
    network.eval()
    return network


def _embeddings(encoder: Path) -> Tensor:
    """Return the main components of the encoder's embeddings, one row a piece."""
    whole = shipped_network(encoder).encoder.words.weight.detach()
    left, sizes, _ = torch.linalg.svd(whole - whole.mean(0), full_matrices=False)
    kept = left[:, :WIDTH] * sizes[:WIDTH]
    scaled: Tensor = kept / kept.std() * _SPREAD
    return scaled


def _batches(sentences: Sequence[NDArray[np.int64]], chance: random.Random) -> list[list[int]]:
    """Return rows of about one length together, in an order by chance."""
    order = sorted(range(len(sentences)), key=lambda row: len(sentences[row]) + chance.random() * 8)
    found = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def arrays(network: Network) -> dict[str, NDArray[np.float32]]:
    """Return the weights as `SentenceNetwork` has them: matrices as (in, out), kernels as (place and in, out)."""
    found = {}
    for name, values in network.state_dict().items():
        array = values.numpy().astype(np.float32)
        if name.startswith("c.") and array.ndim == 3:
            array = array.transpose(2, 1, 0).reshape(-1, array.shape[0])
        elif array.ndim == 2 and name not in ("e.weight", "w.weight"):
            array = array.T
        found[name] = np.ascontiguousarray(array)
    return found
