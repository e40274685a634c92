"""Jobs for the tests of the engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policytext.batch.work import Job


def job(name: str, size: int = 1_000) -> Job:
    """Return a job whose id is what happens to it."""
    return Job(f"{name}.txt", name, f"map/{name}.txt", Path(name), size)


class Endless:
    """Jobs without end, of one size; knows how many have been taken."""

    def __init__(self, size: int) -> None:
        self.taken = 0
        self._size = size

    def __iter__(self) -> Iterator[Job]:
        while True:
            self.taken += 1
            yield job(f"d{self.taken}", self._size)
