"""Train the topics on our corpus: documents, their titles, their teasers; and a little on manifestos."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from policytext.corpus.markup import MarkedDocument
from policytext.pipeline.topics.component import topic_text
from policytext.pipeline.topics.model import TopicModel, vectors
from policytext.training.corpora import layered, own_documents

REGULARISATION = 1.0
SECOND_WEIGHT, TEASER_WEIGHT = 0.4, 0.5
"""What a document as an example of its second topic, and a teaser or title, weigh against a document of ours."""

MANIFESTOS = "cap/manifesto-sentences-2023-silver.csv.gz"
MANIFESTO_WEIGHT = 0.1
"""What a stretch of manifestos weighs, whose topic another model gave; chosen by cross-validation on our corpus."""
_STRETCH = 6

_CODES = {
    "Macroeconomics": 1,
    "Health": 3,
    "Agriculture": 4,
    "Labor": 5,
    "Education": 6,
    "Environment": 7,
    "Energy": 8,
    "Immigration": 9,
    "Transportation": 10,
    "Law and Crime": 12,
    "Social Welfare": 13,
    "Housing": 14,
    "Domestic Commerce": 15,
    "Defense": 16,
    "Technology": 17,
    "Foreign Trade": 18,
    "International Affairs": 19,
    "Government Operations": 20,
    "Culture": 23,
}
"""Codes of the names in the file; its "Civil Rights" holds whatever fits nowhere else, and is left out."""


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
        yield Example(topic_text(document.text, found.blocks), document.topics[1], SECOND_WEIGHT, document.id)
    for block in found.blocks:
        if block["kind"] == "title":
            title = document.text[block["start"] : block["end"]]
            yield Example(title, document.topics[0], TEASER_WEIGHT, document.id)
    for teaser in document.related:
        end = (teaser.teaser or teaser.title).end
        yield Example(document.text[teaser.title.start : end], teaser.topics[0], TEASER_WEIGHT, document.id)


def manifesto_examples(data: Path) -> Iterator[Example]:
    """Yield stretches of a party's sentences on one topic; none where the data are not at hand."""
    path = data / MANIFESTOS
    if not path.is_file():
        return
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["primary_topic"] in _CODES:
                sentences[row["party"], _CODES[row["primary_topic"]]].append(row["sentence"])
    for (party, code), each in sentences.items():
        for start in range(0, len(each), _STRETCH):
            yield Example("\n".join(each[start : start + _STRETCH]), code, MANIFESTO_WEIGHT, party)


def train(corpus: Path, data: Path) -> TopicModel:
    """Return the trained model; the same data give the same weights.

    Args:
        corpus: our corpus.
        data: the third-party data, of which the manifestos are read if they are there.
    """
    own = [example for document in own_documents(corpus) for example in own_examples(document)]
    idf = TfidfTransformer(norm=None).fit(vectors([example.text for example in own])).idf_.astype(np.float32)
    examples = [*own, *manifesto_examples(data)]
    rows = vectors([example.text for example in examples], idf)
    codes = np.array([example.code for example in examples])
    weights = np.array([example.weight for example in examples])
    final = _classifier().fit(rows, codes, sample_weight=weights)
    temperature = _temperature(rows, codes, weights, [example.group for example in examples])
    return TopicModel(
        final.classes_, idf, final.coef_.T.astype(np.float32), final.intercept_.astype(np.float32), temperature
    )


def _classifier() -> LinearSVC:
    return LinearSVC(C=REGULARISATION, random_state=0)


def _temperature(rows: Any, codes: NDArray[np.int64], weights: NDArray[np.float64], groups: list[str]) -> float:
    """Return the temperature that gives held-out whole documents of ours their best likelihood (Guo et al. 2017)."""
    whole = np.flatnonzero(weights == 1.0)
    decisions = []
    wanted = []
    for train_rows, test_rows in GroupKFold(5).split(codes, groups=groups):
        model = _classifier().fit(rows[train_rows], codes[train_rows], sample_weight=weights[train_rows])
        held = np.intersect1d(test_rows, whole)
        known = held[np.isin(codes[held], model.classes_)]
        decisions.append(model.decision_function(rows[known]))
        wanted.append(np.searchsorted(model.classes_, codes[known]))
    return min(np.arange(0.05, 1.01, 0.01), key=lambda t: _loss(decisions, wanted, float(t))).item()


def _loss(decisions: list[NDArray[np.float64]], wanted: list[NDArray[np.int64]], temperature: float) -> float:
    total = 0.0
    for decision, columns in zip(decisions, wanted, strict=True):
        scaled = decision / temperature
        total -= float((scaled[np.arange(len(columns)), columns] - np.logaddexp.reduce(scaled, axis=1)).sum())
    return total
