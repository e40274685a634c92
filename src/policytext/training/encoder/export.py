"""Write a fine-tuned network as ONNX with 8-bit weights, and its heads as plain arrays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import torch

from policytext.training.encoder.network import Network


def export(network: Network, folder: Path) -> None:
    """Write ``encoder.onnx`` and ``heads.npz`` into `folder`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "encoder.onnx"
        torch.onnx.export(
            network.encoder,
            (torch.tensor([[0, 5, 6, 2], [0, 7, 2, 1]]),),
            str(whole),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {0: "rows", 1: "length"}, "states": {0: "rows", 1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    heads = {}
    for name in ("tag_inner", "tag", "label"):
        linear = getattr(network, name)
        heads[name] = linear.weight.detach().numpy().T.astype(np.float32)
        heads[f"{name}_bias"] = linear.bias.detach().numpy().astype(np.float32)
    np.savez_compressed(folder / "heads.npz", **heads)
