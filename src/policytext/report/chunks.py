"""Reading views packed for the page: some documents together, compressed, in characters that no markup is made of."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from typing import Any, BinaryIO

_CHUNK_BYTES = 200_000
"""JSON bytes from which a chunk is complete: it compresses well, and is unpacked in a blink."""


class Chunks:
    """Writes chunks to a stream, each an inert script element: the JSON array of its documents, gzip, Base64.

    Attributes:
        first: the number of the first document of each chunk, from 0.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.first: list[int] = []
        self._stream = stream
        self._held: list[bytes] = []
        self._documents = 0

    def add(self, view: Mapping[str, Any]) -> None:
        """Take the reading view of the next document."""
        self._held.append(json.dumps(view, separators=(",", ":")).encode("ascii"))
        if sum(map(len, self._held)) >= _CHUNK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        if not self._held:
            return
        packed = gzip.compress(b"[" + b",".join(self._held) + b"]", compresslevel=6, mtime=0)
        number = len(self.first)
        self._stream.write(b'<script type="application/octet-stream" id="chunk-%d">' % number)
        self._stream.write(base64.b64encode(packed))
        self._stream.write(b"</script>\n")
        self.first.append(self._documents)
        self._documents += len(self._held)
        self._held.clear()
