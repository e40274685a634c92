"""The component that gives the document its topics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import BlockData

_REPEATED = {"title": 3, "heading": 2, "lead": 1, "body": 1}
"""How often each kind of block counts: titles and headings say what a document is about."""


def topic_text(text: str, blocks: Sequence[BlockData]) -> str:
    """Return the text that the topic model reads of a document, its title and headings repeated."""
    parts: list[str] = []
    for block in blocks:
        parts += [text[block["start"] : block["end"]]] * _REPEATED.get(block["kind"], 0)
    return "\n".join(parts)


class Topics(ModelComponent):
    """Sets the layer `topics`: three, the likeliest first. A document without running text gets none."""

    model_name = "topics"

    def annotate(self, draft: Draft) -> None:
        text = topic_text(draft.text, draft.layers["blocks"])
        if text.strip():
            draft.layers["topics"] = self.trained.topics(self.trained.predict([text])[0])

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.topics.model import shared_model

        return shared_model(folder)


@Language.factory("policytext_topics", assigns=["doc._.topics"])
def create_topics(nlp: Language, name: str) -> Topics:
    return Topics()
