"""Make the PDF files of the tests anew: ``python tests/readers/making/pdf_files.py``, from the sources beside it.

Needs LibreOffice, Chromium, pdfLaTeX with Dutch hyphenation and pdftoppm, and the Python libraries pypdf and Pillow.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from rendering import chromium_pdf, latex_pdf, writer_pdf

SOURCES = Path(__file__).parent / "sources"
TARGET = Path(__file__).parent.parent / "files" / "pdf"
PASSWORD = "geheim"


def make() -> None:
    """Write every file."""
    TARGET.mkdir(parents=True, exist_ok=True)
    writer_pdf((SOURCES / "nota.fodt").read_text(encoding="utf-8"), TARGET / "nota.pdf")
    chromium_pdf((SOURCES / "bericht.html").read_text(encoding="utf-8"), TARGET / "bericht.pdf")
    latex_pdf((SOURCES / "rapport.tex").read_text(encoding="utf-8"), TARGET / "rapport.pdf")
    _scanned(TARGET / "bericht.pdf", TARGET / "gescand.pdf")
    _encrypted(TARGET / "bericht.pdf", TARGET / "versleuteld.pdf", PASSWORD)
    _encrypted(TARGET / "bericht.pdf", TARGET / "alleen-lezen.pdf", "")


def _scanned(source: Path, target: Path) -> None:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "60", "-gray", "-png", str(source), f"{folder}/p"], check=True)
        first, *others = [Image.open(page) for page in sorted(Path(folder).glob("*.png"))]
        first.save(target, save_all=True, append_images=others, resolution=60, quality=40)


def _encrypted(source: Path, target: Path, password: str) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(source))
    writer.encrypt(user_password=password, owner_password="eigenaar", algorithm="AES-256")
    writer.write(target)


if __name__ == "__main__":
    make()
