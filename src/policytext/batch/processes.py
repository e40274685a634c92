"""A worker process as its parent sees it: started, given work, watched, stopped."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnProcess

from policytext.batch.work import Job, Setup
from policytext.batch.worker import work

# The workers share the cores already, and several threads would change the last digits of scores. Linear algebra
# libraries look at these once, when they are loaded.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_STOP_SECONDS = 5


class Task:
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


class Worker:
    """A worker process.

    Attributes:
        connection: the parent's end of the pipe.
        ready: whether it has made its processor.
        task: what it works on; the first open job is the one at hand.
        done: code points (or bytes) of the jobs it has worked on.
    """

    def __init__(self, setup: Setup, timeout: float | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(theirs, setup, timeout), daemon=True)
        with _interrupts_ignored(), _one_thread_each():
            self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task | None = None
        self.done = 0
        self._timeout = timeout
        self._since = time.monotonic()

    def assign(self, task: Task) -> None:
        """Send the task's jobs; the time of the first begins."""
        self.task = task
        self.begin_next()
        try:
            self.connection.send(list(task.open))
        except (BrokenPipeError, ConnectionResetError):
            # Its death is noticed, and the task put back, when the pipe is read.
            return

    def begin_next(self) -> None:
        """Begin to count the time of the job at hand."""
        self._since = time.monotonic()

    def seconds_left(self) -> float | None:
        """Return how long the job at hand may still take, None where there is none or it may take for ever."""
        limit = self.task.open[0].seconds(self._timeout) if self.task is not None else None
        return None if limit is None else max(0.0, self._since + limit - time.monotonic())

    def stop(self) -> str:
        """End the process, if it has not ended by itself, and return how it ended."""
        self.connection.close()
        self.process.terminate()
        self.process.join(_STOP_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return _death(self.process.exitcode)

    def death(self) -> str:
        """Return how a process ended whose pipe is closed."""
        self.process.join(_STOP_SECONDS)
        return self.stop()


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


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let a process that starts meanwhile inherit that its linear algebra is to use one thread."""
    before = {name: os.environ.get(name) for name in _THREAD_VARIABLES}
    os.environ.update(dict.fromkeys(_THREAD_VARIABLES, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
