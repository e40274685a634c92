"""Two encoders made one."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from policytext.pipeline.models import model_folder  # noqa: E402 - after the skips
from policytext.training.encoder.shipped import shipped_network  # noqa: E402
from policytext.training.encoder.train import average  # noqa: E402


def test_the_mean_lies_between_both_and_keeps_its_own_embeddings() -> None:
    folder: Path = model_folder("encoder")
    network, other = shipped_network(folder), shipped_network(folder)
    with torch.no_grad():
        for values in other.parameters():
            values.add_(2)
    before = {name: values.clone() for name, values in network.state_dict().items()}

    average(network, other)

    after = network.state_dict()
    assert torch.equal(after["encoder.words.weight"], before["encoder.words.weight"])
    assert np.allclose(after["tag.weight"], before["tag.weight"] + 1)
    assert np.allclose(after["encoder.layers.0.wide.weight"], before["encoder.layers.0.wide.weight"] + 1)
