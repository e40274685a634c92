"""A few of many, spread over them."""

from __future__ import annotations

from policytext.batch.work import Job

_ROUNDS = 4


class Spread:
    """Keeps a bounded number of jobs of many, evenly spread over them, without knowing how many will come."""

    def __init__(self, limit: int) -> None:
        self.kept: list[Job] = []
        self._limit = limit
        self._seen, self._step = 0, 1

    def add(self, job: Job) -> None:
        """Take note of a job."""
        if self._seen % self._step == 0:
            self.kept.append(job)
        if len(self.kept) > self._limit:
            self.kept = self.kept[::2]
            self._step *= 2
        self._seen += 1


def evenly(jobs: list[Job], count: int) -> list[Job]:
    """Return at most `count` jobs, evenly spread; the first few of them are spread over all as well."""
    few = jobs if len(jobs) <= count else [jobs[number * len(jobs) // count] for number in range(count)]
    return [job for first in range(_ROUNDS) for job in few[first::_ROUNDS]]
