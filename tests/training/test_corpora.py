"""What the models learn from: one corpus, or several in a folder."""

import gzip
import json
from pathlib import Path

import pytest

from policytext.training.corpora import REAL_SENTENCES, own_documents, real_windows
from policytext.training.train import corpus_hash

DOCUMENT = "id: {id}\ngenre: ngo-news\nhand: plain\ndate: 2023-05-11\ntopics: 21\n---\nt Titel\nl De dijk is af.\n"


def add(corpus: Path, **splits: str) -> None:
    corpus.mkdir(parents=True)
    for name in splits:
        (corpus / f"{name}.ptm").write_text(DOCUMENT.format(id=name), encoding="utf-8")
    rows = "".join(f"{name},{split}\n" for name, split in splits.items())
    (corpus / "splits.csv").write_text(f"id,split\n{rows}", encoding="utf-8")


def test_documents_of_the_wanted_splits_are_read(tmp_path: Path) -> None:
    add(tmp_path / "ours", a="train", b="dev", c="test")
    assert [document.id for document in own_documents(tmp_path / "ours")] == ["a", "b"]
    assert [document.id for document in own_documents(tmp_path / "ours", ("test",))] == ["c"]


def test_a_folder_of_corpora_is_read_as_one(tmp_path: Path) -> None:
    add(tmp_path / "ours", b="train")
    add(tmp_path / "mine", a="train", c="test")
    assert [document.id for document in own_documents(tmp_path)] == ["a", "b"]


def test_a_folder_without_splits_is_an_error_that_says_what_makes_them(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no splits\.csv in it; `policytext corpus split` makes one"):
        own_documents(tmp_path)


def test_the_hash_of_a_corpus_changes_with_a_document(tmp_path: Path) -> None:
    add(tmp_path / "ours", a="train")
    before = corpus_hash(tmp_path)
    (tmp_path / "ours" / "a.ptm").write_text(DOCUMENT.format(id="a").replace("af", "klaar"), encoding="utf-8")
    assert corpus_hash(tmp_path) != before


def test_real_sentences_are_learned_from_or_held_back_by_document(tmp_path: Path) -> None:
    path = tmp_path / REAL_SENTENCES
    path.parent.mkdir()
    rows = [
        {"document": f"brief-{number}", "window": 0, "source": "wob-letters", "text": text, "tags": [], "entities": []}
        for number in range(80)
        for text in ("De minister komt.", "Zij gaat.")
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    parts = {part: {name for name, _, _ in real_windows(tmp_path, part)} for part in ("all", "learned", "held")}
    assert len(parts["all"]) == 80
    assert 1 <= len(parts["held"]) <= 30
    assert parts["learned"] == parts["all"] - parts["held"]


def test_without_the_data_there_are_no_real_sentences(tmp_path: Path) -> None:
    assert real_windows(tmp_path) == []
