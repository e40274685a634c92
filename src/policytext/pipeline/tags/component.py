"""The component that tags sentences and sections with recommendation, praise and criticism."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from policytext.annotation import TAG_LABELS
from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.encoder.model import DocumentReading
from policytext.pipeline.layers import BlockData, SectionData, SentenceData, layers
from policytext.pipeline.tags.context import Context, contexts_in_order, genre_marks
from policytext.pipeline.tags.stack import stack_features

if TYPE_CHECKING:
    from policytext.pipeline.tags.model import TagModel


def document_contexts(
    text: str, blocks: list[BlockData], sections: list[SectionData], sentences: list[SentenceData]
) -> list[Context]:
    """Return what the tag model reads of every sentence, in order."""
    opening = _opening(text, blocks)
    found: list[Context] = []
    for index, group in groupby(sentences, key=lambda sentence: sentence["section"]):
        heading = sections[index]["heading"]
        title = "" if heading is None else text[blocks[heading]["start"] : blocks[heading]["end"]]
        found += contexts_in_order([text[sentence["start"] : sentence["end"]] for sentence in group], title, opening)
    return found


def _opening(text: str, blocks: list[BlockData]) -> str:
    """Return the title, then the meta lines, then the first running line: where a document tells its genre."""
    parts = {"title": "", "meta": "", "lead": "", "body": ""}
    for block in blocks:
        if len(parts.get(block["kind"], " " * 120)) < 120:
            parts[block["kind"]] += " " + text[block["start"] : block["end"]]
    return " ".join((parts["title"][:150], parts["meta"][:120], (parts["lead"] or parts["body"])[:200]))


def document_features(
    reading: DocumentReading, sentences: Sequence[SentenceData], contexts: Sequence[Context], words: TagModel
) -> NDArray[np.float32]:
    """Return what the stack reads of a document's sentences, in order: one row a sentence."""
    starts = [sentence["start"] for sentence in sentences]
    return stack_features(
        np.array([reading.units[start].tags for start in starts], dtype=np.float32),
        np.array([reading.alone[start] for start in starts], dtype=np.float32),
        words.decisions(contexts),
        genre_marks(contexts),
    )


class Tags(ModelComponent):
    """Sets `tags` on the sentence layer and ``span._.tags`` on ``doc.spans["sentences"]``."""

    model_name = "tags"

    def annotate(self, draft: Draft) -> None:
        found = draft.layers
        contexts = document_contexts(draft.text, found["blocks"], found["sections"], found["sentences"])
        scores, thresholds = self._scores(contexts, found["sentences"], draft.reading)
        draft.reading = None
        for sentence, row in zip(found["sentences"], scores, strict=True):
            sentence["tags"] = [
                {"label": label, "score": round(float(score), 4)}
                for label, score, threshold in zip(TAG_LABELS, row, thresholds, strict=True)
                if score >= threshold
            ]

    def show(self, doc: Doc) -> None:
        by_start = {sentence["start"]: sentence for sentence in layers(doc)["sentences"]}
        for span in doc.spans.get("sentences", ()):
            span._.tags = by_start[span.start_char]["tags"]

    def _scores(
        self, contexts: list[Context], sentences: list[SentenceData], reading: DocumentReading | None
    ) -> tuple[Any, Any]:
        """Return a probability a sentence and tag, and the thresholds; with the encoder's word where there is one."""
        if reading is None or reading.stack is None or not sentences:
            return self.trained.predict(contexts), self.trained.thresholds
        scores = reading.stack.predict(document_features(reading, sentences, contexts, self.trained.words))
        return scores, reading.stack.thresholds

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.tags.fast import FastTags

        return FastTags.from_folder(folder)


@Language.factory("policytext_tags", assigns=["span._.tags"])
def create_tags(nlp: Language, name: str) -> Tags:
    return Tags()
