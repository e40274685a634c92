"""Corpus documents as spaCy Docs, to train spaCy components with."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import DocBin

from policytext.corpus.annotation import annotation_of
from policytext.corpus.markup import MarkedDocument
from policytext.exports.standards.docbin import docbin as docbin_of


def docbin(documents: Iterable[MarkedDocument]) -> DocBin:
    """Return the documents in a DocBin; `exports.standards.docbin.annotation_doc` says what its Docs hold."""
    return docbin_of(annotation_of(document) for document in documents)
