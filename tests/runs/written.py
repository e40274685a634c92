"""What a run has written, read back for comparison."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import zstandard


def put(path: Path, content: str | bytes) -> None:
    """Write a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def tree(root: Path) -> dict[str, bytes]:
    """Return every file under a folder with its content, but for what a run keeps for itself and its report."""
    names = (str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file())
    return {name: (root / name).read_bytes() for name in names if not name.startswith(".") and name != "run.json"}


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, none where there is no such file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def annotations(folder: Path) -> list[dict[str, Any]]:
    """Return every annotation in a folder, whatever the format; a file that is not whole raises."""
    found: list[dict[str, Any]] = []
    for name, content in tree(folder).items():
        if name.endswith(".parquet"):
            rows = pq.read_table(folder / name).column("annotation").to_pylist()
            found += [json.loads(row) for row in rows]
        elif name.endswith(".json"):
            found.append(json.loads(content))
        elif name != "errors.jsonl":
            found += [json.loads(line) for line in _plain(name, content).splitlines()]
    return found


def _plain(name: str, content: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.decompress(content)
    if name.endswith(".zst"):
        return zstandard.ZstdDecompressor().stream_reader(content, read_across_frames=True).read()
    return content
