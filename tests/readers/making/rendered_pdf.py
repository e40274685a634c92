"""Render documents of the corpus to PDF: ``python tests/readers/making/rendered_pdf.py`` (needs what `rendering` does).

With a folder and a number, as many other documents are rendered there, in layouts that no committed file has:
``python tests/readers/making/rendered_pdf.py out/held-out 60``, then
``python tests/readers/agreement.py out/held-out``.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rendering import HELD_OUT_LAYOUTS, LAYOUTS, Layout, SourceLine

from policytext.corpus.markup import read_document

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "corpora" / "policytext-nl" / "documents"
TARGET = Path(__file__).parent.parent / "files" / "rendered-pdf"
COMMITTED = 20
_SEED = 2026
_FEWEST_LINES = 12


def chosen() -> list[Path]:
    """Return the documents of some length in an order without pattern; the first have one genre each."""
    paths = sorted(DOCUMENTS.rglob("*.ptm"))
    random.Random(_SEED).shuffle(paths)
    long = [path for path in paths if len(read_document(path).lines) >= _FEWEST_LINES]
    first = {path.parent.name: path for path in reversed(long)}
    return [*first.values(), *(path for path in long if path not in first.values())]


def render(paths: list[Path], layouts: dict[str, Layout], target: Path, number: int) -> None:
    """Write a number of documents, each in one of the layouts, one after the other.

    Those with characters that LaTeX has no glyphs for are passed over.
    """
    target.mkdir(parents=True, exist_ok=True)
    names = list(layouts)
    done = 0
    for path in paths:
        if done == number:
            return
        document = read_document(path)
        lines = [SourceLine(line.kind, line.level, document.text[line.start : line.end]) for line in document.lines]
        name = names[done % len(names)]
        try:
            layouts[name](lines, f"Archief {document.genre}", target / f"{path.stem}.{name}.pdf")
        except subprocess.CalledProcessError:
            print(f"{path.stem}: not rendered as {name}")
            continue
        done += 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(chosen()[5 * COMMITTED :], HELD_OUT_LAYOUTS, Path(sys.argv[1]), int(sys.argv[2]))
    else:
        render(chosen(), LAYOUTS, TARGET, COMMITTED)
