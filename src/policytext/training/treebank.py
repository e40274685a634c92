"""The Dutch treebank (Universal Dependencies, CoNLL-U) as spaCy's gold Docs."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters.conllu_to_docs import conllu_to_docs

from policytext.pipeline.lemmas import PART
from policytext.training.conventions import as_released

FOLDER = "treebank"
TRAIN = ("train-nl_alpino-rebuilt-*.conllu.gz", "nl_lassysmall-HEAD-dev.conllu.gz")
DEV = ("nl_alpino-HEAD-dev.conllu.gz",)
TESTS = ("nl_lassysmall-HEAD-test", "nl_alpino-HEAD-test")

_SENTENCES_IN_A_DOC = 10
"""Sentences that one Doc holds, so that the parser learns where a sentence ends; spaCy's own recipe groups as many."""
_COMPOUNDING = {"NOUN", "ADJ", "VERB"}
_MOSTLY = 0.7
"""Share of its occurrences in which a form must have one lemma: "droeg" is sometimes the verb of "bijdragen"."""


def files(data: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Return the treebank's files that fit the patterns, in order of pattern and name.

    Args:
        data: the folder of third-party data.
        patterns: names with wildcards, as in `TRAIN`.

    Raises:
        FileNotFoundError: no file fits one of the patterns.
    """
    found = []
    for pattern in patterns:
        fitting = sorted((data / FOLDER).glob(pattern))
        if not fitting:
            msg = f"no treebank: {data / FOLDER / pattern}"
            raise FileNotFoundError(msg)
        found += fitting
    return found


def read_docs(path: Path) -> list[Doc]:
    """Return the sentences of a CoNLL-U file, ten to a Doc, with tags, morphology, lemmas and syntax."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(conllu_to_docs(file.read(), n_sents=_SENTENCES_IN_A_DOC, no_print=True))  # type: ignore[no-untyped-call]


def write_docbin(paths: list[Path], target: Path) -> None:
    """Write the Docs of several CoNLL-U files into one file of spaCy's training format, all of one convention."""
    docs = (as_released(doc) for path in paths for doc in read_docs(path))
    DocBin(docs=docs, store_user_data=False).to_disk(target)


def lemma_facts(docs: Iterable[Doc]) -> dict[tuple[str, str], str]:
    """Return the lemma of every form and part of speech that has one, or one far more often than any other."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            seen[token.text, token.pos_][token.lemma_] += 1
    found = {key: lemmas.most_common(1)[0] for key, lemmas in seen.items()}
    return {key: lemma for key, (lemma, count) in found.items() if count >= _MOSTLY * seen[key].total()}


def compound_parts(facts: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return the lemmas of what compounds begin with, from the treebank's lemmas, which take compounds apart.

    "staatsbezoek", "staat_bezoek" gives "staats", "staat"; the part of speech is the compound's, with `PART`.
    """
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, pos), lemma in facts.items():
        if pos in _COMPOUNDING:
            for piece, part in _pieces(form.lower(), lemma.strip("_").split("_")):
                seen[piece, pos + PART][part] += 1
    return {key: parts.most_common(1)[0][0] for key, parts in seen.items()}


def _pieces(form: str, parts: list[str]) -> list[tuple[str, str]]:
    """Return all parts but the last with what stands for them in the form; none where the form does not show them."""
    found, start = [], 0
    for part, following in pairwise(parts):
        end = form.find(following.lower()[:3], start + max(len(part) - 2, 1))
        if end < 0:
            return []
        found.append((form[start:end], part))
        start = end
    return found
