"""What the benchmarks share: processor time, rounds in which all take turns, cores, and the machine in words."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from policytext.runs.machine import physical_memory

ROOT = Path(__file__).resolve().parents[1]
_ROUNDS = 3
_SHOWN = ("spacy", "thinc", "numpy", "scikit-learn", "onnxruntime")
Figure = TypeVar("Figure")


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time of the fastest of three runs."""
    return min(processor_seconds(run) for _ in range(_ROUNDS))


def processor_seconds(run: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def clock_seconds(run: Callable[[], object]) -> float:
    """Return what the clock on the wall says of one run, in which other processes may work for this one."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turns(contestants: Mapping[str, Callable[[int], Figure]], rounds: int) -> dict[str, list[Figure]]:
    """Return what each contestant gives for the number of each round; another begins every time."""
    found: dict[str, list[Figure]] = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            found[name].append(contestants[name](number))
    return found


def ratio(figures: Sequence[float], others: Sequence[float]) -> float:
    """Return the median of the ratios of two contestants, each within one round: what slows a round slows both."""
    return statistics.median(mine / other for mine, other in zip(figures, others, strict=True))


@contextmanager
def pinned(cores: int) -> Iterator[None]:
    """Bind this process, and those it starts meanwhile, to some cores, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[-cores:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of ``policytext`` with these arguments, of the policytext that is imported here."""
    return [sys.executable, "-m", "policytext", *map(str, arguments)]


def wall_seconds(arguments: Sequence[str]) -> float:
    """Return how long a command takes by the clock on the wall.

    Raises:
        RuntimeError: the command fails; the message is what it said.
    """
    start = time.perf_counter()
    result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if result.returncode:
        msg = f"{' '.join(arguments)}: {result.stderr}"
        raise RuntimeError(msg)
    return taken


def machine() -> str:
    """Return processor, memory, system and the versions that matter, in one line."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _SHOWN)
    memory = f"{(physical_memory() or 0) / 2**30:.0f} GiB"
    cores = f"{os.cpu_count()} x {_processor()}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{cores}, {memory}, {system}, Python {platform.python_version()}\n{libraries}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if not told.is_file():
        return platform.processor()
    models = (line.split(":", 1)[1].strip() for line in told.read_text().splitlines() if line.startswith("model name"))
    return next(models, platform.processor())
