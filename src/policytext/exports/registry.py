"""The formats that annotations are exported to, each with the module that writes it, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from policytext.annotation import Annotation

Write = Callable[[Iterable[Annotation], Path], None]


class Format(NamedTuple):
    """A format: the module under `policytext.exports` with its `write`, and what its output is."""

    module: str
    output: str


FORMATS = {
    "label-studio": Format("labelling.label_studio", "a folder"),
    "doccano": Format("labelling.doccano", "a .jsonl file"),
    "prodigy": Format("labelling.prodigy", "a .jsonl file"),
    "brat": Format("labelling.brat", "a folder"),
    "inception": Format("labelling.inception", "a folder"),
    "conll": Format("labelling.conll", "a .conll file"),
    "docbin": Format("standards.docbin", "a .spacy file"),
    "web-annotation": Format("standards.web_annotation", "a folder"),
    "tei": Format("standards.tei", "a folder"),
}


def writer(name: str) -> Write:
    """Return the function that writes a format.

    Raises:
        ValueError: there is none of that name.
    """
    if name not in FORMATS:
        msg = f"unknown format {name!r}; one of {', '.join(FORMATS)}"
        raise ValueError(msg)
    write: Write = import_module(f"policytext.exports.{FORMATS[name].module}").write
    return write
