"""Gold documents on disk, in every form they come in."""

import json
from pathlib import Path

import pytest

from policytext.annotation import Annotation
from policytext.evaluation import GoldError, evaluate, gold_documents, read_gold

COMPILED = {
    "id": "motie",
    "text": "Motie\nDe Kamer verzoekt de regering dit te doen.\n",
    "topics": [20],
    "blocks": [
        {"kind": "title", "level": None, "start": 0, "end": 5, "text": "Motie"},
        {"kind": "lead", "level": None, "start": 6, "end": 48, "text": "De Kamer verzoekt de regering dit te doen."},
    ],
    "sentences": [
        {"start": 6, "end": 48, "text": "De Kamer verzoekt de regering dit te doen.", "tags": ["recommendation"]}
    ],
    "entities": [],
    "related": [],
}


def test_markup_gives_texts_to_annotate(gold: Path, perfect: Annotation) -> None:
    (document,) = gold_documents(gold)
    assert (document.id, document.text, document.date) == ("brief", perfect.text, "2023-05-11")


def test_compiled_gold_is_read(tmp_path: Path) -> None:
    (tmp_path / "motie.json").write_text(json.dumps(COMPILED), encoding="utf-8")
    (reading,) = read_gold(tmp_path)
    assert (reading.title, reading.topics) == ("Motie", (20,))
    assert reading.sentences[0].tags == {"recommendation": 1.0}
    assert [passage.tags for passage in reading.passages] == [{"recommendation"}]


@pytest.mark.parametrize("name", ["brief.json", "all.jsonl"])
def test_annotations_serve_as_gold(tmp_path: Path, perfect: Annotation, name: str) -> None:
    (tmp_path / name).write_text(perfect.to_json() + "\n", encoding="utf-8")
    assert evaluate(tmp_path / name, [perfect]).stance.sentences["criticism"].f == 1


def test_a_split_selects_documents(gold: Path) -> None:
    source = (gold / "brief.ptm").read_text(encoding="utf-8")
    (gold / "other.ptm").write_text(source.replace("id: brief", "id: other"), encoding="utf-8")
    (gold / "splits.csv").write_text("id,split\nbrief,train\nother,test\n", encoding="utf-8")
    assert [document.id for document in gold_documents(gold, split="test")] == ["other"]
    assert evaluate(gold, [], split="test").missing == ["other"]


def test_a_splits_file_may_be_json_and_stand_above_the_documents(gold: Path) -> None:
    (gold.parent / "splits.json").write_text('{"brief": "dev"}', encoding="utf-8")
    assert [reading.id for reading in read_gold(gold, split="dev")] == ["brief"]


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_malformed_splits_file_is_named(gold: Path, content: str) -> None:
    (gold / "splits.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"splits\.json: "):
        read_gold(gold, split="dev")


def test_a_split_without_documents_is_an_error(gold: Path) -> None:
    (gold / "splits.csv").write_text("id,split\nbrief,train\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no gold documents in split test"):
        read_gold(gold, split="test")


def test_a_split_of_a_corpus_without_splits_is_an_error(gold: Path) -> None:
    with pytest.raises(GoldError, match=r"no splits\.csv"):
        read_gold(gold, split="test")


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold documents"):
        read_gold(tmp_path)


def test_two_documents_of_one_id_are_refused(gold: Path) -> None:
    (gold / "sub").mkdir()
    (gold / "sub" / "brief.ptm").write_text((gold / "brief.ptm").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(GoldError, match="a second gold document with the id brief"):
        read_gold(gold)


@pytest.mark.parametrize("content", ["{", "[]", '{"id": "x"}', '{"schema": "policytext/annotation@1"}', "3", "null"])
def test_a_file_that_is_no_gold_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.json: neither compiled gold nor an annotation"):
        read_gold(tmp_path)
