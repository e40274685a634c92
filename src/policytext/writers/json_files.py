"""One JSON file per annotation, in folders like those of the inputs."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from policytext.writers.writer import Writer, Written

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


class JsonFiles(Writer):
    """Writes ``FOLDER/<key>.json``."""

    portion = 16

    def __init__(self, folder: Path, *, replace: bool = True) -> None:
        """Write into `folder`; without `replace`, a file that is there already stays, and its annotation fails."""
        self._folder = folder
        self._replace = replace

    def path(self, key: str) -> Path:
        """Return the file of an annotation. `key` is a relative path with ``/``."""
        return self._folder / f"{key}.json"

    def write(self, annotations: Sequence[tuple[str, bytes]]) -> list[Written]:
        """Write each annotation under a temporary name, then give it its own."""
        return [self._written(key, payload) for key, payload in annotations]

    def _written(self, key: str, payload: bytes) -> OSError | None:
        """Write one annotation; return why it cannot be written, in which case no file is left behind."""
        path = self.path(key)
        temporary = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self._replace and path.exists():
                return FileExistsError(errno.EEXIST, "there already; --overwrite replaces what is there", str(path))
            temporary.write_bytes(payload)
            temporary.replace(path)
        except OSError as error:
            # It may not be there, or be called what no file can be called; then there is nothing to take away.
            with suppress(OSError):
                temporary.unlink()
            return error
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return None
