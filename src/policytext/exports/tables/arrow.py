"""Tables as Arrow record batches, made as annotations come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.tables.column import Table
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import Row, Rows, tables_of
from policytext.writers.extras import library

# A portion is large enough for row groups that read well, and small in memory whatever the documents are.
_PORTION = 4_000_000
_DOCUMENT = 400


def pyarrow() -> Any:
    """Return pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    library("pyarrow.parquet", "tables", "tables in Parquet and as data frames need pyarrow")
    return library("pyarrow", "tables", "tables in Parquet and as data frames need pyarrow")


def schema(table: Table) -> Any:
    """Return the Arrow schema of a table."""
    arrow = pyarrow()
    types = {"text": arrow.string(), "JSON": arrow.string(), "integer": arrow.int32(), "number": arrow.float64()}
    types["date"] = arrow.date32()
    return arrow.schema([arrow.field(each.name, types[each.type], nullable=each.optional) for each in table.columns])


def batch(table: Table, rows: Iterable[Row]) -> Any:
    """Return rows of a table as a record batch."""
    arrow, columns = pyarrow(), schema(table)
    held = list(rows)
    arrays = [arrow.array([row[field.name] for row in held], field.type) for field in columns]
    return arrow.RecordBatch.from_arrays(arrays, schema=columns)


def portions(annotations: Iterable[Annotation]) -> Iterator[dict[str, Any]]:
    """Yield record batches by table name; together they hold all rows, in order."""
    held: Rows = {table.name: [] for table in TABLES}
    size = 0
    for rows in tables_of(annotations):
        for name, more in rows.items():
            held[name] += more
        size += _DOCUMENT + len(str(rows["documents"][0]["text"]))
        if size >= _PORTION:
            yield _batches(held)
            size = 0
    yield _batches(held)


def _batches(held: Rows) -> dict[str, Any]:
    """Return the rows held as record batches, and hold none of them any longer."""
    batches = {table.name: batch(table, held[table.name]) for table in TABLES}
    for rows in held.values():
        rows.clear()
    return batches
