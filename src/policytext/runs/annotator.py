"""What a process does with a job: read the document, annotate it, write the annotation as JSON."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.batch.work import Counts, Failure, Job, Outcome, Success
from policytext.document import Document, UnreadableDocument
from policytext.readers import Origin, ReadOptions, reader_for_content, reader_for_suffix
from policytext.readers.decoding import require_text
from policytext.runs.settings import DEFAULT_MODELS, MAX_CHARACTERS, Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from policytext.annotation import Annotation

_HEAD_BYTES = 4096
# A web page can be that much longer than its text; a file beyond it is refused before it fills the memory.
_MAX_BYTES_PER_CHARACTER = 50


@dataclass(frozen=True)
class AnnotatorSetup:
    """How to make an annotator in any process.

    Attributes:
        base, models, labels: the base pipeline, the set of models and a label set of one's own, as in
            `policytext.load`.
        options: settings of the readers.
        max_characters: longest document that is annotated.
        indent: spaces of indentation in the JSON, None for one line.
    """

    base: str = "auto"
    models: str = DEFAULT_MODELS
    options: ReadOptions = field(default_factory=ReadOptions)
    max_characters: int = MAX_CHARACTERS
    indent: int | None = None
    labels: Path | None = None

    @classmethod
    def of(cls, settings: Settings, models: str, *, indented: bool) -> AnnotatorSetup:
        """Return what settings of a run come to, with one set of models."""
        options, indent = ReadOptions(settings.columns), 1 if indented else None
        return cls(settings.base, models, options, settings.max_characters, indent, settings.labels)

    def __call__(self) -> Annotator:
        """Load the pipeline and return the annotator.

        Raises:
            ValueError: the base or the set of models is unknown.
        """
        from policytext.pipeline import load

        return Annotator(load(self.base, self.models, labels=self.labels), self)


class Annotator:
    """Annotates jobs with one pipeline."""

    def __init__(self, nlp: Language, setup: AnnotatorSetup, *, owns_nlp: bool = True) -> None:
        """Annotate with `nlp`; its vocabulary is kept small only if nobody else uses it (`owns_nlp`)."""
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # it has no types

        self._nlp = nlp
        self._setup = setup
        self._threads = ThreadpoolController()
        self._zone = nlp.memory_zone if owns_nlp else nullcontext

    @contextmanager
    def session(self) -> Iterator[None]:
        """Hold a few jobs together: the words that they add to the vocabulary are dropped at the end."""
        # Several threads would add up in another order and change the last digits of scores.
        with self._threads.limit(limits=1), self._zone(), _without_garbage_collection():
            yield

    def process(self, job: Job) -> Outcome:
        """Return the outcome of a job."""
        annotation = self.annotate(job)
        if isinstance(annotation, Failure):
            return annotation
        payload = annotation.to_json(indent=self._setup.indent) + "\n"
        sha256 = annotation.source.sha256
        return Success(job.key, job.id, job.source, payload.encode("utf-8"), _counts(annotation), sha256)

    def annotate(self, job: Job) -> Annotation | Failure:
        """Return the annotation of a job, or the failure to read it; what the pipeline raises is passed on."""
        from policytext.pipeline import annotate_document

        try:
            document = self._document(job)
        except Exception as error:  # noqa: BLE001 - whatever a reader stumbles over, it is a failure to read
            return job.failure("read", error)
        length, limit = len(document.text), self._setup.max_characters
        if length > limit:
            message = f"{length:,} characters; the limit is {limit:,} (max_characters in [annotate])"
            return job.failed("annotate", "DocumentTooLong", message)
        return annotate_document(self._nlp, document)

    def _document(self, job: Job) -> Document:
        if isinstance(job.content, Document):
            require_text(job.content.text)
            return job.content
        return read_file(job.content, Origin(job.id, job.source), self._setup.options, self._setup.max_characters)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Leave cyclic garbage for later: to look for it among a hundred thousand names takes a fifth of all the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_file(path: Path, origin: Origin, options: ReadOptions, max_characters: int) -> Document:
    """Return the document of a file that holds one, by its suffix or, where that says nothing, by its content.

    Raises:
        UnreadableDocument: it holds no text, or is far too large to be one document.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        size, limit = path.stat().st_size, max_characters * _MAX_BYTES_PER_CHARACTER
        if size > limit:
            msg = f"{size:,} bytes; the limit for one document is {limit:,} (from max_characters in [annotate])"
            raise UnreadableDocument(msg)
        reader = reader_for_suffix(path.suffix)
        if reader is None:
            reader = reader_for_content(stream.read(_HEAD_BYTES))
            stream.seek(0)
        document = next(reader.read(stream, origin, options))
    if not isinstance(document, Document):
        raise UnreadableDocument(document.message)
    return document


def _counts(annotation: Annotation) -> Counts:
    tags: Counter[str] = Counter(tag.label for sentence in annotation.sentences for tag in sentence.tags)
    entities = Counter(entity.label for entity in annotation.entities)
    return Counts(len(annotation.sections), dict(tags), dict(entities), undated=annotation.date is None)
