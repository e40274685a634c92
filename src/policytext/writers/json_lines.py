"""Annotations, or errors, as one stream of lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from policytext.writers.writer import Writer, Written, append, growing


class JsonLines:
    """Writes a ``.jsonl`` file.

    Lines go to ``FILE.part``, each of them whole, and the file gets its name on `close`. A process that is killed
    leaves the part file with what was finished. The file is made with its first line: without lines there is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = growing(path)
        self._file: BinaryIO | None = None

    def write_line(self, line: bytes) -> None:
        """Write one line with its line break.

        Raises:
            OSError: it cannot be written; what was written of it is taken back.
        """
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.part.open("wb", buffering=0)
        append(self._file, line, self._file.tell())

    def close(self) -> None:
        """Give the file its name."""
        if self._file is not None:
            self._file.close()
            self.part.replace(self.path)


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
