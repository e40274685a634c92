"""The component that tags sentences and sections with recommendation, praise and criticism."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.annotation import TAG_LABELS
from policytext.pipeline.component import ModelComponent
from policytext.pipeline.layers import BlockData, SectionData, SentenceData, layers
from policytext.pipeline.tags.context import Context, contexts_in_order


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


class Tags(ModelComponent):
    """Sets `tags` on the sentence layer and ``span._.tags`` on ``doc.spans["sentences"]``."""

    model_name = "tags"

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        contexts = document_contexts(doc.text, found["blocks"], found["sections"], found["sentences"])
        thresholds = self.model.thresholds
        for sentence, row in zip(found["sentences"], self.model.predict(contexts), strict=True):
            sentence["tags"] = [
                {"label": label, "score": round(float(score), 4)}
                for label, score, threshold in zip(TAG_LABELS, row, thresholds, strict=True)
                if score >= threshold
            ]
        by_start = {sentence["start"]: sentence for sentence in found["sentences"]}
        for span in doc.spans.get("sentences", ()):
            span._.tags = by_start[span.start_char]["tags"]
        return doc

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.tags.model import TagModel

        return TagModel.from_folder(folder)


@Language.factory("policytext_tags", assigns=["span._.tags"])
def create_tags(nlp: Language, name: str) -> Tags:
    return Tags()
