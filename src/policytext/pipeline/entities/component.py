"""The component that finds entities in title, lead, headings, body and related blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.encoder.component import LINE_KINDS
from policytext.pipeline.layers import Layers
from policytext.pipeline.views import set_entities


def stretches(found: Layers) -> list[tuple[int, int]]:
    """Return where entities are sought, as (start, end): sentences, and the other annotated lines whole."""
    lines = [(block["start"], block["end"]) for block in found["blocks"] if block["kind"] in LINE_KINDS]
    return sorted([*lines, *((sentence["start"], sentence["end"]) for sentence in found["sentences"])])


class Entities(ModelComponent):
    """Sets the layer `entities` and merges it into ``doc.ents``; others' entities stay where ours leave room."""

    model_name = "entities"

    def annotate(self, draft: Draft) -> None:
        draft.layers["entities"] = self.trained.find(draft.text, stretches(draft.layers), draft.reading)

    def show(self, doc: Doc) -> None:
        set_entities(doc)

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.entities.model import EntityModel

        return EntityModel.from_folder(folder)


@Language.factory("policytext_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> Entities:
    return Entities()
