"""Tables as data frames of pandas or Polars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from policytext.annotation import Annotation
from policytext.exports.tables.arrow import portions, pyarrow, schema
from policytext.exports.tables.columns import TABLES
from policytext.writers.extras import library

FrameLibrary = Literal["pandas", "polars"]


def frames(annotations: Iterable[Annotation], name: FrameLibrary) -> dict[str, Any]:
    """Return the data frames of annotations by table name, with the columns and types of the Parquet files.

    Raises:
        ValueError: the library is none of the two.
        MissingExtraError: the library, or pyarrow, is not installed.
    """
    if name not in ("pandas", "polars"):
        msg = f"frames are made for 'pandas' or 'polars', not for {name!r}"
        raise ValueError(msg)
    made = library(name, name, f"{name} is not installed")
    arrow = pyarrow()
    held: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    for batches in portions(annotations):
        for table, rows in batches.items():
            held[table].append(rows)
    tables = {table.name: arrow.Table.from_batches(held[table.name], schema(table)) for table in TABLES}
    if name == "polars":
        return {table: made.from_arrow(rows) for table, rows in tables.items()}
    # The types of pandas that know missing values: no float where an integer is missing, no NaN among texts.
    types = {arrow.string(): made.StringDtype(), arrow.int32(): made.Int32Dtype(), arrow.float64(): made.Float64Dtype()}
    return {table: rows.to_pandas(types_mapper=types.get, date_as_object=False) for table, rows in tables.items()}
