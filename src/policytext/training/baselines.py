"""Plain classifiers, trained on one set of labelled sentences and scored on another: what a corpus alone can teach.

Two methods, the same for every set: sentence tags from tf-idf of words and word pairs with logistic regression,
entities from a conditional random field over words and their forms. No register, no lexicon, no context beyond the
sentence.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline

from policytext.annotation import TAG_LABELS
from policytext.evaluation.counts import Counts, labelled
from policytext.evaluation.gold import read_gold
from policytext.evaluation.reading import Reading, Stretch
from policytext.pipeline.entities.features import Lexicon, sequence_features
from policytext.pipeline.entities.spans import spans_of
from policytext.text.tokens import tokenize
from policytext.training.corpora import real_windows
from policytext.training.entities import PARAMETERS, labels_of
from policytext.training.tags import best_threshold

ENTITY_LINES = frozenset(("title", "heading", "related"))
_FOLDS = 5
_NO_LEXICON = Lexicon({}, {})

Name = tuple[int, int, str]


@dataclass(frozen=True)
class Labelled:
    """A stretch of text with its labels.

    Attributes:
        document: the document it is from.
        text: the sentence, or a title, heading or related line.
        tags: its sentence tags; None for a line that is no sentence of lead or body.
        names: its entities, as (start, end, label) in code points into `text`.
    """

    document: str
    text: str
    tags: frozenset[str] | None
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Outcome:
    """What a set of training sentences gave on a set of test documents: F per label, 0..1."""

    trained_on: str
    tested_on: str
    sentences: int
    tags: dict[str, Counts]
    entities: Counts

    @property
    def macro_f(self) -> float:
        """The mean F of the sentence tags, 0..1."""
        return float(np.mean([counts.f for counts in self.tags.values()]))


def of_gold(path: Path, split: str | None = None) -> list[Labelled]:
    """Return the annotated stretches of the documents at `path`; arguments and errors as in `read_gold`."""
    return [each for reading in read_gold(path, split) for each in _of_reading(reading)]


def of_sentences(data: Path) -> list[Labelled]:
    """Return the labelled real sentences under `data`, none where they are not at hand."""
    return [
        Labelled(
            document,
            row["text"],
            frozenset(row["tags"]),
            tuple((entity["start"], entity["end"], entity["label"]) for entity in row["entities"]),
        )
        for document, _, rows in real_windows(data)
        for row in rows
    ]


def compare(corpus: Path, data: Path, gold: Path | None) -> Iterator[Outcome]:
    """Yield what the corpus alone and the real sentences alone teach, on our test split and on `gold`.

    Raises:
        GoldError, MarkupError: documents cannot be read.
    """
    ours = [each for split in ("train", "dev") for each in of_gold(corpus, split)]
    tests = {f"{corpus.name}, test": of_gold(corpus, "test")} | ({gold.name: of_gold(gold)} if gold else {})
    for name, given in ((corpus.name, ours), ("real sentences", of_sentences(data))):
        if given:
            tagger, recogniser = _Tagger(given), _Recogniser(given)
            for test, wanted in tests.items():
                number = sum(each.tags is not None for each in given)
                yield Outcome(name, test, number, tagger.score(wanted), recogniser.score(wanted))


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as aligned text, and the corpus's figure as a share of the real sentences' figure."""
    names = [label[:9] for label in TAG_LABELS]
    rows = [("trained on", "n", "scored on", "tags macro-F", *names, "entities F")]
    for each in outcomes:
        figures = (each.macro_f, *(each.tags[label].f for label in TAG_LABELS), each.entities.f)
        rows.append((each.trained_on, f"{each.sentences:,}", each.tested_on, *(f"{figure:.3f}" for figure in figures)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, *_ratios(outcomes)])


def _ratios(outcomes: Sequence[Outcome]) -> Iterator[str]:
    tests = dict.fromkeys(each.tested_on for each in outcomes)
    for test in tests:
        here = [each for each in outcomes if each.tested_on == test]
        if len(here) == 2 and here[1].macro_f and here[1].entities.f:
            tags, entities = here[0].macro_f / here[1].macro_f, here[0].entities.f / here[1].entities.f
            names = f"{here[0].trained_on} against {here[1].trained_on}"
            yield f"{names} on {test}: tags {tags:.0%}, entities {entities:.0%}"


def _of_reading(reading: Reading) -> Iterator[Labelled]:
    tagged = [(each, frozenset(each.tags)) for each in reading.sentences]
    places: list[tuple[Stretch, frozenset[str] | None]] = [*tagged]
    places += [(line, None) for line in reading.lines if line.kind in ENTITY_LINES]
    for place, tags in sorted(places, key=lambda pair: pair[0].start):
        names = tuple(
            (name.start - place.start, name.end - place.start, name.label)
            for name in reading.names
            if place.start <= name.start and name.end <= place.end
        )
        yield Labelled(reading.id, reading.text[place.start : place.end], tags, names)


class _Tagger:
    """A classifier and a threshold per tag; the threshold is the best on unseen folds of the training documents."""

    def __init__(self, given: Iterable[Labelled]) -> None:
        sentences = [each for each in given if each.tags is not None]
        texts = [each.text for each in sentences]
        groups = [each.document for each in sentences]
        self._models: dict[str, tuple[Pipeline, float]] = {}
        for label in TAG_LABELS:
            wanted = np.array([label in (each.tags or ()) for each in sentences])
            scores = np.zeros(len(wanted))
            for train_rows, test_rows in GroupKFold(_FOLDS).split(texts, groups=groups):
                model = _classifier().fit([texts[row] for row in train_rows], wanted[train_rows])
                scores[test_rows] = _scores(model, [texts[row] for row in test_rows])
            self._models[label] = _classifier().fit(texts, wanted), best_threshold(scores, wanted)

    def score(self, given: Iterable[Labelled]) -> dict[str, Counts]:
        """Return the counts of every tag."""
        sentences = [each for each in given if each.tags is not None]
        counts = labelled(TAG_LABELS)
        for label, (model, threshold) in self._models.items():
            scores = _scores(model, [each.text for each in sentences])
            for each, score in zip(sentences, scores, strict=True):
                counts[label].add_one(gold=label in (each.tags or ()), found=bool(score >= threshold))
        return counts


def _classifier() -> Pipeline:
    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        LogisticRegression(C=5, class_weight="balanced", solver="liblinear", random_state=0),
    )


def _scores(model: Pipeline, texts: Sequence[str]) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = model.predict_proba(texts)[:, 1]
    return scores


class _Recogniser:
    """A conditional random field over words, their forms and their neighbours."""

    def __init__(self, given: Iterable[Labelled]) -> None:
        import pycrfsuite

        trainer = pycrfsuite.Trainer(verbose=False)
        for each in given:
            tokens = tokenize(each.text)
            if tokens:
                trainer.append(_features(each.text), labels_of(tokens, each.names)[0])
        trainer.set_params(PARAMETERS)
        self._tagger = pycrfsuite.Tagger()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tagger"
            trainer.train(str(path))
            self._model = path.read_bytes()  # the tagger reads from these bytes as long as it lives
        self._tagger.open_inmemory(self._model)

    def score(self, given: Iterable[Labelled]) -> Counts:
        """Return the strict counts of all labels together: bounds and label must be right."""
        counts = Counts()
        for each in given:
            tokens = tokenize(each.text)
            found = spans_of(self._tagger.tag(_features(each.text))) if tokens else []
            spans = {(tokens[first].start, tokens[last - 1].end, label) for first, last, label in found}
            counts.add(set(each.names), spans)
        return counts


def _features(text: str) -> list[list[str]]:
    return sequence_features(text, tokenize(text), [], _NO_LEXICON, frozenset())
