"""A document in the making: its text, and what the components have found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from policytext.pipeline.layers import Layers, empty_layers, layers
from policytext.text.dates import document_date

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from policytext.document import Document
    from policytext.pipeline.encoder.model import DocumentReading


@dataclass
class Draft:
    """What a component reads and adds to.

    Attributes:
        text: the document's text, which all offsets count in.
        document: what the reader knows of it; None where spaCy was given a bare text.
        layers: what has been found.
        reading: what the encoder says of it, until the tags, which need it last, take it away.
    """

    text: str
    document: Document | None = None
    layers: Layers = field(default_factory=empty_layers)
    reading: DocumentReading | None = None

    @cached_property
    def date(self) -> str | None:
        """The document's ISO day, month or year: its source's word, else what it says of itself."""
        return (self.document.date if self.document else None) or document_date(self.text)


# spaCy puts a Doc's text together from its tokens each time it is asked, and has no place for what no file can hold.
_DRAFTS: WeakKeyDictionary[Doc, Draft] = WeakKeyDictionary()


def draft_of(doc: Doc) -> Draft:
    """Return the draft of `doc`: its text, its layers, and its reading while there is one."""
    draft = _DRAFTS.get(doc)
    if draft is None or draft.layers is not layers(doc):
        draft = _DRAFTS[doc] = Draft(doc.text, doc._.policytext_document, layers(doc))
    return draft
