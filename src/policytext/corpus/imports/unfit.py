"""Why a document of a labelling tool does not become a corpus document."""

from __future__ import annotations


class UnfitDocument(ValueError):  # noqa: N818 - the public name; it names the input, as `UnreadableDocument` does
    """A document holds what markup cannot, or its file is not what the tool writes; the message names the cause."""
