"""The component that gives sentences the labels of a set of one's own, trained by ``policytext train labels``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import layers
from policytext.pipeline.models import read_meta
from policytext.pipeline.tags.component import document_contexts

if TYPE_CHECKING:
    from policytext.pipeline.tags.model import TagModel


@dataclass(frozen=True)
class LabelModel:
    """The names of the labels, and the word model that gives them."""

    labels: tuple[str, ...]
    words: TagModel


class OwnLabels(ModelComponent):
    """Sets `labels` on the sentence layer and ``span._.labels`` on ``doc.spans["sentences"]``."""

    model_name = "labels"

    def annotate(self, draft: Draft) -> None:
        found = draft.layers
        contexts = document_contexts(draft.text, found["blocks"], found["sections"], found["sentences"])
        words = self.trained.words
        for sentence, row in zip(found["sentences"], words.predict(contexts), strict=True):
            sentence["labels"] = [
                {"label": label, "score": round(float(score), 4)}
                for label, score, threshold in zip(self.trained.labels, row, words.thresholds, strict=True)
                if score >= threshold
            ]

    def show(self, doc: Doc) -> None:
        by_start = {sentence["start"]: sentence for sentence in layers(doc)["sentences"]}
        for span in doc.spans.get("sentences", ()):
            span._.labels = by_start[span.start_char]["labels"]

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.tags.model import TagModel

        return LabelModel(tuple(read_meta(folder)["labels"]), TagModel.from_folder(folder))


@Language.factory("policytext_own_labels", default_config={"folder": ""}, assigns=["span._.labels"])
def create_own_labels(nlp: Language, name: str, folder: str) -> OwnLabels:
    return OwnLabels(Path(folder))
