"""What a matcher returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """A stretch of text that looks like an entity; offsets in code points.

    `sure` says that the form alone settles the label (a full date, a case number), whatever stands around it.
    """

    start: int
    end: int
    label: str
    sure: bool = False
