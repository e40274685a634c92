"""One JSON file per annotation, in folders like those of the inputs."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

# What no file system refuses, and what means nothing to a shell or a path; `%` itself so that no two names become one.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%]|\A[.\s]|[.\s]\Z')
_MAX_NAME_BYTES = 120


def file_name(record_id: str) -> str:
    """Return a file name for a record's id, the same for the same id and different for different ids."""
    name = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8")), record_id)
    encoded = name.encode("utf-8")
    if len(encoded) <= _MAX_NAME_BYTES:
        return name
    digest = hashlib.sha256(record_id.encode("utf-8")).hexdigest()[:16]
    return f"{encoded[: _MAX_NAME_BYTES - 18].decode('utf-8', 'ignore')}%-{digest}"


class JsonFiles:
    """Writes ``FOLDER/<key>.json``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str) -> Path:
        """Return the file of an annotation. `key` is a relative path with ``/``."""
        return self._folder / f"{key}.json"

    def write(self, key: str, payload: bytes) -> None:
        """Write one annotation under a temporary name, then give it its own.

        Raises:
            OSError: it cannot be written; no file is left behind.
        """
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        try:
            temporary.write_bytes(payload)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
