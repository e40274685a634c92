"""What tables and columns are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Type = Literal["text", "integer", "number", "date", "JSON"]


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: its name, the same in every form.
        type: of its values; ``JSON`` is text that holds a JSON object.
        meaning: what a value says.
        unit: the unit or range of the values, where they have one.
        values: the values that occur, where only some do.
        optional: whether a value may be missing, and `meaning` says when.
        refers: the table whose row a value names, where it names one.
    """

    name: str
    type: Type
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    optional: bool = False
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """A table. `key` are the columns whose values together occur once; `row` says what a row is."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def optional(column: Column, meaning: str) -> Column:
    """Return a column whose values may be missing, with what it means where it stands."""
    return replace(column, optional=True, meaning=meaning)


def span(before: str, of: str, *, missing: bool = False) -> tuple[Column, Column]:
    """Return the columns of the two ends of a stretch of the document's text.

    Args:
        before: what the names begin with, such as ``title_``; empty for the row's own stretch.
        of: what the stretch is, in words.
        missing: whether there may be none.
    """
    unit = "code points from 0"
    return (
        Column(f"{before}start", "integer", f"Where {of} begins in documents.text", unit, optional=missing),
        Column(f"{before}end", "integer", f"Where {of} ends: the code point after the last", unit, optional=missing),
    )
