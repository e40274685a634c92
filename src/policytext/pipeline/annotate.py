"""From a document to its annotation, and from a processed Doc to the annotation it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.annotation import ENTITY_LABELS, Annotation, Base, Pipeline, Source
from policytext.document import Document
from policytext.pipeline.assembly import assembled
from policytext.pipeline.build import models_of, versions
from policytext.pipeline.draft import Draft, draft_of
from policytext.pipeline.layers import EntityData
from policytext.pipeline.step import Step
from policytext.text.language import foreign_language

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_OWN_LABELS = frozenset((*ENTITY_LABELS, "PER", "GPE", "NORP"))
"""Our labels, and the names that others have for them."""


def annotate_document(nlp: Language, document: Document) -> Annotation:
    """Run the pipeline over one document.

    Where all of the pipeline is ours, no spaCy Doc is made for it: the annotation is the same.

    Raises:
        ValueError: the text is longer than ``nlp.max_length``, nothing but white space, or plainly not Dutch.
    """
    if not document.text.strip():
        msg = "no text"
        raise ValueError(msg)
    if len(document.text) > nlp.max_length:
        msg = f"{len(document.text):,} characters; the pipeline takes {nlp.max_length:,} (nlp.max_length)"
        raise ValueError(msg)
    language = foreign_language(document.text)
    if language:
        msg = f"the text looks {language}, not Dutch"
        raise ValueError(msg)
    steps = [component for _, component in nlp.pipeline if isinstance(component, Step)]
    if len(steps) == len(nlp.pipeline):
        draft = Draft(document.text, document)
        for step in steps:
            step.annotate(draft)
        return assembled(draft, document, pipeline_info(nlp))
    doc = nlp.make_doc(document.text)
    doc._.policytext_document = document
    doc = nlp(doc)
    return assembled(draft_of(doc), document, pipeline_info(nlp), _theirs(doc))


def annotation_of(doc: Doc) -> Annotation:
    """Return the annotation that a processed Doc holds (``doc._.annotation``)."""
    draft = draft_of(doc)
    document = draft.document or Document(
        id="text", text=draft.text, source=Source(sha256=hashlib.sha256(draft.text.encode()).hexdigest())
    )
    own, spacy_version = versions()
    pipeline = Pipeline(policytext=own, spacy=spacy_version, base=Base(name=doc.lang_, version=""))
    return assembled(draft, document, pipeline, _theirs(doc))


def pipeline_info(nlp: Language) -> Pipeline:
    """Return what an annotation says of the pipeline that made it."""
    own, spacy_version = versions()
    models = {name: component.sha256 for name, component in sorted(models_of(nlp).items())}
    return Pipeline(policytext=own, spacy=spacy_version, base=Base(**nlp.meta["policytext_base"]), models=models)


def _theirs(doc: Doc) -> Iterator[EntityData]:
    """Yield the base's entities whose label is not ours; as ``doc.ents`` is flat, they overlap none of ours."""
    for span in doc.ents:
        if span.label_ not in _OWN_LABELS:
            yield {"start": span.start_char, "end": span.end_char, "label": span.label_, "score": 1.0}
