"""Names of documents in an export: no two alike, and each one that a file can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policytext.annotation import Annotation
from policytext.writers.json_files import file_name

__all__ = ["Ids", "distinct", "document_path", "file_name"]


class Ids:
    """Ids of documents, each given once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def unique(self, id_: str) -> str:
        """Return `id_`, with the first number behind it that makes it unique where it has been given already."""
        unique, number = id_, self._numbers.get(id_, 1)
        while unique in self._numbers:
            number += 1
            unique = f"{id_}~{number}"
        self._numbers[id_] = number
        self._numbers.setdefault(unique, 1)
        return unique


def distinct(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Yield annotations, those whose id an earlier one has under another, as `Ids` gives them.

    ``brief.txt`` and ``brief.html`` of one folder have the same id; in an export neither may hide the other.
    """
    ids = Ids()
    for annotation in annotations:
        id_ = ids.unique(annotation.id)
        yield annotation if id_ == annotation.id else annotation.model_copy(update={"id": id_})


def document_path(folder: Path, document: str, suffix: str) -> Path:
    """Return ``folder/<id><suffix>`` and make the folders in between.

    What no file can be called is written as `file_name` has it, so that every id has a path of its own, in `folder`.
    """
    # An empty part, as in "a//b", needs a name too; a lone "%" is that of no other part.
    *folders, name = (file_name(part) or "%" for part in document.split("/"))
    path = folder.joinpath(*folders, name + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
