"""Train the models that ship, and write them with their `meta.json` and card.

Run ``python -m policytext.training.train [MODEL ...]`` in a clone of the repository; `--data` points at the third-party
data, without which the models learn from our corpus alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

from policytext.pipeline.blocks.model import ESTIMATORS
from policytext.training import blocks, entities, lexicon, tags, topics

REPOSITORY = Path(__file__).resolve().parents[3]
CORPUS = REPOSITORY / "corpora" / "policytext-nl"

_OWN = {"name": "policytext-nl (train and dev splits)", "licence": "CC BY 4.0"}
_REAL = {
    "name": "6,451 real policy sentences labelled by a large language model acting as annotator",
    "licence": "official documents, MIT, EUPL, CC BY, CC0 (texts); CC0 (labels)",
}
_RAW = {
    "name": "raw Dutch policy texts (word clusters)",
    "licence": "official and public documents; EUPL-1.2, CC BY 4.0, CC0",
}
_NAMES = {"name": "Alpino name lists", "licence": "LGPL 2.1"}


def train_blocks(folder: Path, data: Path) -> dict[str, Any]:
    """Train the line classifier into `folder`."""
    from skops.io import dump

    model = blocks.train(CORPUS)
    for name in ESTIMATORS:
        dump(getattr(model, name), folder / f"{name}.skops", compression=8)
    return {"title_threshold": model.title_threshold, "data": [_OWN]}


def train_tags(folder: Path, data: Path) -> dict[str, Any]:
    """Train the sentence tags into `folder`."""
    model = tags.train(CORPUS, data)
    model.to_folder(folder)
    return {"thresholds": [round(float(value), 2) for value in model.thresholds], "data": [_OWN, _REAL]}


def train_entities(folder: Path, data: Path) -> dict[str, Any]:
    """Train the entity tagger into `folder`."""
    from policytext.pipeline.entities.model import read_lexicon

    if data.is_dir():
        lexicon.build(data, folder)
    found = list(entities.training_sequences(CORPUS, data, read_lexicon(folder)))
    entities.train((example for _, example, _ in found), folder / "tagger.crfsuite")
    return {"entities_lost_to_tokenisation": sum(lost for _, _, lost in found), "data": [_OWN, _REAL, _RAW, _NAMES]}


def train_topics(folder: Path, data: Path) -> dict[str, Any]:
    """Train the topics into `folder`."""
    model = topics.train(CORPUS)
    model.to_folder(folder)
    return {"temperature": round(model.temperature, 2), "data": [_OWN]}


MODELS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "blocks": train_blocks,
    "entities": train_entities,
    "tags": train_tags,
    "topics": train_topics,
}


def corpus_hash() -> str:
    """Return the SHA-256 of the corpus: its documents in order of name, and its splits."""
    digest = hashlib.sha256()
    for path in (*sorted(CORPUS.rglob("*.ptm")), CORPUS / "splits.csv"):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_model(name: str, data: Path) -> None:
    """Train the model `name` into its folder under `models/`, with `meta.json`."""
    folder = REPOSITORY / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    details = MODELS[name](folder, data)
    libraries = ("policytext", "scikit-learn", "numpy", "skops", "python-crfsuite")
    meta = {
        "name": name,
        "licence": "CC BY 4.0",
        "versions": {
            "python": platform.python_version(),
            **{library: metadata.version(library) for library in libraries},
        },
        "corpus_sha256": corpus_hash(),
        **details,
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Train the models named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("models", nargs="*", metavar="MODEL", help=f"one of {', '.join(MODELS)}; all by default")
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    arguments = parser.parse_args()
    unknown = set(arguments.models) - set(MODELS)
    if unknown:
        parser.error(f"unknown model {', '.join(sorted(unknown))}; there are {', '.join(MODELS)}")
    for name in arguments.models or MODELS:
        write_model(name, arguments.data)
        print(f"{name}: written to models/{name}")


if __name__ == "__main__":
    main()
