"""Putting an export in place: whole or not at all, and never over what is there unasked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policytext.writers.writer import temporary


class ExportError(ValueError):
    """An export cannot be made; the message says of what, and why."""


def check_apart(run: Path, output: Path) -> None:
    """Refuse an output that would be read as a part of the run it is made of, or that the run lies in.

    Raises:
        ExportError: one lies in the other.
    """
    here, there = run.resolve(), output.resolve()
    if (here.is_dir() and (here == there or here in there.parents)) or there in here.parents:
        msg = f"{output}: lies in {run}, or the other way round; the export needs a place of its own"
    elif here == there:
        msg = f"{output}: holds the annotations to be exported"
    else:
        return
    raise ExportError(msg)


@contextmanager
def placed(output: Path, suffix: str | None, *, overwrite: bool) -> Iterator[Path]:
    """Give the temporary path to write to, and put what is there in place afterwards, unless the body raises.

    In a folder that holds files already, those of the same names are replaced and all others stay.

    Args:
        output: where the export is to be.
        suffix: the suffix of the one file it is, None where it is a folder. A folder is made, a file is not.
        overwrite: whether output that is there already is replaced.

    Raises:
        ExportError: the output is there already, or is not of the right kind; nothing has been written.
        OSError: it cannot be put in place.
    """
    _check(output, suffix, overwrite=overwrite)
    output.parent.mkdir(parents=True, exist_ok=True)
    working = temporary(output)
    _remove(working)
    try:
        if suffix is None:
            working.mkdir()
        yield working
        _put(working, output)
    finally:
        _remove(working)


def _check(output: Path, suffix: str | None, *, overwrite: bool) -> None:
    if not output.name:
        msg = f"{output}: is no name for an export"
    elif suffix is None and output.exists() and not output.is_dir():
        msg = f"{output}: is a file, and a folder is to be written"
    elif suffix is not None and output.is_dir():
        msg = f"{output}: is a folder, and a {suffix} file is to be written"
    elif suffix is not None and output.suffix.lower() != suffix:
        msg = f"{output}: the name of the file must end with {suffix}"
    elif not overwrite and (any(output.iterdir()) if output.is_dir() else output.exists()):
        msg = f"{output}: is there already; --overwrite replaces it"
    else:
        return
    raise ExportError(msg)


def _put(working: Path, output: Path) -> None:
    if not output.is_dir():
        working.replace(output)
        return
    for path in sorted(path for path in working.rglob("*") if path.is_file()):
        place = output / path.relative_to(working)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
