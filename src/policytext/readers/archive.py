"""ZIP containers of documents, opened only after everything in them has been looked at.

What a header says of a member's size is a claim: sizes are counted while a member is unpacked, and unpacking stops at
the limit. Nothing is ever written to disk; names that would lead out of a folder are refused all the same, since no
office program writes them.
"""

from __future__ import annotations

import io
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from policytext.document import UnreadableDocument
from policytext.readers.decoding import other_content
from policytext.readers.limits import MAX_MARKUP_BYTES

ZIP_SIGNATURE = b"PK\x03\x04"
_CHUNK_BYTES = 256 * 1024
_ENCRYPTED = 0x1
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Limits:
    """What a container may hold; sizes in bytes, unpacked.

    Attributes:
        members: number of files in it.
        markup_bytes: size of one XML part; its tree takes about six times that in memory.
        member_bytes: size of any other file, a picture say.
        total_bytes: size of all files together.
        ratio: unpacked size over packed size, for members larger than `ratio_from` bytes. The XML of real documents
            shrinks to a twentieth, seldom to a hundredth.
    """

    members: int = 10_000
    markup_bytes: int = MAX_MARKUP_BYTES
    member_bytes: int = 128 * 1024 * 1024
    total_bytes: int = 256 * 1024 * 1024
    ratio: int = 200
    ratio_from: int = 1024 * 1024


LIMITS = Limits()


class Archive:
    """A container that has been looked through and is safe to read."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        """Open the container and unpack every member once, to nowhere.

        Raises:
            UnreadableDocument: it is damaged, encrypted, breaks a limit or has names no document has; the message
                says which.
        """
        if not data.startswith(ZIP_SIGNATURE):
            msg = (
                other_content(data) or "it does not begin as a ZIP container does, in which this format keeps its parts"
            )
            raise UnreadableDocument(msg)
        try:
            self._zip = ZipFile(io.BytesIO(data))
        # zipfile raises NotImplementedError for a version of the format that it does not know.
        except (BadZipFile, ValueError, NotImplementedError) as error:
            msg = f"a damaged or cut-off ZIP container: {error}"
            raise UnreadableDocument(msg) from None
        self._limits = limits
        self._members = {info.filename: info for info in self._zip.infolist()}
        _check_directory(self._zip.infolist(), limits)
        total = 0
        for info in self._members.values():
            for chunk in self._chunks(info):
                total += len(chunk)
                if total > limits.total_bytes:
                    msg = f"unpacks to more than {limits.total_bytes:,} bytes"
                    raise UnreadableDocument(msg)

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Return a member's content, empty for a member that is not there.

        Raises:
            UnreadableDocument: it is damaged.
        """
        return b"".join(self._chunks(self._members[name])) if name in self._members else b""

    def _chunks(self, info: ZipInfo) -> Iterator[bytes]:
        """Yield the unpacked content of a member, no more of it than the limits allow."""
        limits = self._limits
        is_markup = info.filename.lower().endswith((".xml", ".rels", ".rdf"))
        limit = limits.markup_bytes if is_markup else limits.member_bytes
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    size += len(chunk)
                    if size > limit:
                        msg = f"the member {info.filename!r} unpacks to more than {limit:,} bytes"
                        raise UnreadableDocument(msg)
                    if size > limits.ratio_from and size > limits.ratio * max(info.compress_size, 1):
                        msg = f"the member {info.filename!r} unpacks to more than {limits.ratio} times its size"
                        raise UnreadableDocument(msg)
                    yield chunk
        # zipfile raises NotImplementedError for a way of compressing or encrypting that it does not know.
        except (BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
            msg = f"a damaged or cut-off ZIP container: member {info.filename!r}: {error or 'ends too early'}"
            raise UnreadableDocument(msg) from None


def _check_directory(members: list[ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        msg = f"{len(members):,} files in the container; the limit is {limits.members:,}"
        raise UnreadableDocument(msg)
    seen: set[str] = set()
    for info in members:
        _check_name(info)
        # The names of a Word container are compared without case: two that differ in it are one file twice.
        folded = info.filename.casefold()
        if folded in seen:
            msg = f"the container holds {info.filename!r} twice"
            raise UnreadableDocument(msg)
        seen.add(folded)
        if info.flag_bits & _ENCRYPTED:
            msg = f"protected with a password: the member {info.filename!r} is encrypted"
            raise UnreadableDocument(msg)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            msg = f"the member {info.filename!r} is packed by a method that documents do not use"
            raise UnreadableDocument(msg)


def _check_name(info: ZipInfo) -> None:
    name = info.orig_filename.replace("\\", "/")
    leads_out = name.startswith("/") or _WINDOWS_DRIVE.match(name) or ".." in name.split("/")
    if not name or "\x00" in name or leads_out or stat.S_ISLNK(info.external_attr >> 16):
        msg = f"the container holds a file with a name that leads out of it: {info.orig_filename!r}"
        raise UnreadableDocument(msg)
