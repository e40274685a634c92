"""The process that reads PDF files for another: a file comes in, its content or an error goes out."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from policytext.document import UnreadableDocument
from policytext.readers.pdf.content import Content
from policytext.readers.pdf.limits import EXIT_MEMORY, MAX_MEMORY, seconds_for
from policytext.readers.pdf.messages import packed, receive, send
from policytext.readers.pdf.reading import content_of

_TIMES_THE_FILE = 4


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every file on one stream with a message on the other, until the first ends."""
    nowhere = Path(os.devnull).open("w", encoding="ascii")  # noqa: SIM115 - as long as the process
    while (data := receive(requests)) is not None:
        _limit_memory(MAX_MEMORY + _TIMES_THE_FILE * len(data))
        # The thread that counts the time gets its turn in C code as well, and ends the process with 1.
        faulthandler.dump_traceback_later(seconds_for(len(data)), exit=True, file=nowhere)
        answer = packed(_result(data))
        faulthandler.cancel_dump_traceback_later()
        send(answers, answer)


def _result(data: bytes) -> Content | UnreadableDocument:
    try:
        return content_of(data)
    except UnreadableDocument as error:
        return error
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except Exception as error:  # noqa: BLE001 - whatever a file brings about, the next one is read
        return UnreadableDocument(f"a PDF that cannot be read: {type(error).__name__}: {error}")


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it does now, where the system can see to that."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + more
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    # Ctrl-C reaches every process of the terminal; the one that asks decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get among the answers.
    private = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, private)
