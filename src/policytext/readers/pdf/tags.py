"""The document's own structure, where it is a tagged PDF: which pieces of a page are headings, items and paragraphs."""

from __future__ import annotations

import ctypes
import re
from typing import Any

# Of one page. A page of print has some hundreds; a tree that goes round in circles has no end.
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 60
_TYPE_BYTES = 64
_ROLE = re.compile(r"H[1-6]\Z|Title\Z|P\Z|LI\Z|T[DH]\Z|BlockQuote\Z|Caption\Z|Note\Z")


def roles_of(page: Any) -> dict[int, str]:
    """Return the elements that the page's pieces of content belong to, by the number of the piece.

    An element is a name, with the number it has on the page: ``H1#3``, ``Title#0``, ``P#4``, ``LI#12``.
    """
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return _roles(pdfium, tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _roles(pdfium: Any, tree: Any) -> dict[int, str]:
    roots = range(min(pdfium.FPDF_StructTree_CountChildren(tree), _MAX_ELEMENTS))
    waiting = [(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), 0, "") for index in roots]
    roles: dict[int, str] = {}
    seen = 0
    while waiting and seen < _MAX_ELEMENTS:
        element, depth, role = waiting.pop()
        if not element:
            continue
        seen += 1
        name = _role(pdfium, element)
        if name and not _holds(role, name):
            role = f"{name}#{seen}"
        if role:
            for index in range(min(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), _MAX_ELEMENTS)):
                roles[pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)] = role
        if depth < _MAX_DEPTH:
            children = range(min(pdfium.FPDF_StructElement_CountChildren(element), _MAX_ELEMENTS))
            waiting += [
                (pdfium.FPDF_StructElement_GetChildAtIndex(element, index), depth + 1, role) for index in children
            ]
    roles.pop(-1, None)
    return roles


def _holds(role: str, name: str) -> bool:
    """Whether an element is but a part of the one it stands in: of a heading, a cell of a table, an item of a list."""
    outer = role.partition("#")[0]
    return outer.startswith(("H", "T")) or (outer == "LI" and name != "LI")


def _role(pdfium: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(_TYPE_BYTES)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, _TYPE_BYTES)
    name = buffer.raw[: min(max(length - 2, 0), _TYPE_BYTES)].decode("utf-16-le", "replace")
    return name if _ROLE.match(name) else ""
