"""The units of a batch: jobs go in, and each comes out as exactly one outcome.

The runner knows no readers and no models. What is done to a job is a `Processor`, made once per process by a setup
function that can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from policytext.document import Document

Stage = Literal["read", "annotate", "write", "worker"]


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

    def failure(self, stage: Stage, error: BaseException) -> Failure:
        """Return the failure of this job in `stage` by an exception."""
        return Failure.by(error, stage, self.id, self.source)


@dataclass(frozen=True)
class Success:
    """The annotation of a job, as UTF-8 JSON that ends in a line break."""

    key: str
    id: str
    source: str
    payload: bytes
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
        cause: the exception, where it was raised in this process.
    """

    id: str
    source: str
    stage: Stage
    error: str
    message: str
    cause: BaseException | None = field(default=None, compare=False, repr=False)

    @classmethod
    def by(cls, error: BaseException, stage: Stage, id_: str, source: str) -> Failure:
        """Return the failure of a document in `stage` by an exception."""
        return cls(id_, source, stage, type(error).__name__, cause_of(error), error)

    def to_dict(self) -> dict[str, str]:
        """Return the line of ``errors.jsonl``."""
        return {
            "id": self.id,
            "source": self.source,
            "stage": self.stage,
            "error": self.error,
            "message": self.message,
        }


Outcome = Success | Failure


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
