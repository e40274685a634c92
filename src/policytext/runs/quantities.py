"""Quantities as people read them."""

from __future__ import annotations

_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def size(number: int) -> str:
    """Return a number of bytes as ``0.5 MB`` or ``12.3 GB``."""
    if number < _GIGABYTE:
        return f"{number / _MEGABYTE:,.1f} MB"
    return f"{number / _GIGABYTE:,.1f} GB"


def duration(seconds: float) -> str:
    """Return a number of seconds as ``3.2 seconds``, ``12.5 minutes``, ``3.1 hours`` or ``2.4 days``."""
    units = ((_DAY, "days"), (_HOUR, "hours"), (_MINUTE, "minutes"))
    unit, name = next((pair for pair in units if seconds >= 2 * pair[0]), (1, "seconds"))
    return f"{seconds / unit:,.1f} {name}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as ``1 document`` or ``2,500 documents``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
