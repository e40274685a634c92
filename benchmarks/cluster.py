"""What Dask costs: a run on a cluster of two processes of this machine, beside two workers of the run's own."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from inputs import middling, words, written
from sizes import Sizes
from timing import command, in_turns, pinned, ratio, wall_seconds

_LOCAL, _DASK = "two local workers", "Dask, two processes"


def table(sizes: Sizes) -> str:
    """Return the times, start of the cluster left out; without the engine or the library, that it is missing."""
    for module in ("distributed", "policytext.batch.dask"):
        if find_spec(module) is None:
            return f"not measured: {module} is not there"
    documents = middling(sizes.scaling, seed=6)
    with tempfile.TemporaryDirectory() as scratch:
        folder = written(documents, Path(scratch, "in"))
        contestants = {_LOCAL: _locally(folder, Path(scratch)), _DASK: _with_dask(folder, Path(scratch))}
        with pinned(2):
            found = in_turns(contestants, sizes.long_rounds)
    lines = [
        f"{len(documents)} documents, {words(documents):,} words, {sizes.long_rounds} rounds, fast set, two cores",
        "",
        f"{'':<22}{'seconds':>9}{'of local':>10}",
    ]
    for row, times in found.items():
        lines.append(f"{row:<22}{statistics.median(times):>9.1f}{ratio(times, found[_LOCAL]):>10.2f}")
    return "\n".join(lines)


def _locally(folder: Path, scratch: Path) -> Callable[[int], float]:
    return lambda number: wall_seconds(_annotating(folder, scratch / f"local-{number}", "--workers", "2"))


def _with_dask(folder: Path, scratch: Path) -> Callable[[int], float]:
    """Return what times a run on a cluster of its own, as fresh as the workers of a local run."""

    def run(number: int) -> float:
        from distributed import LocalCluster

        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            engine = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
            return wall_seconds(_annotating(folder, scratch / f"dask-{number}", *engine))

    return run


def _annotating(folder: Path, output: Path, *options: str) -> list[str]:
    return command("annotate", folder, "-o", output, "--base", "policytext", *options)
