"""Processors for the tests of the runner. What a job's id says is what happens to it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policytext.batch.work import Counts, Job, Outcome, Success


class Obedient:
    """Succeeds; ``raise…``, ``kill…``, ``exit…`` and ``hang…`` do as they say, ``once…`` kills the first who tries."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @contextmanager
    def session(self) -> Iterator[None]:
        yield

    def process(self, job: Job) -> Outcome:
        if job.id.startswith("raise"):
            raise UnpicklableError(job.id)
        if job.id.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        if job.id.startswith("exit"):
            os._exit(7)
        if job.id.startswith("hang"):
            threading.Event().wait()
        if job.id.startswith("once") and self._folder is not None:
            mark = self._folder / job.id
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if self._folder is not None:
            (self._folder / f"pid-{os.getpid()}").touch()
        return Success(job.key, job.id, job.source, f"{job.id}\n".encode(), Counts(1))


class UnpicklableError(RuntimeError):
    """An exception that cannot be sent to another process."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} went wrong")
        self.hold = lambda: None


@dataclass(frozen=True)
class Setup:
    """Makes an `Obedient`, or fails to."""

    folder: Path | None = None
    fault: str = ""

    def __call__(self) -> Obedient:
        if self.fault == "raise":
            msg = "no such base: onbekend"
            raise ValueError(msg)
        if self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return Obedient(self.folder)
