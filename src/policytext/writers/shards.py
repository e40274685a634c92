"""Annotations as JSON Lines in one file or in several of bounded size, plain or compressed.

A file bears the suffix ``.part`` while it grows. Compressed ones grow by whole frames (zstd) or members (gzip), which
every program reads as one stream; so a file can be cut after any of them and go on from there.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from policytext.writers.writer import (
    ChangedOutputError,
    Part,
    PartWriter,
    Place,
    Written,
    append,
    growing,
    next_name,
    temporary,
)
from policytext.writers.zstd import ZstdFile, zstandard

Compression = Literal["none", "gzip", "zstd"]
COMPRESSIONS: tuple[Compression, ...] = ("none", "gzip", "zstd")
SUFFIXES: dict[Compression, str] = {"none": ".jsonl", "gzip": ".jsonl.gz", "zstd": ".jsonl.zst"}


def compressor(compression: Compression) -> Callable[[bytes], bytes]:
    """Return the function that makes a whole frame of bytes.

    Raises:
        MissingExtraError: zstd is asked for and not installed.
    """
    if compression == "zstd":
        library = zstandard()
        return lambda data: bytes(library.ZstdCompressor(level=6).compress(data))
    if compression == "gzip":
        return lambda data: gzip.compress(data, compresslevel=6, mtime=0)
    return bytes


def opened(path: Path) -> BinaryIO:
    """Open a file of lines for reading, whatever it is compressed with.

    Raises:
        MissingExtraError: it is compressed with zstd, which is not installed.
        OSError: it cannot be read.
    """
    if path.name.endswith(SUFFIXES["gzip"]):
        return gzip.open(path, "rb")  # type: ignore[return-value]  # a GzipFile is read as any binary stream
    if path.name.endswith(SUFFIXES["zstd"]):
        return io.BufferedReader(ZstdFile(path))
    return path.open("rb")


@dataclass
class _Open:
    """The file that grows: its name, the file, and how far it is written."""

    name: str
    file: BinaryIO
    bytes: int
    lines: int


class Shards(PartWriter):
    """Writes ``STEM-00001.jsonl`` and so on, each until it is large enough; or one file, whatever its size."""

    portion = 32
    seconds = 5.0

    def __init__(
        self,
        path: Path,
        compression: Compression = "none",
        shard_bytes: int | None = None,
        written: Sequence[Part] = (),
    ) -> None:
        """Write to `path`; with `shard_bytes`, numbered files beside it that each end with that size.

        Args:
            path: the one file, or what the numbered files' names begin with.
            compression: of each portion.
            shard_bytes: size from which a numbered file is complete.
            written: what an earlier run has written. Files are cut back to it, and go on after it.

        Raises:
            MissingExtraError: the compression is not installed.
            ChangedOutputError: a file of an earlier run is gone, or shorter than it was.
            OSError: it cannot be cut back.
        """
        self._path = path
        self._compress = compressor(compression)
        self._compression = compression
        self._shard_bytes = shard_bytes
        self._open: _Open | None = None
        self._grown: dict[str, Part] = {}
        self._written = list(written)
        for part in written:
            _cut_back(self._file_of(part.name), part)

    def write(self, annotations: Sequence[tuple[str, bytes]]) -> list[Written]:
        """Write annotations as one frame: all of them, or none."""
        frame = self._compress(b"".join(line for _, line in annotations))
        try:
            open_ = self._open or self._next()
            append(open_.file, frame, open_.bytes)
        except OSError as error:
            return [error] * len(annotations)
        first = open_.lines
        open_.bytes += len(frame)
        open_.lines += len(annotations)
        self._grown[open_.name] = Part(open_.name, open_.bytes, open_.lines)
        if self._shard_bytes is not None and open_.bytes >= self._shard_bytes:
            self.close()
        return [Place(open_.name, first + number) for number in range(len(annotations))]

    def parts(self) -> list[Part]:
        """Return the files that have grown since this was last asked."""
        grown = list(self._grown.values())
        self._grown.clear()
        return grown

    def rewrite(self, part: Part, lines: Sequence[int]) -> Part:
        """Write the lines that are to stay under a temporary name."""
        wanted = set(lines)
        size = 0
        with (
            opened(self._path.with_name(part.name)) as old,
            temporary(self._path.with_name(part.name)).open("wb") as new,
        ):
            kept = (line for number, line in enumerate(old) if number in wanted)
            while portion := b"".join(line for _, line in zip(range(self.portion), kept, strict=False)):
                size += new.write(self._compress(portion))
        return Part(part.name, size, len(wanted))

    def close(self) -> None:
        """Give the file that grows its name."""
        if self._open is not None:
            self._open.file.close()
            path = self._path.with_name(self._open.name)
            growing(path).replace(path)
            self._open = None

    def abandon(self) -> None:
        """Leave the file that grows under its temporary name."""
        if self._open is not None:
            self._open.file.close()
            self._open = None

    def _next(self) -> _Open:
        """Open the file that goes on: one that an earlier run has left unfinished, or a new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = [part for part in self._written if growing(self._path.with_name(part.name)).is_file()]
        if self._shard_bytes is None:
            unfinished = self._written
        part = unfinished[-1] if unfinished else Part(self._new_name(), 0, 0)
        path = self._path.with_name(part.name)
        if part.bytes and path.is_file():
            path.replace(growing(path))
        file = growing(path).open("r+b" if part.bytes else "wb", buffering=0)
        file.seek(part.bytes)
        self._written = [other for other in self._written if other.name != part.name] + [part]
        self._open = _Open(part.name, file, part.bytes, part.lines)
        return self._open

    def _new_name(self) -> str:
        if self._shard_bytes is None:
            return self._path.name
        return next_name(self._path, self._written, SUFFIXES[self._compression])

    def _file_of(self, name: str) -> Path:
        path = self._path.with_name(name)
        return path if path.is_file() else growing(path)


def _cut_back(path: Path, part: Part) -> None:
    """Take off what was written to a file after its last known state.

    Raises:
        ChangedOutputError: the file is gone, or shorter than it was.
    """
    if not path.is_file():
        raise ChangedOutputError(path.with_name(part.name), "gone")
    size = path.stat().st_size
    if size < part.bytes:
        raise ChangedOutputError(path, "cut short")
    if size > part.bytes:
        with path.open("r+b") as file:
            file.truncate(part.bytes)


def stored_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, whatever it is compressed with.

    Raises:
        MissingExtraError: it is compressed with zstd, which is not installed.
        OSError, EOFError: it cannot be read, or what is in it is not compressed as its name says.
    """
    broken = (zlib.error, zstandard().ZstdError) if path.name.endswith(SUFFIXES["zstd"]) else (zlib.error,)
    with opened(path) as file:
        try:
            yield from file
        except broken as error:
            raise OSError(str(error)) from None
