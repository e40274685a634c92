"""The most memory that a run holds at a time, in the process that was started and in its workers."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from pathlib import Path

from inputs import short, words, written
from sizes import Sizes
from timing import command

from policytext.runs.files import usable_cores

_PROCESSES = Path("/proc")
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_EVERY_SECONDS = 0.2


def table(sizes: Sizes) -> str:
    """Return the peaks for several numbers of documents; where the system does not tell them, that it does not."""
    if not Path(_PROCESSES, "self", "status").is_file():
        return "not measured: this system tells no peak of a process under /proc"
    workers = min(2, usable_cores())
    lines = [
        f"short documents, {words(short(sizes.memory[0], seed=3)) / sizes.memory[0]:.0f} words, fast set,"
        f" --workers {workers}",
        "",
        f"{'documents':>9}{'seconds':>9}{'parent, MB':>12}{'workers, MB each':>22}",
    ]
    for number in sizes.memory:
        with tempfile.TemporaryDirectory() as scratch:
            folder = written(short(number, seed=3), Path(scratch, "in"))
            start = time.perf_counter()
            parent, others = peaks(_annotating(folder, Path(scratch, "out"), workers))
            taken = time.perf_counter() - start
        each = ", ".join(f"{kilobytes / 1024:,.0f}" for kilobytes in sorted(others))
        lines.append(f"{number:>9,}{taken:>9.0f}{parent / 1024:>12,.0f}{each:>22}")
    return "\n".join(lines)


def _annotating(folder: Path, output: Path, workers: int) -> list[str]:
    return command("annotate", folder, "-o", output, "--workers", workers, "--base", "policytext", "--quiet")


def peaks(arguments: list[str], stdout: int | None = None) -> tuple[int, list[int]]:
    """Run a command; return the peaks of its process and of the workers it starts, in kilobytes.

    Raises:
        CalledProcessError: the command fails.
    """
    found: dict[int, int] = {}
    with subprocess.Popen(arguments, stdout=stdout) as process:
        while process.poll() is None:
            found |= {each: peak for each in (process.pid, *_workers(process.pid)) if (peak := _peak(each))}
            time.sleep(_EVERY_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return found.pop(process.pid), list(found.values())


def _workers(parent: int) -> list[int]:
    """Return the child processes but for the one in which Python keeps account of what they share."""
    told = _text(Path(_PROCESSES, str(parent), "task", str(parent), "children"))
    return [int(each) for each in told.split() if "resource_tracker" not in _text(Path(_PROCESSES, each, "cmdline"))]


def _peak(process: int) -> int:
    match = _PEAK.search(_text(Path(_PROCESSES, str(process), "status")))
    return int(match[1]) if match else 0


def _text(path: Path) -> str:
    """Return what the system tells, nothing of a process that has ended meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
