"""What every component of ours is: a step that works on a text, and shows on a spaCy Doc what it has found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from policytext.pipeline.draft import Draft, draft_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Step(ABC):
    """A component in two halves, so that an annotation needs no Doc where nobody else works on it.

    To make a Doc, with its tokens and spans, takes as long as all that a component of the fast set finds in it.
    """

    @abstractmethod
    def annotate(self, draft: Draft) -> None:
        """Add to the layers of `draft` what this component finds."""

    def show(self, doc: Doc) -> None:  # noqa: B027 - not every component has something to show
        """Set on `doc` what spaCy users look for there."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`, as a component of a spaCy pipeline."""
        self.annotate(draft_of(doc))
        self.show(doc)
        return doc
