"""What every writer of annotations is: it takes some at a time, and says where each stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar


@dataclass(frozen=True)
class Place:
    """Where an annotation stands in a file of many: the file's name, and the number of its line or row from 0."""

    part: str
    line: int


@dataclass(frozen=True)
class Part:
    """A file of many annotations, as far as it is written: bytes, and lines or rows."""

    name: str
    bytes: int
    lines: int


class ChangedOutputError(ValueError):
    """A file of an earlier run is gone or not as it was, so that it cannot be gone on with; the message names it."""

    def __init__(self, path: Path, fate: str) -> None:
        super().__init__(f"{path}: {fate} since the run that wrote it; --overwrite begins anew")


Written = Place | OSError | None
"""What became of an annotation: its place, None for a file of its own, or why it is not written."""


class Writer(ABC):
    """Writes annotations, a portion at a time.

    Attributes:
        portion: how many annotations are best written together.
        seconds: how long, at most, they are best held back for that.
    """

    portion: ClassVar[int] = 1
    seconds: ClassVar[float] = 1.0

    @abstractmethod
    def write(self, annotations: Sequence[tuple[str, bytes]]) -> list[Written]:
        """Write annotations, each an output key and a line of JSON, and return what became of each, in order.

        What is written is whole, and stays so if the process is killed.

        Raises:
            BrokenPipeError: nobody reads the output any more.
        """

    def parts(self) -> list[Part]:
        """Return the files of many that have grown since this was last asked; none where there are no such files."""
        return []

    def close(self) -> None:  # noqa: B027 - most writers have nothing to finish
        """Finish the output."""

    def abandon(self) -> None:  # noqa: B027
        """Leave the output unfinished."""


class PartWriter(Writer):
    """Writes annotations into files of many."""

    @abstractmethod
    def rewrite(self, part: Part, lines: Sequence[int]) -> Part:
        """Write the lines of a file that are to stay under a `temporary` name; return what the file will be then."""


def next_name(path: Path, parts: Sequence[Part], suffix: str) -> str:
    """Return the name of a numbered file that comes after all others, whichever of them are still there."""
    numbers = (int(part.name.removesuffix(suffix).rpartition("-")[2]) for part in parts)
    return f"{path.name}-{max(numbers, default=0) + 1:05}{suffix}"


def growing(path: Path) -> Path:
    """Return the name of a file until it is complete."""
    return path.with_name(f"{path.name}.part")


def append(file: BinaryIO, data: bytes, end: int) -> None:
    """Write at the `end` of an unbuffered file; what was written of `data` is taken back when not all of it can be.

    Raises:
        OSError: it cannot be written.
    """
    view = memoryview(data)
    try:
        while view:
            view = view[file.write(view) :]
    except BaseException:
        file.seek(end)
        file.truncate()
        raise


def temporary(path: Path) -> Path:
    """Return the name of what will take the place of a file."""
    return path.with_name(f".{path.name}.new")
