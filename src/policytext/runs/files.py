"""A run from files to files: every input ends as an annotation or as a line in the error file."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from policytext.batch.local import run
from policytext.batch.plan import Plan, plan
from policytext.batch.work import Failure, Job, Outcome
from policytext.readers import ReadOptions, known_suffixes
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.jobs import planned_jobs, records_reader
from policytext.runs.outputs import Output, resolve_output
from policytext.runs.settings import Settings
from policytext.runs.summary import Summary
from policytext.writers import JsonFiles, JsonLines, JsonLinesStream

Progress = Callable[[int, int | None], None]

# Starting workers takes as long as annotating about that many documents.
_FEW_DOCUMENTS = 8


def run_files(
    inputs: Iterable[str | Path],
    output: str | Path,
    settings: Settings,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Annotate `inputs` into `output`; see `policytext.annotate_files`.

    Raises:
        PlanError: inputs and outputs are in each other's way; nothing has been written.
        SetupError: the pipeline cannot be loaded.
        OSError: the error file cannot be written.
    """
    target = resolve_output(output, settings.format)
    suffixes = known_suffixes()
    planned = plan(inputs, lambda suffix: suffix.lower() in suffixes, target.not_to_read())
    target.check(planned, overwrite=overwrite)
    options = ReadOptions(settings.columns)
    indent = 1 if target.format == "json" else None
    setup = AnnotatorSetup(settings.base, settings.models, options, settings.max_characters, indent, settings.labels)
    workers = settings.workers or default_workers(planned)
    started = time.monotonic()
    summary = Summary(skipped=planned.skipped)
    items = _Counted(planned_jobs(planned, options))
    with closing(run(items, setup, workers)) as outcomes:
        _write(outcomes, target, summary, _reporter(planned, progress))
    if items.number != summary.documents + summary.failures:
        msg = f"{items.number} documents went in and {summary.documents + summary.failures} came out"
        raise RuntimeError(msg)
    summary.seconds = time.monotonic() - started
    return summary


def default_workers(planned: Plan) -> int:
    """Return one worker per core this process may use, or one where there is little to do."""
    few = len(planned.items) < _FEW_DOCUMENTS and not any(map(records_reader, planned.items))
    return 1 if few else usable_cores()


def usable_cores() -> int:
    """Return the number of cores this process may use."""
    # Where a process can be bound to cores, those count, not what the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(outcomes: Iterable[Outcome], target: Output, summary: Summary, report: Callable[[Summary], None]) -> None:
    failures = target.failures()
    try:
        with target.annotations() as annotations:
            for outcome in outcomes:
                written = _written(outcome, annotations)
                if isinstance(written, Failure):
                    failures.write(json.dumps(written.to_dict(), ensure_ascii=False).encode("utf-8") + b"\n")
                summary.add(written)
                report(summary)
    finally:
        # The failures so far are as good as they will get, also when the run ends early.
        if isinstance(failures, JsonLines):
            failures.close()


class _Counted:
    """Counts what is taken from an iterator."""

    def __init__(self, items: Iterator[Job | Failure]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[Job | Failure]:
        for item in self._items:
            self.number += 1
            yield item


def _written(outcome: Outcome, annotations: JsonFiles | JsonLines | JsonLinesStream) -> Outcome:
    """Write an annotation; return the outcome, or the failure to write it."""
    if isinstance(outcome, Failure):
        return outcome
    try:
        if isinstance(annotations, JsonFiles):
            annotations.write(outcome.key, outcome.payload)
        else:
            annotations.write(outcome.payload)
    except BrokenPipeError:
        # Whoever reads standard output has had enough: no document is at fault, and none after it can be written.
        raise
    except OSError as error:
        return Failure.by(error, "write", outcome.id, outcome.source)
    return outcome


def _reporter(planned: Plan, progress: Progress | None) -> Callable[[Summary], None]:
    if progress is None:
        return lambda _summary: None
    known = not any(map(records_reader, planned.items))
    total = len(planned.items) + len(planned.faults) if known else None
    progress(0, total)
    return lambda summary: progress(summary.documents + summary.failures, total)
