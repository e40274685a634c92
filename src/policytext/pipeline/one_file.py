"""How a component that is one file in a saved pipeline is written and read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Self


class OneFile(ABC):
    """A component whose folder holds the file `file_name`, with what `to_bytes` gives."""

    file_name: ClassVar[str]

    @abstractmethod
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return all that the component has learned."""

    @abstractmethod
    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take what `to_bytes` wrote."""

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the file into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        (path / self.file_name).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the file in the folder `path`."""
        return self.from_bytes((Path(path) / self.file_name).read_bytes())
