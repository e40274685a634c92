"""Files of zstd frames, which zstandard's own reader takes for whole where they end within a frame."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.writers.extras import library

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READ = 1 << 16


def zstandard() -> Any:
    """Return the library.

    Raises:
        MissingExtraError: it is not installed.
    """
    return library("zstandard", "zstd", "zstd is not installed")


class ZstdFile(io.RawIOBase):
    """What a file of frames, one after the other, decompresses to.

    Reading raises EOFError where the file ends within a frame, and zstandard's ZstdError where it holds no frames.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            MissingExtraError: zstd is not installed.
            OSError: the file cannot be read.
        """
        self._decompressor = zstandard().ZstdDecompressor()
        self._file = path.open("rb")
        self._frame: Any = None
        self._compressed, self._plain = b"", memoryview(b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Put the next bytes into `buffer`, and return how many there are; 0 at the end."""
        while not self._plain and self._more():
            pass
        view = memoryview(buffer).cast("B")
        taken, self._plain = self._plain[: len(view)], self._plain[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def _more(self) -> bool:
        """Decompress a little, and say whether there was anything left to do."""
        self._compressed = self._compressed or self._file.read(_READ)
        if not self._compressed:
            if self._frame is not None:
                msg = "the file ends within a compressed frame"
                raise EOFError(msg)
            return False
        self._frame = self._frame or self._decompressor.decompressobj()
        self._plain = memoryview(self._frame.decompress(self._compressed))
        self._compressed = b""
        if self._frame.eof:
            self._compressed, self._frame = self._frame.unused_data, None
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
