"""The spaCy pipeline: components that set layers on a Doc, and the annotation made of them."""

from __future__ import annotations

from policytext.pipeline.annotate import annotate_document, annotation_of
from policytext.pipeline.build import BaseError, base_of, describe, load
from policytext.pipeline.fingerprint import fingerprint
from policytext.pipeline.layers import register_extensions
from policytext.pipeline.shipped import shipped_models

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

register_extensions()
