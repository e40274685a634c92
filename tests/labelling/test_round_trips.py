"""Markup, through a tool's own format, and back: nothing is lost."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from papers import OUTPUTS, bring_back, export, paper, papers, sample

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
