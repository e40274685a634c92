"""Annotations read back from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from policytext.annotation import Annotation


class StoredAnnotationError(ValueError):
    """A file that should hold annotations does not; the message names file and cause."""


def stored_annotations(path: Path) -> Iterator[Annotation]:
    """Yield the annotations of a ``.json`` file, a ``.jsonl`` file, or all such files in a folder, sorted by path.

    The error files that runs leave in a folder are passed over.

    Raises:
        StoredAnnotationError: a file cannot be read or is no annotation of format version 1.
    """
    files = sorted(_files_in(path)) if path.is_dir() else [path]
    for file in files:
        try:
            if file.suffix == ".jsonl":
                yield from _lines(file)
            else:
                yield _parsed(file.read_bytes(), str(file))
        except OSError as error:
            msg = f"{file}: {error.strerror or error}"
            raise StoredAnnotationError(msg) from None


def _files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix in (".json", ".jsonl") and path.name != "errors.jsonl" and path.is_file():
            yield path


def _lines(file: Path) -> Iterator[Annotation]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _parsed(line, f"{file} line {number}")


def _parsed(data: bytes, where: str) -> Annotation:
    try:
        return Annotation.from_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        msg = f"{where}: no annotation of format version 1 ({place + ': ' if place else ''}{first['msg']})"
        raise StoredAnnotationError(msg) from None
