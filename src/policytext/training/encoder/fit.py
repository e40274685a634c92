"""Fine-tune the encoder on sentence tags and entity labels together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from policytext.pipeline.encoder.windows import PADDING, UNKNOWN, Window
from policytext.training.encoder.examples import Chance, Example, batches
from policytext.training.encoder.network import Network

_READ_AT_ONCE = 3000

IGNORED = -100
"""The label of pieces that are not learned from: padding, separators, context."""


@dataclass(frozen=True)
class Recipe:
    """How the encoder is fine-tuned.

    Attributes:
        epochs: passes over the examples.
        rate, head_rate: highest learning rates of the encoder and of the heads.
        batch: word pieces in a step, padding included.
        warm_up: share of the steps in which the rates rise; after it they fall in a straight line.
        tag_weight: what the loss of the tags weighs against that of the labels.
        short, bare: shares of the documents cut into short windows, and read without their title or their neighbours,
            so that a sentence must be judged by its own words too.
        alone: share of the documents of which every sentence is read by itself.
        masked: share of the word pieces hidden from the encoder.
        doubt: how far the tags' targets stay from 0 and 1, against overconfidence (label smoothing).
        seed: of the order, the windows and the dropout.
    """

    epochs: int = 6
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 1200
    warm_up: float = 0.06
    tag_weight: float = 3.0
    short: float = 0.5
    bare: float = 0.25
    alone: float = 0.2
    masked: float = 0.05
    doubt: float = 0.03
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """Tensors of one step: pieces, labels, (row, first, separator) of each tagged unit, and the units' tags."""

    ids: Tensor
    labels: Tensor
    units: list[tuple[int, int, int]]
    tags: Tensor


def tensors(pairs: Sequence[tuple[Example, Window]], tag_count: int) -> Batch:
    """Return the tensors of a batch of windows."""
    longest = max(len(window.ids) for _, window in pairs)
    ids = torch.full((len(pairs), longest), PADDING)
    labels = torch.full((len(pairs), longest), IGNORED)
    units, tags = [], []
    for row, (example, window) in enumerate(pairs):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        for place in window.places:
            labels[row, place.first : place.last] = torch.tensor(example.labels[place.unit], dtype=torch.long)
            given = example.tags[place.unit]
            if given is not None:
                units.append((row, place.first, place.last))
                tags.append(given)
    return Batch(ids, labels, units, torch.tensor(tags, dtype=torch.float).view(-1, tag_count))


def fit(network: Network, examples: Sequence[Example], recipe: Recipe) -> Iterator[float]:
    """Fine-tune `network`, and yield the mean loss after every epoch; embeddings stay as they are.

    With one seed and one machine the weights come out the same.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    network.encoder.words.weight.requires_grad = False
    network.encoder.positions.weight.requires_grad = False
    body = [each for each in network.encoder.parameters() if each.requires_grad]
    heads = [each for part in (network.tag_inner, network.tag, network.label) for each in part.parameters()]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=recipe.rate, weight_decay=0.01)
    steps, done = len(list(_batches(examples, recipe, random.Random(recipe.seed)))) * recipe.epochs, 0
    for _ in range(recipe.epochs):
        network.train()
        losses = []
        for pairs in _batches(examples, recipe, chance):
            factor = rate_factor(done / steps, recipe.warm_up)
            for group, rate in zip(optimizer.param_groups, (recipe.rate, recipe.head_rate), strict=True):
                group["lr"] = rate * factor
            batch = tensors(pairs, network.tag.out_features)
            batch.ids[(torch.rand(batch.ids.shape) < recipe.masked) & (batch.labels != IGNORED)] = UNKNOWN
            loss = _loss(network, batch, recipe)
            step(network, optimizer, loss)
            losses.append(float(loss.detach()))
            done += 1
        network.eval()
        yield sum(losses) / len(losses)


def rate_factor(part: float, warm_up: float) -> float:
    """Return what a learning rate is multiplied with after a `part` (0..1) of the steps; it falls to a fiftieth."""
    return min(1.0, part / warm_up) * max(0.02, 1 - part)


def step(network: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    """Move the weights of `network` against the slope of the loss, which is cut where it is steep."""
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()


def _batches(
    examples: Sequence[Example], recipe: Recipe, chance: random.Random
) -> Iterator[list[tuple[Example, Window]]]:
    return batches(examples, recipe.batch, Chance(chance, recipe.short, recipe.bare, recipe.alone))


def _loss(network: Network, batch: Batch, recipe: Recipe) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        tags, labels = network(batch.ids, batch.units)
    losses = []
    if batch.units:
        wanted = batch.tags * (1 - 2 * recipe.doubt) + recipe.doubt
        losses.append(functional.binary_cross_entropy_with_logits(tags.float(), wanted) * recipe.tag_weight)
    if bool((batch.labels != IGNORED).any()):
        flat = labels.float().flatten(0, 1)
        losses.append(functional.cross_entropy(flat, batch.labels.flatten(), ignore_index=IGNORED))
    return torch.stack(losses).sum()


def tag_scores(network: Network, examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the probability (0..1) of every tag for every tagged unit, and whether the unit carries it."""
    scores, wanted = [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for pairs in batches(examples, _READ_AT_ONCE):
            batch = tensors(pairs, network.tag.out_features)
            if batch.units:
                scores.append(torch.sigmoid(network(batch.ids, batch.units)[0].float()).numpy())
                wanted.append(batch.tags.numpy() > 0.5)
    return np.concatenate(scores).astype(np.float64), np.concatenate(wanted)
