"""`policytext.annotate`: texts, files and documents in, annotations out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

import policytext
from policytext import Annotation, Document, DocumentError
from policytext.annotation import Source
from policytext.batch.work import Failure

pytestmark = pytest.mark.usefixtures("fake_pipeline")
WORKERS = pytest.mark.parametrize("workers", [1, 2])


def test_a_string_is_a_text() -> None:
    [annotation] = policytext.annotate("De gemeente schiet tekort.")

    assert isinstance(annotation, Annotation)
    assert annotation.text == "De gemeente schiet tekort."
    assert annotation.id == "text-1"
    assert annotation.source.path is None
    assert [sentence.text for sentence in annotation.sentences] == ["De gemeente schiet tekort."]


@WORKERS
def test_texts_paths_folders_and_documents_can_be_mixed(tmp_path: Path, workers: int) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "b.txt").write_text("Uit de map.", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "Een."}\n{"text": "Twee."}\n', encoding="utf-8")
    document = Document("eigen", "Zelf gemaakt.", Source(sha256="0" * 64))

    annotations = list(
        policytext.annotate(["Een tekst.", tmp_path / "map", tmp_path / "a.jsonl", document], workers=workers)
    )

    assert [(annotation.id, annotation.text) for annotation in annotations] == [
        ("text-1", "Een tekst."),
        ("b", "Uit de map."),
        ("a/1", "Een."),
        ("a/2", "Twee."),
        ("eigen", "Zelf gemaakt."),
    ]


def test_inputs_are_taken_one_by_one() -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(1_000):
            taken.append(number)
            yield f"Tekst {number}."

    annotations = policytext.annotate(texts())
    assert taken == []

    next(annotations)
    next(annotations)

    assert taken == [0, 1]


@WORKERS
def test_a_failure_raises_and_names_document_stage_and_cause(workers: int) -> None:
    with pytest.raises(DocumentError, match=r"text-2: een onderdeel faalt \(annotate\)") as raised:
        list(policytext.annotate(["Goed.", "ONTPLOF."], workers=workers))

    assert raised.value.failure.error == "RuntimeError"


def test_the_exception_of_the_pipeline_is_the_cause_in_one_process() -> None:
    with pytest.raises(DocumentError) as raised:
        list(policytext.annotate("ONTPLOF."))

    assert isinstance(raised.value.__cause__, RuntimeError)


@WORKERS
def test_failures_can_be_skipped_and_are_logged(workers: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "policytext"):
        annotations = list(policytext.annotate(["Een.", "ONTPLOF.", " ", "Twee."], workers=workers, on_error="skip"))

    assert [annotation.text for annotation in annotations] == ["Een.", "Twee."]
    assert [record.getMessage() for record in caplog.records] == [
        "skipped text-2: een onderdeel faalt (annotate)",
        "skipped text-3: no text (read)",
    ]


def test_failures_can_be_collected(tmp_path: Path) -> None:
    failures: list[Failure] = []

    list(policytext.annotate([tmp_path / "weg.txt", "half \ud83d", ""], on_error=failures.append))

    assert [(failure.stage, failure.message) for failure in failures] == [
        ("read", "No such file or directory"),
        ("read", "a lone surrogate U+D83D at character 5"),
        ("read", "no text"),
    ]


def test_a_document_that_kills_its_worker_costs_only_itself() -> None:
    failures: list[Failure] = []
    texts = [f"Tekst {number}." if number != 30 else "DOOD." for number in range(60)]

    annotations = list(policytext.annotate(texts, workers=2, on_error=failures.append))

    assert [annotation.text for annotation in annotations] == [text for text in texts if text != "DOOD."]
    assert [(failure.id, failure.stage) for failure in failures] == [("text-31", "worker")]


def test_a_pipeline_of_the_caller_is_used_and_its_vocabulary_left_alone() -> None:
    nlp = policytext.load("eigen-basis")

    annotations = list(policytext.annotate(["Een.", "Twee."], nlp=nlp))

    assert [annotation.pipeline.base.name for annotation in annotations] == ["eigen-basis"] * 2
    assert nlp.zones == 0


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ({"nlp": object(), "workers": 2}, "one process only"),
        ({"on_error": "negeer"}, "on_error must be"),
        ({"workers": 0}, "workers must be 1 or more"),
        ({"base": "onbekend"}, "no base pipeline 'onbekend'"),
        ({"base": "onbekend", "workers": 2}, "no base pipeline 'onbekend'"),
    ],
)
def test_arguments_that_cannot_be_are_refused(arguments: dict[str, object], cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        list(policytext.annotate("Tekst.", **arguments))  # type: ignore[arg-type]  # wrong on purpose


def test_an_input_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="input 1 is a int; a str, a Path or a Document is expected"):
        list(policytext.annotate([3]))  # type: ignore[list-item]  # wrong on purpose
