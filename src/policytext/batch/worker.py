"""A worker process: makes its processor once, then works on chunk after chunk until its pipe is closed."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection

from policytext.batch.work import Failure, Job, Outcome, Setup, SetupError, process_chunk, set_up

# One thread per worker: the workers share the cores already, and threads would change the last digits of scores.
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def work(connection: Connection, setup: Setup) -> None:
    """Serve one pipe. Sends None when ready (or the message of a `SetupError`), then one outcome per job received."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(_THREAD_VARIABLES, "1"))
    try:
        processor = set_up(setup)
    except SetupError as error:
        connection.send(str(error))
        return
    connection.send(None)
    try:
        while True:
            jobs: Sequence[Job] = connection.recv()
            for outcome in process_chunk(processor, jobs):
                connection.send(_portable(outcome))
    except (EOFError, BrokenPipeError):
        return


def _portable(outcome: Outcome) -> Outcome:
    """Return the outcome without its exception, which may be impossible to pickle."""
    return replace(outcome, cause=None) if isinstance(outcome, Failure) else outcome
