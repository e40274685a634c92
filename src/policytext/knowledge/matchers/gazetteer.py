"""Names of the registers found in text, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policytext.knowledge.matchers.match import Match
from policytext.knowledge.registers import Named, laws, ministries, organisations, parties
from policytext.text.tokens import Token, tokenize

_KIND_WORDS = ("gemeente", "provincie", "waterschap")


class Gazetteer:
    """Finds names in tokenised text; case matters, white space does not."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, name: str, label: str) -> None:
        """Add `name`; a name of no words is left out."""
        words = tuple(token.text for token in tokenize(name))
        if words:
            self._by_first.setdefault(words[0], []).append((words, label))

    def close(self) -> None:
        """Sort the names, longest first; call once after the last `add`."""
        for names in self._by_first.values():
            names.sort(key=lambda entry: -len(entry[0]))

    def find(self, tokens: list[Token]) -> Iterator[Match]:
        """Yield the longest name at every token; names that begin within another are left out."""
        at = 0
        while at < len(tokens):
            step = 1
            for words, label in self._by_first.get(tokens[at].text, ()):
                if tuple(token.text for token in tokens[at : at + len(words)]) == words:
                    step = len(words)
                    yield Match(tokens[at].start, tokens[at + step - 1].end, label)
                    break
            at += step


def _written(named: Named) -> Iterator[str]:
    """Yield the ways a name is written: capitalised, "Ministerie van ..." and the like."""
    for name in (named.name, *named.abbreviations):
        yield name
        first, _, rest = name.partition(" ")
        if first in _KIND_WORDS:
            yield f"{first.capitalize()} {rest}"
        elif name[0].islower():
            yield name[0].upper() + name[1:]


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
    gazetteer.close()
    return gazetteer


def find_names(text: str) -> Iterator[Match]:
    """Yield the names of the registers in `text`."""
    yield from registers_gazetteer().find(tokenize(text))
