"""The spaCy pipeline: components that set layers on a Doc, and the annotation made of them.

What needs spaCy is imported when it is used: a run asks for its fingerprint first, and leaves the rest to its workers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policytext.pipeline.bases import BaseError, base_of
from policytext.pipeline.fingerprint import fingerprint
from policytext.pipeline.shipped import shipped_models

if TYPE_CHECKING:
    from policytext.pipeline.annotate import annotate_document, annotation_of
    from policytext.pipeline.build import describe, load

_HOMES = {
    "annotate_document": "policytext.pipeline.annotate",
    "annotation_of": "policytext.pipeline.annotate",
    "describe": "policytext.pipeline.build",
    "load": "policytext.pipeline.build",
}

__all__ = [
    "BaseError",
    "annotate_document",
    "annotation_of",
    "base_of",
    "describe",
    "fingerprint",
    "load",
    "shipped_models",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
