"""Tags decided on top of the encoder."""

import numpy as np
import pytest

from policytext.pipeline.tags.stack import TagStack, stack_features


def test_a_sentence_is_read_among_its_neighbours_and_by_itself() -> None:
    logits = np.array([[1.0], [2.0], [3.0]], dtype=np.float32)
    alone = np.array([[7.0], [8.0], [9.0]], dtype=np.float32)
    decisions = np.array([[-1.0], [-2.0], [-3.0]], dtype=np.float32)
    genres = np.array([[0.0], [0.0], [1.0]], dtype=np.float32)
    assert stack_features(logits, alone, decisions, genres).tolist() == [
        [1, 7, 0, 2, -1, 0],
        [2, 8, 1, 3, -2, 0],
        [3, 9, 2, 0, -3, 1],
    ]


def test_scores_are_probabilities_of_the_weighed_features() -> None:
    stack = TagStack(np.array([[2.0], [0], [1.0]]), np.array([-1.0]), np.array([0.5]))
    assert stack.predict(np.ones((1, 3), dtype=np.float32))[0, 0] == pytest.approx(1 / (1 + np.exp(-2)))
