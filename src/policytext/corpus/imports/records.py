"""What is read of a tool's file: documents by name, each still to be made sense of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.sheet import Sheet


class Record(NamedTuple):
    """One document of a file: where it stands, and how its sheet is made.

    `sheet` raises `UnfitDocument` for what cannot be used, and returns None for what nobody has accepted.
    """

    place: str
    sheet: Callable[[], Sheet | None]


class ToolFileError(ValueError):
    """A file of a tool cannot be read at all; the message names file and cause."""


@dataclass(frozen=True)
class BrokenLine:
    """A line of a JSON Lines file that is not JSON, and why."""

    cause: str


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, line ends as they are.

    Raises:
        ToolFileError: it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 (byte {error.start})"
        raise ToolFileError(msg) from None
    except OSError as error:
        msg = f"{path}: {error.strerror or error}"
        raise ToolFileError(msg) from None


def files_of(path: Path, *suffixes: str) -> list[Path]:
    """Return the file itself, or the files of these suffixes under a folder, sorted.

    Raises:
        ToolFileError: there are none.
    """
    if not path.is_dir():
        return [path]
    found = sorted(each for each in path.rglob("*") if each.is_file() and each.name.endswith(suffixes))
    if not found:
        msg = f"{path}: no files {' or '.join(f'*{suffix}' for suffix in suffixes)}"
        raise ToolFileError(msg)
    return found


def records_of(path: Path, suffixes: tuple[str, ...], read: Callable[[Path], Iterator[Record]]) -> Iterator[Record]:
    """Yield the documents of a file, or of the files in a folder, of which one that cannot be read costs no other.

    Args:
        path: the file or folder.
        suffixes: those of the files in a folder.
        read: yields the documents of one file, or raises `ToolFileError`.

    Raises:
        ToolFileError: the one file cannot be read, or the folder has none.
    """
    if not path.is_dir():
        yield from read(path)
        return
    for file in files_of(path, *suffixes):
        try:
            yield from read(file)
        except ToolFileError as error:
            yield Record(str(file), partial(_fail, error))


def _fail(error: ToolFileError) -> Sheet:
    raise error


def json_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the objects of a JSON Lines file, or of a file that is one JSON array, each with where it stands.

    A line that is not JSON is a `BrokenLine`, which `wanted` refuses: it costs itself alone.

    Raises:
        ToolFileError: the file cannot be read, or is a JSON array that is broken.
    """
    text = read_text(path).removeprefix("\ufeff")
    if text.lstrip().startswith("["):
        yield from ((f"{path} ({number})", each) for number, each in enumerate(parsed(text, str(path)), 1))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{path}:{number}", json.loads(line)
            except ValueError as error:
                yield f"{path}:{number}", BrokenLine(f"not JSON ({error})")


def parsed(text: str, place: str) -> Any:
    """Return what a JSON text holds.

    Raises:
        ToolFileError: it is not JSON.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        msg = f"{place}: not JSON ({error})"
        raise ToolFileError(msg) from None


def wanted(data: Any, key: str, kind: type) -> Any:
    """Return a field of a JSON object.

    Raises:
        UnfitDocument: it is not there, or is no `kind`.
    """
    if isinstance(data, BrokenLine):
        raise UnfitDocument(data.cause)
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, kind):
        msg = f"the field {key!r} is missing or no {kind.__name__}"
        raise UnfitDocument(msg)
    return value


def side_of(data: Any) -> dict[str, Any]:
    """Return what travelled beside a tool's own data, as an object or as the JSON text of one; else nothing."""
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError:
            return {}
    return data if isinstance(data, dict) else {}
