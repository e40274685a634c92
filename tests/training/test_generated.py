"""Tables that commands write into Markdown files."""

from pathlib import Path

import pytest

from policytext.training.generated import put

PAGE = "# Blad\n\n<!-- scores: written by make scores -->\noud\n<!-- end of scores -->\n\nEinde.\n"


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    put(path, "scores", "make scores", "F  0.9\n")
    put(path, "scores", "make scores", "F  0.8\n")
    assert path.read_text(encoding="utf-8") == PAGE.replace("oud", "```\nF  0.8\n```")


def test_a_page_without_the_marks_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# Blad\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the marks"):
        put(path, "scores", "make scores", "F  0.9")
