"""OpenDocument texts (`.odt`): what is shown of them when all tracked changes are accepted.

They are read with zipfile and lxml. odfdo, the library for them, parses every part with lxml's defaults, which put in
entities, and has no place to pass a parser; and it offers no reading order with markers, notes and boxes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from policytext.annotation import Source
from policytext.document import Document, UnreadableDocument
from policytext.readers.archive import ZIP_SIGNATURE, Archive
from policytext.readers.decoding import require_text
from policytext.readers.office.kinds import OPEN_DOCUMENT, kind_of
from policytext.readers.office.odf import DC, MANIFEST, META, OFFICE, text
from policytext.readers.office.old_files import reject_old_office
from policytext.readers.paper import laid_out
from policytext.readers.reader import Origin, Reader, ReadOptions

if TYPE_CHECKING:
    from lxml.etree import _Element

    from policytext.readers.office.paragraphs import Paragraph

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_TEMPLATE = f"{MEDIA_TYPE}-template"
_MACROS = ("Basic/", "Scripts/")
# The type stands in the first member, stored, with a name of a length that is known.
_TYPE_AT = len(ZIP_SIGNATURE) + 26 + len("mimetype")
_PROPERTIES = {
    "title": (DC, "title"),
    "author": (META, "initial-creator"),
    "last_modified_by": (DC, "creator"),
    "subject": (DC, "subject"),
    "keywords": (META, "keyword"),
    "created": (META, "creation-date"),
    "modified": (DC, "date"),
}


def read_odt(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of an OpenDocument text.

    Raises:
        UnreadableDocument: it is no OpenDocument text, damaged, encrypted, holds macros or no text, or breaks a limit
            of `archive.LIMITS`.
    """
    from policytext.readers.markup import parse_xml
    from policytext.readers.office.paragraphs import paper_lines

    data = stream.read()
    reject_old_office(data)
    archive = Archive(data)
    _reject_others(archive)
    content = parse_xml(archive.read("content.xml"), "content.xml")
    styles = archive.read("styles.xml")
    meta = archive.read("meta.xml")
    properties = _properties(parse_xml(meta, "meta.xml")) if meta else {}
    try:
        paragraphs = _paragraphs(content, parse_xml(styles, "styles.xml") if styles else content)
        lines = paper_lines(paragraphs, properties.get("title"))
    except RecursionError:
        msg = "nested too deeply: lists in lists, or tables in tables"
        raise UnreadableDocument(msg) from None
    paper = laid_out(lines)
    require_text(paper.text)
    source = Source(
        path=origin.path, media_type=MEDIA_TYPE, sha256=hashlib.sha256(data).hexdigest(), metadata=properties
    )
    # As for Word, no date: those of the properties are dates of the file.
    yield Document(origin.id, paper.text, source, None, paper.hints, paper.has_marked_headings)


def _reject_others(archive: Archive) -> None:
    type_ = archive.read("mimetype").decode("ascii", "replace").strip()
    if type_ not in (MEDIA_TYPE, _TEMPLATE, "") or "content.xml" not in archive.names:
        msg = f"no OpenDocument text: looks like {kind_of(archive)}"
        raise UnreadableDocument(msg)
    if f"{{{MANIFEST}}}encryption-data" in _manifest_names(archive.read("META-INF/manifest.xml")):
        msg = "protected with a password"
        raise UnreadableDocument(msg)
    macros = sorted(name for name in archive.names if name.startswith(_MACROS) and not name.endswith("/"))
    if macros:
        msg = f"holds macros ({macros[0]}); save it without them"
        raise UnreadableDocument(msg)


def _manifest_names(data: bytes) -> set[str]:
    from policytext.readers.markup import parse_xml

    return {str(element.tag) for element in parse_xml(data, "META-INF/manifest.xml").iter()} if data else set()


def _paragraphs(content: _Element, styles: _Element) -> Iterator[Paragraph]:
    from policytext.readers.office.odt_body import Body
    from policytext.readers.office.odt_lists import ListStyles
    from policytext.readers.office.odt_styles import Styles
    from policytext.readers.office.paragraphs import Paragraph

    root = content.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text")
    if root is None:
        msg = "an OpenDocument file without text"
        raise UnreadableDocument(msg)
    body = Body(Styles(styles, content), ListStyles(styles, content))
    yield from body.paragraphs(root)
    for kind in ("footnote", "endnote"):
        for note in [note for note in body.notes if note.get(text("note-class"), "footnote") == kind]:
            line = body.note(note)
            if line:
                citation = note.find(text("note-citation"))
                yield Paragraph((line,), "note", marker="" if citation is None else citation.text or "")


def _properties(meta: _Element) -> dict[str, Any]:
    found = {}
    for key, (namespace, name) in _PROPERTIES.items():
        values = [" ".join((element.text or "").split()) for element in meta.iter(f"{{{namespace}}}{name}")]
        joined = ", ".join(value for value in values if value)
        if joined:
            found[key] = joined
    return found


READER = Reader(
    "OpenDocument",
    frozenset({".odt"}),
    many=False,
    accepts=lambda head: head.startswith(ZIP_SIGNATURE) and head[_TYPE_AT:].startswith(OPEN_DOCUMENT.encode()),
    read=read_odt,
)
