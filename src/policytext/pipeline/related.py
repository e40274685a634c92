"""The component that reads teasers of other articles: title, teaser, topics, and likeness to the document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.language import Language

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import BlockData, RelatedData
from policytext.pipeline.topics.component import topic_text
from policytext.pipeline.topics.model import TopicModel, shared_model

_BLOCK_HEADING = re.compile(
    r"(?:lees ook|lees verder|verder lezen|gerelateerd\w*|meer (?:nieuws|over|berichten|lezen)|ander nieuws"
    r"|ook interessant|(?:verwant|recent|laatst|eerder|meest)\w*|zie ook|bekijk ook|aanbevolen"
    r"|uit (?:ons|het) archief|in dit dossier|dossier)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:\w+\s)?\d{1,2}[ /.-](?:\w+|\d{1,2})[ /.-]\d{2,4}(?:\D.{0,20})?$|\d{1,2} \w{3,9}$|\d+ (?:uur|dagen) geleden$"
)
_TRUNCATED = re.compile(r"(?:…|\.\.\.)$")
_FROM_DOCUMENT = 0.4
"""How much the document's own topics count for its teasers, which are short and mostly of the same field."""
_TEASER = 90
"""Code points from which on a line under a related title is its teaser, even if it looks like a title."""


class RelatedArticles(ModelComponent):
    """Sets the layer `related`; shares the topic model."""

    model_name = "topics"

    def annotate(self, draft: Draft) -> None:
        pairs = teasers(draft.text, draft.layers["blocks"])
        if pairs:
            draft.layers["related"] = self._described(draft.text, draft.layers["blocks"], pairs)

    def _described(self, text: str, blocks: list[BlockData], pairs: list[tuple[int, int | None]]) -> list[RelatedData]:
        model: TopicModel = self.trained
        texts = [
            text[blocks[title]["start"] : blocks[title if teaser is None else teaser]["end"]] for title, teaser in pairs
        ]
        read = topic_text(text, blocks)
        scores = model.predict([read, *texts])
        scores[1:] = (1 - _FROM_DOCUMENT) * scores[1:] + _FROM_DOCUMENT * scores[0]
        return [
            {
                "title": title,
                "teaser": teaser,
                "topics": model.topics(score),
                "similarity": round(float(likeness), 4),
            }
            for (title, teaser), score, likeness in zip(pairs, scores[1:], model.likeness(read, texts), strict=True)
        ]

    @staticmethod
    def read_model(folder: Path) -> Any:
        return shared_model(folder)


def teasers(text: str, blocks: list[BlockData]) -> list[tuple[int, int | None]]:
    """Return (title, teaser) of every related article, as indices into `blocks`.

    A related line is a title unless it heads the block, gives a date, or is cut off or long and follows a title.
    """
    pairs: list[tuple[int, int | None]] = []
    title: int | None = None
    for index, block in enumerate(blocks):
        if block["kind"] != "related":
            title = None
            continue
        line = text[block["start"] : block["end"]]
        if _BLOCK_HEADING.match(line) or _DATE_LINE.match(line):
            continue
        if title is not None and (_TRUNCATED.search(line) or len(line) >= _TEASER or line.endswith((".", "!"))):
            pairs[-1] = (title, index)
            title = None
        else:
            title = index
            pairs.append((index, None))
    return pairs


@Language.factory("policytext_related", assigns=["doc._.related"])
def create_related(nlp: Language, name: str) -> RelatedArticles:
    return RelatedArticles()
