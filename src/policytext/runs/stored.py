"""Annotations read back from disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policytext.annotation import Annotation
from policytext.runs.outputs import ERRORS, REPORT, resolve_output
from policytext.writers import SUFFIXES, MissingExtraError, stored_lines, stored_rows

_SUFFIXES = (".json", *SUFFIXES.values(), ".parquet")


class StoredAnnotationError(ValueError):
    """A file that should hold annotations does not; the message names file and cause."""


def stored_annotations(
    path: Path, on_error: Callable[[StoredAnnotationError], object] | None = None
) -> Iterator[Annotation]:
    """Yield the annotations of a file that runs write, or of all such files in a folder, sorted by path.

    The reports and error files that runs leave in a folder are passed over, and so is whatever is hidden.

    Args:
        path: the file or folder.
        on_error: called with what cannot be read, which costs nothing but itself; by default it is raised.

    Raises:
        StoredAnnotationError: a file cannot be read or is no annotation of format version 1.
    """
    files = sorted(_files_in(path)) if path.is_dir() else [path]
    for file in files:
        try:
            for data, where in _stored(file):
                try:
                    yield _parsed(data, where)
                except StoredAnnotationError as error:
                    _tell(error, on_error)
        except MissingExtraError as error:
            _tell(StoredAnnotationError(f"{file}: {error}"), on_error)
        except (OSError, EOFError) as error:
            _tell(StoredAnnotationError(f"{file}: {getattr(error, 'strerror', None) or error}"), on_error)


def stored_failures(path: Path) -> list[dict[str, Any]]:
    """Return the lines of the error file of a run; none where it has none.

    Args:
        path: the folder of the run, or the file that it wrote its annotations to.

    Raises:
        StoredAnnotationError: the error file cannot be read, or has a line that tells no failure.
    """
    output = resolve_output(path, None) if path.is_dir() or path.name.endswith(tuple(SUFFIXES.values())) else None
    # An error file beside a file of annotations is another run's, unless a run with its name was there.
    if output is None or output.errors is None or (output.stream and not (output.state and output.state.is_dir())):
        return []
    try:
        lines = output.errors.read_text(encoding="utf-8").splitlines() if output.errors.is_file() else []
        found = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        msg = f"{output.errors}: {getattr(error, 'strerror', None) or error}"
        raise StoredAnnotationError(msg) from None
    if not all(isinstance(failure, dict) for failure in found):
        msg = f"{output.errors}: a line is no JSON object"
        raise StoredAnnotationError(msg)
    return found


def _tell(error: StoredAnnotationError, on_error: Callable[[StoredAnnotationError], object] | None) -> None:
    if on_error is None:
        raise error from None
    on_error(error)


def _files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.name.endswith(_SUFFIXES) and path.name not in (ERRORS, REPORT) and not hidden and path.is_file():
            yield path


def _stored(file: Path) -> Iterator[tuple[bytes, str]]:
    """Yield each stored annotation, and where it stands."""
    if file.suffix == ".json":
        yield file.read_bytes(), str(file)
        return
    for number, line in enumerate(stored_rows(file) if file.suffix == ".parquet" else stored_lines(file), 1):
        if line.strip():
            yield line, f"{file} line {number}"


def _parsed(data: bytes, where: str) -> Annotation:
    try:
        return Annotation.from_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        msg = f"{where}: no annotation of format version 1 ({place + ': ' if place else ''}{first['msg']})"
        raise StoredAnnotationError(msg) from None
