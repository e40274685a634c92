"""PDF files that are refused, each with its reason and soon, and those that only look dangerous."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import read_one
from small_pdf import CATALOG, FONT, PAGE, PAGES, TEXT, one_page, pdf, stream

from policytext.document import UnreadableDocument

FILES = Path(__file__).parent / "files" / "pdf"
FLATE = b"/Filter /FlateDecode "
SENTENCE = "De gemeente pakt de wachtlijsten voor jeugdzorg aan.\n"


def deflated(piece: bytes, times: int) -> bytes:
    """Return a piece repeated so many times, compressed, without ever holding it whole."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def bomb() -> bytes:
    return one_page(stream(deflated(b"\n" * 1_000_000, 400), FLATE))


def nested_bomb() -> bytes:
    twice = zlib.compress(deflated(b"\n" * 1_000_000, 1500), 9)
    return one_page(stream(twice, b"/Filter [/Fl#61teDecode /FlateDecode] "))


def very_many_glyphs() -> bytes:
    return one_page(stream(zlib.compress(b"BT /F1 1 Tf " + b"(a)Tj " * 4_000_000 + b"ET"), FLATE))


def one_stream_thousands_of_times() -> bytes:
    content = zlib.compress(b"BT /F1 1 Tf " + b"(a)Tj " * 200_000 + b"ET")
    return one_page(stream(content, FLATE), contents=b"[" + b"4 0 R " * 2000 + b"]")


def forms_within_forms() -> bytes:
    last = 12
    forms = [
        stream(
            b"/X Do " * 10 if number < last else TEXT,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (7 + number if number < last else 6),
        )
        for number in range(last + 1)
    ]
    return one_page(stream(b"/X Do"), *forms, resources=b"/XObject << /X 6 0 R >>")


def pages_in_a_circle() -> bytes:
    return pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>")


def very_many_pages() -> bytes:
    pages = b"<< /Type /Pages /Kids [%s] /Count 50000 >>" % (b"3 0 R " * 50_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return pdf(CATALOG, pages, page, stream(TEXT))


def truncated() -> bytes:
    return (FILES / "rapport.pdf").read_bytes()[:30_000]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (bomb, "a stream of more than 200 MB when unpacked"),
        (nested_bomb, "more than 1024 MB of memory"),
        (very_many_glyphs, "more than 1024 MB of memory|too much text"),
        (one_stream_thousands_of_times, "more than 1024 MB of memory|without text"),
        (forms_within_forms, "more than 1024 MB of memory"),
        (lambda: one_page(stream(TEXT), media=b"0 0 1000000 1000000"), "gigantic page: page 1 is 1000000 by 1000000"),
        (pages_in_a_circle, "a damaged PDF: it cannot be opened"),
        (very_many_pages, "a PDF of 50000 pages, more than 20000"),
        (truncated, "a damaged PDF: it cannot be opened"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, "a damaged PDF: it cannot be opened"),
        (lambda: b"%PDF-1.7\n", "a damaged PDF: it cannot be opened"),
        (lambda: b"", "not a PDF"),
        (lambda: b"Geachte voorzitter,", "not a PDF"),
        (lambda: one_page(stream(b"")), "a PDF without text: 1 page, and no text layer on any"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_hostile_or_damaged_file_is_refused_with_its_reason(make: Callable[[], bytes], reason: str) -> None:
    data = make()
    started = time.monotonic()

    with pytest.raises(UnreadableDocument, match=reason):
        read_one(data, ".pdf")

    assert time.monotonic() - started < 30


def test_a_file_that_pdfium_does_not_survive_costs_no_other() -> None:
    with pytest.raises(UnreadableDocument):
        read_one(forms_within_forms(), ".pdf")

    assert read_one(one_page(stream(TEXT)), ".pdf").text == SENTENCE


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("versleuteld.pdf", "an encrypted PDF: it opens with a password only"),
        ("gescand.pdf", "a scanned PDF: 2 pages, images without a text layer; run OCR on it first"),
    ],
)
def test_an_encrypted_or_scanned_file_is_refused_as_such(name: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_one((FILES / name).read_bytes(), ".pdf")


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert read_one((FILES / "alleen-lezen.pdf").read_bytes(), ".pdf").text.startswith("Waterschap verlaagt het peil")


@pytest.mark.parametrize(
    "data",
    [
        one_page(stream(TEXT), b"[" * 200_000 + b"]" * 200_000, resources=b"/X 6 0 R"),
        one_page(stream(b"/X " + b"<</A " * 100_000 + b"1" + b">>" * 100_000 + b" BDC " + TEXT)),
        one_page(stream(b"q " * 500_000 + TEXT)),
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1){}) >> "
            b"/Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) /EF << /F 6 0 R >> >>] >> >> >>",
            PAGES,
            PAGE,
            stream(TEXT),
            FONT,
            stream(b"MZ" * 100),
        ),
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
            PAGES,
            PAGE,
            stream(TEXT),
            FONT,
            b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>",
            b"<< /Title (rond) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>",
        ),
    ],
    ids=["nested arrays", "nested dictionaries", "saved states", "script and attachment", "bookmarks in a circle"],
)
def test_what_only_looks_dangerous_is_read_without_it(data: bytes) -> None:
    assert read_one(data, ".pdf").text == SENTENCE


def test_a_pdf_named_as_a_text_is_refused_by_the_reader_of_texts() -> None:
    with pytest.raises(UnreadableDocument, match="not a text: looks like a PDF"):
        read_one(one_page(stream(TEXT)), ".txt")


def test_threads_take_turns() -> None:
    found: list[str] = []
    data = one_page(stream(TEXT))
    threads = [threading.Thread(target=lambda: found.append(read_one(data, ".pdf").text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [SENTENCE] * 8


def test_without_the_library_the_error_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise ModuleNotFoundError('pypdfium2')", encoding="utf-8")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from reading import read_one\n"
        "from small_pdf import TEXT, one_page, stream\n"
        "read_one(one_page(stream(TEXT)), '.pdf')\n"
    )
    source = Path(__file__).parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(source), str(Path(__file__).parent)])}

    result = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], env=environment, capture_output=True, check=False, text=True
    )

    assert "reading PDF needs pypdfium2; run: pip install 'policytext[pdf]'" in result.stderr
