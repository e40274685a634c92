"""The codebook: a row for every column of every table, and the same as a part of a page in ``docs/``.

``python -m policytext.exports.tables.codebook docs/tables.md`` writes that part of the page anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from policytext.exports.tables.column import Column, Table
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import Row

_BEGIN = "<!-- columns: written by python -m policytext.exports.tables.codebook -->"
_END = "<!-- end of columns -->"
_PART = re.compile(rf"({_BEGIN}\n).*?({_END}\n)", re.DOTALL)

CODEBOOK = Table(
    "codebook",
    "a column of a table",
    ("table", "column"),
    (
        Column("table", "text", "The table"),
        Column("column", "text", "The column"),
        Column("type", "text", "Type of its values", values=("text", "integer", "number", "date", "JSON")),
        Column("key", "text", "primary; or foreign, with the table that a value names a row of", optional=True),
        Column("missing", "text", "Whether a value may be missing", values=("yes", "no")),
        Column("unit", "text", "Unit or range", optional=True),
        Column("values", "text", "The values that occur, with ; between them", optional=True),
        Column("meaning", "text", "What a value says"),
    ),
)


def codebook_rows() -> Iterator[Row]:
    """Yield the rows of the codebook, in the order of tables and columns."""
    for table in TABLES:
        for column in table.columns:
            yield {
                "table": table.name,
                "column": column.name,
                "type": column.type,
                "key": _key(table, column),
                "missing": "yes" if column.optional else "no",
                "unit": column.unit or None,
                "values": ";".join(column.values) or None,
                "meaning": column.meaning,
            }


def _key(table: Table, column: Column) -> str | None:
    parts = ["primary"] * (column.name in table.key) + [f"foreign: {column.refers}"] * bool(column.refers)
    return ", ".join(parts) or None


def with_columns(page: str) -> str:
    """Return a page in Markdown with all tables and their columns between its two marks.

    Raises:
        ValueError: the page has not got the marks.
    """
    columns = "\n".join(line for table in TABLES for line in _section(table))
    renewed, found = _PART.subn(lambda marks: f"{marks[1]}\n{columns}{marks[2]}", page)
    if not found:
        msg = f"there is no line {_BEGIN} with a line {_END} after it"
        raise ValueError(msg)
    return renewed


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield f"A row is {table.row}. Key: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield "column | type | meaning"
    yield "--- | --- | ---"
    for column in table.columns:
        about = [column.meaning]
        about += [column.unit] * bool(column.unit)
        about += [", ".join(f"`{value}`" for value in column.values)] * bool(column.values)
        about += [f"a row of `{column.refers}`"] * bool(column.refers)
        type_ = f"{column.type}, may be missing" if column.optional else column.type
        yield f"`{column.name}` | {type_} | {'; '.join(about)}"
    yield ""


if __name__ == "__main__":
    _page = Path(sys.argv[1])
    _page.write_text(with_columns(_page.read_text(encoding="utf-8")), encoding="utf-8")
