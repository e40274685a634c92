"""The error file: a line for every input without an annotation, whatever the disk does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from policytext.batch.work import Failure
from policytext.writers import JsonLines, JsonLinesStream


class FailureLog:
    """Writes ``errors.jsonl``, or to standard error where there is no such file."""

    def __init__(self, path: Path | None) -> None:
        """Begin the file at `path`; what an earlier run has left there is removed."""
        if path is not None:
            path.unlink(missing_ok=True)
        self._file = JsonLinesStream(sys.stderr.buffer) if path is None else JsonLines(path)
        self._held: list[bytes] = []

    def write(self, failures: list[Failure]) -> None:
        """Write failures; what the disk does not take is held back and tried again with the next."""
        lines = (json.dumps(failure.to_dict(), ensure_ascii=False).encode("utf-8") + b"\n" for failure in failures)
        self._held += lines
        try:
            while self._held:
                self._file.write_line(self._held[0])
                del self._held[0]
        except BrokenPipeError:
            raise
        except OSError:
            return

    def close(self) -> None:
        """Give the file its name; lines that could not be written to it go to standard error, lest they be lost."""
        self.write([])
        for line in self._held:
            sys.stderr.buffer.write(line)
        sys.stderr.buffer.flush()
        if isinstance(self._file, JsonLines):
            self._file.close()
