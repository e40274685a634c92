"""Styles of a Word document: which are headings, and how text in them looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.readers.office.ooxml import attribute, is_on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

# Word stores the English names of its built-in styles; other programs, and styles made by hand, have Dutch ones.
_HEADING = re.compile(r"(?:heading|kop)\s*([1-9])\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|documenttitel|document title)\Z", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|inhopg|inhoudsopgave|contents)(?:\s*[1-9]|\s*heading)?\Z|kop\s?van inhoudsopgave\Z", re.I
)
_BODY_LEVEL = 9
_MAX_CHAIN = 50


@dataclass(frozen=True)
class _Style:
    id: str
    name: str
    based_on: str | None
    element: _Element


class Styles:
    """The styles of a document by their ids, with what they inherit from each other."""

    def __init__(self, root: _Element | None) -> None:
        """Read `styles.xml`; None for a document that has none."""
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._default_run = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        for element in () if root is None else root.iterchildren(w("style")):
            id_, type_ = attribute(element, "styleId") or "", attribute(element, "type") or "paragraph"
            name = attribute(element.find(w("name")), "val") or id_
            self._styles[id_] = _Style(id_, name, attribute(element.find(w("basedOn")), "val"), element)
            if is_on(attribute(element, "default") or "0"):
                self._defaults[type_] = id_

    def chain(self, id_: str | None, type_: str = "paragraph") -> Iterator[_Style]:
        """Yield a style (None for the default of its type) and those it is based on, nearest first."""
        current = id_ if id_ in self._styles else self._defaults.get(type_)
        seen = 0
        while current in self._styles and seen < _MAX_CHAIN:
            style = self._styles[current]
            yield style
            current, seen = style.based_on, seen + 1

    def outline(self, id_: str | None) -> int | None:
        """Return the heading depth of a paragraph style, 1 for the highest, None for a style that is no heading."""
        for style in self.chain(id_):
            level = outline_level(style.element.find(w("pPr")))
            if level is not None:
                return level or None
            for name in (style.name, style.id):
                if match := _HEADING.match(name.strip()):
                    return int(match[1])
        return None

    def is_title(self, id_: str | None) -> bool:
        """Say whether a paragraph style is that of the document's title."""
        return any(_TITLE.match(style.name.strip()) for style in self.chain(id_))

    def is_contents(self, id_: str | None) -> bool:
        """Say whether a paragraph style is that of a table of contents."""
        return any(_CONTENTS.match(style.name.strip()) for style in self.chain(id_))

    def numbering(self, id_: str | None) -> tuple[str | None, int | None]:
        """Return list id and list level (from 0) that a paragraph style gives, None for what it does not give."""
        number, level = None, None
        for style in self.chain(id_):
            found = style.element.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                number = number or attribute(found.find(w("numId")), "val")
                stated = attribute(found.find(w("ilvl")), "val")
                level = level if level is not None or stated is None else int(stated)
        return number, level

    def run_property(self, name: str, sources: tuple[_Element | None, ...], styles: tuple[str | None, ...]) -> Any:
        """Return the value of a run property: of the nearest of `sources` (`rPr` elements), else of `styles`.

        A property without a value comes as ``"1"``; None stands for a property that is set nowhere.
        """
        for properties in sources:
            value = _value(properties, name)
            if value is not None:
                return value
        for id_ in styles:
            for style in self.chain(id_) if id_ is not None else ():
                value = _value(style.element.find(w("rPr")), name)
                if value is not None:
                    return value
        return _value(self._default_run, name)

    @property
    def default_paragraph(self) -> str | None:
        """The id of the style of paragraphs that name none."""
        return self._defaults.get("paragraph")


def outline_level(properties: _Element | None) -> int | None:
    """Return the depth that `w:outlineLvl` in a `pPr` states, 1 for the highest, 0 for body text, None without one."""
    level = None if properties is None else attribute(properties.find(w("outlineLvl")), "val")
    if level is None or not level.isdigit():
        return None
    return 0 if int(level) >= _BODY_LEVEL else int(level) + 1


def _value(properties: _Element | None, name: str) -> str | None:
    element = None if properties is None else properties.find(w(name))
    return None if element is None else attribute(element, "val") or "1"
