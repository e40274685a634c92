"""The local engine: the jobs of a batch in this process, or in worker processes of its own.

A worker that dies (killed by the system, crashed in native code) costs at most the document it worked on: its finished
ones are kept, the others are tried again, each alone. A document that is being worked on at two deaths is the cause.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Self, cast

from policytext.batch.chunks import chunked
from policytext.batch.work import Failure, Job, Outcome, Setup, SetupError, process_chunk, set_up
from policytext.batch.worker import work

# Chunks per worker that may be ahead of the next outcome to yield: the bound of the memory a run takes.
_CHUNKS_AHEAD = 16
# Workers that may die one after the other without any work, until the run stops trying to start more.
_MAX_FAILED_STARTS = 3
_STOP_SECONDS = 5


def run(items: Iterable[Job | Failure], setup: Setup, workers: int = 1) -> Generator[Outcome, None, None]:
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
        self.connection, theirs = context.Pipe()
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, items: Iterable[Job | Failure]) -> Iterator[Outcome]:
        """Yield the outcomes in order. A place is the number of an item, counted from 0."""
        chunks = chunked(items)
        taken = yielded = 0
        ends: deque[int] = deque()
        exhausted = False
        while not (exhausted and yielded == taken):
            while not exhausted and len(ends) < _CHUNKS_AHEAD * self._size:
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    taken = self._take(chunk, taken)
                    ends.append(taken)
            self._start_and_assign()
            if yielded not in self._finished and yielded < taken:
                self._receive()
            while yielded in self._finished:
                yield self._finished.pop(yielded)
                yielded += 1
            while ends and ends[0] <= yielded:
                ends.popleft()

    def _take(self, chunk: list[Job] | Failure, place: int) -> int:
        """Put a chunk among the tasks, or a failure among the outcomes, and return the next free place."""
        if isinstance(chunk, Failure):
            self._finished[place] = chunk
            return place + 1
        self._waiting.append(_Task(place, chunk))
        return place + len(chunk)

    def _start_and_assign(self) -> None:
        idle = [worker for worker in self._workers if worker.ready and worker.task is None]
        for worker in idle[: len(self._waiting)]:
            worker.assign(self._waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._waiting) > starting and len(self._workers) < self._size:
            self._workers.append(_Worker(self._setup))
            starting += 1

    def _receive(self) -> None:
        """Wait until a worker reports something, and take in what each of those that do has to say."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[cast("Connection", connection)]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if worker.task is not None:
                self._finished[worker.task.finish_one()] = message
                worker.task = worker.task if worker.task.open else None
                self._failed_starts = 0
            elif message is None:
                worker.ready = True
            else:
                raise SetupError(message)

    def _bury(self, worker: _Worker) -> None:
        """Put what a dead worker left undone back among the tasks; give up a document that killed two."""
        self._workers.remove(worker)
        worker.process.join(_STOP_SECONDS)
        death = _death(worker.process.exitcode)
        worker.stop()
        task = worker.task
        if task is None:
            self._failed_starts += 1
            if self._failed_starts >= _MAX_FAILED_STARTS:
                self._give_up(death)
        elif task.deaths:
            job = task.open[0]
            message = f"the worker process died ({death}) on this document, and again when it was tried alone"
            self._finished[task.finish_one()] = Failure(job.id, job.source, "worker", "WorkerDied", message)
        else:
            alone = [_Task(task.first + number, [job], int(number == 0)) for number, job in enumerate(task.open)]
            self._waiting.extendleft(reversed(alone))

    def _give_up(self, death: str) -> None:
        """Let every waiting job fail: no worker gets ready, and to go on starting them would never end."""
        message = (
            f"no worker process could be started ({death}); a script that asks for several workers must do so"
            " under `if __name__ == '__main__':`"
        )
        for task in self._waiting:
            while task.open:
                job = task.open[0]
                self._finished[task.finish_one()] = Failure(job.id, job.source, "worker", "WorkerDied", message)
        self._waiting.clear()


def _death(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    return signal.Signals(-exitcode).name


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Hold Ctrl-C off while a process starts, so that the process inherits that it is to ignore it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
