"""From bytes to text: which encoding, and whether the bytes are text at all.

The rule is never to return wrong characters in silence. What is decoded is certain (a byte order mark, valid UTF-8)
or, for Windows-1252, has no sign of being anything else; the rest is an error that names the cause.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from policytext.document import UnreadableDocument

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP container (Word, OpenDocument, Excel or an archive)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file (.doc, .xls, .msg)"),
    (b"{\\rtf", "a Rich Text Format file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOTHING_VISIBLE = re.compile(r"[\s\ufeff\u200b\u2060]*\Z")
# Among the characters of a text, one control character in a hundred is already far more than any real file has.
_MAX_CONTROL_SHARE = 0.01
_PATTERN_BYTES = 4096


@dataclass(frozen=True)
class Decoded:
    """Text and the name of the Python codec that gave it: ``data.decode(encoding) == text``."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode the whole content of a text file; a byte order mark is dropped, nothing else is changed.

    Raises:
        UnreadableDocument: the bytes are no text, hold no text, or are damaged UTF-8.
    """
    reject_binary(data)
    encoding = wide_encoding(data)
    if encoding is None and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    decoded = Decoded(_strictly(data, encoding), encoding) if encoding else decode_narrow(data)
    require_text(decoded.text)
    return decoded


def decode_narrow(data: bytes) -> Decoded:
    """Decode bytes that are UTF-8 without a mark or else Windows-1252.

    Raises:
        UnreadableDocument: the bytes are neither, or UTF-8 with damaged places.
    """
    if b"\x00" in data:
        msg = f"not a text: a zero byte at byte {data.index(0)}"
        raise UnreadableDocument(msg)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        first_broken = error.start
    escaped = data.decode("utf-8", "surrogateescape")
    broken = len(_SURROGATE.findall(escaped))
    multibyte = sum(character > "\x7f" for character in escaped) - broken
    # A Windows-1252 text forms a valid multibyte sequence once in a while by chance, damaged UTF-8 is full of them.
    if multibyte >= broken:
        places = "1 place" if broken == 1 else f"{broken} places"
        msg = f"damaged UTF-8: invalid byte 0x{data[first_broken]:02x} at byte {first_broken} ({places} in all)"
        raise UnreadableDocument(msg)
    try:
        return _checked(Decoded(data.decode("cp1252"), "cp1252"))
    except UnicodeDecodeError as error:
        msg = f"neither UTF-8 nor Windows-1252: byte 0x{data[error.start]:02x} at byte {error.start} fits neither"
        raise UnreadableDocument(msg) from None


def wide_encoding(head: bytes) -> str | None:
    """Return the name of the UTF-16 or UTF-32 codec that the first bytes of a file call for, None for other files."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return None if encoding == "utf-8-sig" else encoding
    pattern = head[:_PATTERN_BYTES]
    units = len(pattern) // 2
    zeros_even, zeros_odd = pattern[: 2 * units : 2].count(0), pattern[1 : 2 * units : 2].count(0)
    # In Latin script nearly every second byte of UTF-16 is zero, and its counterpart never is.
    if units and zeros_odd > 0.5 * units and zeros_even == 0:
        return "utf-16-le"
    if units and zeros_even > 0.5 * units and zeros_odd == 0:
        return "utf-16-be"
    return None


def reject_binary(head: bytes) -> None:
    """Raise when the first bytes of a file carry the signature of a known binary format.

    Raises:
        UnreadableDocument: they do; the message names the format.
    """
    likeness = _likeness(head)
    if likeness:
        msg = f"not a text: looks like {likeness}"
        raise UnreadableDocument(msg)


def reject_empty(data: bytes) -> None:
    """Raise when a file has no bytes.

    Raises:
        UnreadableDocument: it has none.
    """
    if not data:
        msg = "an empty file"
        raise UnreadableDocument(msg)


def other_content(data: bytes) -> str | None:
    """Return what a file that is not of its format shows itself to be: "it looks like a PDF"; None for the unknown."""
    if not data:
        return "it is empty"
    likeness = _likeness(data)
    return f"it looks like {likeness}" if likeness else None


def _likeness(head: bytes) -> str | None:
    return next((name for signature, name in _SIGNATURES if head.startswith(signature)), None)


def require_text(text: str) -> None:
    """Raise when a decoded text has nothing to read, or characters that no output can hold.

    Raises:
        UnreadableDocument: it is empty, white space only, or has a lone surrogate.
    """
    if _NOTHING_VISIBLE.match(text):
        msg = "no text"
        raise UnreadableDocument(msg)
    surrogate = _SURROGATE.search(text)
    if surrogate:
        msg = f"a lone surrogate U+{ord(surrogate.group()):04X} at character {surrogate.start()}"
        raise UnreadableDocument(msg)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(Decoded(data.decode(encoding), encoding)).text
    except UnicodeDecodeError as error:
        msg = f"damaged {encoding.upper()}: {error.reason} at byte {error.start}"
        raise UnreadableDocument(msg) from None


def _checked(decoded: Decoded) -> Decoded:
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > max(1, _MAX_CONTROL_SHARE * len(decoded.text)):
        msg = f"not a text: {controls} control characters in {len(decoded.text)}"
        raise UnreadableDocument(msg)
    return decoded
