"""Where the files of a document lie in an export of many files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath


def document_path(folder: Path, document: str, suffix: str) -> Path:
    """Return ``folder/<id><suffix>`` and make the folders in between.

    Raises:
        ValueError: the id leads out of `folder`.
    """
    name = PurePosixPath(document)
    if name.is_absolute() or ".." in name.parts or not name.parts:
        msg = f"{document!r} cannot be a file's name"
        raise ValueError(msg)
    path = folder / name.with_name(name.name + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
