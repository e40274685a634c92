"""Train the entity tagger on our corpus and the labelled real sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from policytext.pipeline.entities.component import stretches
from policytext.pipeline.entities.features import Lexicon
from policytext.pipeline.entities.model import sequences
from policytext.pipeline.entities.weights import Weights
from policytext.text.tokens import Token
from policytext.training.corpora import layered, layers_of, own_documents, real_windows

PARAMETERS = {"c1": 0.08, "c2": 0.02, "max_iterations": 150, "feature.possible_transitions": True, "feature.minfreq": 2}
"""L-BFGS with both penalties (elastic net); chosen on the corpora by cross-validation."""

ENCODER_WEIGHT = 0.65
"""What the encoder's word counts for beside the tagger's; from 0.5 to 0.7 all do alike (docs/experiments.md)."""

Sequence = tuple[list[list[str]], list[str]]


def labels_of(tokens: list[Token], entities: Iterable[tuple[int, int, str]]) -> tuple[list[str], int]:
    """Return the B-/I-/O labels of `tokens`, and how many entities begin or end within a token."""
    labels, missed = ["O"] * len(tokens), 0
    for start, end, label in entities:
        inside = [index for index, token in enumerate(tokens) if start <= token.start and token.end <= end]
        if not inside or tokens[inside[0]].start != start or tokens[inside[-1]].end != end:
            missed += 1
            continue
        for index in inside:
            labels[index] = f"{'B' if index == inside[0] else 'I'}-{label}"
    return labels, missed


def training_sequences(corpus: Path, data: Path, lexicon: Lexicon) -> Iterator[tuple[str, Sequence, int]]:
    """Yield (document, features and labels, entities lost to tokenisation) of every training stretch."""
    for document in own_documents(corpus):
        found = layered(document)
        places = stretches(layers_of(found))
        entities = [(entity.start, entity.end, entity.label) for entity in document.entities]
        for tokens, features in sequences(document.text, places, lexicon):
            here = [entity for entity in entities if tokens[0].start <= entity[0] < tokens[-1].end]
            labels, missed = labels_of(tokens, here)
            yield document.id, (features, labels), missed
    for name, _, rows in real_windows(data):
        for row in rows:
            entities = [(entity["start"], entity["end"], entity["label"]) for entity in row["entities"]]
            for tokens, features in sequences(row["text"], [(0, len(row["text"]))], lexicon):
                labels, missed = labels_of(tokens, entities)
                yield name, (features, labels), missed


def train(examples: Iterable[Sequence], target: Path) -> None:
    """Train on `examples` and write the tagger to the file `target`; the same examples give the same file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    trainer.set_params(PARAMETERS)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "tagger.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            found = tagger.info()
            weights = Weights.of(tuple(tagger.labels()), found.state_features, found.transitions)
    weights.to_file(target)
