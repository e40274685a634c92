"""Annotations read back from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from policytext.annotation import Annotation
from policytext.runs.outputs import ERRORS, REPORT
from policytext.writers import SUFFIXES, MissingExtraError, stored_lines, stored_rows

_SUFFIXES = (".json", *SUFFIXES.values(), ".parquet")


class StoredAnnotationError(ValueError):
    """A file that should hold annotations does not; the message names file and cause."""


def stored_annotations(path: Path) -> Iterator[Annotation]:
    """Yield the annotations of a file that runs write, or of all such files in a folder, sorted by path.

    The reports and error files that runs leave in a folder are passed over, and so is whatever is hidden.

    Raises:
        StoredAnnotationError: a file cannot be read or is no annotation of format version 1.
    """
    files = sorted(_files_in(path)) if path.is_dir() else [path]
    for file in files:
        try:
            if file.suffix == ".json":
                yield _parsed(file.read_bytes(), str(file))
            else:
                yield from _lines(file)
        except MissingExtraError as error:
            msg = f"{file}: {error}"
            raise StoredAnnotationError(msg) from None
        except (OSError, EOFError) as error:
            msg = f"{file}: {getattr(error, 'strerror', None) or error}"
            raise StoredAnnotationError(msg) from None


def _files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.name.endswith(_SUFFIXES) and path.name not in (ERRORS, REPORT) and not hidden and path.is_file():
            yield path


def _lines(file: Path) -> Iterator[Annotation]:
    for number, line in enumerate(stored_rows(file) if file.suffix == ".parquet" else stored_lines(file), 1):
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
