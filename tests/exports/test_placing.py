"""An export is put in place whole or not at all, and never over what is there unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.exports.placing import ExportError, placed


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_appears_with_everything_in_it_and_its_parents_with_it(tmp_path: Path) -> None:
    with placed(tmp_path / "nieuw/tabellen", None, overwrite=False) as place:
        (place / "a.csv").write_text("1", encoding="utf-8")
        assert not (tmp_path / "nieuw/tabellen").exists()

    assert names(tmp_path) == ["nieuw/tabellen/a.csv"]


@pytest.mark.parametrize("suffix", [None, ".xlsx"])
def test_nothing_is_left_of_an_export_that_fails(tmp_path: Path, suffix: str | None) -> None:
    def failing() -> None:
        with placed(tmp_path / "uit.xlsx", suffix, overwrite=False) as place:
            (place / "a" if suffix is None else place).write_text("half", encoding="utf-8")
            msg = "disk full"
            raise OSError(msg)

    with pytest.raises(OSError, match="disk full"):
        failing()
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_replaced_only_when_asked_and_only_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("oud", encoding="utf-8")
    (tmp_path / "aantekening.md").write_text("van de onderzoeker", encoding="utf-8")

    with (
        pytest.raises(ExportError, match="is there already; --overwrite replaces it"),
        placed(tmp_path, None, overwrite=False),
    ):
        pass
    with placed(tmp_path, None, overwrite=True) as place:
        (place / "a.csv").write_text("nieuw", encoding="utf-8")

    assert names(tmp_path) == ["a.csv", "aantekening.md"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "nieuw"


def test_what_a_killed_export_left_is_no_part_of_the_next(tmp_path: Path) -> None:
    (tmp_path / ".uit.new").mkdir()
    (tmp_path / ".uit.new/half.csv").write_text("half", encoding="utf-8")

    with placed(tmp_path / "uit", None, overwrite=False) as place:
        (place / "a.csv").write_text("heel", encoding="utf-8")

    assert names(tmp_path) == ["uit/a.csv"]


@pytest.mark.parametrize(
    ("name", "suffix", "cause"),
    [
        ("bestand.txt", None, "bestand.txt: is a file, and a folder is to be written"),
        ("map", ".xlsx", "map: is a folder, and a .xlsx file is to be written"),
        ("tabellen.csv", ".xlsx", "tabellen.csv: the name of the file must end with .xlsx"),
    ],
)
def test_the_wrong_kind_of_output_is_refused(tmp_path: Path, name: str, suffix: str | None, cause: str) -> None:
    (tmp_path / "bestand.txt").write_text("x", encoding="utf-8")
    (tmp_path / "map").mkdir()

    with pytest.raises(ExportError, match=cause), placed(tmp_path / name, suffix, overwrite=True):
        pass
