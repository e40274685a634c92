"""Readers: from the bytes of a file to documents, one module per format, found through the registry."""

from policytext.readers.reader import Columns, Origin, Reader, ReadOptions, RecordFailure
from policytext.readers.registry import READERS, is_known_suffix, known_suffixes, reader_for_content, reader_for_suffix

__all__ = [
    "READERS",
    "Columns",
    "Origin",
    "ReadOptions",
    "Reader",
    "RecordFailure",
    "is_known_suffix",
    "known_suffixes",
    "reader_for_content",
    "reader_for_suffix",
]
