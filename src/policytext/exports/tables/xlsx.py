"""Tables as the sheets of an Excel file, written row by row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.placing import ExportError
from policytext.exports.tables.codebook import CODEBOOK, codebook_rows
from policytext.exports.tables.column import Table
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import Row, Value, tables_of
from policytext.writers.extras import library

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
"""Excel's limits: rows of a sheet with its header, and UTF-16 code units of a cell."""

CUT = " … [cut]"
_FIRST_YEAR = 1900  # Excel knows no dates before it
_WIDTHS = {"text": 24, "JSON": 24, "integer": 12, "number": 12, "date": 12}


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write a sheet for each table, and one with the codebook. A text too long for a cell is cut, and ends with `CUT`.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        ExportError: a table has more rows than a sheet can have.
        OSError: the file cannot be written.
    """
    xlsxwriter = library("xlsxwriter", "tables", "tables in Excel need XlsxWriter")
    # What a sheet holds waits in a file until the end; beside the output there is room for it.
    with TemporaryDirectory(dir=output.parent, prefix=".xlsx-") as folder:
        book = xlsxwriter.Workbook(str(output), {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        sheets = {table.name: _Sheet(book, table) for table in (*TABLES, CODEBOOK)}
        sheets["codebook"].write(codebook_rows())
        for rows in tables_of(annotations):
            for name, more in rows.items():
                sheets[name].write(more)
        for sheet in sheets.values():
            sheet.finish()
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from None


class _Sheet:
    """The sheet of a table."""

    def __init__(self, book: Any, table: Table) -> None:
        self._sheet = book.add_worksheet(table.name)
        self._table = table
        self._rows = 1
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            self._sheet.set_column(place, place, _WIDTHS[column.type])
            self._sheet.write_string(0, place, column.name, bold)

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows below those written before."""
        for row in rows:
            if self._rows == MAX_ROWS:
                msg = f"{self._table.name}: more rows than the {MAX_ROWS - 1:,} of an Excel sheet; use csv or parquet"
                raise ExportError(msg)
            for place, name in enumerate(self._table.names):
                self._cell(place, row[name])
            self._rows += 1

    def finish(self) -> None:
        """Let the rows be filtered by their values."""
        self._sheet.autofilter(0, 0, max(self._rows - 1, 1), len(self._table.columns) - 1)

    def _cell(self, place: int, value: Value) -> None:
        # A text is always written as a string: nothing it begins with makes it a formula, a number or a link.
        if isinstance(value, str):
            self._sheet.write_string(self._rows, place, cut(value))
        elif isinstance(value, date) and value.year < _FIRST_YEAR:
            self._sheet.write_string(self._rows, place, value.isoformat())
        elif isinstance(value, date):
            self._sheet.write_datetime(self._rows, place, value, self._day)
        elif value is not None:
            self._sheet.write_number(self._rows, place, value)


def cut(text: str) -> str:
    """Return a text as it fits a cell."""
    if len(text) <= MAX_CELL // 2 or _units(text) <= MAX_CELL:
        return text
    room = 2 * (MAX_CELL - len(CUT))
    # Half a character at the end, where it takes two units, is dropped.
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
