"""The component that finds entities in title, lead, headings, body and related blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.encoder.component import LINE_KINDS, READINGS
from policytext.pipeline.layers import Layers, layers, text_of
from policytext.pipeline.views import set_entities


def stretches(found: Layers) -> list[tuple[int, int]]:
    """Return where entities are sought, as (start, end): sentences, and the other annotated lines whole."""
    lines = [(block["start"], block["end"]) for block in found["blocks"] if block["kind"] in LINE_KINDS]
    return sorted([*lines, *((sentence["start"], sentence["end"]) for sentence in found["sentences"])])


class Entities(ModelComponent):
    """Sets the layer `entities` and merges it into ``doc.ents``; others' entities stay where ours leave room."""

    model_name = "entities"

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        found["entities"] = self.trained.find(text_of(doc), stretches(found), doc.user_data.get(READINGS))
        set_entities(doc)
        return doc

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.entities.model import EntityModel

        return EntityModel.from_folder(folder)


@Language.factory("policytext_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> Entities:
    return Entities()
