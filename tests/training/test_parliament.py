"""The second test of the entities: how its file is read and mapped."""

import gzip
from pathlib import Path

from policytext.training.parliament import PARLIAMENT, Line, read_lines, score, table

ROWS = """De\tB-ORG
Kamer\tI-ORG
vraagt\tO
KLM\tB-ORG
(\tO
Schiphol\tB-LOC
)\tO
om\tO
hulp\tO
.\tO

Kamerlid\tO
Sadet\tB-PER
Karabulut\tI-PER
vraagt\tO
minister\tB-PER
Asscher\tI-PER
om\tO
uitleg\tO
over\tO
de\tO
reis\tO
naar\tO
Utrecht\tB-LOC
.\tO
"""


def write(data: Path) -> Path:
    path = data / PARLIAMENT
    path.parent.mkdir()
    path.write_bytes(gzip.compress(ROWS.encode()))
    return path


def test_tokens_become_text_with_offsets(tmp_path: Path) -> None:
    first, _ = read_lines(write(tmp_path))
    assert first == Line("De Kamer vraagt KLM (Schiphol) om hulp.", [(0, 8, "ORG"), (16, 19, "ORG"), (21, 29, "LOC")])


def test_bodies_of_a_common_name_and_ministers_count_for_nothing(tmp_path: Path) -> None:
    found = score("fast", write(tmp_path))
    assert found["PER"].support == 1
    assert found["PER"].hits == 1
    assert found["ORG"].support == 1
    assert found["LOC"].support == 2


def test_without_the_data_there_is_no_table(tmp_path: Path) -> None:
    assert table(tmp_path) is None
