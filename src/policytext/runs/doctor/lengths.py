"""How long documents are: their files are read in a worker process, which may come to grief over one of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from policytext.batch.local import run
from policytext.batch.work import Failure, Job, Outcome, Success
from policytext.readers import Origin, ReadOptions
from policytext.runs.annotator import read_file

_SECONDS = 20.0
_TIMEOUT = 60.0


def lengths(jobs: Sequence[Job], options: ReadOptions, max_characters: int) -> Iterator[tuple[Job, int | Failure]]:
    """Yield jobs of files, in order, with their length in code points or why they cannot be read, for some seconds."""
    deadline = time.monotonic() + _SECONDS
    with closing(run(jobs, _Lengths(options, max_characters), 1, _TIMEOUT)) as outcomes:
        for job, outcome in zip(jobs, outcomes, strict=False):
            if isinstance(outcome, Success):
                yield job, int(outcome.payload)
            elif isinstance(outcome, Failure):
                yield job, outcome
            if time.monotonic() > deadline:
                return


@dataclass(frozen=True)
class _Lengths:
    """Makes itself in a worker process, and reads files there."""

    options: ReadOptions
    max_characters: int

    def __call__(self) -> _Lengths:
        return self

    def session(self) -> AbstractContextManager[None]:
        return nullcontext()

    def process(self, job: Job) -> Outcome:
        if not isinstance(job.content, Path):
            msg = "only files are read here"
            raise TypeError(msg)
        document = read_file(job.content, Origin(job.id, job.source), self.options, self.max_characters)
        return Success(job.key, job.id, job.source, str(len(document.text)).encode("ascii"))
