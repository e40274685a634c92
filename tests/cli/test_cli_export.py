"""``policytext export``: what a run wrote, in the forms of other tools."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest


@pytest.fixture
def annotated(tmp_path: Path, policytext) -> Path:
    """Return the folder of a run."""
    (tmp_path / "a.txt").write_text("Er is een tekort in Utrecht.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Geen.", encoding="utf-8")
    policytext("annotate", "a.txt", "b.txt", "-o", "annotaties")
    return tmp_path / "annotaties"


def test_a_run_becomes_tables(annotated: Path, tmp_path: Path, policytext) -> None:
    result = policytext("export", annotated, "--to", "csv", "-o", "tabellen")

    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"2 documents in tabellen\n")
    names = ("codebook", "documents", "entities", "labels", "related", "sections", "sentences", "tags", "topics")
    assert sorted(path.name for path in (tmp_path / "tabellen").iterdir()) == [f"{name}.csv" for name in names]
    with (tmp_path / "tabellen/documents.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["document_id"], row["path"]) for row in csv.DictReader(file)] == [("a", "a.txt"), ("b", "b.txt")]


def test_help_lists_the_formats(policytext) -> None:
    output = policytext("export", "--help").stdout.decode()

    for name in ("parquet", "csv", "xlsx"):
        assert f"\n  {name}" in output


def test_output_that_is_there_stays_unless_it_is_to_be_replaced(annotated: Path, tmp_path: Path, policytext) -> None:
    (tmp_path / "uit.xlsx").write_text("van de onderzoeker", encoding="utf-8")

    refused = policytext("export", annotated, "--to", "xlsx", "-o", "uit.xlsx")
    assert (tmp_path / "uit.xlsx").read_text(encoding="utf-8") == "van de onderzoeker"
    replaced = policytext("export", annotated, "--to", "xlsx", "-o", "uit.xlsx", "--overwrite")

    assert (refused.returncode, replaced.returncode) == (2, 0)
    assert refused.stderr == b"policytext: uit.xlsx: is there already; --overwrite replaces it\n"
    assert (tmp_path / "uit.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["weg", "--to", "csv", "-o", "uit"], "weg: No such file or directory"),
        (["leeg", "--to", "csv", "-o", "uit"], "leeg: holds no annotations"),
        (["kapot", "--to", "parquet", "-o", "uit"], "kapot/b.json: no annotation of format version 1 (Invalid JSON"),
        (["kapot", "--to", "csv", "-o", "kapot/uit"], "kapot/uit: lies in kapot, or the other way round"),
        (["kapot", "--to", "csv", "-o", "kapot/b.json"], "kapot/b.json: lies in kapot, or the other way round"),
        (["kapot/b.json", "--to", "csv", "-o", "kapot/b.json"], "kapot/b.json: holds the annotations to be exported"),
        (["kapot", "--to", "csv", "-o", "."], ".: lies in kapot, or the other way round"),
        (["kapot", "--to", "xlsx", "-o", "uit.csv"], "uit.csv: the name of the file must end with .xlsx"),
        (["kapot", "--to", "word", "-o", "uit"], "invalid choice: 'word'"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_line_and_nothing_is_written(
    tmp_path: Path, policytext, arguments: list[str], cause: str
) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "kapot").mkdir()
    (tmp_path / "kapot/b.json").write_text('{"id": ', encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))

    result = policytext("export", *arguments)

    assert result.returncode == 2
    assert cause in result.stderr.decode().splitlines()[-1]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_library_is_named_with_the_command_that_installs_it(annotated: Path, policytext) -> None:
    hidden = annotated.parent / "xlsxwriter.py"
    hidden.write_text("raise ModuleNotFoundError", encoding="utf-8")

    result = policytext("export", annotated, "--to", "xlsx", "-o", "uit.xlsx")

    assert result.returncode == 2
    assert result.stderr.decode() == (
        "policytext: tables in Excel need XlsxWriter; run: pip install 'policytext[tables]'\n"
    )
