"""From planned inputs to jobs: a file of one document is read by its worker, a file of many here, record by record."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from policytext.batch.plan import Item, Plan
from policytext.batch.work import Failure, Job
from policytext.document import UnreadableDocument
from policytext.readers import Origin, Reader, ReadOptions, RecordFailure, reader_for_content, reader_for_suffix
from policytext.writers.json_files import file_name


def planned_jobs(plan: Plan, options: ReadOptions) -> Iterator[Job | Failure]:
    """Yield the jobs of all inputs, in order, and a failure for each input or record that cannot become one."""
    yield from plan.faults
    for item in chain(plan.items, plan.rest):
        if isinstance(item, Failure):
            yield item
            continue
        reader = records_reader(item)
        if item.path is None:
            yield _standard_input_job(item, options)
        elif reader is None:
            yield Job(item.key, item.id, item.source, item.path, item.size)
        else:
            yield from _record_jobs(item, item.path, reader, options)


def records_reader(item: Item) -> Reader | None:
    """Return the reader of an input that holds many documents, None for an input that is one document."""
    reader = None if item.path is None else reader_for_suffix(item.path.suffix)
    return reader if reader is not None and reader.many else None


def record_failure(record: RecordFailure, source: str, id_: str | None = None) -> Failure:
    """Return the failure to read a record of the input `source`, under its own id or another."""
    return Failure(id_ or record.id, source, "read", UnreadableDocument.__name__, record.message)


def _standard_input_job(item: Item, options: ReadOptions) -> Job | Failure:
    data = sys.stdin.buffer.read()
    try:
        document = next(reader_for_content(data).read(io.BytesIO(data), Origin(item.id, item.source), options))
    except Exception as error:  # noqa: BLE001 - as for a file
        return Failure.by(error, "read", item.id, item.source)
    if isinstance(document, RecordFailure):
        return record_failure(document, item.source, item.id)
    return Job(item.key, item.id, item.source, document, len(document.text))


def _record_jobs(item: Item, path: Path, reader: Reader, options: ReadOptions) -> Iterator[Job | Failure]:
    whole = Job(item.key, item.id, item.source, path, item.size)
    empty = True
    try:
        with path.open("rb") as stream:
            for record in reader.read(stream, Origin(item.id, item.source), options):
                empty = False
                if isinstance(record, RecordFailure):
                    yield record_failure(record, item.source)
                else:
                    name = file_name(record.id.removeprefix(f"{item.id}/"))
                    yield Job(f"{item.key}/{name}", record.id, item.source, record, len(record.text))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
        yield whole.failure("read", error)
        return
    if empty:
        yield whole.failure("read", UnreadableDocument("no records"))
