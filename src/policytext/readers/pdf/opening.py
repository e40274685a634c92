"""From bytes to an open PDF document of pdfium, and from that to its pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from policytext.document import UnreadableDocument
from policytext.readers.decoding import other_content
from policytext.readers.pdf.limits import check_characters, check_page, check_pages, check_streams
from policytext.readers.pdf.page import Page
from policytext.readers.pdf.tags import roles_of
from policytext.readers.pdf.words import WordReader

_PASSWORD, _SECURITY = 4, 5
_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
# A page with fewer words, and an image over more of it than this, is a scan.
_FEW_WORDS = 5
_MAX_OBJECTS = 200
_IMAGE_SHARE = 0.4


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF, for as long as the context lasts.

    Raises:
        UnreadableDocument: it is no PDF, damaged, encrypted or hostile, or the library is not installed.
    """
    try:
        import pypdfium2
    except ModuleNotFoundError:
        msg = "reading PDF needs pypdfium2; run: pip install 'policytext[pdf]'"
        raise UnreadableDocument(msg) from None
    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        msg = f"not a PDF: {other_content(data) or 'it does not begin with %PDF-'}"
        raise UnreadableDocument(msg)
    check_streams(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_cause(error)) from None
    try:
        check_pages(len(document))
        yield document
    finally:
        document.close()


def _cause(error: Exception) -> str:
    code = getattr(error, "err_code", None)
    if code == _PASSWORD or "assword" in str(error):
        return "an encrypted PDF: it opens with a password only"
    if code == _SECURITY:
        return "an encrypted PDF: its kind of encryption is unknown"
    return "a damaged PDF: it cannot be opened"


def pages_of(document: Any) -> tuple[list[Page], list[int]]:
    """Return the pages with their words, and the numbers (from 1) of those that are an image without text.

    A damaged page is an empty one.

    Raises:
        UnreadableDocument: a page is too large, or there is too much text.
    """
    import pypdfium2.raw as pdfium

    reader = WordReader()
    tagged = bool(pdfium.FPDFCatalog_IsTagged(document))
    pages: list[Page] = []
    scans: list[int] = []
    characters = 0
    for index in range(len(document)):
        with _page(document, index) as parts:
            if parts is None:
                continue
            page, text_page = parts
            count = pdfium.FPDFText_CountChars(text_page)
            characters += max(count, 0)
            check_characters(index + 1, count, characters)
            read = reader.read(page, text_page, index, roles_of(page) if tagged else None)
            if sum(map(len, read.groups)) < _FEW_WORDS and _is_image(pdfium, page):
                scans.append(index + 1)
            pages.append(read)
    return pages, scans


@contextmanager
def _page(document: Any, index: int) -> Iterator[tuple[Any, Any] | None]:
    """Open a page and its text; None where it is damaged. Both are closed at the end."""
    import pypdfium2

    page = text_page = None
    try:
        with suppress(pypdfium2.PdfiumError):
            check_page(index + 1, *document.get_page_size(index))
            page = document[index]
            text_page = page.get_textpage()
        yield None if page is None or text_page is None else (page, text_page)
    finally:
        for part in (text_page, page):
            if part is not None:
                part.close()


def _is_image(pdfium: Any, page: Any) -> bool:
    """Whether an image covers a good part of a page."""
    width, height = page.get_size()
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            edges = [ctypes.c_float() for _ in range(4)]
            pdfium.FPDFPageObj_GetBounds(item, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) > _IMAGE_SHARE * width * height:
                return True
    return False
