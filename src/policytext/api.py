"""The public functions of policytext."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policytext.annotation import Annotation, Source
from policytext.batch.local import run
from policytext.batch.plan import PlanError, plan
from policytext.batch.work import Failure, Job, SetupError, Success
from policytext.document import Document
from policytext.exports.placing import ExportError, check_apart, placed
from policytext.exports.registry import EXPORTERS
from policytext.exports.tables.frames import FrameLibrary, frames
from policytext.knowledge.find import Candidate, find
from policytext.knowledge.registers import provenance
from policytext.readers import ReadOptions, is_known_suffix
from policytext.runs.annotator import Annotator, AnnotatorSetup
from policytext.runs.doctor import Diagnosis, examine
from policytext.runs.files import Progress, run_files
from policytext.runs.jobs import planned_jobs
from policytext.runs.linking import Linking, link_run
from policytext.runs.outputs import Mode
from policytext.runs.settings import (
    DEFAULT_MODELS,
    MODEL_SETS,
    Engine,
    Format,
    ModelSet,
    Settings,
    SettingsError,
    load_settings,
)
from policytext.runs.stored import StoredAnnotationError, stored_annotations
from policytext.runs.summary import Summary
from policytext.writers import Compression, MissingExtraError

if TYPE_CHECKING:
    from spacy.language import Language

    from policytext.evaluation import Report

__all__ = [
    "Candidate",
    "Diagnosis",
    "DocumentError",
    "ExportError",
    "Failure",
    "Linking",
    "MissingExtraError",
    "PlanError",
    "Settings",
    "SettingsError",
    "SetupError",
    "StoredAnnotationError",
    "Summary",
    "annotate",
    "annotate_files",
    "describe",
    "doctor",
    "evaluate",
    "export",
    "find_knowledge",
    "knowledge_registers",
    "link",
    "load",
    "stored_annotations",
    "to_frames",
]

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


def annotate_files(  # noqa: PLR0913 - one keyword per option of the command, each with a default
    inputs: str | Path | Iterable[str | Path],
    output: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 - the name of the command's option
    workers: int | None = None,
    base: str | None = None,
    models: ModelSet | None = None,
    labels: str | Path | None = None,
    compress: Compression | None = None,
    timeout: int | None = None,
    engine: Engine | None = None,
    scheduler: str | None = None,
    overwrite: bool = False,
    resume: bool = False,
    retry_failed: bool = False,
    config: str | Path | Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Annotate files and folders into files. Each input ends as an annotation or as a line of ``errors.jsonl``.

    Work is done in processes of their own, so that the calling script needs ``if __name__ == "__main__":``. What has
    been done is remembered in the output: a run that ended early, whatever the reason, can be gone on with.

    Args:
        inputs: paths of files and folders; ``-`` is standard input.
        output: a folder, a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or ``-`` for standard output.
        format: ``json``, one file per document named after the input; ``jsonl``, one stream, or numbered files in a
            folder; ``parquet``, numbered files. By default what `config` says, else what `output` calls for.
        workers: processes; by default what `config` says, else one per usable core.
        base: the base pipeline, as in `load`; by default what `config` says, else ``auto``.
        models: the set of models, as in `load`; by default what `config` says.
        labels: a label set of one's own, as in `load`; by default what `config` says.
        compress: of JSON Lines, ``none``, ``gzip`` or ``zstd``; by default what `config` says, else ``none``.
        timeout: seconds that a document may take until it is given up, longer ones than a million characters in
            proportion, 0 for any time; by default what `config` says, else 600.
        engine: ``local`` or ``dask``; by default what `config` says, else ``local``.
        scheduler: the address of a Dask scheduler; by default what `config` says.
        overwrite: whether output that is there already is replaced.
        resume: whether an earlier run with this output is gone on with: what is new, what has changed, and what
            another pipeline has made is done, the rest is kept. Without an earlier run it makes no difference.
        retry_failed: whether documents that failed in the earlier run are tried again; implies `resume`.
        config: settings, or the path of a TOML file with them.
        progress: called with the number of documents done and of all, None where that is not known beforehand.

    Raises:
        PlanError: output is there already, another run is writing to it, or two inputs would write one; nothing has
            been written.
        SettingsError: the configuration file cannot be used.
        MissingExtraError: the format or the engine needs a library that is not installed.
        ValueError: the base is unknown or `workers` is less than 1.
    """
    settings = _settings(
        config,
        workers=workers,
        base=base,
        models=models,
        labels=labels,
        format=format,
        compress=compress,
        timeout=timeout,
        engine=engine,
        scheduler=scheduler,
    )
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    if overwrite and (resume or retry_failed):
        msg = "overwrite begins anew and resume goes on: choose one"
        raise PlanError(msg)
    mode: Mode = "retry" if retry_failed else "resume" if resume else "overwrite" if overwrite else "new"
    return run_files(given, output, settings, mode=mode, progress=progress)


def describe(base: str = "auto", models: ModelSet = DEFAULT_MODELS) -> dict[str, Any]:
    """Return versions, base and models of the pipeline, with the checksum and card of each model."""
    from policytext import pipeline

    return pipeline.describe(pipeline.load(base, models))


def doctor(  # noqa: PLR0913 - one keyword per option of the command, each with a default
    inputs: str | Path | Iterable[str | Path] = (),
    output: str | Path | None = None,
    *,
    workers: int | None = None,
    base: str | None = None,
    models: ModelSet | None = None,
    labels: str | Path | None = None,
    config: str | Path | Settings | None = None,
) -> Diagnosis:
    """Check before a long job whether it will come to its end, and estimate what it takes.

    Work is done in processes of their own, so that the calling script needs ``if __name__ == "__main__":``. A check
    that fails becomes one of the diagnosis's `problems`; nothing is written to the output.

    Args:
        inputs: paths of files and folders of the job; none for a check without.
        output: where the job would write, as in `annotate_files`; by default the current folder.
        workers: processes, as in `annotate_files`.
        base: the base pipeline, as in `annotate_files`.
        models: the set of models, as in `annotate_files`; by default both are tried.
        labels: a label set of one's own, as in `annotate_files`.
        config: settings, or the path of a TOML file with them.

    Raises:
        SettingsError: the configuration file cannot be used.
    """
    settings = _settings(config, workers=workers, base=base, models=models, labels=labels)
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    return examine(given, output, settings, [models] if models else MODEL_SETS)


def link(run: str | Path, output: str | Path, *, overwrite: bool = False) -> Linking:
    """Write a run's annotations once more, with each related article linked to the document of the run that it is.

    A teaser's title must be that of one document alone, or its beginning where it is cut off.

    Args:
        run: a file or folder that `annotate_files` has written.
        output: a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or ``-`` for standard output.
        overwrite: whether a file that is there already is replaced.

    Raises:
        PlanError: the output is something else, is there already, or lies in `run`; nothing has been written.
        StoredAnnotationError: `run` holds something else than annotations; no output is left.
        MissingExtraError: the compression needs a library that is not installed.
        OSError: the output cannot be written.
    """
    return link_run(Path(run), output, overwrite=overwrite)


def find_knowledge(query: str, date: str | None = None) -> list[Candidate]:
    """Return what a name or mention may mean to the registers, the best first; empty where none knows it.

    Args:
        query: "minister van VWS", "Hugo de Jonge", "VenJ", "Jeugdwet".
        date: ISO day at which it is meant; without one, everything that ever bore the name.
    """
    return find(query, date)


def knowledge_registers() -> list[dict[str, str | int]]:
    """Return the files of the registers with their source, licence, date of state and number of rows."""
    return provenance()


def evaluate(
    gold: str | Path,
    *,
    annotations: str | Path | None = None,
    base: str = "auto",
    models: ModelSet = DEFAULT_MODELS,
    split: str | None = None,
) -> Report:
    """Score annotations against gold, per layer.

    Args:
        gold: a folder of annotated documents.
        annotations: annotations to score, a file or a folder; by default the gold texts are annotated now.
        base: the base pipeline to annotate with, as in `load`.
        models: the set of models, as in `load`.
        split: the part of the corpus to score, by default all of it.

    Raises:
        DocumentError: a gold text cannot be annotated.
        StoredAnnotationError: `annotations` holds something else.
    """
    from policytext import evaluation

    selected = {} if split is None else {"split": split}
    if annotations is not None:
        return evaluation.evaluate(Path(gold), stored_annotations(Path(annotations)), **selected)
    documents = evaluation.gold_documents(Path(gold), **selected)
    return evaluation.evaluate(Path(gold), annotate(documents, base=base, models=models), **selected)


def export(
    annotations: str | Path | Iterable[Annotation], output: str | Path, to: str, *, overwrite: bool = False
) -> int:
    """Write annotations in a form that other tools read, and return how many documents that were.

    They are read one by one, so that memory does not grow with their number, save in a DocBin, which is held whole.

    Args:
        annotations: what a run wrote, a folder or a file; or annotations.
        output: a folder or a file, by format. A new one appears whole, or not at all; in a folder that holds files,
            files are replaced one by one once all are written.
        to: the format; `policytext.exports.registry.EXPORTERS` has them.
        overwrite: whether output that is there already is replaced; other files in a folder stay.

    Raises:
        ExportError: the format is unknown, the output is there already, or there are no annotations.
        MissingExtraError: the format needs a library that is not installed.
        StoredAnnotationError: a file cannot be read or holds something else; nothing has been written.
        OSError: the output cannot be written.
    """
    if to not in EXPORTERS:
        msg = f"there is no format {to!r} to export to, only {', '.join(EXPORTERS)}"
        raise ExportError(msg)
    output = Path(output)
    if isinstance(annotations, str | Path):
        check_apart(Path(annotations), output)
    counted = _Counted(_stored(annotations))
    with placed(output, EXPORTERS[to].suffix, overwrite=overwrite) as place:
        EXPORTERS[to].write(counted, place)
        if not counted.count:
            msg = f"{annotations}: holds no annotations" if isinstance(annotations, str | Path) else "no annotations"
            raise ExportError(msg)
    return counted.count


def to_frames(annotations: str | Path | Iterable[Annotation], library: FrameLibrary = "pandas") -> dict[str, Any]:
    """Return annotations as data frames by table name, with the columns and types of exported Parquet files.

    The tables are ``documents``, ``sections``, ``sentences``, ``tags``, ``labels``, ``entities``, ``topics`` and
    ``related``; ``docs/tables.md`` has their columns.

    Args:
        annotations: what a run wrote, a folder or a file; or annotations, such as `annotate` yields.
        library: ``pandas`` or ``polars``. In pandas, types are those that know missing values.

    Raises:
        ValueError: the library is none of the two.
        MissingExtraError: the library is not installed.
        StoredAnnotationError: a file cannot be read or holds something else.
    """
    return frames(_stored(annotations), library)


def _stored(annotations: str | Path | Iterable[Annotation]) -> Iterable[Annotation]:
    return stored_annotations(Path(annotations)) if isinstance(annotations, str | Path) else annotations


class _Counted(Iterable[Annotation]):
    """Annotations, and how many of them have been taken."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._annotations = annotations
        self.count = 0

    def __iter__(self) -> Iterator[Annotation]:
        for annotation in self._annotations:
            self.count += 1
            yield annotation


def _settings(config: str | Path | Settings | None, *, labels: str | Path | None, **given: Any) -> Settings:
    """Return the settings of a configuration, or the default ones, with what is given besides in their place."""
    settings = config if isinstance(config, Settings) else load_settings(Path(config)) if config else Settings()
    chosen = {name: value for name, value in given.items() if value not in (None, "")}
    return replace(settings, **chosen, labels=Path(labels) if labels else settings.labels)


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
