"""Names of the registers found in text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from policytext.knowledge.registers import Named, laws, ministries, organisations, parties
from policytext.text.tokens import first_token, tokenize

_COMPOUND_LAW = re.compile(r"(?!Grondwet)[A-ZÀ-Þ][a-zà-ÿ]{4,}wet")
"""Names of laws that stand in lower case too: "de spreidingswet"; "grondwet" is any country's."""
_KIND_WORDS = ("gemeente", "provincie", "waterschap")


class Gazetteer:
    """Finds names in tokenised text; case matters, white space does not.

    Names are kept by their first token and taken apart only once a text has that token: a hundred thousand names load
    in less time than their tokenisation takes.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self._read: dict[str, tuple[list[int], dict[tuple[str, ...], str]]] = {}

    def add(self, name: str, label: str) -> None:
        """Add `name`; a name of no words is left out, and of two labels of one name the first stays."""
        if first := first_token(name):
            self._by_first.setdefault(first, []).append((name, label))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the longest name at every word as (first word, last word, label).

        Names that begin within another are left out.
        """
        known, after = self._by_first, 0
        for at in [at for at, word in enumerate(words) if word in known]:
            if at < after:
                continue
            lengths, names = self._names(words[at])
            for length in lengths:
                name = tuple(words[at : at + length])
                if label := names.get(name):
                    after = at + len(name)
                    yield at, after - 1, label
                    break

    def _names(self, first: str) -> tuple[list[int], dict[tuple[str, ...], str]]:
        """Return the names that begin with a token, and how many tokens they have, the most first."""
        if first not in self._read:
            names: dict[tuple[str, ...], str] = {}
            for name, label in self._by_first[first]:
                names.setdefault(tuple(token.text for token in tokenize(name)), label)
            self._read[first] = sorted({len(name) for name in names}, reverse=True), names
        return self._read[first]


def _written(named: Named) -> Iterator[str]:
    """Yield the ways a name is written: capitalised, "Ministerie van ..." and the like."""
    for name in (named.name, *named.abbreviations):
        yield name
        first, _, rest = name.partition(" ")
        if first in _KIND_WORDS:
            yield f"{first.capitalize()} {rest}"
        elif name[0].islower():
            yield name[0].upper() + name[1:]
        elif _COMPOUND_LAW.fullmatch(name):
            yield name.lower()


@cache
def registers_gazetteer() -> Gazetteer:
    """Return the gazetteer of all registers."""
    gazetteer = Gazetteer()
    for label, register in (
        ("PARTY", parties()),
        ("LAW", laws()),
        ("ORG", organisations()),
        ("MINISTRY", ministries()),
    ):
        for named in register:
            for name in _written(named):
                gazetteer.add(name, label)
                if label == "MINISTRY":
                    gazetteer.add(f"ministerie van {name}", label)
                    gazetteer.add(f"Ministerie van {name}", label)
    return gazetteer


def find_names(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names of the registers among tokens, as (first word, last word, label)."""
    yield from registers_gazetteer().find(words)
