"""A label set of one's own: sentences in a CSV file, a model, labels in annotations."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import policytext
from policytext.training.labels import ExamplesError, read_rows, train
from policytext.training.train import Sources, write_model

PROMISES = ("Wij beloven dat de brug in {} klaar is.", "Het college belooft in {} een nieuw zwembad te bouwen.")
OTHERS = ("De vergadering begint om {} uur.", "In {} woonden hier minder mensen dan nu.")


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    rows = [
        {"text": text.format(number), "labels": labels, "document": f"d{number % 10}"}
        for number in range(20)
        for texts, labels in ((PROMISES, "promise"), (OTHERS, ""))
        for text in texts
    ]
    return write(tmp_path / "beloften.csv", rows)


def test_sentences_get_the_labels_that_were_learned(examples: Path, tmp_path: Path) -> None:
    folder = write_model("labels", Sources(examples=examples), tmp_path)
    title = "Nieuws uit de raad\n\n"
    texts = [f"{title}De vergadering begint om 9 uur.\n", f"{title}Het college belooft in 2024 een nieuw park.\n"]
    annotations = list(policytext.annotate(texts, labels=folder))
    assert [[label.label for label in each.sentences[0].labels] for each in annotations] == [[], ["promise"]]
    annotation = annotations[1]
    assert "labels" in annotation.pipeline.models
    assert policytext.Annotation.from_json(annotation.to_json()) == annotation


def test_the_command_trains_and_uses_a_label_set(examples: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "policytext", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120).stdout.decode()

    run("train", "labels", "--examples", str(examples), "-o", "mijn")
    (tmp_path / "nieuws.txt").write_text("Titel\n\nWij beloven dat de school in 2023 klaar is.\n", encoding="utf-8")
    run("annotate", "nieuws.txt", "-o", "uit", "--labels", "mijn/labels")
    found = json.loads((tmp_path / "uit" / "nieuws.txt.json").read_text(encoding="utf-8"))
    assert [each["label"] for each in found["sentences"][0]["labels"]] == ["promise"]
    assert "[+promise " in run("show", "uit/nieuws.txt.json")


def test_a_saved_pipeline_keeps_its_label_set(examples: Path, tmp_path: Path) -> None:
    import spacy

    folder = write_model("labels", Sources(examples=examples), tmp_path)
    policytext.load(syntax=False, labels=folder).to_disk(tmp_path / "pijplijn")
    folder.rename(tmp_path / "elders")
    doc = spacy.load(tmp_path / "pijplijn")("Titel\n\nWij beloven dat de school in 2023 klaar is.\n")
    assert [each["label"] for each in doc.spans["sentences"][0]._.labels] == ["promise"]


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ([{"zin": "Hallo.", "labels": "a"}], "no column text in its first line"),
        ([{"text": " ", "labels": "a"}], "line 2 has no text"),
        ([{"text": "Hallo.", "labels": ""}], "no sentence has a label"),
        ([{"text": f"Zin {n}.", "labels": "a" * (n < 3)} for n in range(40)], "3 of 40 sentences have the label 'a'"),
        (
            [{"text": f"Zin {n}.", "labels": "a" * (n % 2), "document": "x"} for n in range(40)],
            "of 1 documents",
        ),
    ],
)
def test_examples_that_teach_nothing_are_refused(tmp_path: Path, rows: list[dict[str, str]], cause: str) -> None:
    path = write(tmp_path / "voorbeelden.csv", rows)
    with pytest.raises(ExamplesError, match=cause) as error:
        train(path)
    assert str(path) in str(error.value)


def test_labels_are_split_and_trimmed(tmp_path: Path) -> None:
    path = write(tmp_path / "voorbeelden.csv", [{"text": "Hallo.", "labels": "a; b;"}])
    assert read_rows(path)[0].labels == {"a", "b"}


def test_a_folder_without_a_label_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no label set in this folder"):
        policytext.load(labels=tmp_path)
