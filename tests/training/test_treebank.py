"""From the treebank's files to gold Docs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from policytext.training import treebank
from policytext.training.conventions import as_released

ROWS = """\
# text = Ook Dubbeldam was nooit arts.
1\tOok\took\tADV\tBW\t_\t2\tadvmod\t_\t_
2\tDubbeldam\tDubbeldam\tPROPN\tN|eigen|ev|basis|genus|stan\tGender=Com,Neut|Number=Sing\t5\tnsubj\t_\t_
3\twas\tzijn\tAUX\tWW|pv|verl|ev\tNumber=Sing|Tense=Past|VerbForm=Fin\t5\tcop\t_\t_
3.1\twas\tzijn\tAUX\tWW|pv|verl|ev\t_\t_\t_\t5:cop\t_
4\tnooit\tnooit\tADV\tBW\t_\t5\tadvmod\t_\t_
5\tarts\tarts\tNOUN\tN|soort|ev|basis|zijd|stan\tGender=Com|Number=Sing\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\tLET\t_\t5\tpunct\t_\t_

"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "proef.conllu.gz"
    file.write_bytes(gzip.compress((ROWS * 11).encode()))
    return file


def test_ten_sentences_make_a_doc_and_empty_nodes_are_left_out(path: Path) -> None:
    first, last = treebank.read_docs(path)
    assert (len(list(first.sents)), len(list(last.sents))) == (10, 1)
    assert last.text.strip() == "Ook Dubbeldam was nooit arts."


def test_adverbs_of_nouns_and_names_of_open_gender_follow_the_releases(path: Path) -> None:
    doc = as_released(treebank.read_docs(path)[-1])
    assert [token.dep_ for token in doc] == ["amod", "nsubj", "cop", "advmod", "ROOT", "punct"]
    assert (doc[1].tag_, str(doc[1].morph)) == ("N|eigen|ev|basis|zijd|stan", "Gender=Com|Number=Sing")


def test_a_form_with_two_lemmas_is_a_fact_only_if_one_is_far_more_frequent(path: Path) -> None:
    docs = treebank.read_docs(path)
    docs[0][0].lemma_ = "other"
    assert treebank.lemma_facts(docs)["Ook", "ADV"] == "ook"
    for number in range(0, 30, 6):
        docs[0][number].lemma_ = "other"
    assert ("Ook", "ADV") not in treebank.lemma_facts(docs)


def test_first_parts_of_compounds_are_read_from_lemmas() -> None:
    facts = {("staatsbezoek", "NOUN"): "staat_bezoek", ("in_", "X"): "in_"}
    assert treebank.compound_parts(facts) == {("staats", "NOUN_"): "staat"}


def test_a_missing_treebank_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no treebank"):
        treebank.files(tmp_path, treebank.TRAIN)
