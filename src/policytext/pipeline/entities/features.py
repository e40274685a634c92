"""What the entity tagger sees of a word: its form, its cluster, the lists it is on, the matches it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policytext.knowledge.matchers import Match
from policytext.text.tokens import Token


@dataclass(frozen=True)
class Lexicon:
    """Word clusters, and name lists: whole places and organisations, first and last parts of persons' names."""

    clusters: dict[str, str]
    names: dict[str, list[tuple[tuple[str, ...], str]]]


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
    own = [_own(token.text, lexicon) for token in tokens]
    for index, flag in _match_flags(tokens, matches):
        own[index].append(flag)
    for index, flag in _name_flags(tokens, lexicon):
        own[index].append(flag)
    for index, token in enumerate(tokens):
        if token.text[0].isupper() and token.text.lower() in seen:
            own[index].append("also-low")
    return [_in_context(text, tokens, own, index) for index in range(len(tokens))]


def _own(word: str, lexicon: Lexicon) -> list[str]:
    low = word.lower()
    features = [f"w={low}", f"s={shape(word)}", f"l={min(len(word), 8)}"]
    cluster = lexicon.clusters.get(word) or lexicon.clusters.get(low)
    if cluster:
        features.append(f"c={cluster}")
    if word[0].isalpha():
        features += [f"p3={low[:3]}", f"e3={low[-3:]}", f"e4={low[-4:]}", f"e2={low[-2:]}"]
    return features


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


_KEPT_NEAR = ("w=", "s=", "c=", "m=", "n=")


def _in_context(text: str, tokens: Sequence[Token], own: Sequence[list[str]], index: int) -> list[str]:
    features = ["bias", *own[index]]
    for step in (-3, -2, -1, 1, 2, 3):
        near = index + step
        if 0 <= near < len(tokens):
            kept = _KEPT_NEAR if abs(step) < 3 else ("s=", "c=", "m=")
            features += [f"{step}{name}" for name in own[near] if name.startswith(kept)]
        else:
            features.append(f"{step}edge")
    before = text[tokens[index].start - 1] if tokens[index].start else "\n"
    features.append("glued" if not before.isspace() else "spaced")
    if index:
        features.append(f"-1|0s={shape(tokens[index - 1].text)}|{shape(tokens[index].text)}")
        features.append(f"-1|0w={tokens[index - 1].text.lower()}|{tokens[index].text.lower()}")
    if index + 1 < len(tokens):
        features.append(f"0|1s={shape(tokens[index].text)}|{shape(tokens[index + 1].text)}")
    return features
