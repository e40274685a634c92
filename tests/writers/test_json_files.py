"""One file per annotation, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.writers import JsonFiles
from policytext.writers.json_files import file_name


def test_an_annotation_goes_where_its_input_was(tmp_path: Path) -> None:
    assert JsonFiles(tmp_path).write([("ngo/brief.txt", b"{}\n")]) == [None]

    assert (tmp_path / "ngo" / "brief.txt.json").read_bytes() == b"{}\n"
    assert [path.name for path in (tmp_path / "ngo").iterdir()] == ["brief.txt.json"]


def test_an_earlier_annotation_stays_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = JsonFiles(tmp_path)
    files.write([("brief.txt", b"oud\n")])

    def full_disk(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    [error] = files.write([("brief.txt", b"nieuw\n")])

    assert isinstance(error, OSError)
    assert error.strerror == "No space left on device"

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("brief.txt.json", b"oud\n")]


def test_a_file_that_nobody_wants_replaced_stays_and_its_annotation_fails(tmp_path: Path) -> None:
    JsonFiles(tmp_path).write([("brief.txt", b"oud\n")])

    outcomes = JsonFiles(tmp_path, replace=False).write([("brief.txt", b"nieuw\n"), ("nota.txt", b"nieuw\n")])

    assert [type(outcome) for outcome in outcomes] == [FileExistsError, type(None)]
    assert (tmp_path / "brief.txt.json").read_bytes() == b"oud\n"


@pytest.mark.parametrize(
    ("record_id", "name"),
    [
        ("kst-35925-XVI-12", "kst-35925-XVI-12"),
        ("één brief", "één brief"),
        ("2021/02", "2021%2F02"),
        ("..", "%2E%2E"),
        (".verborgen", "%2Everborgen"),
        ("100%", "100%25"),
        ('a:b*c?"d"', "a%3Ab%2Ac%3F%22d%22"),
    ],
)
def test_a_record_id_becomes_a_file_name_that_every_system_takes(record_id: str, name: str) -> None:
    assert file_name(record_id) == name


IDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=400)


@given(st.sets(IDS, min_size=2, max_size=5))
def test_different_ids_have_different_names_that_stay_in_their_folder(ids: set[str]) -> None:
    names = {file_name(record_id) for record_id in ids}

    assert len(names) == len(ids)
    for name in names:
        assert name not in ("", ".", "..")
        assert not set(name) & set("/\\\x00")
        assert len(f".{name}.json.part".encode()) <= 255
