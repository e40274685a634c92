"""The code of a page, run as its readers would, and what it prints put below it.

``python tests/exports/analysis_page.py`` writes the page ``docs/analysis.md`` anew. Its annotations are the lines of
``policytext annotate corpora/examples -o FILE.jsonl``, with the fast models, sorted by path.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import policytext

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/analysis.md"
ANNOTATIONS = Path(__file__).parent / "examples.jsonl.gz"
_CODE = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```\n(?P<output>.*?)```\n)?", re.DOTALL)


def renewed(page: str, folder: Path) -> str:
    """Return a page with what its Python code prints below each block, run in a folder with annotations and tables."""
    (folder / "annotations").mkdir()
    shutil.copy(ANNOTATIONS, folder / "annotations")
    policytext.export(folder / "annotations", folder / "tables", to="parquet")
    known: dict[str, Any] = {}

    def block(match: re.Match[str]) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(match["code"], PAGE.name, "exec"), known)
        # A page has no space at the ends of its lines.
        lines = "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())
        return f"```python\n{match['code']}```\n" + f"\n```\n{lines}```\n" * bool(lines)

    before = Path.cwd()
    os.chdir(folder)
    try:
        return _CODE.sub(block, page)
    finally:
        os.chdir(before)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
