"""Distil the encoder into two small networks of convolutions, which the fast tags stand on (Hinton et al. 2015).

They learn from the sentences that annotators have labelled, and from raw ones with the accurate models' probabilities,
and differ in nothing but their seeds. Their embeddings begin as the main components of the encoder's.
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

from policytext.pipeline.encoder.windows import PADDING, UNKNOWN, padded
from policytext.pipeline.tags.network import LAYERS, SentenceNetwork, pieces_of
from policytext.training.encoder.fit import rate_factor, step
from policytext.training.encoder.shipped import shipped_network

WIDTH, HIDDEN = 64, 128
EPOCHS, RATE, BATCH, MEMBERS = 5, 2e-3, 64, 2
_HEADS, _WARM_UP, _MASKED, _SPREAD = 4, 0.05, 0.05, 0.5
_LOW = -1e4


class Network(nn.Module):
    """What a member of `SentenceNetwork` computes, in PyTorch; its parts are named as the stored weights are."""

    def __init__(self, embeddings: Tensor, tags: int) -> None:
        super().__init__()
        self.e = nn.Embedding.from_pretrained(embeddings, freeze=False)
        self.inp = nn.Linear(embeddings.shape[1], HIDDEN)
        self.c = nn.ModuleList(nn.Conv1d(HIDDEN, 2 * HIDDEN, 3, padding=1) for _ in range(LAYERS))
        self.n = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(LAYERS))
        self.att = nn.Linear(HIDDEN, _HEADS)
        self.o = nn.Linear((2 + _HEADS) * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, tags)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits of the tags, one row a sentence."""
        there = (ids != PADDING)[..., None]
        states = functional.dropout(self.inp(self.e(ids)), 0.1, self.training) * there
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


def train(encoder: Path, texts: Sequence[str], tags: NDArray[np.floating[Any]], seed: int = 1) -> SentenceNetwork:
    """Return the networks trained on sentences with the probability of every tag.

    Args:
        encoder: the folder of the encoder, for its vocabulary and embeddings.
        texts: sentences.
        tags: probabilities (0 or 1 where an annotator has decided), one row a sentence, one column a tag.
        seed: of weights, order and dropout of the first network; one seed gives the same weights on one machine.
    """
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    pieces, embeddings = pieces_of(tokenizer, texts), _embeddings(encoder)
    members = (_trained(embeddings, pieces, tags, seed + member) for member in range(MEMBERS))
    return SentenceNetwork(tuple(map(arrays, members)), tokenizer)


def _trained(
    embeddings: Tensor, pieces: Sequence[Sequence[int]], tags: NDArray[np.floating[Any]], seed: int
) -> Network:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(embeddings.clone(), tags.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps, done = EPOCHS * len(_batches(pieces, chance)), 0
    network.train()
    for _ in range(EPOCHS):
        for rows in _batches(pieces, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate_factor(done / steps, _WARM_UP)
            ids = torch.from_numpy(padded([pieces[row] for row in rows]))
            ids = ids.masked_fill((torch.rand(ids.shape) < _MASKED) & (ids > UNKNOWN), UNKNOWN)
            wanted = torch.tensor(tags[rows], dtype=torch.float)
            step(network, optimizer, functional.binary_cross_entropy_with_logits(network(ids), wanted))
            done += 1
    return network


def _embeddings(encoder: Path) -> Tensor:
    """Return the main components of the encoder's embeddings, one row a piece."""
    whole = shipped_network(encoder).encoder.words.weight.detach()
    left, sizes, _ = torch.linalg.svd(whole - whole.mean(0), full_matrices=False)
    kept = left[:, :WIDTH] * sizes[:WIDTH]
    scaled: Tensor = kept / kept.std() * _SPREAD
    return scaled


def _batches(pieces: Sequence[Sequence[int]], chance: random.Random) -> list[list[int]]:
    """Return rows of about one length together, in an order by chance."""
    order = sorted(range(len(pieces)), key=lambda row: len(pieces[row]) + chance.random() * 8)
    found = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def arrays(network: Network) -> dict[str, NDArray[np.float32]]:
    """Return the weights as a member of `SentenceNetwork` has them: matrices (in, out), kernels (place, in, out)."""
    found = {}
    for name, values in network.state_dict().items():
        array = values.numpy().astype(np.float32)
        if name.startswith("c.") and array.ndim == 3:
            array = array.transpose(2, 1, 0)
        elif array.ndim == 2 and name != "e.weight":
            array = array.T
        found[name] = np.ascontiguousarray(array)
    return found
