"""Faults of a corpus beyond malformed markup."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.corpus.check import check_corpus

CorpusWriter = Callable[..., Path]


def test_a_sound_corpus_has_no_faults(corpus: CorpusWriter, markup: str) -> None:
    assert check_corpus(corpus(markup)) == []


def test_an_empty_folder_is_no_corpus(tmp_path: Path) -> None:
    assert check_corpus(tmp_path) == [f"{tmp_path}: no *.ptm files"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("h1 Meer", "h3 Meer", "heading level 3 under level 0"),
        ("b Het bestuur", "l Het bestuur", "lead after a heading"),
        ("l Het waterschap", "b Het waterschap", "body before any heading"),
        ("x Menu", "t Menu", "more than one title"),
        ('target="het peilbesluit"', 'target="de dijkgraaf"', "the target 'de dijkgraaf' does not occur"),
        ("op [9 mei|DATE]", "[op 9 mei,|DATE]", "an entity with punctuation at its end"),
        ("het [Groene Hart|LOC]", "[het Groene Hart|LOC]", "an entity with its article"),
    ],
)
def test_each_fault_is_said_with_its_file(corpus: CorpusWriter, markup: str, old: str, new: str, fault: str) -> None:
    (found,) = check_corpus(corpus(markup.replace(old, new)))
    assert "ngo-dijk.ptm: " in found
    assert fault in found


def test_malformed_files_are_all_listed(corpus: CorpusWriter, markup: str) -> None:
    folder = corpus(markup)
    (folder / "a.ptm").write_text("id a\n", encoding="utf-8")
    (folder / "b.ptm").write_bytes(b"id: \xff\n")
    assert [fault.rpartition("/")[2].partition(" ")[0] for fault in check_corpus(folder)] == ["a.ptm:1:", "b.ptm:1:"]


def test_a_sentence_may_stand_in_one_document_only(corpus: CorpusWriter, markup: str) -> None:
    faults = check_corpus(corpus(markup, markup.replace("id: ngo-dijk", "id: ngo-kopie")))
    assert len(faults) == 4
    assert "stands in ngo-dijk too" in faults[0]


def test_every_document_has_a_split_and_every_split_a_document(corpus: CorpusWriter, markup: str) -> None:
    folder = corpus(markup)
    (folder / "splits.csv").write_text("id,split\nngo-weg,dev\n", encoding="utf-8")
    missing, gone = check_corpus(folder)
    assert "in no split" in missing
    assert "'ngo-weg' is no document here" in gone
