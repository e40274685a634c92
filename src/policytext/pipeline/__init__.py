"""The spaCy pipeline: components that set layers on a Doc, and the annotation made of them."""

from __future__ import annotations

from policytext.pipeline.annotate import annotate_document, annotation_of
from policytext.pipeline.build import BaseError, describe, load
from policytext.pipeline.fingerprint import fingerprint
from policytext.pipeline.layers import register_extensions

__all__ = ["BaseError", "annotate_document", "annotation_of", "describe", "fingerprint", "load"]

register_extensions()
