"""Writers: from the JSON of annotations to files, one module per output. Every file appears whole or not at all."""

from policytext.writers.extras import MissingExtraError
from policytext.writers.json_files import JsonFiles
from policytext.writers.json_lines import JsonLines, JsonLinesStream
from policytext.writers.parquet import ParquetParts, stored_rows
from policytext.writers.shards import COMPRESSIONS, SUFFIXES, Compression, Shards, stored_lines
from policytext.writers.writer import ChangedOutputError, Part, PartWriter, Place, Writer

__all__ = [
    "COMPRESSIONS",
    "SUFFIXES",
    "ChangedOutputError",
    "Compression",
    "JsonFiles",
    "JsonLines",
    "JsonLinesStream",
    "MissingExtraError",
    "ParquetParts",
    "Part",
    "PartWriter",
    "Place",
    "Shards",
    "Writer",
    "stored_lines",
    "stored_rows",
]
