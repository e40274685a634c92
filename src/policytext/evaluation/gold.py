"""Gold documents found on disk, whatever form they have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policytext.annotation import Annotation, Source
from policytext.corpus.markup import read_document
from policytext.corpus.split import read_splits
from policytext.document import Document
from policytext.evaluation.reading import Reading
from policytext.evaluation.sources import from_annotation, from_compiled, from_markup

_SUFFIXES = (".ptm", ".json", ".jsonl")
# Files that a corpus folder or a run leaves beside the documents.
_NOT_GOLD = ("splits.json", "errors.jsonl")


class GoldError(ValueError):
    """There is no usable gold; the message names file and cause."""


def read_gold(path: Path, split: str | None = None) -> list[Reading]:
    """Return the gold documents of a file or of all files under a folder, sorted by path.

    Read are documents in the markup of our corpora (``.ptm``), compiled gold (``.json``), and annotations of format
    version 1 (``.json``, ``.jsonl``).

    Args:
        path: a file or a folder.
        split: the part to read, by the folder's ``splits.csv`` or ``splits.json``; by default all.

    Raises:
        GoldError: there are no documents, two of one id, one that cannot be read, or no splits to go by.
        MarkupError: a markup file is malformed.

    """
    files = sorted(_files_in(path)) if path.is_dir() else [path]
    found: dict[str, Reading] = {}
    for file in files:
        for reading in _readings(file):
            if reading.id in found:
                msg = f"{file}: a second gold document with the id {reading.id}"
                raise GoldError(msg)
            found[reading.id] = reading
    if split is not None:
        splits = _splits(path)
        found = {name: reading for name, reading in found.items() if splits.get(name) == split}
    if not found:
        msg = f"{path}: no gold documents" + ("" if split is None else f" in split {split}")
        raise GoldError(msg)
    return list(found.values())


def gold_documents(path: Path, split: str | None = None) -> list[Document]:
    """Return the bare texts of the gold under `path`, to be annotated; arguments and errors as in `read_gold`."""
    return [
        Document(
            id=reading.id,
            text=reading.text,
            source=Source(sha256=hashlib.sha256(reading.text.encode("utf-8")).hexdigest()),
            date=reading.date,
        )
        for reading in read_gold(path, split)
    ]


def _files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix in _SUFFIXES and path.name not in _NOT_GOLD and path.is_file():
            yield path


def _readings(file: Path) -> Iterator[Reading]:
    if file.suffix == ".ptm":
        yield from_markup(read_document(file))
        return
    try:
        text = file.read_text(encoding="utf-8")
        for record in text.split("\n") if file.suffix == ".jsonl" else [text]:
            if record.strip():
                yield _reading(json.loads(record))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # A KeyError's own text is nothing but the key.
        cause = f"no {error}" if isinstance(error, KeyError) else str(error).partition("\n")[0]
        msg = f"{file}: neither compiled gold nor an annotation of format version 1 ({cause})"
        raise GoldError(msg) from None


def _reading(data: dict[str, Any]) -> Reading:
    return from_annotation(Annotation.model_validate(data)) if "schema" in data else from_compiled(data)


def _splits(path: Path) -> dict[str, str]:
    folder = path if path.is_dir() else path.parent
    for place in (folder, folder.parent):
        if (place / "splits.csv").is_file():
            return read_splits(place / "splits.csv")
        if (place / "splits.json").is_file():
            return _named_splits(place / "splits.json")
    msg = f"{folder}: no splits.csv or splits.json"
    raise GoldError(msg)


def _named_splits(path: Path) -> dict[str, str]:
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        msg = f"{path}: no JSON ({error})"
        raise GoldError(msg) from None
    if not isinstance(named, dict):
        msg = f"{path}: an object of document ids and their splits is expected"
        raise GoldError(msg)
    return named
