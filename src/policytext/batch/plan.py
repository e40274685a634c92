"""Which inputs a batch has, under which names, decided before any work starts."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from policytext.batch.work import Failure

STANDARD_INPUT = "-"


class PlanError(ValueError):
    """The inputs or outputs of a batch are in each other's way; nothing has been read or written."""


@dataclass(frozen=True)
class Item:
    """An input file.

    Attributes:
        key: its path relative to the input it was found under, with ``/``: the name of its output.
        path: where to read it; None for standard input.
        source: the path as the user gave it, joined with the relative part.
        size: bytes, 0 where unknown.
    """

    key: str
    path: Path | None
    source: str
    size: int = 0

    @property
    def id(self) -> str:
        """The id of its document, or the first part of those of its records."""
        return item_id(self.key)


@dataclass(frozen=True)
class Plan:
    """The inputs in the order of their keys, what could not be looked into, and files skipped per suffix."""

    items: tuple[Item, ...]
    faults: tuple[Failure, ...]
    skipped: Counter[str] = field(default_factory=Counter)


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
    for given in inputs:
        walk.add(given)
    by_key: dict[str, Item] = {}
    for item in walk.items:
        other = by_key.setdefault(item.key, item)
        if other is not item:
            msg = f"two inputs would write one output, {item.key}: {other.source} and {item.source}"
            raise PlanError(msg)
    return Plan(tuple(by_key[key] for key in sorted(by_key)), tuple(walk.faults), walk.skipped)


def displayed(path: str | Path) -> str:
    """Return a path for messages and output, where a byte that is no UTF-8 is written as an escape."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """Collects the files under the inputs."""

    def __init__(self, is_known_suffix: Callable[[str], bool], outputs: frozenset[Path]) -> None:
        self._is_known_suffix = is_known_suffix
        self._outputs = outputs
        self.items: list[Item] = []
        self.faults: list[Failure] = []
        self.skipped: Counter[str] = Counter()

    def add(self, given: str | Path) -> None:
        if given == STANDARD_INPUT:
            self.items.append(Item("stdin", None, STANDARD_INPUT))
            return
        path = Path(given)
        key = path.name or path.resolve().name
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                self._folder(path, PurePosixPath(), [])
                return
            if path.resolve() in self._outputs:
                msg = f"{displayed(path)} is an input and an output at once"
                raise PlanError(msg)
            self._file(path, displayed(key), status)
        except OSError as error:
            self._fault(path, displayed(key), error)

    def _folder(self, folder: Path, relative: PurePosixPath, above: list[tuple[int, int]]) -> None:
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            msg = "the folder contains itself through a link"
            raise OSError(msg)
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        for name in names:
            path, key = folder / name, relative / displayed(name)
            try:
                self._entry(path, key, [*above, identity])
            except OSError as error:
                self._fault(path, str(key), error)

    def _entry(self, path: Path, key: PurePosixPath, above: list[tuple[int, int]]) -> None:
        status = path.stat()
        if path.resolve() in self._outputs:
            return
        if stat.S_ISDIR(status.st_mode):
            self._folder(path, key, above)
        elif self._is_known_suffix(key.suffix):
            self._file(path, str(key), status)
        else:
            self.skipped[key.suffix.lower() or "no suffix"] += 1

    def _file(self, path: Path, key: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            msg = "no regular file; use - to read standard input"
            raise OSError(msg)
        self.items.append(Item(key, path, displayed(path), status.st_size))

    def _fault(self, path: Path, key: str, error: OSError) -> None:
        self.faults.append(Failure.by(error, "read", item_id(key), displayed(path)))


def folded_skips(skipped: Counter[str]) -> Iterator[str]:
    """Yield the skipped suffixes with their numbers, most frequent first, as ``.jpg 2``."""
    for suffix, number in sorted(skipped.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{suffix} {number}"
