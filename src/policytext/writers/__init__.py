"""Writers: from the JSON of annotations to files, one module per output. Every file appears whole or not at all."""

from policytext.writers.json_files import JsonFiles
from policytext.writers.json_lines import JsonLines, JsonLinesStream

__all__ = ["JsonFiles", "JsonLines", "JsonLinesStream"]
