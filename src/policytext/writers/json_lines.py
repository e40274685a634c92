"""Annotations, or errors, as one stream of lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from policytext.writers.writer import Writer, Written


class JsonLines:
    """Writes a ``.jsonl`` file.

    Lines go to ``FILE.part``, each of them whole, and the file gets its name on `close`. A run that is interrupted
    leaves the part file with what was finished. The file is made with its first line: without lines there is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f"{path.name}.part")
        self._file: BinaryIO | None = None

    def write_line(self, line: bytes) -> None:
        """Write one line with its line break.

        Raises:
            OSError: it cannot be written; what was written of it is taken back.
        """
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.part.open("wb", buffering=0)
        end = self._file.tell()
        view = memoryview(line)
        try:
            while view:
                view = view[self._file.write(view) :]
        except BaseException:
            self._file.seek(end)
            self._file.truncate()
            raise

    def close(self) -> None:
        """Give the file its name."""
        if self._file is not None:
            self._file.close()
            self.part.replace(self.path)

    def abandon(self) -> None:
        """Leave the part file as it is."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()


class JsonLinesStream(Writer):
    """Writes lines to an open binary stream, such as standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write_line(self, line: bytes) -> None:
        """Write one line with its line break, at once.

        Raises:
            OSError: the stream does not take it.
        """
        self._stream.write(line)
        self._stream.flush()

    def write(self, annotations: Sequence[tuple[str, bytes]]) -> list[Written]:
        """Write annotations, at once."""
        return [self._written(line) for _, line in annotations]

    def _written(self, line: bytes) -> OSError | None:
        try:
            self.write_line(line)
        except BrokenPipeError:
            # Whoever reads standard output has had enough: no document is at fault, and none after it can be written.
            raise
        except OSError as error:
            return error
        return None
