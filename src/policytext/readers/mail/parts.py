"""The parts of a mail: which of them are its text, and which are attachments."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from typing import cast

from policytext.document import UnreadableDocument
from policytext.readers.decoding import Decoded, decode_narrow

MAX_DEPTH = 50
_MAX_PARTS = 1_000
_TEXTS = ("text/plain", "text/html")
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
# As mail programs do: what declares these is written in Windows-1252.
_MEANS_WINDOWS_1252 = ("ascii", "iso8859-1")


@dataclass(frozen=True)
class TextPart:
    """A piece of the text of a mail; `flowed` says that lines ending in a blank go on in the next."""

    text: str
    encoding: str
    is_html: bool
    flowed: bool = False
    drops_blank: bool = False


def texts_of(message: EmailMessage) -> list[TextPart]:
    """Return the text of a mail in pieces: plain text where there is any, else HTML.

    Raises:
        UnreadableDocument: it is encrypted, nested too deeply, has too many parts, or text that cannot be decoded.
    """
    parts = list(message.walk()) if message.is_multipart() else [message]
    if len(parts) > _MAX_PARTS:
        msg = f"{len(parts):,} parts; the limit is {_MAX_PARTS:,}"
        raise UnreadableDocument(msg)
    if any(part.get_content_type() in _ENCRYPTED and not _is_signed(part) for part in parts):
        msg = "an encrypted mail"
        raise UnreadableDocument(msg)
    return [_decoded(part) for part in _bodies(message, 0)]


def attachments_of(message: EmailMessage) -> list[str]:
    """Return the names of the attachments; a mail that is attached goes by its subject."""
    names = []
    for part in _leaves(message):
        name = part.get_filename()
        if not name and part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            name = f"{inner['subject']}.eml" if isinstance(inner, Message) and inner["subject"] else None
        if name:
            names.append(" ".join(str(name).split()))
    return names


def _is_signed(part: Message) -> bool:
    return part.get_param("smime-type") == "signed-data"


def _leaves(part: Message) -> Iterator[Message]:
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in cast("list[Message]", part.get_payload()):
            yield from _leaves(child)
    else:
        yield part


def _bodies(part: Message, depth: int) -> list[Message]:
    if depth > MAX_DEPTH:
        msg = f"parts nested more than {MAX_DEPTH} deep"
        raise UnreadableDocument(msg)
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        is_text = part.get_content_type() in _TEXTS
        return [part] if is_text and part.get_content_disposition() != "attachment" and not part.get_filename() else []
    children = cast("list[Message]", part.get_payload())
    found = [_bodies(child, depth + 1) for child in children]
    if part.get_content_subtype() == "alternative":
        filled = [bodies for bodies in found if any(_has_text(body) for body in bodies)]
        plain = [bodies for bodies in filled if all(body.get_content_type() == "text/plain" for body in bodies)]
        return next(iter(plain or filled), [])
    return [body for bodies in found for body in bodies]


def _has_text(part: Message) -> bool:
    return bool(_bytes(part).strip())


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> TextPart:
    decoded = _text(_bytes(part), part.get_content_charset())
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    drops_blank = str(part.get_param("delsp", "")).lower() == "yes"
    is_html = part.get_content_type() == "text/html"
    return TextPart(decoded.text, decoded.encoding, is_html, flowed, drops_blank)


def _text(data: bytes, declared: str | None) -> Decoded:
    """Decode a part. Bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever the part declares."""
    name = _codec(declared)
    if name is None or (not data.isascii() and _is_utf8(data)):
        return decode_narrow(data)
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        msg = f"declared as {declared}, but byte 0x{data[error.start]:02x} at byte {error.start} does not fit"
        raise UnreadableDocument(msg) from None


def _codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared or "").name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _MEANS_WINDOWS_1252 else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
