"""What becomes of a run: its annotations in other forms, as data frames, as a report, linked to each other."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation
from policytext.exports.placing import ExportError, check_apart, placed
from policytext.exports.registry import EXPORTERS
from policytext.exports.tables.frames import FrameLibrary, frames
from policytext.report import EmptyReportError, ReportWritten
from policytext.report import write_report as report_on
from policytext.runs.linking import Linking, link_run
from policytext.runs.stored import StoredAnnotationError, stored_annotations, stored_failures


def link(run: str | Path, output: str | Path, *, overwrite: bool = False) -> Linking:
    """Write a run's annotations once more, with each related article linked to the document of the run that it is.

    A teaser's title must be that of one document alone, or its beginning where it is cut off.

    Args:
        run: a file or folder that `annotate_files` has written.
        output: a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or ``-`` for standard output.
        overwrite: whether a file that is there already is replaced.

    Raises:
        PlanError: the output is something else, is there already, or lies in `run`; nothing has been written.
        StoredAnnotationError: `run` holds something else than annotations; no output is left.
        MissingExtraError: the compression needs a library that is not installed.
        OSError: the output cannot be written.
    """
    return link_run(Path(run), output, overwrite=overwrite)


def export(
    annotations: str | Path | Iterable[Annotation], output: str | Path, to: str, *, overwrite: bool = False
) -> int:
    """Write annotations in a form that other tools read, and return how many documents that were.

    They are read one by one, so that memory does not grow with their number, save in a DocBin, which is held whole.

    Args:
        annotations: what a run wrote, a folder or a file; or annotations.
        output: a folder or a file, by format. A new one appears whole, or not at all; in a folder that holds files,
            files are replaced one by one once all are written.
        to: the format; `policytext.exports.registry.EXPORTERS` has them.
        overwrite: whether output that is there already is replaced; other files in a folder stay.

    Raises:
        ExportError: the format is unknown, the output is there already, or there are no annotations.
        MissingExtraError: the format needs a library that is not installed.
        StoredAnnotationError: a file cannot be read or holds something else; nothing has been written.
        OSError: the output cannot be written.
    """
    if to not in EXPORTERS:
        msg = f"there is no format {to!r} to export to, only {', '.join(EXPORTERS)}"
        raise ExportError(msg)
    output = Path(output)
    if isinstance(annotations, str | Path):
        check_apart(Path(annotations), output)
    counted = _Counted(_stored(annotations))
    with placed(output, EXPORTERS[to].suffix, overwrite=overwrite) as place:
        EXPORTERS[to].write(counted, place)
        if not counted.count:
            msg = f"{annotations}: holds no annotations" if isinstance(annotations, str | Path) else "no annotations"
            raise ExportError(msg)
    return counted.count


def to_frames(annotations: str | Path | Iterable[Annotation], library: FrameLibrary = "pandas") -> dict[str, Any]:
    """Return annotations as data frames by table name, with the columns and types of exported Parquet files.

    The tables are ``documents``, ``sections``, ``sentences``, ``tags``, ``labels``, ``entities``, ``topics`` and
    ``related``; ``docs/tables.md`` has their columns.

    Args:
        annotations: what a run wrote, a folder or a file; or annotations, such as `annotate` yields.
        library: ``pandas`` or ``polars``. In pandas, types are those that know missing values.

    Raises:
        ValueError: the library is none of the two.
        MissingExtraError: the library is not installed.
        StoredAnnotationError: a file cannot be read or holds something else.
    """
    return frames(_stored(annotations), library)


def _stored(annotations: str | Path | Iterable[Annotation]) -> Iterable[Annotation]:
    return stored_annotations(Path(annotations)) if isinstance(annotations, str | Path) else annotations


class _Counted(Iterable[Annotation]):
    """Annotations, and how many of them have been taken."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._annotations = annotations
        self.count = 0

    def __iter__(self) -> Iterator[Annotation]:
        for annotation in self._annotations:
            self.count += 1
            yield annotation


def write_report(
    run: str | Path, output: str | Path, *, overwrite: bool = False, title: str | None = None
) -> ReportWritten:
    """Write one HTML file to read, filter and count the annotations of a run in, without network and server.

    Documents that failed are counted and listed in it: those of the run's ``errors.jsonl``, and stored annotations
    that cannot be read.

    Args:
        run: the folder or file that a run wrote, or any annotations of format version 1.
        output: the .html file to write; it appears whole or not at all.
        overwrite: whether a file that is there already is replaced.
        title: the report's title; by default the name of `run`.

    Raises:
        FileExistsError: `output` is there already.
        ValueError: `output` is not named as HTML.
        EmptyReportError: `run` holds no annotation that can be read; nothing has been written.
        StoredAnnotationError: the run's ``errors.jsonl`` cannot be read.
        OSError: there is no `run`, or the file cannot be written.
    """
    source, target = Path(run), Path(output)
    if not source.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    if target.suffix.lower() not in (".html", ".htm"):
        # Whatever else the name may be, it can be that of annotations in `run`.
        msg = f"{target}: a report is an .html file"
        raise ValueError(msg)
    if target.exists() and not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    unread: list[StoredAnnotationError] = []
    failures = stored_failures(source)
    try:
        return report_on(stored_annotations(source, unread.append), failures, unread, target, title or _name(source))
    except EmptyReportError as error:
        cause = f"; {unread[0]}" if unread else ""
        msg = f"{source}: {error}{cause}"
        raise EmptyReportError(msg) from None


def _name(path: Path) -> str:
    """Return the name of a file or folder, also of one that is called ``.``."""
    return path.resolve().name or str(path)
