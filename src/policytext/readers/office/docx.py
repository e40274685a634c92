"""Word documents (`.docx`): what is shown of them when all tracked changes are accepted."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from policytext.annotation import Source
from policytext.document import Document, UnreadableDocument
from policytext.readers.archive import ZIP_SIGNATURE, Archive
from policytext.readers.decoding import require_text
from policytext.readers.extras import library
from policytext.readers.office.kinds import kind_of
from policytext.readers.office.old_files import OLE_SIGNATURE, reject_old_office
from policytext.readers.paper import laid_out
from policytext.readers.reader import Origin, Reader, ReadOptions

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

    from policytext.readers.office.paragraphs import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# As Word numbers them as long as nobody has chosen otherwise.
_NOTES = {"footnote": "1", "endnote": "i"}
_STRICT = b"http://purl.oclc.org/ooxml/"
_HEAD_BYTES = 4096
_RELATIONS = "/relationships/"
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a Word file.

    Raises:
        UnreadableDocument: it is no Word file, damaged, encrypted, holds macros or no text, breaks a limit of
            `archive.LIMITS`, or python-docx is not installed.
    """
    from policytext.readers.office.paragraphs import paper_lines

    data = stream.read()
    reject_old_office(data)
    archive = Archive(data)
    _reject_others(archive)
    word = _opened(data)
    properties = _properties(word)
    try:
        lines = paper_lines(_paragraphs(word), properties.get("title"))
    except RecursionError:
        msg = "nested too deeply: tables in tables, or text boxes in text boxes"
        raise UnreadableDocument(msg) from None
    paper = laid_out(lines)
    require_text(paper.text)
    source = Source(
        path=origin.path, media_type=MEDIA_TYPE, sha256=hashlib.sha256(data).hexdigest(), metadata=properties
    )
    # Neither property dates the document: `created` is often that of a template years older, or of a copy, and
    # `modified` changes when somebody prints it. A wrong date would link "de minister" to the wrong person.
    yield Document(origin.id, paper.text, source, None, paper.hints, paper.has_marked_headings)


def _reject_others(archive: Archive) -> None:
    names = {name.lower(): name for name in archive.names}
    if any(name.rpartition("/")[2] in ("vbaproject.bin", "vbadata.xml") for name in names):
        msg = "holds macros (vbaProject.bin); save it as a Word document without macros (.docx)"
        raise UnreadableDocument(msg)
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        _reject_declarations(archive)
        return
    msg = f"no Word document: looks like {kind_of(archive)}"
    raise UnreadableDocument(msg)


def _reject_declarations(archive: Archive) -> None:
    """Raise when a part has a document type declaration: the standard forbids it, only an attack has use for it."""
    for name in sorted(archive.names):
        if name.lower().endswith((".xml", ".rels")):
            # Without its zero bytes, UTF-16 can be searched as ASCII.
            part = archive.read(name).replace(b"\x00", b"")
            if b"<!DOCTYPE" in part:
                msg = f"the part {name!r} declares entities (a document type), which Word documents must not"
                raise UnreadableDocument(msg)
            if _STRICT in part[:_HEAD_BYTES]:
                msg = "a Strict Open XML document; save it as a Word document (.docx)"
                raise UnreadableDocument(msg)


def _opened(data: bytes) -> WordDocument:
    docx = library("docx", "office", "Word documents need python-docx")
    try:
        opened: WordDocument = docx.Document(io.BytesIO(data))
    except Exception as error:
        # What python-docx raises for a damaged container is of many kinds (KeyError, XMLSyntaxError, ValueError).
        cause = "nested too deeply" if "depth" in str(error).lower() else "damaged"
        msg = f"a Word document that is {cause}: {error}"
        raise UnreadableDocument(msg) from error
    return opened


def _paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    from policytext.readers.office.docx_body import Body
    from policytext.readers.office.docx_numbering import Numbering
    from policytext.readers.office.docx_styles import Styles
    from policytext.readers.office.numbers import shown
    from policytext.readers.office.paragraphs import Paragraph

    styles, numbering = Styles(_part(word, "styles")), Numbering.of(_part(word, "numbering"))
    body = Body(styles, numbering)
    yield from body.paragraphs(word.element.body)
    notes = {kind: _notes(_part(word, f"{kind}s"), kind) for kind in _NOTES}
    for kind, form in _NOTES.items():
        referred = [id_ for of_kind, id_ in body.notes if of_kind == kind]
        for number, id_ in enumerate(referred, 1):
            text = body.note(notes[kind][id_]) if id_ in notes[kind] else ""
            if text:
                yield Paragraph((text,), "note", marker=shown(number, form))


def _part(word: WordDocument, relation: str) -> _Element | None:
    """Return the root of the part that the document names by a relation, None where it names none."""
    from policytext.readers.markup import parse_xml

    for related in word.part.rels.values():
        if not related.is_external and related.reltype.endswith(_RELATIONS + relation):
            return parse_xml(related.target_part.blob, str(related.target_part.partname))
    return None


def _notes(root: _Element | None, kind: str) -> dict[str, _Element]:
    from policytext.readers.office.ooxml import attribute, w

    notes = () if root is None else root.iterchildren(w(kind))
    return {attribute(note, "id") or "": note for note in notes if attribute(note, "type") not in _NO_NOTE}


def _properties(word: WordDocument) -> dict[str, Any]:
    """Return the core properties that are filled in; times in ISO 8601, UTC."""
    core = word.core_properties
    values = {
        "title": core.title,
        "author": core.author,
        "last_modified_by": core.last_modified_by,
        "subject": core.subject,
        "keywords": core.keywords,
        "category": core.category,
        "created": _iso(core.created),
        "modified": _iso(core.modified),
    }
    return {name: value for name, value in values.items() if value}


def _iso(moment: datetime.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


READER = Reader(
    "Word",
    frozenset({".docx"}),
    many=False,
    # Other containers and old Office files are told apart by the reader: their names stand at the end of the file.
    accepts=lambda head: head.startswith((ZIP_SIGNATURE, OLE_SIGNATURE)),
    read=read_docx,
)
