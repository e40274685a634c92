"""The fixed division of a corpus into train, dev and test, by document."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from policytext.corpus.markup import MarkedDocument

SPLITS = "splits.csv"
SHARES = {"train": 0.8, "dev": 0.1, "test": 0.1}
_SEED = "policytext"
# Weighed higher, the shares of the whole come out closer, and those of small genres and topics further off.
_WHOLE_WEIGHT = 6


class SplitsError(ValueError):
    """A splits file cannot be used; the message names file, line and cause."""


def read_splits(path: Path) -> dict[str, str]:
    """Return the split of every document id in a CSV file with the columns ``id`` and ``split``.

    Raises:
        SplitsError: a column is missing, an id stands twice, or a split is none of train, dev and test.

    """
    splits: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not {"id", "split"} <= set(rows.fieldnames or ()):
            msg = f"{path}: the columns id and split are expected"
            raise SplitsError(msg)
        for row in rows:
            if row["split"] not in SHARES:
                msg = f"{path}:{rows.line_num}: {row['split']!r} is none of {', '.join(SHARES)}"
                raise SplitsError(msg)
            if row["id"] in splits:
                msg = f"{path}:{rows.line_num}: {row['id']} stands here twice"
                raise SplitsError(msg)
            splits[row["id"]] = row["split"]
    return splits


def write_splits(path: Path, splits: Mapping[str, str]) -> None:
    """Write a splits file, sorted by id."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "split"))
        writer.writerows(sorted(splits.items()))
    temporary.replace(path)


def assign_splits(documents: Iterable[MarkedDocument], known: Mapping[str, str]) -> dict[str, str]:
    """Return a split for every document; those in `known` keep theirs, also where their document is gone.

    Each further document goes where its genre, its main topic and the whole corpus lack most, relative to the shares
    wanted. The order is a fixed shuffle of the ids, so that the same corpus always gets the same splits.
    """
    pool = list(documents)
    sizes = Counter(trait for document in pool for trait in _traits(document))
    splits = dict(known)
    filled: Counter[tuple[str, str]] = Counter()
    for document in pool:
        if document.id in splits:
            filled.update((splits[document.id], trait) for trait in _traits(document))
    # Rare traits first: a late document of a small genre would find the choice already made by the others.
    order = sorted(pool, key=lambda each: (min(sizes[trait] for trait in _traits(each)), _shuffled(each.id)))
    for document in order:
        if document.id in splits:
            continue
        need = {
            split: sum(
                weight * (1 - filled[split, trait] / (share * sizes[trait]))
                for weight, trait in zip((_WHOLE_WEIGHT, 1, 1), _traits(document), strict=True)
            )
            for split, share in SHARES.items()
        }
        splits[document.id] = max(need, key=lambda split: need[split])
        filled.update((splits[document.id], trait) for trait in _traits(document))
    return splits


def _traits(document: MarkedDocument) -> tuple[str, str, str]:
    return "corpus", f"genre {document.genre}", f"topic {document.topics[0]}"


def _shuffled(name: str) -> str:
    return hashlib.sha256(f"{_SEED} {name}".encode()).hexdigest()
