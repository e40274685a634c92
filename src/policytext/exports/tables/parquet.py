"""Tables as Parquet files, written by row groups as annotations come."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from policytext.annotation import Annotation
from policytext.exports.tables.arrow import batch, portions, pyarrow, schema
from policytext.exports.tables.codebook import CODEBOOK, codebook_rows
from policytext.exports.tables.columns import TABLES


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write ``documents.parquet`` and so on, and ``codebook.parquet``, into a folder.

    Raises:
        MissingExtraError: pyarrow is not installed.
        OSError: they cannot be written.
    """
    parquet = pyarrow().parquet
    with ExitStack() as stack:
        writers = {
            table.name: stack.enter_context(
                parquet.ParquetWriter(output / f"{table.name}.parquet", schema(table), compression="zstd")
            )
            for table in (*TABLES, CODEBOOK)
        }
        writers["codebook"].write_batch(batch(CODEBOOK, codebook_rows()))
        for batches in portions(annotations):
            for name, rows in batches.items():
                if rows.num_rows:
                    writers[name].write_batch(rows)
