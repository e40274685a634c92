"""A worker process: makes its processor once, then works on chunk after chunk until its pipe is closed."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from policytext.batch.work import Failure, Job, Outcome, Setup, SetupError, process_chunk, set_up


def work(connection: Connection, setup: Setup, timeout: float | None = None) -> None:
    """Serve one pipe. Sends None when ready (or the message of a `SetupError`), then one outcome per job received.

    Args:
        connection: the worker's end of the pipe.
        setup: makes the processor.
        timeout: seconds that a job may take. The parent sees to it; a worker whose parent is gone ends itself.
    """
    # Ctrl-C reaches every process of the terminal; the parent alone decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        processor = set_up(setup)
    except SetupError as error:
        connection.send(str(error))
        return
    connection.send(None)
    guard, is_settled = _Guard(), False
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            jobs: Sequence[Job] = connection.recv()
            limits = [job.seconds(timeout) for job in jobs]
            guard.begin(limits[0])
            for outcome, following in zip(process_chunk(processor, jobs), [*limits[1:], None], strict=True):
                connection.send(_portable(outcome))
                guard.begin(following)
            if not is_settled:
                settle()
                is_settled = True


def settle() -> None:
    """Take all that is there out of the search for cyclic garbage: models and registers stay as long as the process."""
    gc.collect()
    gc.freeze()


class _Guard:
    """Ends this process when a job takes too long, even in code that no signal and no thread gets a turn in."""

    def __init__(self) -> None:
        # What Python would report of the hanging process goes nowhere; whoever waits for it says what happened. The
        # file stays open as long as the process: the report is written to its number.
        self._nowhere = Path(os.devnull).open("w", encoding="ascii")  # noqa: SIM115

    def begin(self, seconds: float | None) -> None:
        """Begin to count the time of a job that may take so many seconds; of none, with None."""
        faulthandler.cancel_dump_traceback_later()
        if seconds is not None:
            # Half as long again, and some seconds for a busy machine: the parent is to be first.
            faulthandler.dump_traceback_later(seconds * 1.5 + 5, exit=True, file=self._nowhere)


def _portable(outcome: Outcome) -> Outcome:
    """Return the outcome without its exception, which may be impossible to pickle."""
    return replace(outcome, cause=None) if isinstance(outcome, Failure) else outcome
