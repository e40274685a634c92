"""The units of a batch: jobs go in, and each comes out as exactly one outcome.

The runner knows no readers and no models. What is done to a job is a `Processor`, made once per process by a setup
function that can be pickled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

from policytext.document import Document

_LONG = 1_000_000
"""Code points (or bytes) up to which all documents may take the same time; longer ones in proportion."""

Stage = Literal["read", "annotate", "write", "worker"]


def allowed_seconds(size: int, timeout: float) -> float:
    """Return the seconds that a document of `size` code points may take, when one of a million may take `timeout`."""
    return timeout * max(1.0, size / _LONG)


@dataclass(frozen=True)
class Counts:
    """What an annotation holds, for the closing summary: sections, tags and entities per label, whether a date."""

    sections: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    undated: bool = False


@dataclass(frozen=True)
class Job:
    """A document to annotate.

    Attributes:
        key: the name of its output within the batch, a relative path with ``/``.
        id: the document's id.
        source: the input as messages show it.
        content: the file to read, or the document itself where it is read already.
        size: bytes of the file or characters of the document, for a fair division of work.
    """

    key: str
    id: str
    source: str
    content: Path | Document
    size: int = 0

    def sha256(self) -> str:
        """Return the SHA-256 of what is to be annotated: the file's bytes, or those that the document was read from.

        Raises:
            OSError: the file cannot be read.
        """
        if isinstance(self.content, Document):
            return self.content.source.sha256
        with self.content.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def failure(self, stage: Stage, error: BaseException) -> Failure:
        """Return the failure of this job in `stage` by an exception."""
        return replace(Failure.by(error, stage, self.id, self.source), key=self.key, sha256=self._sha256_or_none())

    def seconds(self, timeout: float | None) -> float | None:
        """Return what the job may take when a document of a million code points may take `timeout` seconds."""
        return None if timeout is None else allowed_seconds(self.size, timeout)

    def failed(self, stage: Stage, error: str, message: str) -> Failure:
        """Return the failure of this job in `stage` by something that is no exception."""
        return Failure(self.id, self.source, stage, error, message, self.key, self._sha256_or_none())

    def _sha256_or_none(self) -> str:
        try:
            return self.sha256()
        except OSError:
            return ""


@dataclass(frozen=True)
class Success:
    """The annotation of a job, as UTF-8 JSON that ends in a line break; `sha256` is that of what it was made from."""

    key: str
    id: str
    source: str
    payload: bytes
    counts: Counts = field(default_factory=Counts)
    sha256: str = ""


@dataclass(frozen=True)
class Kept:
    """A job that an earlier run has done: its annotation stands, and it is not worked on again."""

    key: str
    id: str
    source: str
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True)
class Failure:
    """Why a job has no annotation.

    Attributes:
        id: the document's id.
        source: the input as messages show it.
        stage: where it failed. `worker` is a process that ended while it worked on the document.
        error: the kind of error, a class name.
        message: its cause, in words.
        key: the name that its output would have, empty where the input is no job.
        sha256: that of the input, empty where it could not be read.
        cause: the exception, where it was raised in this process.
    """

    id: str
    source: str
    stage: Stage
    error: str
    message: str
    key: str = ""
    sha256: str = ""
    cause: BaseException | None = field(default=None, compare=False, repr=False)

    @classmethod
    def by(cls, error: BaseException, stage: Stage, id_: str, source: str) -> Failure:
        """Return the failure of a document in `stage` by an exception."""
        return cls(id_, source, stage, type(error).__name__, cause_of(error), cause=error)

    @property
    def passing(self) -> bool:
        """Whether the machine is at fault and not the document, so that another run may well succeed."""
        return self.stage == "write" or self.error == NO_WORKER

    def to_dict(self) -> dict[str, str]:
        """Return the line of ``errors.jsonl``."""
        return {
            "id": self.id,
            "source": self.source,
            "stage": self.stage,
            "error": self.error,
            "message": self.message,
        }


NO_WORKER = "NoWorker"
"""The kind of error of documents that no process could be started for."""

Settled = Failure | Kept
"""What is known before any work, and passes through an engine unchanged."""

Outcome = Success | Failure | Kept


def cause_of(error: BaseException) -> str:
    """Return an exception's cause in words; that of a system call without its number and path."""
    return (isinstance(error, OSError) and error.strerror) or str(error) or repr(error)


class Processor(Protocol):
    """What is done to jobs in one process."""

    def session(self) -> AbstractContextManager[object]:
        """Return a context that is held around a few jobs; what they took of memory may be given back at its end."""

    def process(self, job: Job) -> Outcome:
        """Return the outcome of one job. What it raises becomes the job's failure."""


Setup = Callable[[], Processor]


class SetupError(ValueError):
    """The processor could not be made, so that no job can be worked on; the message names the cause."""


def process_chunk(processor: Processor, jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Yield the outcome of each job, in order; no job's exception reaches another."""
    with processor.session():
        for job in jobs:
            try:
                outcome = processor.process(job)
            except Exception as error:  # noqa: BLE001 - the one place where whatever a document causes must end
                outcome = job.failure("annotate", error)
            yield outcome


def set_up(setup: Setup) -> Processor:
    """Return the processor.

    Raises:
        SetupError: it could not be made, for whatever reason.
    """
    try:
        return setup()
    except Exception as error:
        raise SetupError(cause_of(error)) from error
