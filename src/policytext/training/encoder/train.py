"""Train the encoder that ships: prune the vocabulary, fine-tune, export."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from policytext.annotation import TAG_LABELS
from policytext.pipeline.entities.labels import LABELS
from policytext.training.corpora import own_documents, real_windows
from policytext.training.encoder.examples import Example, own_examples, real_examples
from policytext.training.encoder.export import export
from policytext.training.encoder.fit import Recipe, fit, tag_scores
from policytext.training.encoder.network import Encoder, Network
from policytext.training.encoder.shipped import shipped_network
from policytext.training.encoder.silver import Teacher, label_raw, silver_example
from policytext.training.encoder.weights import pruned_tokenizer, read_weights
from policytext.training.tags import best_threshold

_RAW_CHARACTERS = 6_000_000
_FEWEST = 3


FIRST = Recipe(epochs=6, rate=2e-4, short=0.0, bare=0.0, masked=0.0, doubt=0.0)
SECOND = Recipe(epochs=1, rate=1e-4)
THIRD = Recipe(epochs=1, rate=1.5e-4, frozen=4, seed=2)
"""The passes: on what is labelled; again with context hidden; with raw text that the result of both has labelled."""

_REAL_WEIGHT = 2
"""How often the real sentences are seen in the third pass, which ends nearest to real text."""


def train(
    folder: Path, corpus: Path, data: Path, teacher: Callable[[], Teacher], checkpoint: Path | None = None
) -> dict[str, Any]:
    """Fine-tune the encoder on the train split, the real sentences and raw text, and write it into `folder`.

    What is written is the mean of the weights before and after the third pass (Wortsman et al. 2022, "Model soups").

    Args:
        folder: where ``encoder.onnx``, ``heads.npz`` and ``tokenizer.json`` go.
        corpus: our corpus; its dev split is only scored, so that what is stacked on the encoder can learn from it.
        data: the third-party data.
        teacher: makes a teacher of what lies in `folder` after the second pass.
        checkpoint: a file to which the weights go after every epoch, for whoever wants to look at them.

    Returns:
        What goes into the model's `meta.json`.

    Raises:
        WeightsError: the pretrained weights are not installed.
    """
    vocabulary, rows = pruned_tokenizer(_texts(corpus, data), _FEWEST)
    (folder / "tokenizer.json").write_text(vocabulary, encoding="utf-8")
    tokenizer = Tokenizer.from_str(vocabulary)
    own, real = own_examples(corpus, ("train",), tokenizer), real_examples(data, tokenizer)
    dev = own_examples(corpus, ("dev",), tokenizer)
    pretrained = read_weights()
    torch.manual_seed(FIRST.seed)
    encoder = Encoder(pretrained, rows, range(pretrained.layers))
    network = Network(encoder, pretrained.width, len(TAG_LABELS), len(LABELS))
    for recipe in (FIRST, SECOND):
        _pass(network, [*own, *real], recipe, dev, checkpoint)
    export(network, folder)
    before = {name: values.clone() for name, values in network.state_dict().items()}
    labelled = enumerate(label_raw(teacher(), data))
    silver = [silver_example(number, each, tokenizer) for number, each in labelled]
    _pass(network, [*own, *real * _REAL_WEIGHT, *silver], THIRD, dev, checkpoint)
    network.load_state_dict({name: (values + before[name]) / 2 for name, values in network.state_dict().items()})
    score = _macro_f(network, dev)
    export(network, folder)
    return {
        "entity_labels": list(LABELS),
        "passes": [recipe.__dict__ for recipe in (FIRST, SECOND, THIRD)],
        "layers": pretrained.layers,
        "pieces": len(rows),
        "dev_tags_macro_f": round(score, 4),
    }


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
    vocabulary = (start / "tokenizer.json").read_text(encoding="utf-8")
    (folder / "tokenizer.json").write_text(vocabulary, encoding="utf-8")
    tokenizer = Tokenizer.from_str(vocabulary)
    examples = [*own_examples(corpus, ("train",), tokenizer), *real_examples(data, tokenizer)]
    score = _pass(network, examples, SECOND, own_examples(corpus, ("dev",), tokenizer), None)
    export(network, folder)
    return {
        "entity_labels": list(LABELS),
        "passes": [SECOND.__dict__],
        "layers": len(network.encoder.layers),
        "pieces": len(network.encoder.words.weight),
        "dev_tags_macro_f": round(score, 4),
    }


def _pass(
    network: Network, examples: Sequence[Example], recipe: Recipe, dev: Sequence[Example], checkpoint: Path | None
) -> float:
    """Fine-tune `network` by one recipe, telling how it goes, and return the last score on `dev`."""
    score = 0.0
    for epoch, loss in enumerate(fit(network, examples, recipe), 1):
        score = _macro_f(network, dev)
        print(f"epoch {epoch} of {recipe.epochs}: loss {loss:.4f}, tags on dev {score:.3f}", flush=True)
        if checkpoint:
            torch.save(network.state_dict(), checkpoint)
    return score


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
