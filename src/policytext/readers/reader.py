"""What every reader is: a name, the suffixes it answers to, and a function from a byte stream to documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from policytext.document import Document


@dataclass(frozen=True)
class Columns:
    """The names of the columns (CSV) or keys (JSON Lines) that hold the parts of a record, compared without case."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    date: str = "date"
    url: str = "url"


@dataclass(frozen=True)
class ReadOptions:
    """Settings of the readers that a user can change."""

    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True)
class Origin:
    """Where a byte stream comes from.

    Attributes:
        id: the id of its document, or the first part of the ids of its records.
        path: the path as messages and `Source.path` show it; None for a text that has none.
    """

    id: str
    path: str | None = None


@dataclass(frozen=True)
class RecordFailure:
    """A record of a file of many that holds no document; the records after it are read all the same."""

    id: str
    message: str


@dataclass(frozen=True)
class Reader:
    """A file format.

    Attributes:
        name: the format's name in messages.
        suffixes: file name suffixes, lower case, with their dot.
        many: whether one file holds many documents. Other formats give exactly one.
        accepts: whether the first bytes of a file of unknown suffix are this format for certain.
        read: yields the documents of a stream, in order; raises `UnreadableDocument` when the file as a whole holds
            none, and yields a `RecordFailure` for a single bad record.
    """

    name: str
    suffixes: frozenset[str]
    many: bool
    accepts: Callable[[bytes], bool]
    read: Callable[[BinaryIO, Origin, ReadOptions], Iterator[Document | RecordFailure]]
