"""Runs that go on where an earlier one was, and what they leave alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from written import annotations, lines, put, tree

import policytext
from policytext.api import PlanError, Settings, Summary

pytestmark = pytest.mark.usefixtures("fake_pipeline")
FORMATS = pytest.mark.parametrize(
    ("format_", "compress"), [("json", None), ("jsonl", None), ("jsonl", "gzip"), ("jsonl", "zstd"), ("parquet", None)]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with twelve letters, one that fails, and a file of records."""
    for number in range(12):
        put(tmp_path / "in" / f"brief{number}.txt", f"Brief {number} meldt een tekort in Utrecht.")
    put(tmp_path / "in" / "ontploft.txt", "ONTPLOF.")
    put(tmp_path / "in" / "data.jsonl", '{"id": "x", "text": "Record x."}\n{"id": "y", "text": "Record y."}\n')
    return tmp_path


def annotate(folder: Path, **options: Any) -> Summary:
    """Run over the folder's inputs, in this process."""
    return policytext.annotate_files(folder / "in", folder / "uit", workers=1, timeout=0, **options)


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that tells which documents have been worked on since it was last asked."""
    marks = tmp_path / "gezien"
    marks.mkdir()
    monkeypatch.setenv("FAKE_SEEN", str(marks))

    def told() -> list[str]:
        ids = sorted(line for path in marks.iterdir() for line in path.read_text(encoding="utf-8").split())
        for path in marks.iterdir():
            path.unlink()
        return ids

    return told


@FORMATS
def test_a_finished_run_is_kept_as_it_is(folder: Path, seen: Any, format_: Any, compress: Any) -> None:
    first = annotate(folder, format=format_, compress=compress)
    before = tree(folder / "uit")
    assert len(seen()) == 14

    again = annotate(folder, format=format_, compress=compress, resume=True)

    assert seen() == []
    assert tree(folder / "uit") == before
    assert (again.documents, again.kept, again.failures) == (first.documents, first.documents, 1) == (14, 14, 1)
    assert (again.tags, again.entities, again.undated) == (first.tags, first.entities, first.undated)


@FORMATS
def test_what_is_new_or_changed_is_done_and_what_was_there_stays_once(
    folder: Path, seen: Any, format_: Any, compress: Any
) -> None:
    annotate(folder, format=format_, compress=compress)
    seen()
    put(folder / "in" / "brief3.txt", "Brief 3 is herzien.")
    put(folder / "in" / "nieuw.txt", "Een nieuwe brief.")
    put(folder / "in" / "data.jsonl", '{"id": "x", "text": "Record x."}\n{"id": "y", "text": "Record y, herzien."}\n')

    summary = annotate(folder, format=format_, compress=compress, resume=True)

    assert seen() == ["brief3", "data/y", "nieuw"]
    assert (summary.documents, summary.kept, summary.failures) == (15, 12, 1)
    texts = {annotation["id"]: annotation["text"] for annotation in annotations(folder / "uit")}
    assert len(annotations(folder / "uit")) == len(texts) == 15
    assert texts["brief3"] == "Brief 3 is herzien."
    assert texts["data/y"] == "Record y, herzien."
    assert annotate(folder, format=format_, compress=compress, resume=True).kept == 15
    assert seen() == []


@FORMATS
def test_what_another_pipeline_has_made_is_done_again(
    folder: Path, seen: Any, monkeypatch: pytest.MonkeyPatch, format_: Any, compress: Any
) -> None:
    annotate(folder, format=format_, compress=compress)
    seen()
    monkeypatch.setenv("FAKE_VERSION", "2")

    summary = annotate(folder, format=format_, compress=compress, resume=True)

    assert len(seen()) == 14
    assert (summary.documents, summary.kept) == (14, 0)
    assert len(annotations(folder / "uit")) == 14


@FORMATS
def test_a_file_of_many_never_takes_the_name_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch, format_: Any, compress: Any
) -> None:
    annotate(folder, format=format_, compress=compress)
    # All of the first file's annotations are made anew elsewhere, so that it goes.
    monkeypatch.setenv("FAKE_VERSION", "2")
    annotate(folder, format=format_, compress=compress, resume=True)
    put(folder / "in" / "nieuw.txt", "Een nieuwe brief.")

    annotate(folder, format=format_, compress=compress, resume=True)

    assert len({annotation["id"] for annotation in annotations(folder / "uit")}) == 15


def test_a_failure_stands_until_it_is_to_be_tried_again(folder: Path, seen: Any) -> None:
    annotate(folder)
    errors = lines(folder / "uit" / "errors.jsonl")
    seen()

    assert annotate(folder, resume=True).failures == 1
    assert lines(folder / "uit" / "errors.jsonl") == errors
    put(folder / "in" / "ontploft.txt", "ONTPLOF. Nog steeds.")
    changed = annotate(folder, resume=True)
    put(folder / "in" / "ontploft.txt", "Hersteld.")
    mended = annotate(folder, retry_failed=True)

    assert (changed.failures, mended.failures, mended.documents, mended.kept) == (1, 0, 15, 14)
    assert seen() == ["ontploft"]
    assert not (folder / "uit" / "errors.jsonl").exists()


def test_to_try_again_what_failed_works_on_nothing_else(folder: Path, seen: Any) -> None:
    annotate(folder)
    seen()

    assert annotate(folder, retry_failed=True).failures == 1
    assert seen() == []


def test_an_annotation_that_has_been_deleted_is_made_anew(folder: Path, seen: Any) -> None:
    annotate(folder)
    seen()
    (folder / "uit" / "brief5.txt.json").unlink()

    assert annotate(folder, resume=True).kept == 13
    assert seen() == ["brief5"]


def test_without_an_earlier_run_there_is_nothing_to_go_on_with_and_all_is_done(folder: Path) -> None:
    assert annotate(folder, resume=True).documents == 14


def test_a_folder_with_files_of_no_run_is_refused(folder: Path) -> None:
    put(folder / "uit" / "brief1.txt.json", "van een ander")

    with pytest.raises(PlanError, match="there already; --overwrite replaces"):
        annotate(folder, resume=True)


def test_overwrite_begins_anew(folder: Path, seen: Any) -> None:
    annotate(folder, format="jsonl")
    seen()
    (folder / "in" / "brief1.txt").unlink()

    summary = annotate(folder, format="jsonl", overwrite=True)

    assert len(seen()) == 13
    assert (summary.documents, summary.kept) == (13, 0)
    assert len(annotations(folder / "uit")) == 13


def test_overwrite_and_resume_contradict_each_other(folder: Path) -> None:
    with pytest.raises(PlanError, match="choose one"):
        annotate(folder, overwrite=True, resume=True)


def test_another_format_does_not_go_on_with_a_run(folder: Path) -> None:
    annotate(folder, format="jsonl")

    with pytest.raises(PlanError, match=r"holds a run with the format jsonl, compression none; go on with the same"):
        annotate(folder, format="jsonl", compress="gzip", resume=True)


def test_standard_output_is_nothing_to_go_on_with(folder: Path) -> None:
    with pytest.raises(PlanError, match="cannot be gone on with"):
        policytext.annotate_files(folder / "in", "-", resume=True)


def test_one_stream_goes_on_in_its_file(folder: Path, seen: Any) -> None:
    stream = folder / "uit" / "alles.jsonl.gz"
    policytext.annotate_files(folder / "in", stream, workers=1, timeout=0)
    put(folder / "in" / "brief3.txt", "Brief 3 is herzien.")
    seen()

    summary = policytext.annotate_files(folder / "in", stream, workers=1, timeout=0, resume=True)

    assert seen() == ["brief3"]
    assert summary.kept == 13
    assert sorted(tree(folder / "uit")) == ["alles.jsonl.gz", "errors.jsonl"]
    assert sorted(annotation["id"] for annotation in annotations(folder / "uit"))[:3] == ["brief0", "brief1", "brief10"]
    assert len(annotations(folder / "uit")) == 14


def test_files_of_many_end_with_their_size(folder: Path) -> None:
    for number in range(4_000):
        put(folder / "in" / "veel" / f"{number}.txt", f"Brief {number}. " * 60)

    annotate(folder, format="jsonl", config=Settings(shard_megabytes=1))

    sizes = {name: len(content) for name, content in tree(folder / "uit").items() if name.startswith("annotations")}
    assert list(sizes) == [f"annotations-{number:05}.jsonl" for number in range(1, len(sizes) + 1)]
    assert len(sizes) > 2
    assert all(1_048_576 <= size < 1_400_000 for size in list(sizes.values())[:-1])
    assert len(annotations(folder / "uit")) == 4_014


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_file_of_many_that_was_tampered_with_is_not_gone_on_with(folder: Path, damage: str) -> None:
    annotate(folder, format="jsonl")
    path = folder / "uit" / "annotations-00001.jsonl"
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:100])

    with pytest.raises(PlanError, match=r"annotations-00001\.jsonl: (gone|cut short) since"):
        annotate(folder, format="jsonl", resume=True)


def test_what_was_written_but_not_remembered_is_cut_off(folder: Path, seen: Any) -> None:
    annotate(folder, format="jsonl")
    path = folder / "uit" / "annotations-00001.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"half een ')
    seen()

    annotate(folder, format="jsonl", resume=True)

    assert path.read_bytes() == whole
    assert seen() == []


def test_a_second_run_on_one_output_is_refused_and_says_who_is_at_work(folder: Path) -> None:
    annotate(folder)
    with (
        FileLock(folder / "uit" / ".policytext.lock"),
        pytest.raises(PlanError, match=r"uit: process \d+ on .* is writing"),
    ):
        annotate(folder, resume=True)


def test_a_manifest_that_is_none_is_named(folder: Path) -> None:
    annotate(folder)
    put(folder / "uit" / ".policytext" / "manifest.sqlite", "geen database" * 100)

    with pytest.raises(PlanError, match=r"manifest\.sqlite: no manifest of a run"):
        annotate(folder, resume=True)


def test_the_report_says_what_was_asked_and_what_came_of_it(folder: Path) -> None:
    annotate(folder)
    report = json.loads((folder / "uit" / "run.json").read_bytes())
    annotate(folder, resume=True)
    again = json.loads((folder / "uit" / "run.json").read_bytes())

    assert report["state"] == "finished"
    assert report["inputs"] == [str(folder / "in")]
    assert (report["counts"]["documents"], report["counts"]["kept"], report["counts"]["failures"]) == (14, 0, 1)
    assert report["settings"]["workers"] == 1
    assert report["settings"]["columns"]["text"] == "text"
    assert set(report["versions"]) == {"python", "policytext", "spacy", "scikit-learn", "numpy"}
    assert report["machine"]["cores"] >= 1
    assert again["counts"]["kept"] == 14
