"""The tagger's network as it is trained is the one that is run, and it learns from sentences."""

import random

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

torch = pytest.importorskip("torch")

from policytext.pipeline.word_tags.network import WordNetwork  # noqa: E402 - after the skip
from policytext.training.word_tags import VECTOR, Network, arrays, morphology, train  # noqa: E402

WORDS = [
    "De",
    "gemeente",
    "Ede",
    "stelt",
    "in",
    "2026",
    "een",
    "nieuwe",
    "nota",
    "vast",
    ",",
    "zegt",
    "de",
    "raad",
    ".",
]
KNOWN = ["de", "gemeente", "raad"]
VECTORS = np.random.default_rng(1).standard_normal((len(KNOWN), VECTOR)).astype(np.float32)


def test_numpy_computes_what_torch_trained() -> None:
    torch.manual_seed(0)
    network = Network(KNOWN, VECTORS, tags=5).eval()
    torch.nn.init.normal_(network.edge)
    with torch.no_grad():
        trained = network(["", *WORDS, ""], random.Random(0)).numpy()[1:-1]
    assert np.allclose(WordNetwork(KNOWN, arrays(network)).logits(WORDS), trained, atol=1e-4)


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    vocab = spacy.blank("nl").vocab
    tags, pos = ["LID", "N", "WW", "LID", "N", "LET"], ["DET", "NOUN", "VERB", "DET", "NOUN", "PUNCT"]
    sentences = ["De raad leest de nota .", "Een wethouder schrijft een brief .", "Het college opent het debat ."]
    starts = [True, *[False] * 5]
    return [Doc(vocab, text.split(), tags=tags, pos=pos, sent_starts=starts) for text in sentences * 60]


def test_it_learns_the_tags_of_the_sentences_and_reads_words_it_never_saw(docs: list[Doc]) -> None:
    tags = ("LET", "LID", "N", "WW")
    network = train(docs, tags, KNOWN, VECTORS)
    found = network.logits(["Het", "raadslid", "schrijft", "een", "motie", "."]).argmax(1)
    assert [tags[place] for place in found] == ["LID", "N", "WW", "LID", "N", "LET"]


def test_morphology_is_counted_by_tag(docs: list[Doc]) -> None:
    docs[0][1].set_morph("Number=Sing|Gender=Com")  # type: ignore[attr-defined]
    assert morphology(docs[:2])["N"] == {"Gender=Com|Number=Sing|POS=NOUN": 1, "POS=NOUN": 3}
