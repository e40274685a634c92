"""Names of OpenDocument."""

from __future__ import annotations

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
DC = "http://purl.org/dc/elements/1.1/"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def text(name: str) -> str:
    """Return a name of the text namespace as lxml writes it."""
    return f"{{{TEXT}}}{name}"


def table(name: str) -> str:
    """Return a name of the table namespace as lxml writes it."""
    return f"{{{TABLE}}}{name}"


def style(name: str) -> str:
    """Return a name of the style namespace as lxml writes it."""
    return f"{{{STYLE}}}{name}"


def draw(name: str) -> str:
    """Return a name of the drawing namespace as lxml writes it."""
    return f"{{{DRAW}}}{name}"


def whole(value: str | None, default: int) -> int:
    """Return an attribute that holds a whole number, `default` where it is missing or does not."""
    return int(value) if value is not None and value.isdigit() else default
