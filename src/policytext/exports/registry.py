"""The forms that annotations are exported to. A further one is a module with a function and a line here.

Nothing is imported until an exporter is used, so that the command's help costs no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytext.annotation import Annotation

    Write = Callable[[Iterable[Annotation], Path], None]


@dataclass(frozen=True)
class Exporter:
    """A form of annotations.

    Attributes:
        function: ``module:function`` of what writes it.
        summary: what is written, in one line.
        suffix: the suffix of the one file it is, with its dot; None where it is a folder.
    """

    function: str
    summary: str
    suffix: str | None = None

    def write(self, annotations: Iterable[Annotation], output: Path) -> None:
        """Write annotations into an empty folder, or to a file that is not there yet.

        Raises:
            MissingExtraError: a library that the form needs is not installed.
            OSError: it cannot be written.
        """
        module, _, name = self.function.partition(":")
        write: Write = getattr(import_module(module), name)
        write(annotations, output)


EXPORTERS: dict[str, Exporter] = {
    "parquet": Exporter("policytext.exports.tables.parquet:write", "tidy tables for R, pandas, Polars: a folder"),
    "csv": Exporter("policytext.exports.tables.csv_files:write", "the same tables as CSV files: a folder"),
    "xlsx": Exporter("policytext.exports.tables.xlsx:write", "the same tables as sheets: an Excel file", ".xlsx"),
    "label-studio": Exporter(
        "policytext.exports.labelling.label_studio:write", "Label Studio: tasks and labelling configuration, a folder"
    ),
    "doccano": Exporter("policytext.exports.labelling.doccano:write", "doccano: a JSON Lines file", ".jsonl"),
    "prodigy": Exporter("policytext.exports.labelling.prodigy:write", "Prodigy: a JSON Lines file", ".jsonl"),
    "brat": Exporter("policytext.exports.labelling.brat:write", "brat: texts and standoff annotations, a folder"),
    "inception": Exporter("policytext.exports.labelling.inception:write", "INCEpTION: UIMA CAS XMI, a folder"),
    "conll": Exporter(
        "policytext.exports.labelling.conll:write", "CoNLL: words with entities in BIO, a file", ".conll"
    ),
    "docbin": Exporter("policytext.exports.standards.docbin:write", "spaCy: a DocBin file", ".spacy"),
    "web-annotation": Exporter(
        "policytext.exports.standards.web_annotation:write", "W3C Web Annotation: JSON-LD, a folder"
    ),
    "tei": Exporter("policytext.exports.standards.tei:write", "TEI P5: an XML file a document, a folder"),
}
