"""From the bytes of a PDF to its content: pages, columns, paragraphs, headings, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from policytext.document import Hint, UnreadableDocument
from policytext.readers.decoding import require_text
from policytext.readers.pdf.columns import reading_order
from policytext.readers.pdf.content import Content
from policytext.readers.pdf.furniture import without_furniture
from policytext.readers.pdf.headings import set_kinds
from policytext.readers.pdf.lines import lines_of
from policytext.readers.pdf.metadata import metadata_of
from policytext.readers.pdf.notes import part_notes
from policytext.readers.pdf.opening import opened, pages_of
from policytext.readers.pdf.outline import Bookmark, bookmarks
from policytext.readers.pdf.page import Line, Page
from policytext.readers.pdf.paragraphs import Paragraph, paragraphs_of, set_texts

# Characters of fonts that do not say what their glyphs mean.
_UNMAPPED = re.compile(r"[\ue000-\uf8ff\ufffd]")
_MAX_UNMAPPED = 0.2


def content_of(data: bytes) -> Content:
    """Return the content of a PDF.

    Raises:
        UnreadableDocument: it is encrypted, scanned, damaged or hostile, has no text, or pypdfium2 is not installed.
    """
    with opened(data) as file:
        metadata: dict[str, Any] = metadata_of(file)
        marks = bookmarks(file)
        count = len(file)
        pages, scans = pages_of(file)
    if not any(page.groups for page in pages) or len(scans) == count:
        raise UnreadableDocument(_without_text(count, scans))
    metadata["pages"] = count
    if scans:
        metadata["pages_without_text"] = scans
    url = without_furniture(pages)
    paragraphs, complete = _paragraphs(pages, marks, metadata.get("title"))
    text, hints = _layout(paragraphs)
    require_text(text)
    if len(_UNMAPPED.findall(text)) > _MAX_UNMAPPED * len(text):
        msg = "a PDF whose fonts do not say which characters they show, so that it has no text to read"
        raise UnreadableDocument(msg)
    return Content(text, tuple(hints), complete, metadata, url)


def _without_text(pages: int, scans: list[int]) -> str:
    number = "1 page" if pages == 1 else f"{pages} pages"
    if scans:
        return f"a scanned PDF: {number}, images without a text layer; run OCR on it first"
    return f"a PDF without text: {number}, and no text layer on any"


def _paragraphs(pages: list[Page], marks: list[Bookmark], title: str | None) -> tuple[list[Paragraph], bool]:
    """Return the paragraphs with their kinds, notes among them, and whether all headings are known."""
    lines = list(_lines(pages))
    if not lines:
        return [], False
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.face.size] += len(line.text)
    main, notes = part_notes(lines, sizes.most_common(1)[0][0])
    paragraphs = paragraphs_of(main)
    for each in notes.values():
        set_texts(each)
    complete = set_kinds([paragraph for paragraph in paragraphs if paragraph.kind == "body"], marks, title)
    return list(_with_notes(paragraphs, notes)), complete


def _lines(pages: Iterable[Page]) -> Iterator[Line]:
    column = 0
    for page in pages:
        for group in page.groups:
            for words in reading_order(group):
                yield from lines_of(words, page.index, column)
                column += 1


def _with_notes(paragraphs: list[Paragraph], notes: dict[int, list[Paragraph]]) -> Iterator[Paragraph]:
    """Yield the paragraphs, each followed by the notes of the pages that end within it or right after it."""
    waiting = sorted(notes)
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        yield paragraph
        while waiting and (following is None or waiting[0] < following.lines[0].page):
            yield from notes[waiting.pop(0)]
    for page in waiting:
        yield from notes[page]


def _layout(paragraphs: Iterable[Paragraph]) -> tuple[str, list[Hint]]:
    """Return the text and its hints: items, rows of a table and table of contents close together, the rest apart."""
    text: list[str] = []
    hints: list[Hint] = []
    position = 0
    previous: Paragraph | None = None
    for paragraph in paragraphs:
        if previous is not None:
            close = (previous.item and paragraph.item) or (previous.row and paragraph.row)
            close = close or paragraph.kind == "boilerplate"
            text.append("\n" if close and previous.kind == paragraph.kind else "\n\n")
            position += len(text[-1])
        if paragraph.kind != "body":
            end = position + len(paragraph.text)
            basis = paragraph.basis if paragraph.kind == "heading" else "markup"
            hints.append(Hint(position, end, paragraph.kind, paragraph.level, basis))
        text.append(paragraph.text)
        position += len(paragraph.text)
        previous = paragraph
    return "".join([*text, "\n"]), hints
