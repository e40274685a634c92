"""Corpus documents as spaCy Docs, to train spaCy components with."""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from policytext.corpus.markup import MarkedDocument


def docbin(documents: Iterable[MarkedDocument]) -> DocBin:
    """Return the documents in a DocBin, tokenised by spaCy's rules for Dutch. See `corpus_doc` for what they hold."""
    nlp = spacy.blank("nl")
    return DocBin(store_user_data=True, docs=[corpus_doc(nlp, document) for document in documents])


def corpus_doc(nlp: Language, document: MarkedDocument) -> Doc:
    """Return a document as a Doc.

    ``doc.ents`` holds the entities, ``doc.spans["blocks"]`` the lines with their kinds, ``doc.spans["sentences"]`` the
    sentences, ``doc.spans["tags"]`` each tagged sentence once per tag, ``doc.cats`` a 1 for every CAP code of the
    document, and ``doc.user_data`` id, genre, date and ``misses``: how many spans have no place here because they begin
    or end inside one of spaCy's tokens.
    """
    doc = nlp.make_doc(document.text)
    spans = _Spans(doc)
    doc.set_ents(spans.fitting((each.start, each.end, each.label) for each in document.entities))
    doc.spans["blocks"] = spans.fitting((line.start, line.end, line.kind) for line in document.lines)
    doc.spans["sentences"] = spans.fitting((each.start, each.end, "") for each in document.sentences)
    doc.spans["tags"] = spans.fitting((each.start, each.end, tag) for each in document.sentences for tag in each.tags)
    doc.cats = {str(code): 1.0 for code in document.topics}
    doc.user_data.update(id=document.id, genre=document.genre, date=document.date, misses=spans.misses)
    return doc


class _Spans:
    """Makes spans of a Doc and counts those that do not fit its tokens."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.misses = 0

    def fitting(self, places: Iterable[tuple[int, int, str]]) -> list[Span]:
        found = []
        for start, end, label in places:
            span = self._doc.char_span(start, end, label=label)
            if span is None:
                self.misses += 1
            else:
                found.append(span)
        return found
