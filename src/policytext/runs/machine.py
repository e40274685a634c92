"""The machine: its memory and its disks, as far as the standard library can tell."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_STATUS, _MEMORY = Path("/proc/self/status"), Path("/proc/meminfo")
_GROUPS, _OWN_GROUPS = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")


@dataclass(frozen=True)
class Memory:
    """The memory of a machine in bytes: all of it, and what new processes can have; None where that is not known."""

    total: int | None
    available: int | None


def memory() -> Memory:
    """Return the memory of this machine, or what the container or job scheduler leaves of it."""
    figures = _kilobytes(_MEMORY) if _MEMORY.is_file() else {}
    total, available = figures.get("MemTotal", physical_memory()), figures.get("MemAvailable")
    limit = min(_limits(), default=None)
    if limit is not None:
        total = limit if total is None else min(total, limit)
        available = limit if available is None else min(available, limit)
    return Memory(total, available)


def peak_memory() -> int | None:
    """Return the most memory that this process has held at once, in bytes; None where the system does not say."""
    # What `resource` says of a young process may be that of its parent; Linux has the figure of the process itself.
    if _STATUS.is_file() and (own := _kilobytes(_STATUS).get("VmHWM")):
        return own
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def load() -> float | None:
    """Return how many processes have been at work or waiting in the last minute; None where the system does not say."""
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):
        return None


def free_disk(place: Path) -> int:
    """Return the bytes free where `place` is or would be made.

    Raises:
        OSError: the file system does not say.
    """
    return shutil.disk_usage(_nearest(place)).free


def demand_writable(place: Path) -> None:
    """Write a file where the folder `place` is or would be made, and remove it.

    Raises:
        OSError: that cannot be done.
    """
    with tempfile.TemporaryFile(dir=_nearest(place)) as file:
        file.write(b"policytext")


def _nearest(place: Path) -> Path:
    """Return the folder itself, or the one above it that exists."""
    return next((each for each in (place, *place.absolute().parents) if each.exists()), place)


def _kilobytes(path: Path) -> dict[str, int]:
    """Return the figures of a file with lines such as ``MemTotal: 16 kB``, in bytes."""
    figures = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, value = line.partition(":")
        words = value.split()
        if len(words) == 2 and words[1] == "kB" and words[0].isdecimal():
            figures[name] = int(words[0]) * 1024
    return figures


def physical_memory() -> int | None:
    """Return the bytes of memory that the machine has, whoever may use them; None where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def _limits() -> Iterator[int]:
    """Yield the limits, in bytes, that the control groups of this process set (Linux: containers, job schedulers)."""
    if not _OWN_GROUPS.is_file():
        return
    for line in _OWN_GROUPS.read_text(encoding="utf-8").splitlines():
        _, controllers, group = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        root, name = (_GROUPS / "memory", "memory.limit_in_bytes") if controllers else (_GROUPS, "memory.max")
        inside = PurePosixPath(group.lstrip("/"))
        for each in (inside, *inside.parents):
            file = root / each / name
            text = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
            if text.isdecimal():
                yield int(text)
