"""Train the encoder that ships: prune the vocabulary, fine-tune, export."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from policytext.annotation import TAG_LABELS
from policytext.pipeline.entities.labels import LABELS
from policytext.training.corpora import own_documents, real_windows
from policytext.training.encoder.examples import own_examples, real_examples
from policytext.training.encoder.export import export
from policytext.training.encoder.fit import Recipe, fit, tag_scores
from policytext.training.encoder.network import Encoder, Network
from policytext.training.encoder.shipped import shipped_network
from policytext.training.encoder.weights import pruned_tokenizer, read_weights
from policytext.training.tags import best_threshold

_RAW_CHARACTERS = 6_000_000
_FEWEST = 3


WHOLE = Recipe(epochs=6, rate=2e-4)
AGAIN = Recipe(epochs=1, rate=1e-4)
"""How the encoder is trained from the pretrained weights, and how it goes on from one that ships."""


def train(folder: Path, corpus: Path, data: Path, mean_with: Path | None = None) -> dict[str, Any]:
    """Fine-tune the encoder on the train split and the real sentences, and write it into `folder`.

    Args:
        folder: where ``encoder.onnx``, ``heads.npz`` and ``tokenizer.json`` go.
        corpus: our corpus; its dev split is only scored, so that what is stacked on the encoder can learn from it.
        data: the third-party data; a tenth of the real sentences is held back for the same reason.
        mean_with: the folder of an encoder of the same form, whose weights the new one is averaged with.

    Returns:
        What goes into the model's `meta.json`.

    Raises:
        WeightsError: the pretrained weights are not installed.
    """
    vocabulary, rows = pruned_tokenizer(_texts(corpus, data), _FEWEST)
    (folder / "tokenizer.json").write_text(vocabulary, encoding="utf-8")
    pretrained = read_weights()
    torch.manual_seed(WHOLE.seed)
    encoder = Encoder(pretrained, rows, range(pretrained.layers))
    network = Network(encoder, pretrained.width, len(TAG_LABELS), len(LABELS))
    return _trained(network, WHOLE, folder, corpus, data, mean_with)


def resume(folder: Path, start: Path, corpus: Path, data: Path) -> dict[str, Any]:
    """Fine-tune the encoder in `start` once more, on the train split of `corpus` and the real sentences.

    Args:
        folder: where the files go, as in `train`; its vocabulary is that of `start`.
        start: the folder of a shipped encoder.
        corpus: a corpus, or a folder of several.
        data: the third-party data; without them it learns from the corpus alone.

    Raises:
        WeightsError: there is no encoder in `start`.
    """
    network = shipped_network(start)
    shutil.copy(start / "tokenizer.json", folder)
    return _trained(network, AGAIN, folder, corpus, data)


def _trained(  # noqa: PLR0913, PLR0917 - what is trained, how, from what and to where
    network: Network, recipe: Recipe, folder: Path, corpus: Path, data: Path, mean_with: Path | None = None
) -> dict[str, Any]:
    """Fine-tune `network`, whose vocabulary lies in `folder`, telling how it goes, and write it there."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    examples = [*own_examples(corpus, ("train",), tokenizer), *real_examples(data, tokenizer)]
    dev = own_examples(corpus, ("dev",), tokenizer)
    score = 0.0
    for epoch, loss in enumerate(fit(network, examples, recipe), 1):
        score = _macro_f(network, dev)
        print(f"epoch {epoch} of {recipe.epochs}: loss {loss:.4f}, tags on dev {score:.3f}", flush=True)
    if mean_with is not None:
        average(network, shipped_network(mean_with))
        score = _macro_f(network, dev)
    export(network, folder)
    return {
        "entity_labels": list(LABELS),
        "recipe": asdict(recipe),
        "layers": len(network.encoder.layers),
        "pieces": len(network.encoder.words.weight),
        "dev_tags_macro_f": round(score, 4),
    }


def average(network: Network, other: Network) -> None:
    """Give `network` the mean of its weights and those of another that was trained from the same pretrained ones.

    It is often better than either and costs no more to run (Wortsman et al. 2022, "Model soups"). Embeddings are not
    trained and stay; so the two may keep different pieces.
    """
    theirs = other.state_dict()
    mean = {
        name: values if name == "encoder.words.weight" else (values + theirs[name]) / 2
        for name, values in network.state_dict().items()
    }
    network.load_state_dict(mean)


def _texts(corpus: Path, data: Path) -> Iterator[str]:
    """Yield the texts whose pieces stay: every one of ours and of the labelled sentences, and raw text."""
    own = [document.text for document in own_documents(corpus, ("train",))]
    real = [row["text"] for _, _, rows in real_windows(data) for row in rows]
    for _ in range(_FEWEST):
        yield from own
        yield from real
    for path in sorted((data / "raw").glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file.read(_RAW_CHARACTERS).split("\n")


def _macro_f(network: Network, examples: Any) -> float:
    """Return the macro-F of the tags at the thresholds that are best for these examples."""
    scores, wanted = tag_scores(network, examples)
    found = []
    for column in range(wanted.shape[1]):
        given = scores[:, column] >= best_threshold(scores[:, column], wanted[:, column])
        found.append(2 * (given & wanted[:, column]).sum() / max(1, given.sum() + wanted[:, column].sum()))
    return float(np.mean(found))
