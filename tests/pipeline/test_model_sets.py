"""The two sets of models: with the encoder, and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import policytext
from policytext.pipeline import BaseError
from policytext.pipeline.draft import draft_of

TEXT = """Wachttijden in de jeugdzorg

De Stichting Jeugd Dichtbij vindt het onbegrijpelijk dat de wachtlijsten blijven groeien.
De stichting roept minister Dekker voor Rechtsbescherming op om gemeenten meer geld te geven.
In Zwolle wachten 212 kinderen op hulp.
"""


@pytest.fixture(scope="module")
def accurate() -> policytext.Annotation:
    (annotation,) = policytext.annotate(TEXT, base="policytext", models="accurate")
    return annotation


def tags(annotation: policytext.Annotation) -> list[list[str]]:
    return [[tag.label for tag in sentence.tags] for sentence in annotation.sentences]


def test_the_accurate_set_reads_with_the_encoder_and_the_fast_one_does_not() -> None:
    assert "policytext_encoder" in policytext.load("policytext", models="accurate").pipe_names
    assert "policytext_encoder" not in policytext.load("policytext", models="fast").pipe_names


def test_plain_criticism_and_recommendation_are_found(accurate: policytext.Annotation) -> None:
    assert tags(accurate) == [["criticism"], ["recommendation"], []]


def test_entities_have_their_bounds_and_labels(accurate: policytext.Annotation) -> None:
    found = {(entity.text, entity.label) for entity in accurate.entities}
    assert {
        ("Stichting Jeugd Dichtbij", "ORG"),
        ("minister Dekker voor Rechtsbescherming", "MINISTER"),
        ("Zwolle", "LOC"),
    } <= found


def test_scores_are_probabilities(accurate: policytext.Annotation) -> None:
    scores = [tag.score for sentence in accurate.sentences for tag in sentence.tags]
    scores += [entity.score for entity in accurate.entities if entity.score is not None]
    assert scores
    assert all(0 <= score <= 1 for score in scores)


def test_the_encoder_is_named_with_its_checksum(accurate: policytext.Annotation) -> None:
    assert len(accurate.pipeline.models["encoder"]) == 64


def test_nothing_of_the_encoder_stays_on_the_doc() -> None:
    doc = policytext.load("policytext", models="accurate")(TEXT)
    assert draft_of(doc).reading is None


def test_a_document_without_a_sentence_passes() -> None:
    nlp = policytext.load("policytext", models="accurate")
    assert nlp("Menu\nHome\n")._.annotation.text == "Menu\nHome\n"


def test_a_saved_pipeline_says_the_same_in_a_fresh_process(tmp_path: Path, accurate: policytext.Annotation) -> None:
    policytext.load("policytext", models="accurate").to_disk(tmp_path / "pipeline")
    script = f"import spacy; print([e.label_ for e in spacy.load({str(tmp_path / 'pipeline')!r})({TEXT!r}).ents])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert result.stdout.strip() == str([entity.label for entity in accurate.entities])


def test_another_set_is_an_error_that_names_the_two() -> None:
    with pytest.raises(BaseError, match="unknown models 'best': not accurate or fast"):
        policytext.load("policytext", models="best")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_to_put_a_pipeline_together_reads_no_model(seed: str) -> None:
    # spaCy asks components for attributes in an order that hangs on the seed of hashes.
    code = (
        "import policytext; from policytext.pipeline.build import models_of;"
        "nlp = policytext.load('policytext', models='accurate', syntax=False);"
        "print([name for name, each in models_of(nlp).items() if 'trained' in vars(each)])"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=True)
    assert result.stdout.strip() == "[]"
