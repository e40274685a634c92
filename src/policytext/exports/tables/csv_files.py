"""Tables as CSV files: UTF-8, commas, one header line, a missing value as nothing between commas (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.tables.codebook import CODEBOOK, codebook_rows
from policytext.exports.tables.column import Table
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import Row, tables_of

_NUL = "\0"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write ``documents.csv`` and so on, and ``codebook.csv``, into a folder, line by line.

    Raises:
        OSError: they cannot be written.
    """
    with ExitStack() as stack:
        files = {table.name: _File(output, table, stack) for table in TABLES}
        for rows in tables_of(annotations):
            for name, file in files.items():
                file.write(rows[name])
        _File(output, CODEBOOK, stack).write(codebook_rows())


class _File:
    """The CSV file of a table."""

    def __init__(self, folder: Path, table: Table, stack: ExitStack) -> None:
        path = folder / f"{table.name}.csv"
        self._names = table.names
        self._writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
        self._writer.writerow(self._names)

    def write(self, rows: Iterable[Row]) -> None:
        self._writer.writerows([_field(row[name]) for name in self._names] for row in rows)


def _field(value: Any) -> Any:
    # Most readers of CSV end a field, or the file, at a NUL; a stand-in of one code point keeps all positions right.
    return value.replace(_NUL, _REPLACEMENT) if isinstance(value, str) and _NUL in value else value
