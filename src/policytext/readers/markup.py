"""XML from untrusted files: no entities, no network, no depth and no size beyond what documents have."""

from __future__ import annotations

from html.entities import html5
from typing import TYPE_CHECKING

from policytext.document import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes, part: str = "the file") -> _Element:
    """Return the root of an XML document, without comments and processing instructions.

    Named characters (``&eacute;``) that a DTD elsewhere declares are put in; that DTD is never looked at.

    Args:
        data: the document's bytes.
        part: what it is, in messages.

    Raises:
        UnreadableDocument: it is not well-formed, nested too deeply, too large, or declares entities of its own.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(_cause(part, str(error))) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        msg = f"{part} declares entities, which can stand for other files or for endless text; they are not read"
        raise UnreadableDocument(msg)
    _put_in_characters(root, part)
    return root


def _cause(part: str, error: str) -> str:
    lower = error.lower()
    if "depth" in lower:
        return f"{part} is nested too deeply: {error}"
    if "entity" in lower and ("loop" in lower or "amplification" in lower):
        return f"{part} declares entities that stand for endless text: {error}"
    return f"{part} is damaged XML: {error}"


def _put_in_characters(root: _Element, part: str) -> None:
    from lxml import etree

    for entity in list(root.iter(etree.Entity)):
        name = (entity.text or "").strip("&;")
        if f"{name};" not in html5:
            msg = f"{part} has an unknown entity &{name};"
            raise UnreadableDocument(msg)
        text = html5[f"{name};"] + (entity.tail or "")
        previous, parent = entity.getprevious(), entity.getparent()
        if previous is not None:
            previous.tail = (previous.tail or "") + text
        elif parent is not None:
            parent.text = (parent.text or "") + text
        if parent is not None:
            entity.tail = None
            parent.remove(entity)
