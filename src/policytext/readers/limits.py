"""How much of one file a worker can hold."""

from __future__ import annotations

from policytext.document import UnreadableDocument

# The tree of a page or of XML takes about six times its size in memory.
MAX_MARKUP_BYTES = 32 * 1024 * 1024
# Pages are gone through many times in search of their main text.
MAX_PAGE_BYTES = 16 * 1024 * 1024
# Most of a large mail are attachments, which stay as they are.
MAX_MAIL_BYTES = 128 * 1024 * 1024


def reject_large(data: bytes, limit: int) -> None:
    """Raise when a file is larger than its format allows.

    Args:
        data: the content of the file.
        limit: in bytes.

    Raises:
        UnreadableDocument: it is; the message says both sizes.
    """
    if len(data) > limit:
        msg = f"{len(data):,} bytes; the limit for a file of this format is {limit:,}"
        raise UnreadableDocument(msg)
