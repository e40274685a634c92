"""What the entity tagger sees of a word: its form, its cluster, the lists it is on, the matches it lies in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from policytext.knowledge.matchers import Match
from policytext.text.tokens import Token


@dataclass(frozen=True)
class Lexicon:
    """Word clusters, and name lists: whole places and organisations, first and last parts of persons' names."""

    clusters: dict[str, str]
    names: dict[str, list[tuple[tuple[str, ...], str]]]

    @cached_property
    def longer_names(self) -> frozenset[str]:
        """The first words of names of two words and more."""
        return frozenset(word for word, names in self.names.items() if any(len(name) > 1 for name, _ in names))

    def cluster(self, word: str) -> str | None:
        """Return the word's cluster, or that of its lower-cased form; None where neither has one."""
        return self.clusters.get(word) or self.clusters.get(word.lower())


def name_flag(kind: str, step: int, length: int) -> str:
    """Return the flag of the word `step` of a name of that kind and `length` in words."""
    return f"n={kind}{'I' if step else 'B'}{min(length, 3)}"


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """Return the word's shape with runs shortened: "Kamerstuk" is ``Xx``, "D66" is ``Xd``, "VWS" is ``X``."""
    # Most words are all of small letters, or so after the first.
    if word.isalpha():
        if word.islower():
            return "x"
        if word[0].isupper() and word[1:].islower():
            return "Xx"
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word)
    runs: list[str] = []
    for kind in kinds:
        if not runs or runs[-1] != kind:
            runs.append(kind)
    return "".join(runs)


def sequence_features(
    text: str, tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon, seen: frozenset[str]
) -> list[list[str]]:
    """Return each token's features, as the tagger learns from them; `Emissions` sums up the same ones.

    Args:
        text: the document's text.
        tokens: the tokens of one sentence or line.
        matches: the matches that overlap it.
        lexicon: word clusters and name lists.
        seen: words of the document; what counts is whether one with a capital is there in lower case too.
    """
    clusters = [lexicon.cluster(token.text) for token in tokens]
    flags: list[list[str]] = [[] for _ in tokens]
    for index, flag in flags_of(tokens, matches, lexicon):
        flags[index].append(flag)
    return [
        [
            BIAS,
            *own_features(token.text, clusters[index]),
            *flags[index],
            *([ALSO_LOW] if is_also_low(token.text, seen) else []),
            *_near(tokens, clusters, flags, index),
            *_joint(text, tokens, index),
        ]
        for index, token in enumerate(tokens)
    ]


BIAS, ALSO_LOW, GLUED, SPACED = "bias", "also-low", "glued", "spaced"
FAR = 3
"""How many tokens from it a token sees; of the farthest neither words nor lists of names."""

_STEPS = tuple(step for step in range(-FAR, FAR + 1) if step)


def own_features(word: str, cluster: str | None) -> tuple[str, ...]:
    """Return what a token shows by itself."""
    low = word.lower()
    ends = (f"p3={low[:3]}", f"e3={low[-3:]}", f"e4={low[-4:]}", f"e2={low[-2:]}") if word[0].isalpha() else ()
    return (f"w={low}", f"s={shape(word)}", f"l={min(len(word), 8)}", *_group(cluster), *ends)


@lru_cache(maxsize=10_000)
def seen_features(word: str, cluster: str | None) -> dict[int, tuple[str, ...]]:
    """Return what tokens around a word see of it, by the step from each of them to the word."""
    far = (f"s={shape(word)}", *_group(cluster))
    near = (f"w={word.lower()}", *far)
    return {step: tuple(f"{step}{name}" for name in (far if abs(step) == FAR else near)) for step in _STEPS}


def _group(cluster: str | None) -> tuple[str, ...]:
    return () if cluster is None else (f"c={cluster}",)


def flag_from(step: int, flag: str) -> str:
    """Return the feature that a flag is from `step` tokens away."""
    return f"{step}{flag}"


_SEEN_FROM = re.compile(r"-?[1-9](?=[a-z])")


def step_and_name(feature: str) -> tuple[int, str]:
    """Return the step that a feature is seen at, 0 for the token itself, and its name without it."""
    step = _SEEN_FROM.match(feature)
    return (int(step[0]), feature[step.end() :]) if step else (0, feature)


def edge(step: int) -> str:
    """Return the feature that there is no token at `step`."""
    return f"{step}edge"


def is_also_low(word: str, seen: frozenset[str]) -> bool:
    """Say whether a word begins with a capital and is among the words `seen` without capitals."""
    return word[0].isupper() and word.lower() in seen


def shape_before(first: str, second: str) -> str:
    """Return the feature of a token's shape (`second`) after another's."""
    return f"-1|0s={first}|{second}"


def shape_after(first: str, second: str) -> str:
    """Return the feature of a token's shape (`first`) before another's."""
    return f"0|1s={first}|{second}"


def word_before(first: str, second: str) -> str:
    """Return the feature of a token (`second`) after another, both in lower case."""
    return f"-1|0w={first}|{second}"


_PAIR = word_before("", "")[:-1]


def words_of_pair(feature: str) -> tuple[str, str] | None:
    """Return the two words of a feature that `word_before` makes, None for another one."""
    if not feature.startswith(_PAIR):
        return None
    pair = feature.removeprefix(_PAIR)
    bar = len(pair) - 2 if pair.endswith("||") else pair.rindex("|")
    return pair[:bar], pair[bar + 1 :]


def _near(
    tokens: Sequence[Token], clusters: Sequence[str | None], flags: Sequence[list[str]], index: int
) -> Iterator[str]:
    for step in _STEPS:
        near = index + step
        if 0 <= near < len(tokens):
            yield from seen_features(tokens[near].text, clusters[near])[step]
            yield from (flag_from(step, flag) for flag in flags[near] if abs(step) < FAR or flag.startswith(_MATCH))
        else:
            yield edge(step)


def _joint(text: str, tokens: Sequence[Token], index: int) -> Iterator[str]:
    """Yield whether a token touches what is before it, and its form and word together with those beside it."""
    yield GLUED if is_glued(text, tokens[index].start) else SPACED
    word, form = tokens[index].text.lower(), shape(tokens[index].text)
    if index:
        yield shape_before(shape(tokens[index - 1].text), form)
        yield word_before(tokens[index - 1].text.lower(), word)
    if index + 1 < len(tokens):
        yield shape_after(form, shape(tokens[index + 1].text))


def is_glued(text: str, start: int) -> bool:
    """Say whether something other than white space stands right before the code point `start`."""
    return start > 0 and not text[start - 1].isspace()


_MATCH = "m="


def flags_of(tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon) -> list[tuple[int, str]]:
    """Return (token, flag) for every match and every name of a list that a token lies in."""
    return [*_match_flags(tokens, matches), *_name_flags([token.text for token in tokens], lexicon)]


def _match_flags(tokens: Sequence[Token], matches: Sequence[Match]) -> list[tuple[int, str]]:
    flags = []
    for match in matches:
        first = bisect_left(tokens, match.start, key=lambda token: token.start)
        last = bisect_right(tokens, match.end, lo=first, key=lambda token: token.end) - 1
        for index in range(first, last + 1):
            place = "B" if index == first else "I"
            end = "E" if index == last else ""
            flags.append((index, f"{_MATCH}{match.label}{place}{end}{'!' if match.sure else ''}"))
    return flags


def _name_flags(words: Sequence[str], lexicon: Lexicon) -> list[tuple[int, str]]:
    flags: list[tuple[int, str]] = []
    known, longer = lexicon.names, lexicon.longer_names
    for index in [index for index, word in enumerate(words) if word in known]:
        word = words[index]
        if word not in longer:
            flags += [(index, name_flag(kind, 0, 1)) for kind in dict.fromkeys(kind for _, kind in known[word])]
            continue
        best: dict[str, int] = {}
        for name, kind in known[word]:
            length = len(name)
            if length > best.get(kind, 0) and (length == 1 or tuple(words[index : index + length]) == name):
                best[kind] = length
        for kind, length in best.items():
            flags += [(index + step, name_flag(kind, step, length)) for step in range(length)]
    return flags
