"""Names of WordprocessingML: transitional files, and strict ones, which have other namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def w(name: str) -> str:
    """Return a name of the main namespace as lxml writes it."""
    return f"{{{MAIN}}}{name}"


def attribute(element: _Element | None, name: str) -> str | None:
    """Return an attribute of the main namespace, None where element or attribute is missing."""
    return None if element is None else element.get(w(name))


def is_on(value: str | None) -> bool:
    """Say whether a property that can be on or off is on; None stands for one that is not there."""
    return value is not None and value.lower() not in ("0", "false", "off", "none")
