"""The network that is trained is the one that is run."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402 - after the skip

from policytext.pipeline.models import model_folder  # noqa: E402
from policytext.pipeline.tags.network import SentenceNetwork  # noqa: E402
from policytext.pipeline.tags.words import Words  # noqa: E402
from policytext.training.distil import Network, Vocabulary, arrays  # noqa: E402

SENTENCES = ["De raad verwelkomt het plan.", "Het toezicht schiet tekort, en dat al jaren.", "Ja."]


def test_numpy_computes_what_torch_trained() -> None:
    tokenizer = Tokenizer.from_file(str(model_folder("encoder") / "tokenizer.json"))
    torch.manual_seed(0)
    network = Network(torch.randn(tokenizer.get_vocab_size(), 16), tags=3).eval()
    words = Words.of(SENTENCES)
    vocabulary = Vocabulary(tokenizer, words.all)
    with torch.no_grad():
        embedded = vocabulary.embedded(network, [vocabulary.places[word] for word in words.all])
        trained = network(embedded, torch.from_numpy(words.lengths)).numpy()
    run = SentenceNetwork(arrays(network), tokenizer).logits(SENTENCES)
    assert np.allclose(run, trained, atol=1e-4)
