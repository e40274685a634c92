"""Renders corpus documents to Word, HTML and OpenDocument, and counts what the readers make of them.

``python tests/readers/making/rendered_office.py`` writes `files/rendered-office` anew (with LibreOffice);
``... --held-out`` renders other documents to a scratch folder and prints both figures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import office_rendering
from office_files import FILES as OFFICE_FILES

sys.path.insert(0, str(Path(__file__).parents[1]))
from reading import read_one

FILES = OFFICE_FILES.parent / "rendered-office"
_GENRES = 20
_SUFFIXES = (".docx", ".html", ".odt")


def committed() -> list[office_rendering.MarkedDocument]:
    """Return the documents whose renderings are in the repository: the first of each of twenty genres."""
    return office_rendering.documents(1)[:_GENRES]


def held_out() -> list[office_rendering.MarkedDocument]:
    """Return documents that nothing was tried on: the fourth to sixth of every genre."""
    return office_rendering.documents(3, skip=3)


def render(documents: list[office_rendering.MarkedDocument], folder: Path) -> None:
    """Write the renderings of documents into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = []
    for document in documents:
        words.append(folder / f"{document.id}.docx")
        office_rendering.as_word(document).save(str(words[-1]))
        (folder / f"{document.id}.html").write_text(office_rendering.as_page(document), encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "odt"]
        subprocess.run([*command, "--outdir", str(folder), *map(str, words)], check=True, capture_output=True)
    for word in words:
        drop_preview(word.with_suffix(".odt"))


def drop_preview(path: Path) -> None:
    """Take the picture of the first page, which is most of a short file, out of an OpenDocument file."""
    with zipfile.ZipFile(path) as container:
        members = [(info, container.read(info)) for info in container.infolist()]
    with zipfile.ZipFile(path, "w") as container:
        for info, content in members:
            if not info.filename.startswith("Thumbnails/"):
                container.writestr(info, content)


def agreement(documents: list[office_rendering.MarkedDocument], folder: Path, suffix: str) -> tuple[int, int]:
    """Return how many lines are read as they are in the corpus, and how many there are."""
    right = lines = 0
    for document in documents:
        wanted = office_rendering.expected(document, page=suffix == ".html")
        found = office_rendering.read_lines(read_one((folder / f"{document.id}{suffix}").read_bytes(), suffix))
        right += office_rendering.agreeing(wanted, found)
        lines += len(wanted)
    return right, lines


def main() -> None:
    """Make the committed renderings anew, or count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held-out", action="store_true")
    if not parser.parse_args().held_out:
        render(committed(), FILES)
        return
    with tempfile.TemporaryDirectory() as scratch:
        render(held_out(), Path(scratch))
        for name, documents, folder in (("committed", committed(), FILES), ("held out", held_out(), Path(scratch))):
            for suffix in _SUFFIXES:
                right, lines = agreement(documents, folder, suffix)
                share = f"{right:>6} of {lines} lines {right / lines:.4f}"
                print(f"{name:<10}{len(documents):>4} documents {suffix:<6}{share}")


if __name__ == "__main__":
    main()
