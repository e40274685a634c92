"""The local engine: the jobs of a batch in this process, or in worker processes of its own.

A worker that dies (killed by the system, crashed in native code) costs at most the document it worked on: its finished
ones are kept, the others are tried again, each alone. A document that is being worked on at two deaths is the cause.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import cast

from policytext.batch.chunks import chunked
from policytext.batch.work import Failure, Job, Outcome, Setup, SetupError, process_chunk, set_up
from policytext.batch.worker import work

# Chunks per worker that may be ahead of the next outcome to yield: the bound of the memory a run takes.
_CHUNKS_AHEAD = 16
# Workers that may die one after the other before any gets ready, until the run stops trying to start more.
_MAX_FAILED_STARTS = 3
_STOP_SECONDS = 5


def run(items: Iterable[Job | Failure], setup: Setup, workers: int = 1) -> Iterator[Outcome]:
    """Yield exactly one outcome per item, in the order of the items, whatever happens to a document or a worker.

    Args:
        items: jobs, and failures that are known before any work and pass through.
        setup: makes the processor, once in every process that works; must be picklable for two workers or more.
        workers: 1 works in this process, which then has no protection against a document that kills it.

    Raises:
        SetupError: the processor cannot be made.
        ValueError: `workers` is less than 1.
    """
    if workers < 1:
        msg = f"workers must be 1 or more, not {workers}"
        raise ValueError(msg)
    if workers == 1:
        yield from _run_here(items, setup)
        return
    with _Pool(setup, workers) as pool:
        yield from pool.run(items)


def _run_here(items: Iterable[Job | Failure], setup: Setup) -> Iterator[Outcome]:
    processor = None
    for chunk in chunked(items):
        if isinstance(chunk, Failure):
            yield chunk
        else:
            processor = processor or set_up(setup)
            yield from process_chunk(processor, chunk)


class _Task:
    """A chunk on its way: the jobs still open, the place of each outcome, and how often a worker died of its first."""

    def __init__(self, first: int, jobs: list[Job], deaths: int = 0) -> None:
        self.first = first
        self.open = deque(jobs)
        self.deaths = deaths

    def finish_one(self) -> int:
        """Take the first open job out and return its place in the order of outcomes."""
        self.open.popleft()
        self.first += 1
        return self.first - 1


class _Worker:
    """A worker process as its parent sees it."""

    def __init__(self, setup: Setup) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = cast("tuple[Connection, Connection]", context.Pipe())
        self.process: SpawnProcess = context.Process(target=work, args=(theirs, setup), daemon=True)
        with _interrupts_ignored():
            self.process.start()
        theirs.close()
        self.ready = False
        self.task: _Task | None = None

    def assign(self, task: _Task) -> None:
        self.task = task
        try:
            self.connection.send(list(task.open))
        except (BrokenPipeError, ConnectionResetError):
            # Its death is noticed, and the task put back, when the pipe is read.
            return

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(_STOP_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool:
    """Worker processes, the tasks they work on, and the outcomes that wait for their turn."""

    def __init__(self, setup: Setup, size: int) -> None:
        self._setup = setup
        self._size = size
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._finished: dict[int, Outcome] = {}
        self._failed_starts = 0

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, items: Iterable[Job | Failure]) -> Iterator[Outcome]:
        chunks = chunked(items)
        next_place = next_yield = 0
        exhausted = False
        while True:
            while not exhausted and self._wants_more():
                chunk = next(chunks, None)
                if chunk is None:
                    exhausted = True
                elif isinstance(chunk, Failure):
                    self._finished[next_place] = chunk
                    next_place += 1
                else:
                    self._waiting.append(_Task(next_place, chunk))
                    next_place += len(chunk)
            self._assign()
            while next_yield in self._finished:
                yield self._finished.pop(next_yield)
                next_yield += 1
            if exhausted and next_yield == next_place:
                return
            self._receive()
