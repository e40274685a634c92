"""The documents of a corpus folder."""

from __future__ import annotations

from pathlib import Path

from policytext.corpus.markup import MarkedDocument, read_document
from policytext.corpus.split import SPLITS, read_splits


class CorpusError(ValueError):
    """A folder is no usable corpus; the message says why."""


def corpus_documents(folder: Path) -> dict[Path, MarkedDocument]:
    """Return every document under `folder` by its path relative to it, in order of path.

    Raises:
        CorpusError: there are none, or two share an id.
        MarkupError: one breaks the markup.

    """
    documents = {path.relative_to(folder): read_document(path) for path in sorted(folder.rglob("*.ptm"))}
    if not documents:
        msg = f"{folder}: no *.ptm files"
        raise CorpusError(msg)
    seen: dict[str, Path] = {}
    for path, document in documents.items():
        if document.id in seen:
            msg = f"{folder / path}: the id {document.id} is that of {folder / seen[document.id]} too"
            raise CorpusError(msg)
        seen[document.id] = path
    return documents


def corpus_splits(folder: Path) -> dict[str, str]:
    """Return the split of every document id, nothing where the corpus has not been split.

    Raises:
        SplitsError: the splits file cannot be used.

    """
    path = folder / SPLITS
    return read_splits(path) if path.is_file() else {}
