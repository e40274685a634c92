"""PDF with a text layer.

Words are put together to lines, columns and paragraphs by their place on the page; a paragraph is one line of the text
and goes on over the end of a column or page. Words broken at the end of a line are joined. Running headers, footers,
page numbers, slanted words (watermarks) and the marks that refer to notes are left out; a footnote follows the
paragraph that its page ends in, as a line of kind "meta". A row of a table is a line, its cells parted by a bar, as in
web pages; a table of contents is lines of kind "boilerplate". Title and headings come from tags and bookmarks
("markup"), section numbers ("numbering") or type ("layout"). Scripts, forms, attachments and images are never looked
at.

The work is done in a process of its own (`isolation`), with limits of time and memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from policytext.annotation import Source
from policytext.document import Document
from policytext.readers.pdf.isolation import isolated_content
from policytext.readers.reader import Origin, Reader, ReadOptions
from policytext.text.dates import document_date


def read_pdf(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a PDF. Its date is the one it states, else the day the file was made.

    Raises:
        UnreadableDocument: it is encrypted, scanned, damaged or hostile, has no text, or pypdfium2 is not installed.
    """
    data = stream.read()
    content = isolated_content(data)
    source = Source(
        path=origin.path,
        media_type="application/pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        url=content.url,
        metadata=content.metadata,
    )
    date = document_date(content.text) or content.metadata.get("created")
    yield Document(origin.id, content.text, source, date, content.hints, content.complete)


READER = Reader(
    "PDF",
    frozenset({".pdf"}),
    many=False,
    accepts=lambda head: head.lstrip().startswith(b"%PDF-"),
    read=read_pdf,
)
