"""The pages on tables say what is so."""

from __future__ import annotations

from pathlib import Path

from analysis_page import PAGE, ROOT, renewed

from policytext.exports.tables.codebook import with_columns


def test_the_code_of_the_analysis_prints_what_the_page_says(tmp_path: Path) -> None:
    written = PAGE.read_text(encoding="utf-8")

    assert renewed(written, tmp_path) == written, "python tests/exports/analysis_page.py writes the page anew"


def test_the_page_of_the_tables_is_that_of_their_declaration() -> None:
    written = (ROOT / "docs/tables.md").read_text(encoding="utf-8")

    assert written == with_columns(written), (
        "python -m policytext.exports.tables.codebook docs/tables.md writes the page anew"
    )
