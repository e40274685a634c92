"""What a second process brings: ``policytext annotate`` with one worker on one core, and with two on two."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from inputs import middling, words, written
from sizes import Sizes
from timing import command, in_turns, pinned, ratio, wall_seconds

from policytext.runs.files import usable_cores


def table(sizes: Sizes) -> str:
    """Return the times and their ratio; with one core only, why there are none."""
    if usable_cores() < 2:
        return "not measured: this machine has one core"
    documents = middling(sizes.scaling, seed=1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = written(documents, Path(scratch, "in"))
        found = in_turns({str(cores): _timed(cores, folder, Path(scratch)) for cores in (1, 2)}, sizes.long_rounds)
    lines = [
        f"{len(documents)} documents, {words(documents):,} words, {sizes.long_rounds} rounds, fast set, with start-up",
        "",
        f"{'':<22}{'seconds':>9}{'words/s':>9}{'speed-up':>10}",
    ]
    for cores, times in found.items():
        seconds = statistics.median(times)
        rate, gain = words(documents) / seconds, ratio(found["1"], times)
        lines.append(f"{f'--workers {cores}':<22}{seconds:>9.1f}{rate:>9,.0f}{gain:>10.2f}")
    return "\n".join(lines)


def _timed(cores: int, folder: Path, scratch: Path) -> Callable[[int], float]:
    def run(number: int) -> float:
        output = scratch / f"{cores}-{number}"
        with pinned(cores):
            return wall_seconds(command("annotate", folder, "-o", output, "--workers", cores, "--base", "policytext"))

    return run
