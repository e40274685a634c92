"""Corpus documents in the clothes of Word, the web and OpenDocument are read back as the lines that they are.

The corpus says what each line is; `making/rendered_office.py` rendered it. A corpus document that changes has to be
rendered anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "making"))

import rendered_office

# The goal; what comes of documents that nothing was tried on stands in the module that renders them.
GOAL = 0.95


@pytest.mark.parametrize("suffix", [".docx", ".html", ".odt"])
def test_nearly_every_line_comes_back_with_its_kind(suffix: str) -> None:
    documents = rendered_office.committed()

    right, lines = rendered_office.agreement(documents, rendered_office.FILES, suffix)

    assert len(documents) == 20
    assert len({document.genre for document in documents}) == 20
    assert lines > 350
    assert right >= GOAL * lines
