"""The small network that the fast tags stand on."""

from pathlib import Path

import numpy as np
import pytest

from policytext.pipeline.encoder.windows import padded
from policytext.pipeline.models import model_folder
from policytext.pipeline.tags.context import Context
from policytext.pipeline.tags.fast import FastTags
from policytext.pipeline.tags.network import SentenceNetwork

SENTENCES = [
    "De vakbond roept het kabinet op om de lonen te verhogen.",
    "Mooi!",
    "Volgende week vergadert de commissie over het plan, dat in het voorjaar naar de raad gaat.",
    "",
]


@pytest.fixture(scope="module")
def shipped() -> FastTags:
    return FastTags.from_folder(model_folder("tags"))


def test_a_sentence_is_read_the_same_alone_and_in_a_batch(shipped: FastTags) -> None:
    assert shipped.network is not None
    together = shipped.network.logits(SENTENCES)
    alone = np.concatenate([shipped.network.logits([sentence]) for sentence in SENTENCES])
    assert np.allclose(together, alone, atol=1e-3)


def test_what_is_written_is_read_again(shipped: FastTags, tmp_path: Path) -> None:
    assert shipped.network is not None
    shipped.network.to_folder(tmp_path)
    again = SentenceNetwork.from_folder(tmp_path)
    assert np.array_equal(again.logits(SENTENCES), shipped.network.logits(SENTENCES))


def test_plain_demands_are_told_from_procedure(shipped: FastTags) -> None:
    scores = shipped.predict([Context(text) for text in SENTENCES[:3]])
    assert scores[0, 0] > 0.5
    assert scores[1, 1] > scores[2, 1]
    assert (scores[2] < shipped.thresholds).all()


def test_without_a_network_the_word_model_decides(shipped: FastTags) -> None:
    bare = FastTags(shipped.words)
    contexts = [Context(text) for text in SENTENCES]
    assert np.array_equal(bare.predict(contexts), shipped.words.predict(contexts))
    assert np.array_equal(bare.thresholds, shipped.words.thresholds)


def test_no_sentence_has_no_score(shipped: FastTags) -> None:
    assert shipped.predict([]).shape == (0, 3)


def test_padding_fills_up_to_the_longest() -> None:
    assert padded([[0, 5, 2], [0, 2]]).tolist() == [[0, 5, 2], [0, 2, 1]]
