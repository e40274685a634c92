"""Styles of an OpenDocument text: which are headings or the title, and how text in them looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.readers.office.odf import FO, TEXT, style

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCODED = re.compile(r"_([0-9a-f]{2,4})_")
_HEADING = re.compile(r"(?:heading|kop) ?([1-9])\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:contents|inhoudsopgave|toc|inhopg) ?(?:heading|kop|\d)?\Z", re.IGNORECASE)
_MAX_CHAIN = 50
_BOLD_FROM = 600
_DEFAULT_SIZE = 12.0


class Styles:
    """The styles of a document by family and name, with what they inherit from each other."""

    def __init__(self, *roots: _Element) -> None:
        """Read the styles of `styles.xml` and the automatic ones of `content.xml`."""
        self._styles: dict[tuple[str, str], _Element] = {}
        self._defaults: dict[str, _Element] = {}
        for root in roots:
            for element in root.iter(style("style")):
                self._styles[element.get(style("family"), ""), element.get(style("name"), "")] = element
            for element in root.iter(style("default-style")):
                self._defaults[element.get(style("family"), "")] = element

    def chain(self, name: str | None, family: str = "paragraph") -> Iterator[_Element]:
        """Yield a style and those it inherits from, nearest first."""
        seen = 0
        while (element := self._styles.get((family, name or ""))) is not None and seen < _MAX_CHAIN:
            yield element
            name, seen = element.get(style("parent-style-name")), seen + 1

    def names(self, name: str | None) -> Iterator[str]:
        """Yield the names of a paragraph style and of those it inherits from, as users see them."""
        for element in self.chain(name):
            for attribute in ("display-name", "name"):
                shown = element.get(style(attribute))
                if shown:
                    yield _ENCODED.sub(lambda match: chr(int(match[1], 16)), shown)

    def outline(self, name: str | None) -> int | None:
        """Return the heading depth of a paragraph style, None for a style that is no heading."""
        for shown in self.names(name):
            if match := _HEADING.match(shown):
                return int(match[1])
        for element in self.chain(name):
            level = element.get(style("default-outline-level"))
            if level is not None:
                return int(level) if level.isdigit() and int(level) > 0 else None
        return None

    def is_title(self, name: str | None) -> bool:
        """Say whether a paragraph style is that of the document's title."""
        return any(_TITLE.match(shown) for shown in self.names(name))

    def is_contents(self, name: str | None) -> bool:
        """Say whether a paragraph style is that of a table of contents."""
        return any(_CONTENTS.match(shown) for shown in self.names(name))

    def list_style(self, name: str | None) -> str | None:
        """Return the list style that a paragraph style brings, empty where it takes one away, None without one."""
        for element in self.chain(name):
            found = element.get(style("list-style-name"))
            if found is not None:
                return str(found)
        return None

    def bold(self, paragraph: str | None, spans: tuple[str, ...]) -> bool:
        """Say whether text in spans (innermost last) of a paragraph is bold."""
        value = self._property(f"{{{FO}}}font-weight", paragraph, spans) or "normal"
        return value == "bold" or (value.isdigit() and int(value) >= _BOLD_FROM)

    def size(self, paragraph: str | None, spans: tuple[str, ...]) -> float:
        """Return the type size of text in spans of a paragraph, in points."""
        value = self._property(f"{{{FO}}}font-size", paragraph, spans) or ""
        try:
            return float(value.removesuffix("pt")) if value.endswith("pt") else _DEFAULT_SIZE
        except ValueError:
            return _DEFAULT_SIZE

    def hidden(self, paragraph: str | None, spans: tuple[str, ...]) -> bool:
        """Say whether text in spans of a paragraph is hidden."""
        return self._property(f"{{{TEXT}}}display", paragraph, spans) == "none"

    def _property(self, name: str, paragraph: str | None, spans: tuple[str, ...]) -> str | None:
        sources = [self.chain(span, "text") for span in reversed(spans)] + [self.chain(paragraph)]
        for chain in sources:
            for element in chain:
                value = _value(element, name)
                # A size in percent is of what is inherited, which is near enough.
                if value is not None and not value.endswith("%"):
                    return value
        default = self._defaults.get("paragraph")
        return None if default is None else _value(default, name)


def _value(element: _Element, name: str) -> str | None:
    properties = element.find(style("text-properties"))
    return None if properties is None else properties.get(name)
