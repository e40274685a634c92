"""Train a label set of one's own: sentences with labels in a CSV file, and the word model of the tags on them."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from policytext.pipeline.tags.context import Context, contexts_in_order
from policytext.pipeline.tags.model import TagModel
from policytext.training.tags import FOLDS, Examples, fit_examples

FEWEST = 10
"""Sentences that a label needs."""

_SEPARATOR = ";"


class ExamplesError(ValueError):
    """Examples that nothing can be learned from; the message names the file and the cause."""


@dataclass(frozen=True)
class Row:
    """A labelled sentence, the document it is from ("" where that is not known), and the heading it stands under."""

    text: str
    labels: frozenset[str]
    document: str
    heading: str


def read_rows(path: Path) -> list[Row]:
    """Read a CSV file with the columns ``text`` and ``labels`` (several joined by ";", none left empty).

    The columns ``document`` and ``heading`` may be there too. Consecutive rows of one document are neighbours.

    Raises:
        ExamplesError: it cannot be read, or a column or a text is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            given = csv.DictReader(file)
            missing = [name for name in ("text", "labels") if name not in (given.fieldnames or ())]
            if missing:
                msg = f"{path}: no column {' and no column '.join(missing)} in its first line"
                raise ExamplesError(msg)
            rows = []
            for row in given:
                text = (row["text"] or "").strip()
                if not text:
                    msg = f"{path}: line {given.line_num} has no text"
                    raise ExamplesError(msg)
                labels = frozenset(each.strip() for each in (row["labels"] or "").split(_SEPARATOR) if each.strip())
                rows.append(Row(text, labels, row.get("document") or "", row.get("heading") or ""))
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise ExamplesError(msg) from None
    except UnicodeDecodeError:
        msg = f"{path}: not UTF-8"
        raise ExamplesError(msg) from None
    except csv.Error as error:
        msg = f"{path}: {error}"
        raise ExamplesError(msg) from None
    return rows


def train(path: Path) -> tuple[TagModel, dict[str, dict[str, float]]]:
    """Return the model of the labels in `path`, in order of name, and each one's figures on documents left out.

    The figures are F at the threshold that is best for them, so somewhat flattering, and the number of examples.

    Raises:
        ExamplesError: the file cannot be used, or a label has too few examples.
    """
    rows = read_rows(path)
    counts = Counter(label for row in rows for label in row.labels)
    labels = sorted(counts)
    if not labels:
        msg = f"{path}: no sentence has a label"
        raise ExamplesError(msg)
    for label in labels:
        if min(counts[label], len(rows) - counts[label]) < FEWEST:
            msg = (
                f"{path}: {counts[label]} of {len(rows)} sentences have the label {label!r}; {FEWEST} with and without"
            )
            raise ExamplesError(f"{msg} are needed")
    given = Examples(
        _contexts(rows),
        np.array([[label in row.labels for label in labels] for row in rows]),
        [row.document or f"row {number}" for number, row in enumerate(rows)],
        np.ones(len(rows), dtype=bool),
    )
    if len(set(given.groups)) < FOLDS:
        msg = f"{path}: sentences of {len(set(given.groups))} documents; {FOLDS} are needed to set thresholds"
        raise ExamplesError(msg)
    try:
        model, best = fit_examples(given)
    except ValueError as error:  # scikit-learn's: a part of the documents without a single example
        msg = f"{path}: the examples of a label are of too few documents ({error})"
        raise ExamplesError(msg) from None
    figures = {label: {"f": round(f, 3), "examples": counts[label]} for label, f in zip(labels, best, strict=True)}
    return model, figures


def _contexts(rows: list[Row]) -> list[Context]:
    found: list[Context] = []
    for (document, heading), group in groupby(rows, key=lambda row: (row.document, row.heading)):
        texts = [row.text for row in group]
        if document:
            found += contexts_in_order(texts, heading, "")
        else:
            found += [Context(text, heading=heading) for text in texts]
    return found
