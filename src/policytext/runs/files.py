"""A run from files to files: every input ends as an annotation or as a line in the error file."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from policytext.batch.local import run
from policytext.batch.plan import Plan, PlanError, plan
from policytext.batch.work import Job, Outcome, Settled, Setup, SetupError, Success
from policytext.readers import is_known_suffix
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.jobs import planned_jobs, records_reader
from policytext.runs.outputs import Mode, resolve_output
from policytext.runs.report import RunReport, State
from policytext.runs.resume import remaining
from policytext.runs.settings import Settings
from policytext.runs.store import Store, opened
from policytext.runs.summary import Summary

Progress = Callable[[int, int | None], None]

# Starting workers takes as long as annotating about that many documents.
_FEW_DOCUMENTS = 8
_PORTION_BYTES = 64_000_000


def run_files(
    inputs: Iterable[str | Path],
    output: str | Path,
    settings: Settings,
    *,
    mode: Mode = "new",
    progress: Progress | None = None,
) -> Summary:
    """Annotate `inputs` into `output`; see `policytext.annotate_files`.

    Raises:
        PlanError: inputs and outputs are in each other's way; nothing has been written.
        SetupError: the pipeline cannot be loaded, or a library that the format needs is not installed.
        OSError: the output cannot be written to at all.
    """
    _check_engine(settings)
    target = resolve_output(output, settings.format, settings.compress, settings.shard_megabytes * 1024 * 1024)
    given = list(inputs)
    planned = plan(given, is_known_suffix, target.not_to_read())
    target.check(planned, mode)
    setup = AnnotatorSetup.of(settings, settings.models, indented=target.format == "json")
    workers = settings.workers or default_workers(planned)
    fingerprint = _fingerprint(settings)
    summary = Summary(skipped=planned.skipped)
    with opened(target, mode, fingerprint) as store:
        report = RunReport(target.report, [str(each) for each in given], settings, workers, fingerprint)
        items = _Counted(remaining(planned_jobs(planned, setup.options), store, retry_failed=mode == "retry"))
        outcomes = _engine(settings, workers)(items, setup)
        with closing(outcomes), _reported(report, summary):
            _keep(outcomes, store, summary, _reporter(planned, progress))
            _check_count(items.number, summary)
    return summary


def _engine(settings: Settings, workers: int) -> Callable[[Iterable[Job | Settled], Setup], Generator[Outcome]]:
    """Return what works through jobs: processes of this machine, or those of a Dask cluster."""
    timeout = settings.timeout or None
    if settings.engine == "local":
        return partial(run, workers=workers, timeout=timeout)
    from policytext.batch import dask

    return partial(dask.run, scheduler=str(settings.scheduler), timeout=timeout)


def _check_engine(settings: Settings) -> None:
    """Raise when engine and scheduler do not go together.

    Raises:
        PlanError: one is given without the other.
    """
    if (settings.engine == "dask") != (settings.scheduler is not None):
        msg = "the engine dask needs the address of a scheduler (--engine dask --scheduler ADDRESS), and no other does"
        raise PlanError(msg)


def _fingerprint(settings: Settings) -> str:
    """Return what tells annotations of one pipeline, and of one way to read records, from those of another.

    Raises:
        SetupError: the base is unknown.
    """
    from policytext.pipeline import fingerprint

    try:
        pipeline = fingerprint(settings.base, settings.models, settings.labels)
    except ValueError as error:
        raise SetupError(str(error)) from None
    return hashlib.sha256(f"{pipeline} {settings.columns}".encode()).hexdigest()


def default_workers(planned: Plan) -> int:
    """Return one worker per core this process may use, or one where there is little to do."""
    few = len(planned.items) < _FEW_DOCUMENTS and not any(map(records_reader, planned.items))
    return 1 if few else usable_cores()


def usable_cores() -> int:
    """Return the number of cores this process may use."""
    # Where a process can be bound to cores, those count, not what the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _reported(report: RunReport, summary: Summary) -> Iterator[None]:
    """Keep the report on a run in step with it."""
    started = time.monotonic()
    state: State = "failed"
    report.write("running", summary)
    try:
        yield
        state = "finished"
    except KeyboardInterrupt:
        state = "interrupted"
        raise
    finally:
        summary.seconds = time.monotonic() - started
        report.write(state, summary)


def _keep(outcomes: Generator[Outcome], store: Store, summary: Summary, report: Callable[[], None]) -> None:
    """Put outcomes into the store, some at a time; what has come is kept also when no more comes."""
    waiting: list[Outcome] = []
    size, since = 0, time.monotonic()
    try:
        for outcome in outcomes:
            waiting.append(outcome)
            size += len(outcome.payload) if isinstance(outcome, Success) else 0
            full = len(waiting) >= store.writer.portion or size >= _PORTION_BYTES
            if full or time.monotonic() - since >= store.writer.seconds:
                taken, waiting, size, since = waiting, [], 0, time.monotonic()
                _count(store.put(taken), summary)
            report()
    finally:
        if waiting:
            _count(store.put(waiting), summary)


def _count(outcomes: Iterable[Outcome], summary: Summary) -> None:
    for outcome in outcomes:
        summary.add(outcome)


def _check_count(number: int, summary: Summary) -> None:
    if number != summary.documents + summary.failures:
        msg = f"{number} documents went in and {summary.documents + summary.failures} came out"
        raise RuntimeError(msg)


class _Counted:
    """Counts what is taken from an iterator."""

    def __init__(self, items: Iterator[Job | Settled]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[Job | Settled]:
        for item in self._items:
            self.number += 1
            yield item


def _reporter(planned: Plan, progress: Progress | None) -> Callable[[], None]:
    """Return what is to be called for every outcome."""
    done = 0
    known = planned.complete and not any(map(records_reader, planned.items))
    total = len(planned.items) + len(planned.faults) if known else None

    def report() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    if progress is not None:
        progress(0, total)
    return report
