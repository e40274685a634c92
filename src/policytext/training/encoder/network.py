"""The encoder with its two heads in PyTorch: a post-layer-norm BERT, sentence tags and entity labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from policytext.training.encoder.weights import Pretrained

DROPOUT = 0.1


class Layer(nn.Module):
    """Self-attention and feed-forward, each followed by a layer norm of its sum with what went in."""

    def __init__(self, sizes: Pretrained) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.heads
        self.attention = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=sizes.epsilon)
        self.wide = nn.Linear(width, sizes.feed_forward)
        self.narrow = nn.Linear(sizes.feed_forward, width)
        self.norm = nn.LayerNorm(width, eps=sizes.epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `mask` is true where a piece may be attended to."""
        rows, length, width = states.shape
        mixed = self.attention(states).view(rows, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=DROPOUT if self.training else 0.0
        )
        attended = attended.transpose(1, 2).reshape(rows, length, width)
        dropped = functional.dropout(self.attended(attended), DROPOUT, self.training)
        states = self.attended_norm(states + dropped)
        dropped = functional.dropout(self.narrow(functional.gelu(self.wide(states))), DROPOUT, self.training)
        norm: Tensor = self.norm(states + dropped)
        return norm


class Encoder(nn.Module):
    """Embeddings and layers; `rows` are the rows of the pretrained vocabulary that stay, `layers` the layers."""

    def __init__(self, pretrained: Pretrained, rows: Sequence[int], layers: Sequence[int]) -> None:
        super().__init__()
        width, arrays = pretrained.width, pretrained.arrays
        self.words = nn.Embedding(len(rows), width)
        self.positions = nn.Embedding(pretrained.positions, width)
        self.norm = nn.LayerNorm(width, eps=pretrained.epsilon)
        self.layers = nn.ModuleList(Layer(pretrained) for _ in layers)
        types = arrays["emb.type"].reshape(-1, width)[0]
        self.words.weight.data = torch.from_numpy(arrays["emb.word"][list(rows)] + types)
        self.positions.weight.data = torch.from_numpy(arrays["emb.pos"].reshape(-1, width))
        self.norm.weight.data = torch.from_numpy(arrays["emb.ln.w"])
        self.norm.bias.data = torch.from_numpy(arrays["emb.ln.b"])
        for layer, number in zip(self.layers, layers, strict=True):
            _fill(layer, arrays, number)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the states of every piece; 1 is the id of padding."""
        mask = (ids != 1)[:, None, None, :]
        states = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        states = functional.dropout(states, DROPOUT, self.training)
        for layer in self.layers:
            states = layer(states, mask)
        return states


def _fill(layer: nn.Module, arrays: dict[str, NDArray[np.float32]], number: int) -> None:
    """Give a layer its pretrained weights."""
    names = {"attended": "ao", "wide": "fi", "narrow": "fo", "attended_norm": "aln", "norm": "oln"}
    state = {
        f"{name}.{kind}": arrays[f"l{number}.{short}.{kind[0]}"]
        for name, short in names.items()
        for kind in ("weight", "bias")
    }
    for kind in ("weight", "bias"):
        state[f"attention.{kind}"] = np.concatenate([arrays[f"l{number}.{part}.{kind[0]}"] for part in "qkv"])
    layer.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()})


class Network(nn.Module):
    """The encoder, a head for the tags of a unit, and a head for the label of each piece."""

    def __init__(self, encoder: Encoder, width: int, tags: int, labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tag_inner = nn.Linear(2 * width, width)
        self.tag = nn.Linear(width, tags)
        self.label = nn.Linear(width, labels)

    def forward(self, ids: Tensor, units: Sequence[tuple[int, int, int]]) -> tuple[Tensor, Tensor]:
        """Return tag logits of each unit (row, first piece, separator) and label logits of every piece."""
        states = self.encoder(ids).float()
        pooled = [torch.cat([states[row, first : last + 1].mean(0), states[row, last]]) for row, first, last in units]
        vectors = torch.stack(pooled) if pooled else states.new_zeros(0, 2 * states.shape[-1])
        inner = functional.dropout(vectors, DROPOUT, self.training)
        inner = functional.dropout(torch.tanh(self.tag_inner(inner)), DROPOUT, self.training)
        return self.tag(inner), self.label(functional.dropout(states, DROPOUT, self.training))
