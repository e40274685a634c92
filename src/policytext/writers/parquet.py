"""Annotations as Parquet files of bounded size: one row a document, the annotation itself in a column as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policytext.writers.extras import library
from policytext.writers.writer import ChangedOutputError, Part, PartWriter, Place, Written, next_name, temporary

SUFFIX = ".parquet"


def _pyarrow() -> Any:
    library("pyarrow.parquet", "parquet", "Parquet needs pyarrow")
    return library("pyarrow", "parquet", "Parquet needs pyarrow")


class ParquetParts(PartWriter):
    """Writes ``STEM-00001.parquet`` and so on, one file a portion."""

    portion = 1000
    seconds = 600.0

    def __init__(self, path: Path, written: Sequence[Part] = ()) -> None:
        """Write files beside `path`, whose names begin with its own; `written` is what an earlier run has written.

        Raises:
            MissingExtraError: pyarrow is not installed.
            ChangedOutputError: a file of an earlier run is gone.
        """
        self._path = path
        self._arrow = _pyarrow()
        self._written = list(written)
        self._grown: list[Part] = []
        for part in written:
            if not path.with_name(part.name).is_file():
                raise ChangedOutputError(path.with_name(part.name), "gone")

    def write(self, annotations: Sequence[tuple[str, bytes]]) -> list[Written]:
        """Write annotations as one file: all of them, or none."""
        name = next_name(self._path, self._written, SUFFIX)
        path = self._path.with_name(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            size = self._stored(self._table([line for _, line in annotations]), path)
            temporary(path).replace(path)
        except OSError as error:
            temporary(path).unlink(missing_ok=True)
            return [error] * len(annotations)
        self._written.append(Part(name, size, len(annotations)))
        self._grown.append(self._written[-1])
        return [Place(name, number) for number in range(len(annotations))]

    def parts(self) -> list[Part]:
        """Return the files written since this was last asked."""
        grown, self._grown = self._grown, []
        return grown

    def rewrite(self, part: Part, lines: Sequence[int]) -> Part:
        """Write the rows that are to stay under a temporary name."""
        path = self._path.with_name(part.name)
        table = self._arrow.parquet.read_table(path).take(self._arrow.array(lines, self._arrow.int64()))
        return Part(part.name, self._stored(table, path), len(lines))

    def _stored(self, table: Any, path: Path) -> int:
        """Write a table under the temporary name of `path`, and return the bytes it takes."""
        self._arrow.parquet.write_table(table, temporary(path), compression="zstd")
        return temporary(path).stat().st_size

    def _table(self, lines: Sequence[bytes]) -> Any:
        arrow = self._arrow
        text, number = arrow.string(), arrow.int32()
        names = ("id", "path", "url", "title", "date", "topics", "sections", "sentences")
        types = (text, text, text, text, text, arrow.list_(number), number, number)
        tags = ("recommendation", "praise", "criticism")
        schema = arrow.schema(
            [
                *zip(names, types, strict=True),
                *((tag, number) for tag in tags),
                ("entities", number),
                ("annotation", text),
            ]
        )
        return arrow.Table.from_pylist([_row(line) for line in lines], schema=schema)


def _row(line: bytes) -> dict[str, Any]:
    annotation = json.loads(line)
    tags = Counter(tag["label"] for sentence in annotation["sentences"] for tag in sentence["tags"])
    return {
        "id": annotation["id"],
        "path": annotation["source"]["path"],
        "url": annotation["source"]["url"],
        "title": annotation["title"] and annotation["title"]["text"],
        "date": annotation["date"],
        "topics": [topic["code"] for topic in annotation["topics"]],
        "sections": len(annotation["sections"]),
        "sentences": len(annotation["sentences"]),
        "recommendation": tags["recommendation"],
        "praise": tags["praise"],
        "criticism": tags["criticism"],
        "entities": len(annotation["entities"]),
        "annotation": line.decode("utf-8").rstrip("\n"),
    }


def stored_rows(path: Path) -> Iterator[bytes]:
    """Yield the annotations in a Parquet file, as JSON.

    Raises:
        MissingExtraError: pyarrow is not installed.
        OSError: it cannot be read.
    """
    arrow = _pyarrow()
    try:
        file = arrow.parquet.ParquetFile(path)
        if "annotation" not in file.schema_arrow.names:
            msg = "no column 'annotation', so no annotations of a run"
            raise OSError(msg)
        for batch in file.iter_batches(batch_size=100, columns=["annotation"]):
            for value in batch.column(0):
                yield value.as_py().encode("utf-8")
    except arrow.ArrowException as error:
        raise OSError(str(error)) from None
