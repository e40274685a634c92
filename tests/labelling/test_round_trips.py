"""Markup, through a tool's own format, and back: nothing is lost."""

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from papers import OUTPUTS, bring_back, export, paper, papers, sample

from policytext.corpus.imports.records import ToolFileError
from policytext.corpus.markup import MarkedDocument

TOOLS = tuple(OUTPUTS)


@pytest.mark.parametrize("tool", TOOLS)
def test_everything_that_markup_knows_comes_back(tool: str, tmp_path: Path) -> None:
    done, back = bring_back(export([paper()], tool, tmp_path), tool, tmp_path, unreviewed=True)
    assert (done.faults, done.notes) == ([], [])
    assert back == {"gemeente-laadpalen": paper()}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_hundred_documents_of_the_corpus_come_back(tool: str, tmp_path: Path) -> None:
    documents = sample(100)
    done, back = bring_back(export(documents, tool, tmp_path), tool, tmp_path, unreviewed=True)
    assert (done.faults, done.notes) == ([], [])
    assert back == {document.id: document for document in documents}


@pytest.mark.parametrize("tool", TOOLS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=papers())
def test_emoji_and_odd_white_space_move_nothing(tool: str, document: MarkedDocument) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done, back = bring_back(export([document], tool, folder), tool, folder, unreviewed=True)
    assert done.faults == []
    assert back == {document.id: document}


@pytest.mark.parametrize(
    ("tool", "broken"),
    [
        ("label-studio", "kapot.json"),
        ("doccano", "kapot.jsonl"),
        ("prodigy", "kapot.jsonl"),
        ("brat", "kapot.ann"),
        ("inception", "kapot.zip"),
        ("conll", "kapot.conll"),
    ],
)
def test_a_file_that_cannot_be_read_costs_no_other(tool: str, broken: str, tmp_path: Path) -> None:
    made = export([paper()], tool, tmp_path)
    folder = made if made.is_dir() else tmp_path / "map"
    if not made.is_dir():
        folder.mkdir()
        made.rename(folder / made.name)
    (folder / broken).write_bytes(b"\xff")
    (folder / broken).with_suffix(".txt").write_bytes(b"\xff")
    done, back = bring_back(folder, tool, tmp_path, unreviewed=True)
    assert [fault.startswith(str(folder / "kapot")) for fault in done.faults] == [True]
    assert back == {"gemeente-laadpalen": paper()}


def test_a_broken_archive_within_an_archive_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "project.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("annotation/brief/anna.zip", b"inhoud" * 100)
    path = tmp_path / "project.zip"
    path.write_bytes(path.read_bytes().replace(b"inhoud", b"inhaud", 1))
    with pytest.raises(ToolFileError, match=r"project\.zip/annotation/brief/anna\.zip: cannot be read \(Bad CRC-32"):
        bring_back(path, "inception", tmp_path)
