"""The local engine: the jobs of a batch in this process, or in worker processes of its own.

A worker that dies (killed by the system, crashed in native code) costs at most the document it worked on: its finished
ones are kept, the one at hand is tried again alone, and given up when it was at hand at three deaths. A worker that
takes too long over a document is killed, and the document given up at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Self, cast

from policytext.batch.chunks import chunked
from policytext.batch.processes import Task, Worker
from policytext.batch.work import NO_WORKER, Job, Outcome, Settled, Setup, SetupError, process_chunk, set_up

# What may be ahead of the next outcome to yield, in chunks per worker and in all (code points or bytes): the bound of
# the memory a run takes.
_CHUNKS_AHEAD = 16
SIZE_AHEAD = 20_000_000
# What a worker works on until another takes its place (code points or bytes), should anything in it grow.
_WORKER_SIZE = 100_000_000
_MOST_DEATHS = 3
# Workers that may die one after the other without any work, until the run stops trying to start more: when none has
# ever got ready, and when some have.
_FAILED_STARTS_AT_FIRST, _FAILED_STARTS = 3, 20


def run(
    items: Iterable[Job | Settled], setup: Setup, workers: int = 1, timeout: float | None = None
) -> Generator[Outcome, None, None]:
    """Yield exactly one outcome per item, in the order of the items, whatever happens to a document or a worker.

    Args:
        items: jobs, and what is settled before any work and passes through.
        setup: makes the processor, once in every process that works; must be picklable unless this process does.
        workers: processes. One without a timeout is this process itself, which then has no protection against a
            document that kills it.
        timeout: seconds that a document may take until its worker is killed (longer ones than a million code points
            in proportion); None for any time.

    Raises:
        SetupError: the processor cannot be made.
        ValueError: `workers` is less than 1, or `timeout` no more than 0.
    """
    if workers < 1:
        msg = f"workers must be 1 or more, not {workers}"
        raise ValueError(msg)
    if timeout is not None and timeout <= 0:
        msg = f"timeout must be more than 0 seconds, not {timeout}"
        raise ValueError(msg)
    if workers == 1 and timeout is None:
        yield from _run_here(items, setup)
        return
    with Pool(setup, workers, timeout) as pool:
        yield from pool.run(items)


def _run_here(items: Iterable[Job | Settled], setup: Setup) -> Iterator[Outcome]:
    processor = None
    for chunk in chunked(items):
        if isinstance(chunk, list):
            processor = processor or set_up(setup)
            yield from process_chunk(processor, chunk)
        else:
            yield chunk


class Pool:
    """Worker processes, the tasks they work on, and the outcomes that wait for their turn."""

    def __init__(self, setup: Setup, size: int, timeout: float | None) -> None:
        self._setup = setup
        self._size = size
        self._timeout = timeout
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._finished: dict[int, Outcome] = {}
        self._failed_starts = 0
        self._failed_starts_allowed = _FAILED_STARTS_AT_FIRST

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def run(self, items: Iterable[Job | Settled]) -> Iterator[Outcome]:
        """Yield the outcomes in order; workers go on to the next run. A place is the number of an item, from 0."""
        chunks = chunked(items)
        taken = yielded = 0
        ahead: deque[tuple[int, int]] = deque()
        exhausted = False
        while not (exhausted and yielded == taken):
            while not exhausted and self._has_room(ahead):
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    taken = self._take(chunk, taken)
                    ahead.append((taken, sum(job.size for job in chunk) if isinstance(chunk, list) else 0))
            self._start_and_assign()
            if yielded not in self._finished and yielded < taken:
                self._receive()
            while yielded in self._finished:
                yield self._finished.pop(yielded)
                yielded += 1
            while ahead and ahead[0][0] <= yielded:
                ahead.popleft()

    def _has_room(self, ahead: deque[tuple[int, int]]) -> bool:
        return len(ahead) < _CHUNKS_AHEAD * self._size and sum(size for _, size in ahead) < SIZE_AHEAD

    def _take(self, chunk: list[Job] | Settled, place: int) -> int:
        """Put a chunk among the tasks, or what is settled among the outcomes, and return the next free place."""
        if not isinstance(chunk, list):
            self._finished[place] = chunk
            return place + 1
        self._waiting.append(Task(place, chunk))
        return place + len(chunk)

    def _start_and_assign(self) -> None:
        for worker in [each for each in self._workers if each.task is None and each.done > _WORKER_SIZE]:
            self._workers.remove(worker)
            worker.stop()
        idle = [worker for worker in self._workers if worker.ready and worker.task is None]
        for worker in idle[: len(self._waiting)]:
            worker.assign(self._waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._waiting) > starting and len(self._workers) < self._size:
            self._workers.append(Worker(self._setup, self._timeout))
            starting += 1

    def _receive(self) -> None:
        """Wait until a worker reports something or takes too long, and take in what there is to know."""
        by_connection = {worker.connection: worker for worker in self._workers}
        limits = [left for worker in self._workers if (left := worker.seconds_left()) is not None]
        for connection in wait(list(by_connection), min(limits, default=None)):
            worker = by_connection[cast("Connection", connection)]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            self._take_in(worker, message)
        for worker in [each for each in self._workers if each.seconds_left() == 0]:
            self._give_up_on_time(worker)

    def _take_in(self, worker: Worker, message: Outcome | str | None) -> None:
        """Take in a worker's message: that it is ready, why it cannot be, or the outcome of the job at hand."""
        if worker.task is not None:
            worker.done += worker.task.open[0].size
            self._finished[worker.task.finish_one()] = cast("Outcome", message)
            worker.task = worker.task if worker.task.open else None
            worker.begin_next()
            self._failed_starts = 0
        elif message is None:
            worker.ready = True
            self._failed_starts_allowed = _FAILED_STARTS
        else:
            raise SetupError(message)

    def _bury(self, worker: Worker) -> None:
        """Put what a dead worker left undone back among the tasks; give up a document that was at hand too often."""
        self._workers.remove(worker)
        death = worker.death()
        task = worker.task
        if task is None:
            self._failed_starts += 1
            if self._failed_starts >= self._failed_starts_allowed:
                self._give_up(death)
            return
        job, deaths, place = task.open[0], task.deaths + 1, task.finish_one()
        self._put_back(task)
        if deaths < _MOST_DEATHS:
            self._waiting.appendleft(Task(place, [job], deaths))
        else:
            message = f"the worker process died ({death}) on this document, {deaths} times"
            self._finished[place] = job.failed("worker", "WorkerDied", message)

    def _give_up_on_time(self, worker: Worker) -> None:
        """Kill a worker that has taken too long, and give up the document at hand."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.stop()
        task = worker.task
        if task is not None:
            job = task.open[0]
            message = f"not done after {job.seconds(self._timeout):g} s, the time such a document may take"
            self._finished[task.finish_one()] = job.failed("worker", "Timeout", message)
            self._put_back(task)

    def _put_back(self, task: Task) -> None:
        """Put the jobs that a worker had not come to back among the tasks."""
        if task.open:
            self._waiting.appendleft(Task(task.first, list(task.open)))

    def _give_up(self, death: str) -> None:
        """Let every waiting job fail: no worker gets ready, and to go on starting them would never end."""
        message = (
            f"no worker process could be started ({death}); a script that starts a run must do so"
            " under `if __name__ == '__main__':`"
        )
        for task in self._waiting:
            while task.open:
                job = task.open[0]
                self._finished[task.finish_one()] = job.failed("worker", NO_WORKER, message)
        self._waiting.clear()
