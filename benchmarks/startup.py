"""How long the command takes to start, and to find out that a finished run has nothing left to do."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from inputs import short, written
from sizes import Sizes
from timing import command, in_turns, pinned, wall_seconds

_FEW = 20


def table(sizes: Sizes) -> str:
    """Return the times of the commands, and what each document of a finished run costs."""
    with tempfile.TemporaryDirectory() as given:
        scratch = Path(given)
        runs = {number: _finished(number, scratch) for number in (_FEW, sizes.resumed)}
        one = written(short(1, seed=5), scratch / "one")
        rows: dict[str, Callable[[int], list[str]]] = {
            "python -c pass": lambda _: [sys.executable, "-c", "pass"],
            "python -c 'import spacy'": lambda _: [sys.executable, "-c", "import spacy"],
            "policytext --help": lambda _: command("--help"),
            "policytext annotate, 1 document": lambda number: _annotating(one, scratch / f"one-{number}"),
            **{f"--resume, {number:,} documents done": _resuming(run) for number, run in runs.items()},
        }
        with pinned(1):
            found = in_turns({row: _timed(arguments) for row, arguments in rows.items()}, sizes.command_rounds)
    median = {row: statistics.median(times) for row, times in found.items()}
    least, most = list(median.values())[-2:]
    each = (most - least) / (sizes.resumed - _FEW)
    lines = [f"{sizes.command_rounds} rounds, fast set, one core", "", f"{'':<36}{'seconds':>9}{'of python':>11}"]
    lines += [f"{row:<36}{taken:>9.2f}{taken / median['python -c pass']:>11.0f}" for row, taken in median.items()]
    return "\n".join([*lines, "", f"a document more in a finished run costs {1000 * each:.2f} ms to resume"])


def _finished(number: int, scratch: Path) -> tuple[Path, Path]:
    """Return the input and the output of a run that has been done."""
    folder, output = written(short(number, seed=4), scratch / f"in-{number}"), scratch / f"out-{number}"
    wall_seconds(command("annotate", folder, "-o", output, "--base", "policytext"))
    return folder, output


def _annotating(folder: Path, output: Path) -> list[str]:
    return command("annotate", folder, "-o", output, "--workers", 1, "--base", "policytext")


def _resuming(run: tuple[Path, Path]) -> Callable[[int], list[str]]:
    return lambda _: [*_annotating(*run), "--resume"]


def _timed(arguments: Callable[[int], list[str]]) -> Callable[[int], float]:
    return lambda number: wall_seconds(arguments(number))
