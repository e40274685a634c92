"""Documents of the corpus, rendered by LibreOffice, Chromium and LaTeX in seven layouts, are read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from agreement import agreement

RENDERED = sorted((Path(__file__).parent / "files" / "rendered-pdf").glob("*.pdf"))


def test_there_are_twenty_documents_in_layouts_of_three_programs() -> None:
    assert len(RENDERED) == 20
    assert {file.name.split(".")[1].split("-")[0] for file in RENDERED} == {"writer", "chromium", "latex"}


def test_nine_of_ten_lines_agree_in_text_and_kind() -> None:
    agreed, lines = map(sum, zip(*map(agreement, RENDERED), strict=True))

    assert agreed >= 0.9 * lines


@pytest.mark.parametrize("file", RENDERED, ids=lambda file: file.stem)
def test_no_document_falls_apart(file: Path) -> None:
    agreed, lines = agreement(file)

    assert agreed >= 0.8 * lines
