"""Annotation of Dutch policy documents: sections, stance, entities and topics.

Nothing is imported until it is used, so that ``import policytext`` costs no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytext.annotation import Annotation
    from policytext.api import (
        DocumentError,
        annotate,
        annotate_files,
        describe,
        evaluate,
        export,
        link,
        load,
        to_frames,
        write_report,
    )
    from policytext.document import Document, UnreadableDocument

    __version__: str

_HOMES = {
    "Annotation": "policytext.annotation",
    "Document": "policytext.document",
    "DocumentError": "policytext.api",
    "UnreadableDocument": "policytext.document",
    "annotate": "policytext.api",
    "annotate_files": "policytext.api",
    "describe": "policytext.api",
    "evaluate": "policytext.api",
    "export": "policytext.api",
    "link": "policytext.api",
    "load": "policytext.api",
    "to_frames": "policytext.api",
    "write_report": "policytext.api",
}

__all__ = [
    "Annotation",
    "Document",
    "DocumentError",
    "UnreadableDocument",
    "__version__",
    "annotate",
    "annotate_files",
    "describe",
    "evaluate",
    "export",
    "link",
    "load",
    "to_frames",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("policytext")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted(__all__)
