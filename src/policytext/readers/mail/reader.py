"""E-mail messages (`.eml`): subject, correspondents and text; attachments are named and never opened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO, cast

from policytext.annotation import Source
from policytext.document import Document, UnreadableDocument
from policytext.readers.decoding import reject_binary, reject_empty, require_text
from policytext.readers.limits import MAX_MAIL_BYTES, reject_large
from policytext.readers.mail.page import page_lines
from policytext.readers.mail.parts import attachments_of, texts_of
from policytext.readers.mail.plain import mail_lines
from policytext.readers.paper import PaperLine, laid_out
from policytext.readers.reader import Origin, Reader, ReadOptions

_NAMES = (
    rb"return-path|received|delivered-to|x-[a-z-]+|message-id|from|to|cc|subject|date|mime-version|content-[a-z-]+"
    rb"|reply-to|dkim-signature|authentication-results|arc-[a-z-]+|in-reply-to|references|sender|thread-[a-z]+|list-[a-z]+"
)
_HEADERS = re.compile(
    rb"(?:From [^\n]*\r?\n)?(?:(?:" + _NAMES + rb"):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*+){3}", re.IGNORECASE
)
_PASSES_ON = re.compile(r"(?:fwd?|doorst(?:uren)?|dst)\s*:", re.IGNORECASE)
_SHOWN = ("From", "To", "Cc", "Date")
# Of the headers that say how a mail is made up; names of files are the longest things in them.
_MAX_PARSED = 2_000
_MAX_HEADER = 20_000


class _CarefulPolicy(EmailPolicy):
    """The policy of the standard library, which takes the square of a header's length to parse it, for short ones."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Parse a header."""
        if len(value) > _MAX_PARSED:
            msg = f"a header {name} of {len(value):,} characters; the limit is {_MAX_PARSED:,}"
            raise UnreadableDocument(msg)
        return super().header_fetch_parse(name, value)


def read_mail(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a mail: subject, correspondents, text.

    Raises:
        UnreadableDocument: it is no mail, encrypted, nested too deeply, or holds no text.
    """
    data = stream.read()
    reject_empty(data)
    reject_binary(data)
    reject_large(data, MAX_MAIL_BYTES)
    try:
        message = _parsed(data)
        texts, attachments = texts_of(message), attachments_of(message)
    except RecursionError:
        msg = "parts or comments nested too deeply"
        raise UnreadableDocument(msg) from None
    subject = _header(message, "Subject")
    passes_on = bool(_PASSES_ON.match(subject))
    body = [
        line
        for part in texts
        for line in (
            page_lines(part.text, passes_on=passes_on) if part.is_html else mail_lines(part, passes_on=passes_on)
        )
    ]
    if not body:
        msg = "a mail without text" + (", only attachments" if attachments else "")
        raise UnreadableDocument(msg)
    shown = [PaperLine(f"{name}: {value}", "meta") for name in _SHOWN if (value := _header(message, name))]
    paper = laid_out([*([PaperLine(subject, "title")] if subject else []), *shown, *body])
    require_text(paper.text)
    source = Source(
        path=origin.path,
        media_type="message/rfc822",
        encoding=texts[0].encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=_metadata(message, attachments),
    )
    yield Document(origin.id, paper.text, source, _date(message), paper.hints, paper.has_marked_headings)


def _parsed(data: bytes) -> EmailMessage:
    message = BytesParser(policy=_CarefulPolicy()).parsebytes(data.lstrip())
    if not any(name.lower() in ("from", "subject", "date", "to", "received") for name in message):
        msg = "no mail: it begins without the headers of one (From, To, Subject, Date)"
        raise UnreadableDocument(msg)
    return cast("EmailMessage", message)


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's decoded value on one line, empty where it is missing."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if len(raw) > _MAX_HEADER:
        raw = raw[:_MAX_HEADER]
    try:
        # Not `message[name]`: its parser of addresses takes hours for some hostile headers, and fails for others.
        value = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        value = raw
    # Bytes beyond ASCII in a header, which the standard forbids and old programs write.
    octets = value.encode("utf-8", "surrogateescape")
    try:
        value = octets.decode("utf-8")
    except UnicodeDecodeError:
        value = octets.decode("cp1252", "replace")
    return " ".join(value.split())


def _metadata(message: EmailMessage, attachments: list[str]) -> dict[str, Any]:
    moment = _moment(message)
    values: dict[str, Any] = {
        "title": _header(message, "Subject"),
        "author": _header(message, "From"),
        "to": _header(message, "To"),
        "cc": _header(message, "Cc"),
        "date": moment or _header(message, "Date"),
        "message_id": _header(message, "Message-ID"),
        "in_reply_to": _header(message, "In-Reply-To"),
        "attachments": attachments,
    }
    return {name: value for name, value in values.items() if value}


def _moment(message: EmailMessage) -> str | None:
    """Return the moment that a mail was sent, ISO 8601, in the sender's time zone."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _date(message: EmailMessage) -> str | None:
    moment = _moment(message)
    return moment[: len("YYYY-MM-DD")] if moment else None


READER = Reader(
    "e-mail",
    frozenset({".eml"}),
    many=False,
    accepts=lambda head: bool(_HEADERS.match(head)),
    read=read_mail,
)
