"""What the topics learn from besides our corpus."""

import gzip
from pathlib import Path

from policytext.training.topics import MANIFESTOS, manifesto_examples


def test_a_partys_sentences_on_one_topic_are_stretches(tmp_path: Path) -> None:
    path = tmp_path / MANIFESTOS
    path.parent.mkdir()
    rows = [f"{number},ABC,Zin {number} over wonen.,Housing\n" for number in range(8)]
    rows += ["8,ABC,De dijk moet hoger.,Environment\n", "9,ABC,Alles moet anders.,Civil Rights\n"]
    path.write_bytes(gzip.compress(("number,party,sentence,primary_topic\n" + "".join(rows)).encode()))
    found = list(manifesto_examples(tmp_path))
    assert [(each.code, len(each.text.split("\n"))) for each in found] == [(14, 6), (14, 2), (7, 1)]


def test_without_manifestos_there_are_none(tmp_path: Path) -> None:
    assert list(manifesto_examples(tmp_path)) == []
