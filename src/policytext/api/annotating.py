"""Annotating in Python: the pipeline itself, and texts, files and folders one after the other."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policytext.annotation import Annotation, Source
from policytext.batch.local import run
from policytext.batch.plan import plan
from policytext.batch.work import Failure, Job, Success
from policytext.document import Document
from policytext.readers import ReadOptions, is_known_suffix
from policytext.runs.annotator import Annotator, AnnotatorSetup
from policytext.runs.jobs import planned_jobs
from policytext.runs.settings import DEFAULT_MODELS, ModelSet

if TYPE_CHECKING:
    from spacy.language import Language

Input = str | os.PathLike[str] | Document
OnError = Literal["raise", "skip"] | Callable[[Failure], object]

_log = logging.getLogger(__name__)


class DocumentError(RuntimeError):
    """A document could not be annotated; `failure` says which one, where and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.source}: {failure.message} ({failure.stage})")
        self.failure = failure


def load(
    base: str = "auto", models: ModelSet = DEFAULT_MODELS, *, syntax: bool = True, labels: str | Path | None = None
) -> Language:
    """Return the pipeline, a spaCy `Language` whose documents carry ``doc._.annotation``.

    Args:
        base: ``auto`` (``nl_core_news_sm`` where it is installed, else policytext's own), a name, or a path.
        models: ``accurate`` reads every sentence with a fine-tuned encoder too; ``fast`` does without it.
        syntax: whether policytext's own base sets ``token.pos_``, ``tag_``, ``morph``, ``lemma_``, ``dep_`` and
            ``head`` too. Annotations are the same without, and made sooner: `annotate` and the command leave it out.
        labels: the folder of a label set of one's own (``policytext train labels`` makes it): every sentence gets
            `labels` too.

    Raises:
        ValueError: the base or the set of models is unknown, or there is no label set in `labels`.
    """
    from policytext import pipeline

    return pipeline.load(base, models, syntax=syntax, labels=None if labels is None else Path(labels))


def annotate(  # noqa: PLR0913 - one keyword per choice, each with a default
    inputs: Input | Iterable[Input],
    *,
    base: str = "auto",
    models: ModelSet = DEFAULT_MODELS,
    labels: str | Path | None = None,
    workers: int = 1,
    on_error: OnError = "raise",
    nlp: Language | None = None,
) -> Iterator[Annotation]:
    """Yield the annotations of texts, files and folders, in order, each as soon as it is made.

    Args:
        inputs: one input or an iterable of them: a string is a text, a `pathlib.Path` a file or a folder, a `Document`
            itself. An iterable is read as the annotations are taken.
        base: the base pipeline, as in `load`.
        models: the set of models, as in `load`.
        labels: a label set of one's own, as in `load`.
        workers: processes. With more than one, the calling script needs ``if __name__ == "__main__":``.
        on_error: what to do for a document that cannot be annotated: ``raise`` a `DocumentError`, ``skip`` it with a
            logged warning, or call a function with its `Failure`. The documents after it are annotated all the same,
            unless it raises.
        nlp: a pipeline to use instead of loading one; not with several workers.

    Raises:
        DocumentError: a document cannot be annotated, and `on_error` is ``raise``.
        TypeError: an input is none of the kinds above.
        ValueError: the base is unknown, `on_error` is none of the above, or `nlp` is given for several workers.
    """
    if nlp is not None and workers != 1:
        msg = "nlp works in one process only: leave out workers, or give base instead of nlp"
        raise ValueError(msg)
    if on_error not in ("raise", "skip") and not callable(on_error):
        msg = f"on_error must be 'raise', 'skip' or a function, not {on_error!r}"
        raise ValueError(msg)
    setup = AnnotatorSetup(base, models, labels=None if labels is None else Path(labels))
    return _annotations(_each(inputs), setup, workers, on_error, nlp)


def _each(inputs: Input | Iterable[Input]) -> Iterable[Input]:
    return [inputs] if isinstance(inputs, str | os.PathLike | Document) else inputs


def _annotations(
    inputs: Iterable[Input], setup: AnnotatorSetup, workers: int, on_error: OnError, nlp: Language | None
) -> Iterator[Annotation]:
    items = _items(inputs, setup.options)
    results = _here(items, setup, nlp) if workers == 1 else _in_workers(items, setup, workers)
    with closing(results):
        for result in results:
            if isinstance(result, Annotation):
                yield result
            elif callable(on_error):
                on_error(result)
            elif on_error == "raise":
                raise DocumentError(result) from result.cause
            else:
                _log.warning("skipped %s: %s (%s)", result.source, result.message, result.stage)


def _here(
    items: Iterator[Job | Failure], setup: AnnotatorSetup, nlp: Language | None
) -> Generator[Annotation | Failure, None, None]:
    annotator = Annotator(nlp, setup, owns_nlp=False) if nlp is not None else setup()
    for item in items:
        yield item if isinstance(item, Failure) else _annotated(annotator, item)


def _annotated(annotator: Annotator, job: Job) -> Annotation | Failure:
    try:
        with annotator.session():
            return annotator.annotate(job)
    except Exception as error:  # noqa: BLE001 - `on_error` decides what becomes of it
        return job.failure("annotate", error)


def _in_workers(
    items: Iterator[Job | Failure], setup: AnnotatorSetup, workers: int
) -> Generator[Annotation | Failure, None, None]:
    with closing(run(items, setup, workers)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Success):
                yield Annotation.from_json(outcome.payload)
            elif isinstance(outcome, Failure):
                yield outcome


def _items(inputs: Iterable[Input], options: ReadOptions) -> Iterator[Job | Failure]:
    for number, given in enumerate(inputs, 1):
        if isinstance(given, Document):
            yield _job(given)
        elif isinstance(given, str):
            # What cannot be encoded is refused as any unreadable document; its checksum needs a stand-in.
            digest = hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()
            yield _job(Document(f"text-{number}", given, Source(sha256=digest)))
        elif isinstance(given, os.PathLike):
            yield from planned_jobs(plan([Path(given)], is_known_suffix), options)
        else:
            msg = f"input {number} is a {type(given).__name__}; a str, a Path or a Document is expected"
            raise TypeError(msg)


def _job(document: Document) -> Job:
    return Job(document.id, document.id, document.source.path or document.id, document, len(document.text))
