"""ZIP containers with something wrong, made from sound ones."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
_READ = """
import sys
sys.path[:0] = [{source!r}, {here!r}]
from reading import read_one
from policytext.document import UnreadableDocument
try:
    print(read_one(sys.stdin.buffer.read(), {suffix!r}).text)
except UnreadableDocument as error:
    print("refused:", error)
"""


def changed(
    data: bytes,
    change: Mapping[str, Callable[[bytes], bytes]] | None = None,
    *,
    more: Mapping[str, bytes] | None = None,
    packed: bool = True,
) -> bytes:
    """Return a container with members changed, and more members at its end."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, (change or {}).get(name, lambda same: same)(content))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def read_within(data: bytes, suffix: str, *, memory_mb: int = 1000, seconds: int = 30) -> str:
    """Return what a process of little memory and time prints of a file: its text, or why it was refused."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 1024 * 1024,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds,) * 2)

    code = _READ.format(source=str(SOURCE), here=str(Path(__file__).parent), suffix=suffix)
    result = subprocess.run(
        [sys.executable, "-c", code],
        input=data,
        capture_output=True,
        preexec_fn=limit,
        timeout=4 * seconds,
        check=False,
    )
    return (result.stdout or result.stderr).decode()
