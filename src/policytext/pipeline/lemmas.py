"""The component that gives the treebank's words, and compounds of them, their lemmas; edit trees do the others."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc, Token

from policytext.pipeline.one_file import OneFile

PART = "_"
"""Behind a part of speech: the form is what compounds of that part of speech begin with, "staats" in "staatsbezoek"."""

_SHORTEST_PART, _SHORTEST_LAST = 2, 4


class Lemmas(OneFile):
    """Sets ``token.lemma_`` for known forms, names, compounds of known parts, and verbs with a particle apart.

    Other tokens keep the lemma they have. Stands behind the parser, which finds the particles.

    Args:
        known: the lemma of a form and a part of speech (of Universal Dependencies; with `PART`, of a first part). A
            form with capitals that is not in it is looked up in small letters.
    """

    file_name = "lemmas.tsv.gz"

    def __init__(self, known: Mapping[tuple[str, str], str] | None = None) -> None:
        self._use(known or {})

    def _use(self, known: Mapping[tuple[str, str], str]) -> None:
        self._known = dict(known)
        self._verbs = {lemma for (_, pos), lemma in self._known.items() if pos == "VERB"}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            lemma = self._lemma(token.text, token.pos_)
            if lemma is not None:
                token.lemma_ = lemma
        for token in doc:
            if token.pos_ == "VERB":
                token.lemma_ = self._with_particle(token)
        return doc

    def _lemma(self, text: str, pos: str) -> str | None:
        low = text.lower()
        name = text if pos == "PROPN" else None
        return self._known.get((text, pos)) or self._known.get((low, pos)) or self._compound(low, pos) or name

    def _compound(self, form: str, pos: str) -> str | None:
        """Return the lemma of a compound, "staat_bezoek", by the longest last part that is a word."""
        for end in range(_SHORTEST_PART, len(form) - _SHORTEST_LAST + 1):
            part = self._known.get((form[:end], pos + PART))
            last = self._known.get((form[end:], pos)) if part else None
            if last:
                return f"{part}_{last}"
        return None

    def _with_particle(self, verb: Token) -> str:
        """Return the lemma of a verb with the particle that stands apart from it: "op_stellen" for "stelde ... op"."""
        first, _, rest = verb.lemma_.partition("_")
        if rest and verb.lower_.startswith(first.lower()):
            return verb.lemma_
        plain = rest or first  # a particle that is not there was guessed
        particles = [child.lower_ for child in verb.children if child.dep_ == "compound:prt"]
        return next((found for part in particles if (found := f"{part}_{plain}") in self._verbs), plain)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the table as compressed lines of form, part of speech and lemma."""
        lines = (f"{form}\t{pos}\t{lemma}\n" for (form, pos), lemma in sorted(self._known.items()))
        return gzip.compress("".join(lines).encode(), mtime=0)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take the table from `to_bytes`."""
        rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
        self._use({(form, pos): lemma for form, pos, lemma in rows})
        return self


@Language.factory("policytext_lemmas", assigns=["token.lemma"], requires=["token.pos", "token.dep"])
def create_lemmas(nlp: Language, name: str) -> Lemmas:
    return Lemmas()
