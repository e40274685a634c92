"""Official publications in XML, recognised by their root element; other XML is refused."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from policytext.annotation import Source
from policytext.document import Document, UnreadableDocument
from policytext.readers.decoding import reject_binary, reject_empty, require_text
from policytext.readers.limits import MAX_MARKUP_BYTES, reject_large
from policytext.readers.official.names import ROOTS
from policytext.readers.paper import Paper, laid_out
from policytext.readers.reader import Origin, Reader, ReadOptions

if TYPE_CHECKING:
    from policytext.readers.official.body import Turn

# Possessive: what once was a comment is not tried as part of a longer one.
_BEFORE_ROOT = r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
_PUBLICATION = re.compile(
    rf"{_BEFORE_ROOT}<(?:[\w.-]+:)?(?:{'|'.join(map(re.escape, sorted(ROOTS)))})[\s>/]".encode(),
    re.DOTALL | re.IGNORECASE,
)
_XML = (b"<?xml", BOM_UTF8 + b"<?xml", b"\xff\xfe<\x00?\x00x\x00", b"\xfe\xff\x00<\x00?\x00x")


def read_official(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of an official publication.

    Raises:
        UnreadableDocument: it is no well-formed XML, another kind of XML, or holds no text.
    """
    from policytext.readers.markup import parse_xml
    from policytext.readers.official.body import Body
    from policytext.readers.official.metadata import described, title_element
    from policytext.readers.official.names import local
    from policytext.readers.official.text import line_of

    data = stream.read()
    reject_empty(data)
    reject_binary(data)
    reject_large(data, MAX_MARKUP_BYTES)
    root = parse_xml(data)
    if local(root) not in ROOTS:
        name = local(root)
        msg = f"XML with the root <{name}>: of XML, only official publications (officielebekendmakingen.nl) are read"
        raise UnreadableDocument(msg)
    title = title_element(root)
    body = Body(title)
    try:
        body.read(root)
    except RecursionError:
        msg = "the file is nested too deeply"
        raise UnreadableDocument(msg) from None
    paper = laid_out(body.lines)
    require_text(paper.text)
    metadata, date, url = described(root, None if title is None else line_of(title))
    if body.turns:
        metadata["speakers"] = list(_speakers(body.turns, paper))
    source = Source(
        path=origin.path,
        media_type="application/xml",
        encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(),
        sha256=hashlib.sha256(data).hexdigest(),
        url=url,
        metadata=metadata,
    )
    yield Document(origin.id, paper.text, source, date, paper.hints, paper.has_marked_headings)


def _speakers(turns: Iterable[Turn], paper: Paper) -> Iterator[dict[str, object]]:
    """Yield who speaks, with the first code point of the turn's first line and the end of its last."""
    for turn in turns:
        described = {"name": turn.speaker.name, "party": turn.speaker.party, "function": turn.speaker.function}
        start, end = paper.places[turn.first][0], paper.places[turn.end - 1][1]
        yield {key: value for key, value in described.items() if value} | {"start": start, "end": end}


READER = Reader(
    "official publication",
    frozenset({".xml"}),
    many=False,
    # Any other XML as well, which the reader refuses: it is no plain text, though it could be read as such.
    accepts=lambda head: head.startswith(_XML) or bool(_PUBLICATION.match(head.removeprefix(BOM_UTF8))),
    read=read_official,
)
