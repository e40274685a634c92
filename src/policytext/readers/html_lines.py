"""The lines of text of an element tree: where markup breaks a line, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True)
class Line:
    """A line without line breaks and surrounding white space, and the innermost line-breaking element it stands in."""

    text: str
    element: _Element


def element_lines(root: _Element, breaks_line: Callable[[_Element], bool]) -> Iterator[Line]:
    """Yield the non-empty lines under `root`, in order; an element that `breaks_line` has its text on its own lines."""
    parts: list[str] = []
    owners = [root]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if breaks_line(element):
            yield from _line(parts, owners[-1])
            if event == "start":
                owners.append(element)
            else:
                owners.pop()
        if event == "start":
            parts.append(element.text or "")
        elif element is not root:
            parts.append(element.tail or "")
    yield from _line(parts, root)


def flat_text(element: _Element) -> str:
    """Return all text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def _line(parts: list[str], owner: _Element) -> Iterator[Line]:
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield Line(text, owner)
