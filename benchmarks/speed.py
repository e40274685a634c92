"""Words per second, load time and memory of policytext beside a small spaCy pipeline, on one thread of one processor.

Run ``python benchmarks/speed.py`` (``--write`` puts the table into the README). The peer is nl_core_news_sm where it is
installed; elsewhere a pipeline of the same components and sizes whose weights are random, which costs the same and
means nothing. All run over the same documents, one after the other, three times; the best time counts. Times are the
processor's, so that other work on the machine does not show. Ratios are what carries over to other machines.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from timing import ROOT, seconds, texts

import policytext
from policytext.pipeline.build import MODEL_SETS
from policytext.training.generated import put

DOCUMENTS = 60
USUAL = "nl_core_news_sm"

_TOK2VEC = """
[model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
"""
_LISTENED = {"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}}}
_TAGS, _DEPENDENCIES, _ENTITIES = 200, 40, 18
"""How many labels the components of nl_core_news_sm 3.7 have, near enough for their cost."""


def peer() -> tuple[str, Any]:
    """Return the peer's name and the peer."""
    if find_spec(USUAL):
        return USUAL, spacy.load(USUAL)
    nlp = spacy.blank("nl")
    nlp.add_pipe("tok2vec", config=spacy.Config().from_str(_TOK2VEC))
    for name in ("morphologizer", "tagger", "parser", "ner"):
        nlp.add_pipe(name, config=_LISTENED)
    nlp.add_pipe("trainable_lemmatizer", config={**_LISTENED, "min_tree_freq": 1})
    nlp.initialize(lambda: _labelled(nlp))
    return f"a pipeline of {USUAL}'s components and sizes, random weights", nlp


def _labelled(nlp: Any) -> list[Example]:
    """Return made-up sentences that show the components as many labels as the usual pipeline has."""
    count = _TAGS
    words = [f"woord{number}" for number in range(count)]
    annotations = {
        "tags": [f"T{number}" for number in range(count)],
        "morphs": [f"Number=N{number}" for number in range(count)],
        "pos": ["NOUN"] * count,
        "lemmas": [word[: 3 + number % 3] for number, word in enumerate(words)],
        "heads": [max(0, number - 1) for number in range(count)],
        "deps": ["ROOT", *(f"d{number % _DEPENDENCIES}" for number in range(1, count))],
        "entities": [f"U-E{number % _ENTITIES}" for number in range(count)],
    }
    doc = Doc(nlp.vocab, words)
    return [Example.from_dict(doc, annotations)]


def words_per_second(run: Callable[[str], object], documents: list[str]) -> float:
    """Return how many words a second `run` takes in, white-space words, the best of some rounds."""
    words = sum(len(text.split()) for text in documents)
    run(documents[0])
    return words / seconds(lambda: [run(text) for text in documents])


def cold(statement: str) -> tuple[float, float]:
    """Return seconds and megabytes that a fresh process needs for `statement`, imports left out of the seconds."""
    script = (
        "import resource, time, policytext, spacy; start = time.process_time(); " + statement + "; "
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    used, megabytes = result.stdout.split()[-2:]
    return float(used), float(megabytes)


def table() -> str:
    """Return the figures as aligned text."""
    documents = texts()[:DOCUMENTS]
    name, nlp = peer()
    rate = words_per_second(nlp, documents)
    lines = [
        f"{len(documents)} documents, {sum(len(text.split()) for text in documents):,} words, one thread",
        f"peer: {name}",
        "",
        f"{'':<22}{'words/s':>9}{'of peer':>9}{'load s':>8}{'MB':>7}",
        f"{'peer':<22}{rate:>9,.0f}{1:>9.2f}",
    ]
    for models in MODEL_SETS:
        own = words_per_second(policytext.load("policytext", models, syntax=False), documents)
        text = "Een zin.\\n\\nDe minister moet het beleid aanpassen."
        used, megabytes = cold(f"policytext.load('policytext', '{models}', syntax=False)('{text}')")
        lines.append(f"{'policytext, ' + models:<22}{own:>9,.0f}{own / rate:>9.2f}{used:>8.2f}{megabytes:>7,.0f}")
    return "\n".join(lines)


def main() -> None:
    """Print the table; with ``--write`` put it into the README too."""
    found = table()
    print(found)
    if "--write" in sys.argv:
        put(ROOT / "README.md", "speed", "python benchmarks/speed.py --write", found)


if __name__ == "__main__":
    main()
