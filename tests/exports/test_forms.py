"""The tables in their forms: every form holds the same rows, as its readers understand them."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

import policytext
from policytext.annotation import Annotation
from policytext.exports.tables import xlsx
from policytext.exports.tables.codebook import codebook_rows
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import tables_of

ODD = 'Zeg "nee", zegt hij;\r\nhet kán\tniet\x0b 🚲\ufeff\n'
NAMES = [table.name for table in TABLES]


def expected(annotations: Iterable[Annotation]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that every form has to hold."""
    made: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for rows in tables_of(annotations):
        for name, more in rows.items():
            made[name] += more
    return made


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of an Excel file by sheet."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


@pytest.fixture
def some(corpus: list[Annotation], stated) -> list[Annotation]:
    """Return annotations of the corpus, an odd one, and an empty one."""
    empty = stated("", "map/leeg")
    return [*corpus[:10], stated(ODD, "map/raar", date="2021-02"), empty]


def test_parquet_holds_every_row_with_its_types(some, tmp_path: Path) -> None:
    assert policytext.export(some, tmp_path / "uit", to="parquet") == len(some)

    for name, rows in expected(some).items():
        assert pq.read_table(tmp_path / f"uit/{name}.parquet").to_pylist() == [
            {column: row[column] for column in next(table.names for table in TABLES if table.name == name)}
            for row in rows
        ]


def test_parquet_is_written_in_row_groups_as_annotations_come(tmp_path: Path, make) -> None:
    policytext.export((make(f"d{number}", "a" * 1_500_000) for number in range(7)), tmp_path / "uit", to="parquet")

    file = pq.ParquetFile(tmp_path / "uit/documents.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [3, 3, 1]


def test_csv_holds_every_row_and_a_missing_value_is_nothing(some, tmp_path: Path) -> None:
    policytext.export(some, tmp_path / "uit", to="csv")

    for name, rows in expected(some).items():
        texts = [{column: "" if value is None else str(value) for column, value in row.items()} for row in rows]
        assert csv_rows(tmp_path / f"uit/{name}.csv") == texts


def test_csv_has_a_stand_in_for_nul_that_keeps_every_position(stated, tmp_path: Path) -> None:
    policytext.export([stated("Dat\0is 🚲 veel.")], tmp_path / "uit", to="csv")

    row = csv_rows(tmp_path / "uit/sentences.csv")[0]
    assert row["text"] == "Dat\ufffdis 🚲 veel."
    assert len(row["text"]) == int(row["end"])


def test_excel_holds_every_row_with_numbers_and_days(some, tmp_path: Path) -> None:
    policytext.export(some, tmp_path / "uit.xlsx", to="xlsx")

    written = sheets(tmp_path / "uit.xlsx")
    for name, rows in expected(some).items():
        for found, row in zip(written[name], rows, strict=True):
            day = row.get("day")
            typed = {"day": day and datetime.datetime.combine(day, datetime.time())} if "day" in row else {}
            # Excel's own way to write a control character, which Excel and R read back; openpyxl leaves it.
            texts = {column: _excel(value) for column, value in row.items() if isinstance(value, str)}
            assert found == {**row, **texts, **typed}


def _excel(text: str) -> str:
    return text.replace("\r", "_x000D_").replace("\x0b", "_x000B_")


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-5%", "@minister", '=HYPERLINK("http://x.nl")', "http://x.nl", "12"]
)
def test_a_text_is_a_string_in_excel_whatever_it_begins_with(stated, tmp_path: Path, text: str) -> None:
    policytext.export([stated(text)], tmp_path / "uit.xlsx", to="xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "uit.xlsx")["sentences"]
    cell = next(cell for cell in sheet[2] if cell.value == text)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_a_text_too_long_for_a_cell_of_excel_is_cut_with_a_mark(stated, tmp_path: Path) -> None:
    fits, bikes = "a" * 32_767, "🚲" * 20_000

    policytext.export([stated(fits, "a"), stated(bikes, "b")], tmp_path / "uit.xlsx", to="xlsx")

    texts = [row["text"] for row in sheets(tmp_path / "uit.xlsx")["documents"]]
    assert texts[0] == fits
    assert texts[1] == "🚲" * 16_379 + " … [cut]"


def test_a_day_before_excel_counts_is_a_text(make, tmp_path: Path) -> None:
    policytext.export([make(date="1848-11-03")], tmp_path / "uit.xlsx", to="xlsx")

    assert sheets(tmp_path / "uit.xlsx")["documents"][0]["day"] == "1848-11-03"


def test_more_rows_than_a_sheet_has_are_refused_and_nothing_is_left(make, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 200)
    documents = [make(str(number)) for number in range(200)]

    policytext.export(documents[1:], tmp_path / "vol.xlsx", to="xlsx")
    with pytest.raises(ValueError, match="documents: more rows than the 199 of an Excel sheet; use csv or parquet"):
        policytext.export(documents, tmp_path / "uit.xlsx", to="xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["vol.xlsx"]


def test_pandas_has_types_that_know_missing_values(some) -> None:
    frames = policytext.to_frames(some)

    assert list(frames) == NAMES
    assert {str(dtype) for frame in frames.values() for dtype in frame.dtypes} == {
        "string",
        "Int32",
        "Float64",
        "datetime64[ms]",
    }
    raar = frames["documents"].set_index("document_id").loc["map/raar"]
    assert (raar["text"], raar["title"], raar["topic_code"]) == (ODD, pd.NA, pd.NA)
    assert raar["day"] is pd.NaT
    assert frames["tags"].merge(frames["sentences"], on=["document_id", "sentence_id"]).shape[0] == len(frames["tags"])


def test_pandas_reads_the_files_with_the_types_that_the_page_promises(some, stated, tmp_path: Path) -> None:
    numbered = [*some, stated("NA", "007", date="2021-02-16")]
    for form in ("parquet", "csv"):
        policytext.export(numbered, tmp_path / form, to=form)
    options: dict[str, Any] = {"keep_default_na": False, "na_values": [""], "dtype": {"document_id": "string"}}

    for name, frame in policytext.to_frames(numbered).items():
        stored = pd.read_parquet(tmp_path / f"parquet/{name}.parquet", dtype_backend="numpy_nullable")
        read = pd.read_csv(tmp_path / f"csv/{name}.csv", dtype_backend="numpy_nullable", **options)
        for column in frame.columns.drop("day", errors="ignore"):
            assert stored[column].equals(frame[column])
            filled = frame[column].replace("", pd.NA) if frame[column].dtype == "string" else frame[column]
            assert read[column].astype(filled.dtype).equals(filled), column


def test_polars_holds_the_same_as_parquet(some, tmp_path: Path) -> None:
    policytext.export(some, tmp_path / "uit", to="parquet")

    for name, frame in policytext.to_frames(some, "polars").items():
        assert frame.equals(pl.read_parquet(tmp_path / f"uit/{name}.parquet"))


def test_frames_of_no_annotations_have_their_columns() -> None:
    assert {name: frame.columns for name, frame in policytext.to_frames([], "polars").items()} == {
        table.name: list(table.names) for table in TABLES
    }


def test_frames_are_made_for_two_libraries() -> None:
    with pytest.raises(ValueError, match="for 'pandas' or 'polars', not for 'dask'"):
        policytext.to_frames([], "dask")  # type: ignore[call-overload]


def test_every_form_brings_the_codebook(some, tmp_path: Path) -> None:
    for form, output in (("csv", "a"), ("parquet", "b"), ("xlsx", "c.xlsx")):
        policytext.export(some, tmp_path / output, to=form)
    rows = list(codebook_rows())

    assert csv_rows(tmp_path / "a/codebook.csv") == [{name: row[name] or "" for name in row} for row in rows]
    assert pq.read_table(tmp_path / "b/codebook.parquet").to_pylist() == rows
    assert sheets(tmp_path / "c.xlsx")["codebook"] == rows
