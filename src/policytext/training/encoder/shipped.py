"""The shipped encoder read back from its ONNX file, for training that goes on from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from policytext.training.encoder.network import Encoder, Network
from policytext.training.encoder.weights import Pretrained, WeightsError

Floats = NDArray[np.float32]

_HEADS, _EPSILON = 12, 1e-12
_PARTS = {"attended": "ao", "wide": "fi", "narrow": "fo", "attended_norm": "aln", "norm": "oln"}


def shipped_network(folder: Path) -> Network:
    """Return the encoder and heads in `folder` as a network; 8-bit weights come back as what they stand for.

    Raises:
        WeightsError: there is no shipped encoder in `folder`.
    """
    if not (folder / "encoder.onnx").is_file():
        msg = f"{folder}: no encoder.onnx to go on from"
        raise WeightsError(msg)
    weights = _weights(onnx.load(str(folder / "encoder.onnx")).graph)
    words = weights["words"]
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    pretrained = Pretrained(
        words.shape[1],
        layers,
        _HEADS,
        weights["layers.0.wide"].shape[0],
        len(weights["positions.weight"]),
        _EPSILON,
        _named_as_pretrained(weights, layers),
    )
    with np.load(folder / "heads.npz", allow_pickle=False) as stored:
        heads = {name: stored[name].astype(np.float32) for name in stored.files}
    encoder = Encoder(pretrained, range(len(words)), range(layers))
    network = Network(encoder, words.shape[1], heads["tag"].shape[1], heads["label"].shape[1])
    for name in ("tag_inner", "tag", "label"):
        linear = getattr(network, name)
        linear.weight.data = torch.from_numpy(heads[name].T.copy())
        linear.bias.data = torch.from_numpy(heads[f"{name}_bias"])
    return network


def _weights(graph: onnx.GraphProto) -> dict[str, Floats]:
    """Return the graph's weights: vectors by name, matrices (out, in) by the name of what they belong to."""
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {name: array.astype(np.float32) for name, array in stored.items() if name.endswith((".weight", ".bias"))}
    found["words"] = _dequantised(stored, "words.weight")
    matrices = [node.input[1].removesuffix("_quantized") for node in graph.node if node.op_type == "MatMulInteger"]
    parts = ("attention", "attended", "wide", "narrow")
    for place, name in enumerate(matrices):
        found[f"layers.{place // len(parts)}.{parts[place % len(parts)]}"] = _dequantised(stored, name).T.copy()
    return found


def _dequantised(stored: dict[str, NDArray[np.generic]], name: str) -> Floats:
    whole, zero, scale = (stored[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "zero_point", "scale"))
    weights: Floats = (whole - zero) * scale
    return weights


def _named_as_pretrained(weights: dict[str, Floats], layers: int) -> dict[str, Floats]:
    """Return the weights by the names of the pretrained file, in which query, key and value stand apart."""
    arrays = {
        "emb.word": weights["words"],
        "emb.type": np.zeros(weights["words"].shape[1], dtype=np.float32),
        "emb.pos": weights["positions.weight"],
        "emb.ln.w": weights["norm.weight"],
        "emb.ln.b": weights["norm.bias"],
    }
    for layer in range(layers):
        prefix = f"layers.{layer}"
        for part, weight, bias in zip(
            "qkv",
            np.split(weights[f"{prefix}.attention"], 3),
            np.split(weights[f"{prefix}.attention.bias"], 3),
            strict=True,
        ):
            arrays[f"l{layer}.{part}.w"], arrays[f"l{layer}.{part}.b"] = weight, bias
        for part, short in _PARTS.items():
            name = f"{prefix}.{part}"
            arrays[f"l{layer}.{short}.w"] = weights[name if name in weights else f"{name}.weight"]
            arrays[f"l{layer}.{short}.b"] = weights[f"{name}.bias"]
    return arrays
