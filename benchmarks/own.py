"""Our pipeline as a worker runs it: documents that are read already in, JSON out, the vocabulary kept small."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from policytext.annotation import Source
from policytext.batch.chunks import chunked
from policytext.batch.work import Failure, Job, process_chunk
from policytext.batch.worker import settle
from policytext.document import Document
from policytext.pipeline import load
from policytext.pipeline.bases import OWN_BASE
from policytext.runs.annotator import Annotator, AnnotatorSetup


def annotator(models: str) -> tuple[Any, Annotator]:
    """Return the pipeline of a set of models on its own base, and the annotator that runs it; both are warm."""
    nlp = load(OWN_BASE, models)
    made = Annotator(nlp, AnnotatorSetup(OWN_BASE, models, indent=1))
    annotated(made, ["Een kop\n\nDe minister moet het beleid aanpassen, vindt de Kamer. Dat is goed.\n"])
    settle()
    return nlp, made


def annotated(made: Annotator, documents: list[str]) -> None:
    """Annotate the documents one by one, in the portions that a worker takes.

    Raises:
        RuntimeError: one cannot be annotated.
    """
    for chunk in chunked(jobs(documents)):
        for outcome in process_chunk(made, chunk):
            if isinstance(outcome, Failure):
                raise RuntimeError(outcome.message)


def jobs(documents: list[str]) -> Iterator[Job]:
    """Yield a job for each text."""
    for number, text in enumerate(documents):
        name = f"{number:06}"
        document = Document(name, text, Source(sha256=hashlib.sha256(text.encode()).hexdigest()))
        yield Job(name, name, name, document, len(text))
