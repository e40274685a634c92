"""Which inputs a batch has, and under which names.

A few inputs are all looked at before any work starts. A folder of very many is looked through while work goes on: no
two files in one folder can have one name, so that nothing can be found out too late.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from policytext.batch.work import Failure

STANDARD_INPUT = "-"

LOOKED_AT_FIRST = 5_000
"""Inputs up to which one folder is looked through before work starts."""


class PlanError(ValueError):
    """The inputs or outputs of a batch are in each other's way; nothing has been read or written."""


@dataclass(frozen=True, slots=True)
class Item:
    """An input file. Tens of thousands are held at a time, so that the folders they share are held once.

    Attributes:
        key: its path relative to the input it was found under, with ``/``: the name of its output.
        before: what stands before the key in its path; None for standard input.
        size: bytes, 0 where unknown.
        odd: its path, and the path as messages show it, where they are not `before` and `key`.
    """

    key: str
    before: str | None
    size: int = 0
    odd: tuple[str, str] | None = None

    @property
    def path(self) -> Path | None:
        """Where to read it; None for standard input."""
        if self.before is None:
            return None
        return Path(self.odd[0] if self.odd else self.before + self.key)

    @property
    def source(self) -> str:
        """The path as the user gave it, joined with the relative part."""
        if self.before is None:
            return STANDARD_INPUT
        return self.odd[1] if self.odd else self.before + self.key

    @property
    def id(self) -> str:
        """The id of its document, or the first part of those of its records."""
        return item_id(self.key)


@dataclass(frozen=True)
class Plan:
    """The inputs of a batch.

    Attributes:
        items: the inputs in the order of their keys, or the first of them.
        faults: what could not be looked into.
        skipped: files skipped per suffix; grows while `rest` is taken.
        rest: further inputs, and what could not be looked into among them, in order, found as they are taken.
        complete: whether `rest` is known to be empty.
    """

    items: tuple[Item, ...]
    faults: tuple[Failure, ...]
    skipped: Counter[str] = field(default_factory=Counter)
    rest: Iterator[Item | Failure] = field(default_factory=lambda: iter(()))
    complete: bool = True


def item_id(key: str) -> str:
    """Return the document id for an output key: the key without its suffix."""
    return str(PurePosixPath(key).with_suffix(""))


def plan(
    inputs: Iterable[str | Path],
    is_known_suffix: Callable[[str], bool],
    outputs: Collection[Path] = (),
) -> Plan:
    """Return every input file under `inputs`: files as they are, folders with everything in them, ``-`` for stdin.

    Args:
        inputs: paths. Hidden files and folders inside a folder are passed over, links are followed.
        is_known_suffix: whether a file inside a folder is read, by its suffix; others are counted as skipped.
        outputs: files and folders that the batch writes and therefore must not read.

    Raises:
        PlanError: two inputs have one key, or an input is one of the outputs.
    """
    walk = _Walk(is_known_suffix, frozenset(path.resolve() for path in outputs))
    given = list(inputs)
    found = (entry for each in given for entry in walk.under(each))
    first = list(islice(found, LOOKED_AT_FIRST) if len(given) == 1 else found)
    by_key: dict[str, Item] = {}
    for item in first:
        if isinstance(item, Item) and by_key.setdefault(item.key, item) is not item:
            msg = f"two inputs would write one output, {item.key}: {by_key[item.key].source} and {item.source}"
            raise PlanError(msg)
    items = tuple(by_key[key] for key in sorted(by_key, key=lambda key: key.replace("/", "\0")))
    faults = tuple(entry for entry in first if isinstance(entry, Failure))
    return Plan(items, faults, walk.skipped, found, complete=len(given) != 1 or len(first) < LOOKED_AT_FIRST)


def displayed(path: str | Path) -> str:
    """Return a path for messages and output, where a byte that is no UTF-8 is written as an escape."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """Goes through the files under the inputs; counts what it passes over."""

    def __init__(self, is_known_suffix: Callable[[str], bool], outputs: frozenset[Path]) -> None:
        self._is_known_suffix = is_known_suffix
        self._outputs = outputs
        self.skipped: Counter[str] = Counter()

    def under(self, given: str | Path) -> Iterator[Item | Failure]:
        """Yield the files that an input stands for, and what cannot be looked into."""
        if given == STANDARD_INPUT:
            yield Item("stdin", None)
            return
        path = Path(given)
        key = path.name or path.resolve().name
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                yield from self._folder(path, PurePosixPath(), [])
                return
            if path.resolve() in self._outputs:
                msg = f"{displayed(path)} is an input and an output at once"
                raise PlanError(msg)
            yield _file(path, displayed(key), status)
        except OSError as error:
            yield _fault(path, displayed(key), error)

    def _folder(self, folder: Path, relative: PurePosixPath, above: list[tuple[int, int]]) -> Iterator[Item | Failure]:
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            msg = "the folder contains itself through a link"
            raise OSError(msg)
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries if not entry.name.startswith(".")), reverse=True)
        while names:
            name = names.pop()
            path, key = folder / name, relative / displayed(name)
            try:
                yield from self._entry(path, key, [*above, identity])
            except OSError as error:
                yield _fault(path, str(key), error)

    def _entry(self, path: Path, key: PurePosixPath, above: list[tuple[int, int]]) -> Iterator[Item | Failure]:
        status = path.stat()
        if path.resolve() in self._outputs:
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, key, above)
        elif self._is_known_suffix(key.suffix):
            yield _file(path, str(key), status)
        else:
            self.skipped[key.suffix.lower() or "no suffix"] += 1


def _file(path: Path, key: str, status: os.stat_result) -> Item:
    if not stat.S_ISREG(status.st_mode):
        msg = "no regular file; use - to read standard input"
        raise OSError(msg)
    place, source = os.fspath(path), displayed(path)
    if place != source or not place.endswith(key):
        return Item(key, "", status.st_size, (place, source))
    return Item(key, sys.intern(place.removesuffix(key)), status.st_size)


def _fault(path: Path, key: str, error: OSError) -> Failure:
    return Failure.by(error, "read", item_id(key), displayed(path))


def folded_skips(skipped: Counter[str]) -> Iterator[str]:
    """Yield the skipped suffixes with their numbers, most frequent first, as ``.jpg 2``."""
    for suffix, number in sorted(skipped.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{suffix} {number}"
