"""The network that is trained is the one that is run."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402 - after the skip

from policytext.pipeline.encoder.windows import padded  # noqa: E402
from policytext.pipeline.models import model_folder  # noqa: E402
from policytext.pipeline.tags.network import SentenceNetwork, pieces_of  # noqa: E402
from policytext.training.distil import Network, arrays  # noqa: E402

SENTENCES = ["De raad verwelkomt het plan.", "Het toezicht schiet tekort, en dat al jaren.", "Ja."]


def test_numpy_computes_what_torch_trained(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(model_folder("encoder") / "tokenizer.json"))
    torch.manual_seed(0)
    network = Network(torch.randn(tokenizer.get_vocab_size(), 16), tags=3).eval()
    ids = torch.from_numpy(padded(pieces_of(tokenizer, SENTENCES)))
    with torch.no_grad():
        trained = network(ids).numpy()
    run = SentenceNetwork((arrays(network),), tokenizer).logits(SENTENCES)
    assert np.allclose(run, trained, atol=1e-4)
