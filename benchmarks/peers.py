"""What policytext is measured against: other pipelines that read Dutch text."""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import use_ops

USUAL = "nl_core_news_sm"
_OF_A_NEIGHBOUR = "fr_core_news_sm"

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


def blank() -> Any:
    """Return spaCy's Dutch tokenizer and its sentencizer, its caches empty."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    return nlp


def news() -> tuple[str, Any]:
    """Return the small news pipeline that is at hand, and its name, with the matrix library that thinc takes.

    That is the Dutch one where it is installed, else the French one behind the Dutch tokenizer, else one of the same
    components and sizes whose weights are random and mean nothing. It is about a quarter faster than the French one:
    a parser that has learnt nothing gives up on sentences soon.
    """
    if find_spec(USUAL):
        return USUAL, spacy.load(USUAL)
    if find_spec(_OF_A_NEIGHBOUR):
        # Its lemmatizer works by rules and takes more than all else together; that of the Dutch one is a small network.
        nlp = spacy.load(_OF_A_NEIGHBOUR, exclude=["lemmatizer"])
        nlp.tokenizer.from_bytes(spacy.blank("nl").tokenizer.to_bytes())
        return f"{_OF_A_NEIGHBOUR} without lemmatizer, behind the Dutch tokenizer", nlp
    return f"a pipeline of {USUAL}'s components and sizes, random weights", _made_up()


def news_with_numpy() -> tuple[str, Any]:
    """Return the same with numpy's matrix library in thinc's place."""
    with use_ops("numpy", use_blis=False):
        return news()


def _made_up() -> Any:
    nlp = spacy.blank("nl")
    nlp.add_pipe("tok2vec", config=spacy.Config().from_str(_TOK2VEC))
    for name in ("morphologizer", "tagger", "parser", "ner"):
        nlp.add_pipe(name, config=_LISTENED)
    nlp.add_pipe("trainable_lemmatizer", config={**_LISTENED, "min_tree_freq": 1})
    nlp.initialize(lambda: _labelled(nlp))
    return nlp


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


class Frog:
    """Frog, the tagger and parser of Dutch, at the command line."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._start = self._seconds("Een zin.\n")

    @classmethod
    def installed(cls) -> Frog | None:
        """Return it where it is installed."""
        program = shutil.which("frog")
        return cls(program) if program else None

    def seconds(self, documents: list[str]) -> float:
        """Return the processor time it takes for the documents in one go, its start left out."""
        return self._seconds("\n\n".join(documents)) - self._start

    def _seconds(self, text: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "text.txt")
            path.write_text(text, encoding="utf-8")
            before = _children_seconds()
            arguments = [self._program, "-t", path, "-o", path.with_suffix(".out")]
            subprocess.run(arguments, cwd=folder, capture_output=True, check=True)
            return _children_seconds() - before


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
