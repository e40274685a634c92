"""The component that reads a document with the encoder, for the components after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.encoder.model import DocumentReading, EncoderModel
from policytext.pipeline.layers import Layers

LINE_KINDS = frozenset(("title", "heading", "related"))
"""Lines outside lead and body in which entities are annotated."""

_META = 120
"""Code points of the meta lines that stand in for a missing title."""


class Encoder(ModelComponent):
    """Sets the `reading` of the draft: what the encoder says of every sentence and annotated line."""

    model_name = "encoder"

    def annotate(self, draft: Draft) -> None:
        draft.reading = reading_of(self.trained, draft.text, draft.layers)

    @staticmethod
    def read_model(folder: Path) -> Any:
        return EncoderModel.from_folder(folder)


def reading_of(model: EncoderModel, text: str, found: Layers) -> DocumentReading:
    """Return what `model` says of the sentences and annotated lines of a document with the layers `found`."""
    sentences = [(sentence["start"], sentence["end"]) for sentence in found["sentences"]]
    lines = [
        (block["start"], block["end"], block["kind"] == "heading")
        for block in found["blocks"]
        if block["kind"] in LINE_KINDS
    ]
    return model.read(text, _title(text, found), sentences, lines)


def _title(text: str, found: Layers) -> str:
    """Return the title, else the beginning of the meta lines."""
    texts = {
        kind: [text[b["start"] : b["end"]] for b in found["blocks"] if b["kind"] == kind] for kind in ("title", "meta")
    }
    return texts["title"][0] if texts["title"] else " ".join(texts["meta"])[:_META]


@Language.factory("policytext_encoder")
def create_encoder(nlp: Language, name: str) -> Encoder:
    return Encoder()
