"""Writes a report: reading views stream into a scratch file beside it, for the page has the index before them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from policytext.annotation import Annotation
from policytext.report.chunks import Chunks
from policytext.report.index import Index
from policytext.report.page import page
from policytext.report.reading import reading_view
from policytext.writers.writer import temporary


class EmptyReportError(ValueError):
    """There is no annotation to report on; nothing has been written."""


@dataclass(frozen=True)
class ReportWritten:
    """What was written.

    Attributes:
        path: the file.
        bytes: its size.
        documents, failures: how many are in it.
        unread: what could not be read of the annotations, a message each; counted among the failures too.
    """

    path: Path
    bytes: int
    documents: int
    failures: int
    unread: tuple[str, ...] = ()


def write_report(
    annotations: Iterable[Annotation],
    failures: Sequence[Mapping[str, Any]],
    unread: Sequence[Exception],
    output: Path,
    title: str,
) -> ReportWritten:
    """Write the report on `annotations`, one document in memory at a time; the file appears whole or not at all.

    Args:
        annotations: the documents, read once, in the order that the report numbers them by.
        failures: the documents without annotation, as in ``errors.jsonl``.
        unread: what could not be read of the annotations; looked at when they have been.
        output: the file to write; what is there already is replaced.
        title: the report's title.

    Raises:
        EmptyReportError: there are no annotations.
        OSError: the file cannot be written.
    """
    index = Index()
    new = temporary(output)
    with tempfile.TemporaryFile(dir=output.parent) as unnamed:
        scratch = cast("BinaryIO", unnamed)
        chunks = Chunks(scratch)
        for annotation in annotations:
            chunks.add(reading_view(annotation, index.add(annotation), index))
        chunks.flush()
        messages = tuple(str(error) for error in unread)
        failed = [*failures, *({"source": "", "stage": "report", "message": message} for message in messages)]
        if not len(index):
            msg = "no annotation to report on"
            raise EmptyReportError(msg)
        head, tail = page(title, index.json(title, chunks.first, failed))
        scratch.seek(0)
        try:
            with new.open("wb") as stream:
                stream.write(head.encode("utf-8"))
                shutil.copyfileobj(scratch, stream, 1 << 20)
                stream.write(tail.encode("utf-8"))
            new.replace(output)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    return ReportWritten(output, output.stat().st_size, len(index), len(failed), messages)
