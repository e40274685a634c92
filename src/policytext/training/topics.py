"""Train the topics on our corpus (documents, their titles and teasers) and on weakly labelled manifesto sentences."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from policytext.corpus.markup import MarkedDocument
from policytext.knowledge.registers import topic_labels
from policytext.pipeline.topics.component import topic_text
from policytext.pipeline.topics.model import TopicModel, counts, vectors
from policytext.training.corpora import layered, own_documents

REGULARISATION = 6.0
MANIFESTO_WEIGHT, TEASER_WEIGHT = 0.04, 0.5
"""What a weakly labelled stretch and a teaser or title weigh against a whole document of ours."""
_STRETCH = 5
_MANIFESTOS = "cap/manifesto-sentences-2023-silver.csv.gz"
_CATCH_ALL = 2
"""The manifestos' "Civil Rights" label is a catch-all and is left out."""


@dataclass(frozen=True)
class Example:
    """A text with its main topic; `group` keeps what belongs together in one fold."""

    text: str
    code: int
    weight: float
    group: str


def own_examples(document: MarkedDocument) -> Iterator[Example]:
    """Yield a corpus document as a whole, its title alone, and its teasers."""
    found = layered(document)
    yield Example(topic_text(document.text, found.blocks), document.topics[0], 1.0, document.id)
    if len(document.topics) > 1:
        yield Example(topic_text(document.text, found.blocks), document.topics[1], 0.4, document.id)
    for block in found.blocks:
        if block["kind"] == "title":
            title = document.text[block["start"] : block["end"]]
            yield Example(title, document.topics[0], TEASER_WEIGHT, document.id)
    for teaser in document.related:
        end = (teaser.teaser or teaser.title).end
        yield Example(document.text[teaser.title.start : end], teaser.topics[0], TEASER_WEIGHT, document.id)


def manifesto_examples(data: Path) -> Iterator[Example]:
    """Yield stretches of up to five consecutive manifesto sentences of one topic; nothing without the data."""
    path = data / _MANIFESTOS
    if not path.is_file():
        return
    code_of = {labels[0].lower(): code for code, labels in topic_labels().items()} | _MANIFESTO_NAMES
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["primary_topic"].lower() in code_of]
    for (party, topic), group in groupby(rows, key=lambda row: (row["party"], row["primary_topic"])):
        code = code_of[topic.lower()]
        sentences = [row["sentence"] for row in group]
        for start in range(0, len(sentences), _STRETCH):
            if code != _CATCH_ALL:
                yield Example(" ".join(sentences[start : start + _STRETCH]), code, MANIFESTO_WEIGHT, f"manifesto-{party}")


_MANIFESTO_NAMES = {
    "labor": 5,
    "law and crime": 12,
    "housing": 14,
    "domestic commerce": 15,
    "technology": 17,
    "european integration": 19,
}


def train(corpus: Path, data: Path) -> TopicModel:
    """Return the trained model; the same data give the same weights."""
    examples = [example for document in own_documents(corpus) for example in own_examples(document)]
    examples += manifesto_examples(data)
    texts = [example.text for example in examples]
    idf = TfidfTransformer(norm=None).fit(counts(texts)).idf_.astype(np.float32)
    rows = vectors(texts, idf)
    codes = np.array([example.code for example in examples])
    weights = np.array([example.weight for example in examples])
    final = _classifier().fit(rows, codes, sample_weight=weights)
    temperature = _temperature(rows, codes, weights, [example.group for example in examples])
    return TopicModel(
        final.classes_, idf, final.coef_.T.astype(np.float32), final.intercept_.astype(np.float32), temperature
    )


def _classifier() -> LogisticRegression:
    return LogisticRegression(C=REGULARISATION, max_iter=200)


def _temperature(rows: object, codes: NDArray[np.int64], weights: NDArray[np.float64], groups: list[str]) -> float:
    """Return the temperature that gives held-out whole documents of ours their best likelihood (Guo et al. 2017)."""
    whole = np.flatnonzero(weights == 1.0)
    decisions = []
    wanted = []
    for train_rows, test_rows in GroupKFold(5).split(codes, groups=groups):
        model = _classifier().fit(rows[train_rows], codes[train_rows], sample_weight=weights[train_rows])  # type: ignore[index]
        held = np.intersect1d(test_rows, whole)
        known = held[np.isin(codes[held], model.classes_)]
        decisions.append(model.decision_function(rows[known]))  # type: ignore[index]
        wanted.append(np.searchsorted(model.classes_, codes[known]))
    return min(np.arange(0.3, 2.01, 0.05), key=lambda t: _loss(decisions, wanted, float(t))).item()


def _loss(decisions: list[NDArray[np.float64]], wanted: list[NDArray[np.int64]], temperature: float) -> float:
    total = 0.0
    for decision, columns in zip(decisions, wanted, strict=True):
        scaled = decision / temperature
        total -= float((scaled[np.arange(len(columns)), columns] - np.logaddexp.reduce(scaled, axis=1)).sum())
    return total
