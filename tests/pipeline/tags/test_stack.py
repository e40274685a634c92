"""Tags decided on top of the encoder."""

import numpy as np
import pytest

from policytext.pipeline.tags.stack import TagStack, stack_features


def test_a_sentence_is_read_with_its_neighbours() -> None:
    logits = np.array([[1.0], [2.0], [3.0]], dtype=np.float32)
    decisions = np.array([[-1.0], [-2.0], [-3.0]], dtype=np.float32)
    genres = np.array([[0.0], [0.0], [1.0]], dtype=np.float32)
    assert stack_features(logits, decisions, genres).tolist() == [
        [1, 0, 2, -1, 0],
        [2, 1, 3, -2, 0],
        [3, 2, 0, -3, 1],
    ]


def test_scores_are_probabilities_of_the_weighed_features() -> None:
    one = np.ones((1, 1), dtype=np.float32)
    stack = TagStack(np.array([[2.0], [0], [0], [1.0]]), np.array([-1.0]), np.array([0.5]))
    assert stack.predict(one, one, np.zeros((1, 0), dtype=np.float32))[0, 0] == pytest.approx(1 / (1 + np.exp(-2)))
