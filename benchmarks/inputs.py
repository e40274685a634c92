"""Texts to measure with: the corpus's own prose, as often as needed, each time with other names and numbers.

Prose that is repeated word for word would stay in the caches of words that every tokenizer keeps, and flatter all that
is measured. So every copy gets persons, places, numbers and years of its own, the same for the same seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import count, islice
from pathlib import Path

from timing import ROOT

from policytext.corpus.markup import MarkedDocument, read_document
from policytext.knowledge.registers import members

_DOCUMENTS = ROOT / "corpora" / "policytext-nl" / "documents"
_EVERY = 9
_NUMBER = re.compile(r"\d+")
_MIDDLE = (350, 700)
"""Words of the documents that are taken for some of about 500: their mean is 502."""
_SHORT = 30


def texts() -> list[str]:
    """Return every ninth text of the corpus as it is."""
    return [read_document(path).text for path in sorted(_DOCUMENTS.rglob("*.ptm"))[::_EVERY]]


@cache
def originals() -> list[MarkedDocument]:
    """Return the documents of the corpus, in an order that mixes the genres."""
    found = [read_document(path) for path in sorted(_DOCUMENTS.rglob("*.ptm"))]
    random.Random(0).shuffle(found)
    return found


def mixed(number: int, seed: int) -> list[str]:
    """Return texts of every length there is; seeds that follow each other take originals that do so."""
    found = originals()
    chance = random.Random(seed)
    return [_varied(found[(seed * number + place) % len(found)], chance) for place in range(number)]


def middling(number: int, seed: int) -> list[str]:
    """Return texts of about 500 words."""
    return list(islice(_copies(middling_originals(), seed), number))


def middling_originals() -> list[MarkedDocument]:
    """Return the documents of the corpus of about 500 words."""
    low, high = _MIDDLE
    return [each for each in originals() if low <= len(each.text.split()) <= high]


def short(number: int, seed: int) -> list[str]:
    """Return texts of about 45 words: beginnings of documents."""
    return [_beginning(text) for text in islice(_copies(originals(), seed), number)]


def written(documents: list[str], folder: Path) -> Path:
    """Write the texts as files of `folder`, and return it."""
    folder.mkdir(parents=True)
    for number, text in enumerate(documents):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def words(documents: list[str]) -> int:
    """Return the number of white-space words of the texts."""
    return sum(len(text.split()) for text in documents)


def _copies(found: list[MarkedDocument], seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for number in count():
        yield _varied(found[number % len(found)], chance)


def _beginning(text: str) -> str:
    """Return the first lines of a text, until they have words enough."""
    kept, number = [], 0
    for line in text.splitlines():
        kept.append(line)
        number += len(line.split())
        if number >= _SHORT:
            break
    return "\n".join(kept) + "\n"


def _varied(document: MarkedDocument, chance: random.Random) -> str:
    """Return the document's text with other persons, places, numbers and years; within it, one name has one other."""
    text, parts, end = document.text, [], 0
    people: dict[str, tuple[str, str]] = {}
    places: dict[str, str] = {}
    for entity in sorted(document.entities, key=lambda each: each.start):
        name = text[entity.start : entity.end]
        if entity.label == "PERSON":
            given, surname = people.setdefault(name.split()[-1], _person(chance))
            name = f"{given} {surname}" if " " in name else surname
        elif entity.label == "LOC":
            name = places.setdefault(name, chance.choice(_place_names()))
        else:
            continue
        parts += [_renumbered(text[end : entity.start], chance), name]
        end = entity.end
    return "".join([*parts, _renumbered(text[end:], chance)])


def _person(chance: random.Random) -> tuple[str, str]:
    given, surnames = _names_of_people()
    return chance.choice(given), chance.choice(surnames)


@cache
def _names_of_people() -> tuple[list[str], list[str]]:
    """Return given names and surnames of the members of parliament and of whoever the corpus names in full."""
    named = {each.name for each in members()} | set(_mentions("PERSON"))
    halves = [name.split(" ", 1) for name in sorted(named) if " " in name]
    return sorted({given for given, _ in halves}), sorted({surname for _, surname in halves})


@cache
def _place_names() -> list[str]:
    return sorted(set(_mentions("LOC")))


def _mentions(label: str) -> Iterator[str]:
    for document in originals():
        yield from (document.text[each.start : each.end] for each in document.entities if each.label == label)


def _renumbered(text: str, chance: random.Random) -> str:
    return _NUMBER.sub(lambda match: _number(match[0], chance), text)


def _number(digits: str, chance: random.Random) -> str:
    """Return another number of as many digits: a year for a year, and of two digits what may be a day of a month."""
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return str(chance.randint(1995, 2025))
    if len(digits) <= 2:
        return str(chance.randint(1, 9) if len(digits) == 1 else chance.randint(10, 28))
    return str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
