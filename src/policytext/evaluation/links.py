"""Score links on texts whose mentions are given: whether each is linked to the right thing, or rightly to none.

Run ``python -m policytext.evaluation.links corpora/links`` to print the table. A text is a JSON file with its date (or
null) and its mentions; a mention has an id of the registers, or ``person:``, ``ministry:``, ``party:``, ``law:`` or
``org:`` with a name, two of them joined by ``|`` where it means two, or null where nothing should be linked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from policytext.knowledge.registers import laws, members, ministries, organisations, parties, posts
from policytext.pipeline.layers import EntityData
from policytext.pipeline.links.component import link_entities

_REGISTERS = {"ministry": ministries, "party": parties, "org": organisations, "law": laws}
_UNLINKED = "NONE"
"""The label of near misses, which are no entities."""


@dataclass
class LinkScores:
    """Mentions linked rightly (or rightly not at all), to the wrong thing, and not at all though they mean something.

    Attributes:
        right, wrong, missing: how many.
        faults: (text, mention, expected, found) of what is not right.
    """

    right: int = 0
    wrong: int = 0
    missing: int = 0
    faults: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many mentions were scored."""
        return self.right + self.wrong + self.missing

    @property
    def accuracy(self) -> float:
        """The share that is right, 0..1."""
        return self.right / max(1, self.total)

    @property
    def wrong_share(self) -> float:
        """The share that is linked to the wrong thing, 0..1."""
        return self.wrong / max(1, self.total)


def score_links(folder: Path) -> dict[str, LinkScores]:
    """Return the scores by label, and of all mentions under "ALL".

    Raises:
        FileNotFoundError: there is no text in `folder`.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        msg = f"{folder}: no texts in it"
        raise FileNotFoundError(msg)
    scores: dict[str, LinkScores] = {"ALL": LinkScores()}
    for path in paths:
        for mention, found in _linked(json.loads(path.read_text(encoding="utf-8"))):
            for counts in (scores["ALL"], scores.setdefault(mention["label"], LinkScores())):
                _count(counts, path.stem, mention, found)
    return scores


def _linked(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str | None]]:
    mentions = [mention for mention in document["mentions"] if mention["label"] != _UNLINKED]
    entities: list[EntityData] = [
        {"start": each["start"], "end": each["end"], "label": each["label"], "score": 1.0} for each in mentions
    ]
    link_entities(document["text"], document["date"], entities)
    for mention, entity in zip(mentions, entities, strict=True):
        link = entity.get("link")
        yield mention, link["id"] if link else None


def _count(counts: LinkScores, text: str, mention: dict[str, Any], found: str | None) -> None:
    expected = mention["id"]
    wanted = {each for part in expected.split("|") for each in _ids(part)} if expected else set[str]()
    if (found is None and expected is None) or found in wanted:
        counts.right += 1
        return
    counts.missing += found is None
    counts.wrong += found is not None
    counts.faults.append((text, mention["text"], expected, found))


@cache
def _ids(expected: str) -> frozenset[str]:
    """Return the identifiers that an expected id may have in the registers; none where they lack it."""
    kind, _, name = expected.partition(":")
    if kind == "person":
        held = {post.id for post in posts() if post.name == name}
        return frozenset(held | {member.id for member in members() if member.name == name})
    if kind in _REGISTERS:
        plain, rows = name.lower(), _REGISTERS[kind]()
        return frozenset(each.id for each in rows if plain in map(str.lower, (each.name, *each.abbreviations)))
    return frozenset((expected,))


def table(scores: dict[str, LinkScores]) -> str:
    """Return the scores as lines of text."""
    lines = [f"{'':<10}{'accuracy':>9}{'wrong':>8}{'missing':>9}{'n':>6}"]
    for label, each in sorted(scores.items()):
        missing = each.missing / max(1, each.total)
        lines.append(f"{label:<10}{each.accuracy:>9.3f}{each.wrong_share:>8.3f}{missing:>9.3f}{each.total:>6}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(score_links(Path(sys.argv[1]))))
