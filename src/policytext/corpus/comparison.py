"""The decisions of two annotators on the same items, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass
class Comparison:
    """Decisions of two annotators on the same items.

    Attributes:
        name: the layer, or a label of it.
        pairs: how often each pair of answers was given; empty where the layer has no common items (entities).
        shared, first_only, second_only: marks that both gave, or only one.

    """

    name: str
    pairs: Counter[tuple[Hashable, Hashable]] = field(default_factory=Counter)
    shared: int = 0
    first_only: int = 0
    second_only: int = 0

    def answer(self, first: Hashable, second: Hashable) -> None:
        """Count the two answers to one item; None is no mark."""
        self.pairs[first, second] += 1
        if first == second:
            self.shared += first is not None
        else:
            self.first_only += first is not None
            self.second_only += second is not None

    def marks(self, first: AbstractSet[Hashable], second: AbstractSet[Hashable]) -> None:
        """Count two sets of marks that have no common list of items."""
        self.shared += len(first & second)
        self.first_only += len(first - second)
        self.second_only += len(second - first)

    @property
    def cases(self) -> int:
        """Items with an answer, or marks given by either where there are no items."""
        return sum(self.pairs.values()) or self.shared + self.first_only + self.second_only

    @property
    def f(self) -> float | None:
        """The F of the one's marks against the other's, 0..1; None where neither gave any."""
        given = 2 * self.shared + self.first_only + self.second_only
        return 2 * self.shared / given if given else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, at most 1; None without common items, or where both gave the same answer to all."""
        total = sum(self.pairs.values())
        if not total:
            return None
        first: Counter[Hashable] = Counter()
        second: Counter[Hashable] = Counter()
        for (one, other), count in self.pairs.items():
            first[one] += count
            second[other] += count
        chance = sum(first[answer] * second[answer] for answer in first) / total**2
        if chance == 1:
            return None
        observed = sum(count for (one, other), count in self.pairs.items() if one == other) / total
        return (observed - chance) / (1 - chance)


def figures(comparisons: Iterable[Comparison]) -> str:
    """Return kappa, F and the number of cases of every comparison as aligned text."""
    rows = [("", "kappa", "F", "n")]
    rows += [(each.name, _figure(each.kappa), _figure(each.f), f"{each.cases:,}") for each in comparisons]
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{row[0]:{width}}" + "".join(f"{cell:>8}" for cell in row[1:]) for row in rows)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
