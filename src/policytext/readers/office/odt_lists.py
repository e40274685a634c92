"""Lists and heading numbers of an OpenDocument text: the marker that is shown before a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.readers.office.numbers import shown
from policytext.readers.office.odf import style, text, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = "-"
_KINDS = ("list-level-style-number", "list-level-style-bullet", "list-level-style-image", "outline-level-style")


@dataclass(frozen=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    displayed: int = 1
    start: int = 1
    is_bullet: bool = False


@dataclass
class Counter:
    """Where one list, or the headings, have come to: a number for each depth, from 1."""

    numbers: dict[int, int] = field(default_factory=dict)


class ListStyles:
    """The list styles of a document by name, and the numbering of its headings."""

    def __init__(self, *roots: _Element) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for element in root.iter(text("list-style")):
                self._styles[element.get(style("name"), "")] = _levels(element)
        outline = next((found for root in roots for found in root.iter(text("outline-style"))), None)
        self._outline = {} if outline is None else _levels(outline)

    def marker(self, name: str | None, depth: int, counter: Counter, start: int | None = None) -> tuple[str, bool]:
        """Count an item and return its marker, and whether that is a number.

        Args:
            name: its list style.
            depth: its depth in the list, from 1.
            counter: where the list has come to.
            start: the number that the item itself states.
        """
        return self._counted(self._styles.get(name or "", {}), depth, counter, start)

    def heading_number(self, depth: int, counter: Counter) -> str:
        """Count a heading and return its number, empty where headings have none."""
        return self._counted(self._outline, depth, counter, None)[0] if self._outline else ""

    def _counted(self, levels: dict[int, _Level], depth: int, counter: Counter, start: int | None) -> tuple[str, bool]:
        level = levels.get(depth, _Level(is_bullet=not levels))
        numbers = counter.numbers
        numbers[depth] = start if start is not None else numbers.get(depth, level.start - 1) + 1
        for deeper in [other for other in numbers if other > depth]:
            del numbers[deeper]
        if level.is_bullet:
            return _BULLET, False
        if not level.form:
            return "", False
        first = max(1, depth - level.displayed + 1)
        parts = [
            shown(numbers.setdefault(at, levels.get(at, _Level()).start), levels[at].form)
            for at in range(first, depth + 1)
            if at in levels and levels[at].form
        ]
        return f"{level.prefix}{'.'.join(parts)}{level.suffix}".strip(), True


def _levels(element: _Element) -> dict[int, _Level]:
    levels = {}
    for child in element.iterchildren():
        kind = str(child.tag).rpartition("}")[2]
        if kind in _KINDS:
            levels[whole(child.get(text("level")), 1)] = _Level(
                form=child.get(style("num-format"), ""),
                prefix=child.get(style("num-prefix"), ""),
                suffix=child.get(style("num-suffix"), ""),
                displayed=whole(child.get(text("display-levels")), 1),
                start=whole(child.get(text("start-value")), 1),
                is_bullet=kind in ("list-level-style-bullet", "list-level-style-image"),
            )
    return levels
