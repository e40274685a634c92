"""What the entity tagger sees of a word: its form, its cluster, the lists it is on, the matches it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policytext.knowledge.matchers import Match
from policytext.text.tokens import Token


@dataclass(frozen=True)
class Lexicon:
    """Word clusters, and name lists: whole places and organisations, first and last parts of persons' names."""

    clusters: dict[str, str]
    names: dict[str, list[tuple[tuple[str, ...], str]]]

    def cluster(self, word: str) -> str | None:
        """Return the word's cluster, or that of its lower-cased form; None where neither has one."""
        return self.clusters.get(word) or self.clusters.get(word.lower())


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """Return the word's shape with runs shortened: "Kamerstuk" is ``Xx``, "D66" is ``Xd``, "VWS" is ``X``."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word)
    runs: list[str] = []
    for kind in kinds:
        if not runs or runs[-1] != kind:
            runs.append(kind)
    return "".join(runs)


def sequence_features(
    text: str, tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon, seen: frozenset[str]
) -> list[list[str]]:
    """Return each token's features.

    Args:
        text: the document's text.
        tokens: the tokens of one sentence or line.
        matches: the matches that overlap it.
        lexicon: word clusters and name lists.
        seen: words that the document also has in lower case.
    """
    words = [_word(token.text, lexicon.cluster(token.text)) for token in tokens]
    flags: list[list[str]] = [[] for _ in tokens]
    for index, flag in (*_match_flags(tokens, matches), *_name_flags(tokens, lexicon)):
        flags[index].append(flag)
    low = [["also-low"] if token.text[0].isupper() and token.text.lower() in seen else [] for token in tokens]
    return [
        [
            "bias",
            *words[index].own,
            *flags[index],
            *low[index],
            *_near(words, flags, index),
            *_joint(text, tokens, index),
        ]
        for index in range(len(tokens))
    ]


@dataclass(frozen=True)
class _Word:
    """The features of a word, and what its neighbours see of it, by their distance from it."""

    own: tuple[str, ...]
    seen: dict[int, tuple[str, ...]]


_STEPS = (-3, -2, -1, 1, 2, 3)
_FAR = 3


@lru_cache(maxsize=10_000)
def _word(word: str, cluster: str | None) -> _Word:
    low = word.lower()
    form, group = f"s={shape(word)}", () if cluster is None else (f"c={cluster}",)
    ends = (f"p3={low[:3]}", f"e3={low[-3:]}", f"e4={low[-4:]}", f"e2={low[-2:]}") if word[0].isalpha() else ()
    near, far = (f"w={low}", form, *group), (form, *group)
    return _Word(
        (f"w={low}", form, f"l={min(len(word), 8)}", *group, *ends),
        {step: tuple(f"{step}{name}" for name in (far if abs(step) == _FAR else near)) for step in _STEPS},
    )


def _near(words: Sequence[_Word], flags: Sequence[list[str]], index: int) -> Iterator[str]:
    """Yield what a token sees of those around it; of the farthest no words and no lists of names."""
    for step in _STEPS:
        near = index + step
        if 0 <= near < len(words):
            yield from words[near].seen[step]
            for flag in flags[near]:
                if abs(step) < _FAR or flag.startswith("m="):
                    yield f"{step}{flag}"
        else:
            yield f"{step}edge"


def _joint(text: str, tokens: Sequence[Token], index: int) -> Iterator[str]:
    """Yield whether a token touches what is before it, and its form and word together with those beside it."""
    before = text[tokens[index].start - 1] if tokens[index].start else "\n"
    yield "glued" if not before.isspace() else "spaced"
    word, form = tokens[index].text.lower(), shape(tokens[index].text)
    if index:
        yield f"-1|0s={shape(tokens[index - 1].text)}|{form}"
        yield f"-1|0w={tokens[index - 1].text.lower()}|{word}"
    if index + 1 < len(tokens):
        yield f"0|1s={form}|{shape(tokens[index + 1].text)}"


def _match_flags(tokens: Sequence[Token], matches: Sequence[Match]) -> list[tuple[int, str]]:
    flags = []
    for match in matches:
        inside = [index for index, token in enumerate(tokens) if match.start <= token.start and token.end <= match.end]
        for index in inside:
            place = "B" if index == inside[0] else "I"
            last = "E" if index == inside[-1] else ""
            flags.append((index, f"m={match.label}{place}{last}{'!' if match.sure else ''}"))
    return flags


def _name_flags(tokens: Sequence[Token], lexicon: Lexicon) -> list[tuple[int, str]]:
    flags = []
    words = [token.text for token in tokens]
    for index, word in enumerate(words):
        best: dict[str, int] = {}
        for name, kind in lexicon.names.get(word, ()):
            if tuple(words[index : index + len(name)]) == name:
                best[kind] = max(best.get(kind, 0), len(name))
        for kind, length in best.items():
            flags += [(index + step, f"n={kind}{'B' if step == 0 else 'I'}{min(length, 3)}") for step in range(length)]
    return flags
