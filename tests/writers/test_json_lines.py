"""A stream of whole lines that gets its name at the end."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from policytext.writers import JsonLines, JsonLinesStream


def test_the_file_has_its_name_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "map" / "uit.jsonl"

    lines = JsonLines(path)
    lines.write_line(b'{"n": 1}\n')
    assert not path.exists()
    lines.write_line(b'{"n": 2}\n')
    lines.close()

    assert path.read_bytes() == b'{"n": 1}\n{"n": 2}\n'
    assert list(path.parent.iterdir()) == [path]


def test_every_line_is_on_disk_as_soon_as_it_is_written(tmp_path: Path) -> None:
    lines = JsonLines(tmp_path / "uit.jsonl")
    lines.write_line(b"1\n")

    assert lines.part.read_bytes() == b"1\n"


def test_an_interrupted_run_leaves_the_part_file(tmp_path: Path) -> None:
    path = tmp_path / "uit.jsonl"

    lines = JsonLines(path)
    lines.write_line(b"1\n")
    # Nobody closes it.

    assert not path.exists()
    assert lines.part.read_bytes() == b"1\n"


def test_without_lines_there_is_no_file(tmp_path: Path) -> None:
    JsonLines(tmp_path / "uit.jsonl").close()

    assert list(tmp_path.iterdir()) == []


def test_half_a_line_on_a_full_disk_is_taken_back(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="file size limits are a POSIX matter")
    import signal

    lines = JsonLines(tmp_path / "uit.jsonl")
    lines.write_line(b"1234\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            lines.write_line(b"5678\n")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    lines.write_line(b"9\n")
    lines.close()

    assert lines.path.read_bytes() == b"1234\n9\n"


def test_a_stream_gets_every_line_at_once() -> None:
    raw = io.BytesIO()
    buffered = io.BufferedWriter(raw)  # type: ignore[arg-type]  # BytesIO is no RawIOBase, but serves as one

    JsonLinesStream(buffered).write([("a", b"1\n")])

    assert raw.getvalue() == b"1\n"
