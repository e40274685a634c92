"""What a component without a model answers when spaCy saves or loads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from policytext.pipeline.step import Step


class Stateless(Step):
    """A component whose rules are code: saving writes nothing, loading reads nothing."""

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return no bytes."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read nothing."""
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing."""

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read nothing."""
        return self
