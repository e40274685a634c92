"""Where a run writes: which files, whether they are there already, and the writers for them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from policytext.batch.plan import Plan, PlanError
from policytext.runs.jobs import records_reader
from policytext.runs.settings import Format
from policytext.writers import (
    SUFFIXES,
    Compression,
    JsonFiles,
    JsonLines,
    JsonLinesStream,
    ParquetParts,
    Part,
    Shards,
    Writer,
)

STANDARD_OUTPUT = "-"
ERRORS, REPORT = "errors.jsonl", "run.json"
_ANNOTATIONS = "annotations"
_STREAMS: dict[str, Compression] = {suffix: compression for compression, suffix in SUFFIXES.items()}
_SHOWN = 3

Mode = Literal["new", "overwrite", "resume", "retry"]
"""What a run does about an earlier one: it wants none, replaces it, or goes on (`retry`: with what failed too)."""


@dataclass(frozen=True)
class Output:
    """The output of a run.

    Attributes:
        format: one file per annotation, or files of many.
        folder: where the files go, or where the stream stands; None for standard output.
        stream: the one file that all annotations go to; None for other outputs.
        compression: of JSON Lines.
        shard_bytes: size from which a file of many is complete.
    """

    format: Format
    folder: Path | None
    stream: Path | None = None
    compression: Compression = "none"
    shard_bytes: int | None = None

    @property
    def errors(self) -> Path | None:
        """The file of the failures; None for standard output, where they go to standard error."""
        return None if self.folder is None else self.folder / ERRORS

    @property
    def report(self) -> Path | None:
        """The file of the report on the run; None for standard output."""
        return None if self.folder is None else self.folder / REPORT

    @property
    def state(self) -> Path | None:
        """The folder of the manifest; None for standard output, which no run can go on with."""
        if self.folder is None:
            return None
        return self.folder / (f".{self.stream.name}.policytext" if self.stream else ".policytext")

    @property
    def manifest(self) -> Path | None:
        """The file of the manifest."""
        return None if self.state is None else self.state / "manifest.sqlite"

    def files(self) -> list[Path]:
        """Return the files with fixed names that the run may write."""
        named = [path for path in (self.stream, self.errors) if path is not None]
        return named + [JsonLines(path).part for path in named]

    def not_to_read(self) -> list[Path]:
        """Return what must not be taken for input: the files above, and a folder that is only output."""
        files = [*self.files(), *([self.report] if self.report else [])]
        return files + ([self.folder] if self.folder is not None and self.stream is None else [])

    def check(self, plan: Plan, mode: Mode) -> None:
        """Raise when the run would write over something, or over its own files.

        Raises:
            PlanError: it would; nothing has been written.
        """
        if self.format == "json" and self.folder is not None:
            self._check_record_folders(plan, self.folder)
        if mode in ("resume", "retry") and self.folder is None:
            msg = "a run that writes to standard output cannot be gone on with"
            raise PlanError(msg)
        there = self.manifest is not None and self.manifest.is_file()
        if mode == "new" and there:
            msg = (
                f"{self.stream or self.folder}: holds a run already; --resume goes on with it, --overwrite begins anew"
            )
            raise PlanError(msg)
        if there or mode == "overwrite":
            return
        existing = [str(path) for path in self._targets(plan) if path.exists()]
        if existing:
            more = f" and {len(existing) - _SHOWN} more" if len(existing) > _SHOWN else ""
            msg = f"{', '.join(existing[:_SHOWN])}{more}: there already; --overwrite replaces what is there"
            raise PlanError(msg)

    def _check_record_folders(self, plan: Plan, folder: Path) -> None:
        for item in plan.items:
            if item.key in (ERRORS, REPORT.removesuffix(".json")):
                msg = f"{item.source} would be annotated to a file of {folder} that the run needs; choose another name"
                raise PlanError(msg)
            if records_reader(item) and (folder / item.key).is_file():
                msg = f"{folder / item.key} is a file where a folder of annotations is to be; choose another output"
                raise PlanError(msg)

    def clear(self) -> None:
        """Remove what an earlier run needed to be gone on with, and its files of many."""
        if self.state is not None:
            shutil.rmtree(self.state, ignore_errors=True)
        if self.folder is not None and self.format != "json":
            for path in self._parts():
                path.unlink(missing_ok=True)

    def writer(self, written: list[Part], mode: Mode) -> Writer:
        """Return the writer of the annotations, which goes on after what is `written`.

        Raises:
            MissingExtraError: the format needs a library that is not installed.
            ChangedOutputError: what is written is gone, or no longer as it was.
        """
        if self.folder is None:
            return JsonLinesStream(sys.stdout.buffer)
        if self.format == "parquet":
            return ParquetParts(self.folder / _ANNOTATIONS, written)
        if self.format == "jsonl":
            return Shards(self.stream or self.folder / _ANNOTATIONS, self.compression, self.shard_bytes, written)
        return JsonFiles(self.folder, replace=mode != "new")

    def holds(self, key: str) -> bool:
        """Say whether the annotation of a document that has been done is still there, for all that names tell."""
        return self.format != "json" or self.folder is None or JsonFiles(self.folder).path(key).is_file()

    def _parts(self) -> list[Path]:
        """Return the files of many that are there."""
        if self.folder is None or self.format == "json":
            return []
        if self.stream is not None:
            return [path for path in (self.stream, JsonLines(self.stream).part) if path.exists()]
        kind = "parquet" if self.format == "parquet" else "jsonl"
        return sorted(self.folder.glob(f"{_ANNOTATIONS}-*.{kind}*"))

    def _targets(self, plan: Plan) -> Iterator[Path]:
        yield from dict.fromkeys([*self.files(), *self._parts()])
        if self.format == "json" and self.folder is not None:
            files = JsonFiles(self.folder)
            for item in plan.items:
                yield self.folder / item.key if records_reader(item) else files.path(item.key)


def resolve_output(
    given: str | Path, format_: Format | None, compression: Compression | None = None, shard_bytes: int | None = None
) -> Output:
    """Return what an output path means: ``-``, a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or a folder.

    Raises:
        PlanError: path, format and compression contradict each other, or a file stands where the folder should be.
    """
    path = Path(given)
    if given == STANDARD_OUTPUT:
        _demand(format_, "jsonl", "standard output")
        return Output("jsonl", None)
    suffix = next((suffix for suffix in _STREAMS if path.name.endswith(suffix)), None)
    if suffix is not None and not path.is_dir():
        _demand(format_, "jsonl", str(path))
        if compression not in (None, _STREAMS[suffix]):
            msg = f"{path} is not the name of a file with {compression}; leave out --compress, or name a folder"
            raise PlanError(msg)
        return Output("jsonl", path.parent, path, _STREAMS[suffix])
    if path.exists() and not path.is_dir():
        msg = f"{path} is a file; give a folder, a .jsonl file, or - for standard output"
        raise PlanError(msg)
    if compression not in (None, "none") and format_ != "jsonl":
        msg = f"compression goes with the format jsonl, not with {format_ or 'json'}"
        raise PlanError(msg)
    return Output(format_ or "json", path, None, compression or "none", shard_bytes)


def _demand(format_: Format | None, wanted: Format, where: str) -> None:
    if format_ not in (None, wanted):
        msg = f"format {format_} writes files into a folder, not to {where}; use {wanted}"
        raise PlanError(msg)
