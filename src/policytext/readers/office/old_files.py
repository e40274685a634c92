"""Old Office files, and new ones with a password: both are OLE containers, which we do not read."""

from __future__ import annotations

from policytext.document import UnreadableDocument

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    "an old Word document (.doc); save it as .docx": "WordDocument",
    "an old Excel workbook (.xls)": "Workbook",
    "an old PowerPoint presentation (.ppt)": "PowerPoint Document",
    "an Outlook message (.msg); save it as .eml": "__properties_version1.0",
}


def reject_old_office(data: bytes) -> None:
    """Raise when the bytes are an OLE container.

    Raises:
        UnreadableDocument: they are; the message says what is in it.
    """
    if not data.startswith(OLE_SIGNATURE):
        return
    if _ENCRYPTED_PACKAGE in data:
        msg = "protected with a password"
        raise UnreadableDocument(msg)
    kind = next((kind for kind, stream in _KINDS.items() if stream.encode("utf-16-le") in data), None)
    msg = f"not a .docx file: {kind or 'an old Microsoft Office file'}"
    raise UnreadableDocument(msg)
