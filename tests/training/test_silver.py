"""Raw text that the accurate models label."""

import gzip
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

import policytext
from policytext.pipeline.encoder.model import EncoderModel
from policytext.pipeline.models import model_folder
from policytext.pipeline.tags.model import TagModel
from policytext.training.encoder.silver import CHUNKS, Teacher, raw_chunks
from policytext.training.tags import _fitted, _Raw

LINE = "De gemeente moet de dijk langs de rivier verhogen, vindt de actiegroep Droge Voeten. "


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for number, name in enumerate(CHUNKS):
        text = "".join(f"{number}-{line} {LINE}\n\n" for line in range(400))
        (tmp_path / "raw" / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_stretches_are_whole_lines_and_the_same_every_time(data: Path) -> None:
    first = list(raw_chunks(data))
    assert first == list(raw_chunks(data))
    assert all(line.endswith(LINE.strip()) for text in first for line in text.splitlines())


def test_no_line_is_taken_twice(data: Path) -> None:
    lines = [line for text in raw_chunks(data, times=4) for line in text.splitlines()]
    repeated = len(lines) - len(set(lines))
    assert repeated <= len(list(raw_chunks(data, times=4)))  # a line that stands across a bound is in both stretches


def test_the_teacher_gives_every_sentence_a_probability_of_every_tag() -> None:
    encoder = EncoderModel.from_folder(model_folder("encoder"))
    teacher = Teacher(encoder, policytext.load("policytext", "fast"), TagModel.from_folder(model_folder("tags")))
    silver = teacher.label(f"Dijken\n\n{LINE}\nHet water staat hoog.\n")
    assert silver.scores.shape == (len(silver.contexts), 3)
    assert silver.scores[0, 0] > 0.5 > silver.scores[1, 0]
    assert {entity["label"] for entity in silver.found["entities"]} == {"ORG"}


def test_a_softly_labelled_sentence_weighs_both_ways() -> None:
    labelled, raw = sp.csr_matrix(np.eye(3)[:2]), sp.csr_matrix(np.eye(3)[2:])
    answers = np.array([True, False])
    likely, unlikely = (
        _fitted(labelled, answers, _Raw(raw, np.array([score], dtype=np.float32))).decision_function(raw)[0]
        for score in (0.9, 0.1)
    )
    assert likely > unlikely
