"""Documents of the corpus in every format that is read, and the library of the format used bare."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import docx
import trafilatura
from lxml import etree
from timing import ROOT

from policytext.corpus.markup import MarkedDocument
from policytext.readers import reader_for_suffix

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = (
    f'<office:document-content xmlns:office="{_NS}:office:1.0" xmlns:text="{_NS}:text:1.0"><office:body>'
    "<office:text>{}</office:text></office:body></office:document-content>"
)
_PAGE = "<html><head><title>{}</title></head><body><main><article>{}</article></main></body></html>"
_PUBLICATION = "<officiele-publicatie><kamerstuk><stuk><tekst>{}</tekst></stuk></kamerstuk></officiele-publicatie>"
_MAIL = "From: a@voorbeeld.example\nTo: b@voorbeeld.example\nSubject: Stuk\nContent-Type: text/plain; charset=utf-8\n\n"


@dataclass(frozen=True)
class Format:
    """A format: the library for it, files, and what the library does with one by itself."""

    library: str
    files: list[bytes]
    bare: Callable[[bytes], object]


def formats(documents: list[MarkedDocument]) -> dict[str, Format]:
    """Return the formats by their suffixes; PDF where a reader for it is there, with the files of the tests."""
    texts = [document.text for document in documents]
    found = {
        ".txt": Format("bytes.decode", [text.encode() for text in texts], bytes.decode),
        ".md": Format("bytes.decode", [_markdown(each) for each in documents], bytes.decode),
        ".html": Format("trafilatura", [_page(each) for each in documents], trafilatura.extract),
        ".csv": Format("csv", [_csv(text) for text in texts], _bare_csv),
        ".jsonl": Format("json", [json.dumps({"text": text}).encode() for text in texts], json.loads),
        ".docx": Format("python-docx", [_word(each) for each in documents], _bare_word),
        ".odt": Format("zipfile, lxml", [_odt(each) for each in documents], _bare_odt),
        ".eml": Format("email", [(_MAIL + text).encode() for text in texts], _bare_mail),
        ".xml": Format("lxml", [_publication(each) for each in documents], _text_of),
    }
    pdfs = sorted((ROOT / "tests" / "readers" / "files" / "rendered-pdf").glob("*.pdf"))
    if pdfs and reader_for_suffix(".pdf") is not None:
        found[".pdf"] = Format("pypdfium2", [path.read_bytes() for path in pdfs[: len(documents)]], _bare_pdf)
    return found


def _lines(document: MarkedDocument) -> list[tuple[str, int | None]]:
    """Return the lines with their depths: 0 for the title, None for what is no heading."""
    depths = {"title": 0, "heading": 1}
    return [
        (" ".join(document.text[line.start : line.end].split()), line.level or depths.get(line.kind))
        for line in document.lines
    ]


def _markdown(document: MarkedDocument) -> bytes:
    lines = [text if depth is None else f"{'#' * (depth + 1)} {text}" for text, depth in _lines(document)]
    return "\n\n".join(lines).encode()


def _page(document: MarkedDocument) -> bytes:
    lines = [
        f"<p>{escape(text)}</p>" if depth is None else f"<h{depth + 1}>{escape(text)}</h{depth + 1}>"
        for text, depth in _lines(document)
    ]
    return _PAGE.format(document.id, "".join(lines)).encode()


def _csv(text: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([["text"], [text]])
    return stream.getvalue().encode()


def _word(document: MarkedDocument) -> bytes:
    word, stream = docx.Document(), io.BytesIO()
    for text, depth in _lines(document):
        word.add_paragraph(text) if depth is None else word.add_heading(text, depth)
    word.save(stream)
    return stream.getvalue()


def _odt(document: MarkedDocument) -> bytes:
    lines = [
        f"<text:p>{escape(text)}</text:p>"
        if not depth
        else f'<text:h text:outline-level="{depth}">{escape(text)}</text:h>'
        for text, depth in _lines(document)
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr("content.xml", _ODT.format("".join(lines)))
    return stream.getvalue()


def _publication(document: MarkedDocument) -> bytes:
    lines = [
        f"<al>{escape(text)}</al>" if depth is None else f"<tussenkop>{escape(text)}</tussenkop>"
        for text, depth in _lines(document)
    ]
    return _PUBLICATION.format("".join(lines)).encode()


def _bare_csv(data: bytes) -> object:
    return list(csv.DictReader(io.StringIO(data.decode())))


def _bare_word(data: bytes) -> object:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def _bare_odt(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return _text_of(container.read("content.xml"))


def _bare_mail(data: bytes) -> object:
    message = email.message_from_bytes(data, policy=email.policy.default)
    return message.get_content()


def _text_of(data: bytes) -> object:
    return "".join(etree.fromstring(data).itertext())


def _bare_pdf(data: bytes) -> object:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]
