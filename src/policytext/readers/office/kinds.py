"""What the ZIP container of another format holds, for messages."""

from __future__ import annotations

from policytext.readers.archive import Archive

_PARTS = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def kind_of(archive: Archive) -> str:
    """Return what a container looks like, with its article: "an Excel workbook"."""
    names = {name.lower() for name in archive.names}
    media_type = archive.read("mimetype").decode("ascii", "replace").strip()
    if media_type.startswith(OPEN_DOCUMENT):
        return f"an OpenDocument file of the type {media_type.removeprefix(OPEN_DOCUMENT)!r}"
    return next((kind for part, kind in _PARTS.items() if part in names), "a ZIP archive")
