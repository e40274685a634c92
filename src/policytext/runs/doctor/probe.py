"""Measuring in a worker process: how long the pipeline takes to load and over a document, and the memory it needs."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import asdict, dataclass

from policytext.annotation import Annotation, Source
from policytext.batch.local import run
from policytext.batch.work import Failure, Job, Outcome, Success
from policytext.document import Document
from policytext.runs.annotator import Annotator, AnnotatorSetup
from policytext.runs.machine import peak_memory

_FIRST = "Meer toezicht nodig\n\nDe minister moet het beleid aanpassen."


@dataclass(frozen=True)
class Measured:
    """A document annotated in a worker process.

    Attributes:
        id: the document's id.
        characters: its length in code points.
        seconds: time to read it, annotate it and write the annotation as JSON.
        bytes: size of that JSON.
        tags: the labels of its sentences.
        links: how many of its entities have a link.
        topics: how many topics it has.
        load_seconds: time that the process took to load the pipeline, to the end of a first document.
        peak_bytes: the most memory that the process had held until then; None where the system does not say.
    """

    id: str
    characters: int
    seconds: float
    bytes: int
    tags: list[str]
    links: int
    topics: int
    load_seconds: float
    peak_bytes: int | None


def measured(jobs: Iterable[Job], setup: AnnotatorSetup, timeout: float) -> Generator[Measured | Failure, None, None]:
    """Annotate jobs in one worker process; yield what was measured of each, or why it could not be annotated.

    Args:
        jobs: the documents.
        setup: the pipeline and the settings of the readers.
        timeout: seconds that a document may take.

    Raises:
        SetupError: the pipeline cannot be loaded.
    """
    with closing(run(jobs, ProbeSetup(setup), 1, timeout)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Success):
                yield Measured(**json.loads(outcome.payload))
            elif isinstance(outcome, Failure):
                yield outcome


@dataclass(frozen=True)
class ProbeSetup:
    """How to make a probe in any process."""

    annotator: AnnotatorSetup

    def __call__(self) -> Probe:
        """Load the pipeline and return the probe.

        Raises:
            RuntimeError: a file of the pipeline cannot be read; the message names it.
            Exception: whatever else the pipeline raises.
        """
        started = time.perf_counter()
        try:
            annotator = self.annotator()
            # Models are read when the first document comes.
            with annotator.session():
                annotator.annotate(text_job("first", _FIRST))
        except OSError as error:
            # The engine passes on the reason without the path, and here the path is what matters.
            raise RuntimeError(str(error)) from error
        return Probe(annotator, self.annotator.indent, time.perf_counter() - started)


class Probe:
    """Annotates jobs and gives the measures instead of the annotations."""

    def __init__(self, annotator: Annotator, indent: int | None, load_seconds: float) -> None:
        self._annotator = annotator
        self._indent = indent
        self._load_seconds = load_seconds

    def session(self) -> AbstractContextManager[None]:
        """Hold a few jobs together, as the annotator does."""
        return self._annotator.session()

    def process(self, job: Job) -> Outcome:
        """Return what was measured of a job."""
        started = time.perf_counter()
        annotation = self._annotator.annotate(job)
        if isinstance(annotation, Failure):
            return annotation
        size = len(annotation.to_json(indent=self._indent).encode("utf-8")) + 1
        found = self._measured(annotation, size, time.perf_counter() - started)
        return Success(job.key, job.id, job.source, json.dumps(asdict(found)).encode("utf-8"))

    def _measured(self, annotation: Annotation, size: int, seconds: float) -> Measured:
        return Measured(
            id=annotation.id,
            characters=len(annotation.text),
            seconds=seconds,
            bytes=size,
            tags=sorted({tag.label for sentence in annotation.sentences for tag in sentence.tags}),
            links=sum(entity.link is not None for entity in annotation.entities),
            topics=len(annotation.topics),
            load_seconds=self._load_seconds,
            peak_bytes=peak_memory(),
        )


def text_job(name: str, text: str) -> Job:
    """Return the job of a text that stands in the code."""
    return Job(name, name, name, Document(name, text, Source(sha256="")), len(text))
