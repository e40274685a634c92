"""A process of its own for pdfium, with limits of time and memory.

pdfium is a large C++ library, and a file can make it crash, fill the memory or go on for hours. One such process serves
all files that a process reads; after a file that it does not survive, another takes its place.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from typing import BinaryIO, cast

from policytext.document import UnreadableDocument
from policytext.readers.pdf.content import Content
from policytext.readers.pdf.limits import EXIT_MEMORY, EXIT_TIME, MAX_MEMORY, seconds_for
from policytext.readers.pdf.messages import receive, send, unpacked

_turn = threading.Lock()


def isolated_content(data: bytes) -> Content:
    """Return the content of a PDF, read by another process.

    Raises:
        UnreadableDocument: see `content_of`; or the file takes too much time or memory, or makes pdfium crash.
    """
    with _turn:
        return unpacked(_Service.of_this_process().ask(data))


class _Service:
    """The process that reads PDF files for this one."""

    _current: _Service | None = None

    def __init__(self) -> None:
        # Modules are to be found where this process finds them, and never in the folder it happens to be in.
        places = os.pathsep.join(place for place in sys.path if place)
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "policytext.readers.pdf.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places},
        )

    @classmethod
    def of_this_process(cls) -> _Service:
        """Return the service, started where there is none; one of the process that this was forked from is not used."""
        service = cls._current
        if service is None or service._owner != os.getpid() or service._process.poll() is not None:
            service = cls._current = cls()
        return service

    def ask(self, data: bytes) -> bytes:
        """Return the answer to a file.

        Raises:
            UnreadableDocument: the process has ended on it.
        """
        try:
            send(cast("BinaryIO", self._process.stdin), data)
            answer = receive(cast("BinaryIO", self._process.stdout))
        except (BrokenPipeError, ConnectionResetError):
            answer = None
        except BaseException:
            # Half a conversation is of no use to the next file.
            self.close()
            raise
        if answer is None:
            code = self._process.wait()
            self.close()
            raise UnreadableDocument(_cause(code, len(data)))
        return answer

    def close(self) -> None:
        """End the process."""
        if self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        _Service._current = None


def _cause(code: int, size: int) -> str:
    if code == EXIT_TIME:
        return f"a PDF that takes longer than {seconds_for(size):.0f} seconds to read"
    if code == EXIT_MEMORY:
        return f"a PDF that takes more than {MAX_MEMORY // 1024**2} MB of memory to read"
    return f"a PDF that pdfium crashes on, or that takes more than {MAX_MEMORY // 1024**2} MB of memory to read"


@atexit.register
def _end() -> None:
    if _Service._current is not None:
        _Service._current.close()
