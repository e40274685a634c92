"""Annotations read back from what a run wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import policytext
from policytext.api import StoredAnnotationError, stored_annotations

pytestmark = pytest.mark.usefixtures("fake_pipeline")


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_what_a_run_wrote_is_read_back_without_its_errors(tmp_path: Path, format_: Any) -> None:
    texts = {"a.txt": "Een tekort in Utrecht.", "b.txt": "Twéé.", "leeg.txt": ""}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    policytext.annotate_files([tmp_path / name for name in texts], tmp_path / "uit", format=format_)

    read = list(stored_annotations(tmp_path / "uit"))
    assert [(annotation.id, annotation.text) for annotation in read] == [("a", texts["a.txt"]), ("b", texts["b.txt"])]
    assert read == list(policytext.annotate([tmp_path / "a.txt", tmp_path / "b.txt"]))


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.json", "geen json", "a.json: no annotation of format version 1"),
        ("a.jsonl", "\n{}\n", "a.jsonl line 2: no annotation of format version 1"),
        ("a.jsonl.gz", "geen gzip", r"a.jsonl.gz: Not a gzipped file"),
        ("a.jsonl.zst", "geen zstd", r"a.jsonl.zst: zstd decompressor error"),
        ("a.parquet", "geen parquet", r"a.parquet: Parquet magic bytes not found"),
        ("weg.json", None, "weg.json: No such file or directory"),
    ],
)
def test_anything_else_is_an_error_that_names_its_place(
    tmp_path: Path, name: str, content: str | None, cause: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(StoredAnnotationError, match=cause):
        list(stored_annotations(tmp_path / name))


def test_a_parquet_file_of_something_else_is_an_error(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table({"text": ["a"]}), tmp_path / "documents.parquet")

    with pytest.raises(StoredAnnotationError, match=r"documents\.parquet: no column 'annotation'"):
        list(stored_annotations(tmp_path / "documents.parquet"))


@pytest.mark.parametrize("compress", ["gzip", "zstd"])
def test_a_compressed_file_that_was_cut_off_is_an_error_even_where_the_cut_falls_between_lines(
    tmp_path: Path, compress: Any
) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text("Een tekort in Utrecht.", encoding="utf-8")
    policytext.annotate_files([tmp_path], tmp_path / "uit", format="jsonl", compress=compress)
    (whole,) = (tmp_path / "uit").glob("*.jsonl.*")
    content = whole.read_bytes()

    for length in (len(content) - 1, len(content) // 2, 20):
        whole.write_bytes(content[:length])
        with pytest.raises(StoredAnnotationError, match=r"annotations-00001\.jsonl\.\w+.*(end|line)"):
            list(stored_annotations(tmp_path / "uit"))
    whole.write_bytes(content)
    assert len(list(stored_annotations(tmp_path / "uit"))) == 40
