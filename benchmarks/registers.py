"""Names of registers: how long 100,000 take to load, and what finding them costs beside tokenisation.

Run ``python benchmarks/registers.py``. The names are those of the registers, and pairs of their words to make up the
number. Texts are those of the corpus. Times are the processor's; the best of three rounds counts.
"""

from __future__ import annotations

import random

from inputs import texts
from timing import seconds

from policytext.knowledge.matchers.gazetteer import Gazetteer
from policytext.knowledge.registers import laws, ministries, organisations, parties
from policytext.text.tokens import tokenize

NAMES = 100_000


def names() -> list[str]:
    """Return the names, the same each time."""
    own = [
        name
        for register in (laws(), ministries(), organisations(), parties())
        for named in register
        for name in (named.name, *named.abbreviations)
    ]
    words = sorted({word for name in own for word in name.split()})
    chance = random.Random(0)
    made = {f"{chance.choice(words)} {chance.choice(words)}" for _ in range(NAMES)}
    return [*own, *sorted(made)][:NAMES]


def filled(given: list[str]) -> Gazetteer:
    """Return a gazetteer with the names."""
    gazetteer = Gazetteer()
    for name in given:
        gazetteer.add(name, "ORG")
    return gazetteer


def main() -> None:
    """Print the figures."""
    given = names()
    documents = texts()
    gazetteer = filled(given)
    tokens = [tokenize(text) for text in documents]
    tokenising = seconds(lambda: [tokenize(text) for text in documents])
    finding = seconds(lambda: [list(gazetteer.find(each)) for each in tokens])
    print(f"{len(given):,} names load in {seconds(lambda: filled(given)):.2f} s")
    print(f"finding them in {sum(map(len, tokens)):,} tokens costs {finding / tokenising:.2f} of tokenising these")


if __name__ == "__main__":
    main()
