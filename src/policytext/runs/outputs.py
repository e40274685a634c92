"""Where a run writes: which files, whether they are there already, and the writers for them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from policytext.batch.plan import Plan, PlanError
from policytext.runs.jobs import records_reader
from policytext.runs.settings import Format
from policytext.writers import JsonFiles, JsonLines, JsonLinesStream

STANDARD_OUTPUT = "-"
_ERRORS = "errors.jsonl"
_ANNOTATIONS = "annotations.jsonl"
_SHOWN = 3


@dataclass(frozen=True)
class Output:
    """The output of a run.

    Attributes:
        format: one file per annotation, or one stream.
        folder: where the files go, or where the stream stands; None for standard output.
        stream: the file of the stream; None for one file per annotation, and for standard output.
    """

    format: Format
    folder: Path | None
    stream: Path | None

    @property
    def errors(self) -> Path | None:
        """The file of the failures; None for standard output, where they go to standard error."""
        return None if self.folder is None else self.folder / _ERRORS

    def files(self) -> list[Path]:
        """Return the files with fixed names that the run may write."""
        named = [path for path in (self.stream, self.errors) if path is not None]
        return named + [JsonLines(path).part for path in named]

    def not_to_read(self) -> list[Path]:
        """Return what must not be taken for input: the files above, and a folder that is only output."""
        return self.files() + ([self.folder] if self.folder is not None and self.format == "json" else [])

    def check(self, plan: Plan, *, overwrite: bool) -> None:
        """Raise when the run would write over something, or over its own files.

        Raises:
            PlanError: it would; nothing has been written.
        """
        if self.format == "json" and self.folder is not None:
            self._check_record_folders(plan, self.folder)
        existing = [] if overwrite else [str(path) for path in self._targets(plan) if path.exists()]
        if existing:
            more = f" and {len(existing) - _SHOWN} more" if len(existing) > _SHOWN else ""
            msg = f"{', '.join(existing[:_SHOWN])}{more}: there already; --overwrite replaces what is there"
            raise PlanError(msg)

    def _check_record_folders(self, plan: Plan, folder: Path) -> None:
        for item in plan.items:
            if item.key == _ERRORS:
                msg = f"{item.source} would be annotated to {folder / _ERRORS}, where the failures are written"
                raise PlanError(msg)
            if records_reader(item) and (folder / item.key).is_file():
                msg = f"{folder / item.key} is a file where a folder of annotations is to be; choose another output"
                raise PlanError(msg)

    def annotations(self) -> AbstractContextManager[JsonLines | JsonLinesStream | JsonFiles]:
        """Return the writer of the annotations; leaving its context finishes the output."""
        if self.stream is not None:
            return JsonLines(self.stream)
        return nullcontext(JsonLinesStream(sys.stdout.buffer) if self.folder is None else JsonFiles(self.folder))

    def failures(self) -> JsonLines | JsonLinesStream:
        """Return the writer of the failures; what an earlier run left in its place is removed."""
        if self.errors is None:
            return JsonLinesStream(sys.stderr.buffer)
        self.errors.unlink(missing_ok=True)
        return JsonLines(self.errors)

    def _targets(self, plan: Plan) -> Iterator[Path]:
        yield from self.files()
        if self.format == "json" and self.folder is not None:
            files = JsonFiles(self.folder)
            for item in plan.items:
                yield self.folder / item.key if records_reader(item) else files.path(item.key)


def resolve_output(given: str | Path, format_: Format | None) -> Output:
    """Return what an output path means: ``-``, a ``.jsonl`` file, or a folder.

    Raises:
        PlanError: path and format contradict each other, or a file stands where the folder should be.
    """
    path = Path(given)
    if given == STANDARD_OUTPUT:
        _demand_jsonl(format_, "standard output")
        return Output("jsonl", None, None)
    if path.suffix == ".jsonl" and not path.is_dir():
        _demand_jsonl(format_, str(path))
        return Output("jsonl", path.parent, path)
    if path.exists() and not path.is_dir():
        msg = f"{path} is a file; give a folder, a .jsonl file, or - for standard output"
        raise PlanError(msg)
    return Output(format_ or "json", path, path / _ANNOTATIONS if format_ == "jsonl" else None)


def _demand_jsonl(format_: Format | None, where: str) -> None:
    if format_ == "json":
        msg = f"format json writes one file per document into a folder, not to {where}; use jsonl"
        raise PlanError(msg)
