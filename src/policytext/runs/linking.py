"""Related articles that are documents of the same run: which of its titles a teaser points at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policytext.annotation import Annotation, Related
from policytext.batch.plan import PlanError
from policytext.runs.outputs import resolve_output
from policytext.runs.stored import stored_annotations
from policytext.writers import JsonLines

_NO_LETTERS = re.compile(r"[\W_]+")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*$")
_LEAST_CUT = 20
"""Letters and digits that must be left of a title that is cut off, lest it fits what it does not mean."""


class Titles:
    """The titles of a run's documents, compared by their letters and digits alone.

    A title that several documents bear points at none of them: a link that may be wrong is no link.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._documents: dict[str, str | None] = {}
        for annotation in annotations:
            title = _folded(annotation.title.text) if annotation.title else ""
            if title:
                known = self._documents.setdefault(title, annotation.id)
                self._documents[title] = annotation.id if known == annotation.id else None
        self._sorted = sorted(self._documents)

    def document(self, related: Related) -> str | None:
        """Return the id of the document that a related article is, None where the run has none or more than one."""
        title = related.title.text
        if not _CUT_OFF.search(title):
            return self._documents.get(_folded(title))
        beginning = _folded(title)
        if len(beginning) < _LEAST_CUT:
            return None
        place = bisect_left(self._sorted, beginning)
        fitting = [each for each in self._sorted[place : place + 2] if each.startswith(beginning)]
        return self._documents[fitting[0]] if len(fitting) == 1 else None

    def linked(self, annotation: Annotation) -> Annotation:
        """Return the annotation with `related[].document` set anew: null where it is not known, or is itself."""
        found = ((each, self.document(each)) for each in annotation.related)
        related = tuple(
            each.model_copy(update={"document": None if document == annotation.id else document})
            for each, document in found
        )
        return annotation.model_copy(update={"related": related})


def _folded(text: str) -> str:
    """Return the letters and digits of a text, lower-cased."""
    return _NO_LETTERS.sub("", text.casefold())


@dataclass(frozen=True)
class Linking:
    """What linking a run came to: its documents, their related articles, and how many of those are documents of it."""

    documents: int
    related: int
    linked: int


def link_run(run: Path, output: str | Path, *, overwrite: bool) -> Linking:
    """Write the annotations of a run once more, as lines of JSON, with related articles linked to its documents.

    Args:
        run: a file or folder that a run has written; it is read twice.
        output: a ``.jsonl`` file (or ``.jsonl.gz``, ``.jsonl.zst``), or ``-`` for standard output.
        overwrite: whether a file that is there already is replaced.

    Raises:
        PlanError: the output is something else, or there already, or in `run`; nothing has been written.
        StoredAnnotationError: `run` holds something else than annotations; no output is left.
        MissingExtraError: the compression needs a library that is not installed.
        OSError: the output cannot be written.
    """
    place = resolve_output(output, "jsonl")
    if place.folder is not None and place.stream is None:
        msg = f"{output}: give a .jsonl file to write to, or - for standard output"
        raise PlanError(msg)
    if place.stream is not None:
        _demand_free(run, place.stream, overwrite=overwrite)
    titles = Titles(stored_annotations(run))
    writer = place.writer([], "overwrite")
    counts: Counter[str] = Counter()
    try:
        for annotation in map(titles.linked, stored_annotations(run)):
            counts["documents"] += 1
            counts["related"] += len(annotation.related)
            counts["linked"] += sum(each.document is not None for each in annotation.related)
            line = annotation.to_json().encode() + b"\n"
            if isinstance(fault := writer.write([(annotation.id, line)])[0], OSError):
                raise fault
    except BaseException:
        writer.abandon()
        if place.stream is not None:
            JsonLines(place.stream).part.unlink(missing_ok=True)
        raise
    writer.close()
    return Linking(counts["documents"], counts["related"], counts["linked"])


def _demand_free(run: Path, output: Path, *, overwrite: bool) -> None:
    if (output.exists() and output.samefile(run)) or (run.is_dir() and output.resolve().is_relative_to(run.resolve())):
        msg = f"{output} lies in {run}, which is read; write somewhere else"
        raise PlanError(msg)
    if output.exists() and not overwrite:
        msg = f"{output}: there already; --overwrite replaces what is there"
        raise PlanError(msg)
