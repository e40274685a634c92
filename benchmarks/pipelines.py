"""Words per second and core of the whole pipeline, JSON included, beside other pipelines that read Dutch."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import own
import peers
from inputs import mixed, words
from sizes import Sizes
from timing import in_turns, pinned, processor_seconds, ratio

from policytext.pipeline.build import MODEL_SETS

_COLD, _WARM = "blank + sentencizer, cold", "blank + sentencizer, warm"
_NEWS, _NUMPY, _FROG = "news pipeline", "news pipeline, numpy", "Frog"
_TOLD = (_COLD, _WARM, _NEWS, _NUMPY, _FROG)
_FOR_FROG = 6
"""How many documents of a round Frog gets: all of them would take it longer than all others together."""

Contestant = Callable[[int], float]


def table(sizes: Sizes) -> str:
    """Return the rates, and what they are of those of each peer."""
    documents = [mixed(sizes.mixed, number) for number in range(sizes.rounds)]
    name, contestants = _contestants(documents)
    with pinned(1):
        rates = in_turns(contestants, sizes.rounds)
    compared = [peer for peer in _TOLD if peer in rates]
    lines = [
        f"{sizes.rounds} rounds of {sizes.mixed} documents, {sum(map(words, documents)):,} words in all, one core",
        f"news pipeline: {name}",
        "",
        f"{'words a second of processor time':<33}{'':>9}"
        + "".join(f"{f'of {number}':>8}" for number in _numbers(compared)),
    ]
    for row, found in rates.items():
        label = f"{compared.index(row) + 1} {row}" if row in compared else row
        shares = "".join(f"{ratio(found, rates[peer]):>8.2f}" for peer in compared)
        lines.append(f"{label:<33}{statistics.median(found):>9,.0f}{shares}")
    if _FROG not in rates:
        lines.append(f"{_FROG:<33}{'not installed':>9}")
    return "\n".join(lines)


def _numbers(compared: list[str]) -> range:
    return range(1, len(compared) + 1)


def _contestants(documents: list[list[str]]) -> tuple[str, dict[str, Contestant]]:
    """Return the name of the news pipeline, and what gives the rate of each contestant in a round, by its name."""
    name, usual = peers.news()
    _, with_numpy = peers.news_with_numpy()
    found: dict[str, Contestant] = {f"policytext, {models}": _own(models, documents) for models in MODEL_SETS}
    found |= {
        _COLD: _of_blank(documents, warm=False),
        _WARM: _of_blank(documents, warm=True),
        _NEWS: _of_peer(usual, documents),
        _NUMPY: _of_peer(with_numpy, documents),
    }
    frog = peers.Frog.installed()
    if frog:
        found[_FROG] = _of_frog(frog, documents)
    return name, found


def _of_frog(frog: peers.Frog, documents: list[list[str]]) -> Contestant:
    def run(number: int) -> float:
        some = documents[number][:_FOR_FROG]
        return words(some) / frog.seconds(some)

    return run


def _own(models: str, documents: list[list[str]]) -> Contestant:
    _, annotator = own.annotator(models)
    return lambda number: _rate(lambda: own.annotated(annotator, documents[number]), documents[number])


def _of_peer(nlp: Any, documents: list[list[str]]) -> Contestant:
    nlp("Een zin. Nog een zin.")
    return lambda number: _rate(lambda: list(nlp.pipe(documents[number])), documents[number])


def _of_blank(documents: list[list[str]], *, warm: bool) -> Contestant:
    """Return the rate of a tokenizer made for the round; a warm one has read the same texts before."""

    def run(number: int) -> float:
        nlp, given = peers.blank(), documents[number]
        if warm:
            list(nlp.pipe(given))
        return _rate(lambda: list(nlp.pipe(given)), given)

    return run


def _rate(run: Callable[[], object], documents: list[str]) -> float:
    return words(documents) / processor_seconds(run)
