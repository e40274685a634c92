"""The component that gives every line a block kind and builds the sections."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.blocks.decode import decode
from policytext.pipeline.component import ModelComponent
from policytext.pipeline.draft import Draft
from policytext.pipeline.layers import layers
from policytext.pipeline.sections import build_sections
from policytext.pipeline.views import set_group, span_at
from policytext.text.lines import split_lines


class Blocks(ModelComponent):
    """Sets the layers `blocks` and `sections`, and ``doc.spans["blocks"]``, ``doc.spans["sections"]``.

    Markup that the reader found (`Document.hints`) wins over the classifier.
    """

    model_name = "blocks"

    def annotate(self, draft: Draft) -> None:
        lines = split_lines(draft.text)
        if not lines:
            return
        document, found, model = draft.document, draft.layers, self.trained
        found["blocks"] = decode(
            lines,
            model.predict(lines),
            document.hints if document else (),
            headings_are_known=bool(document and document.line_kinds_complete),
            title_threshold=model.title_threshold,
        )
        found["sections"] = build_sections(found["blocks"])

    def show(self, doc: Doc) -> None:
        spans = []
        for block in layers(doc)["blocks"]:
            span = span_at(doc, block["start"], block["end"], block["kind"])
            if span is not None:
                span._.kind, span._.level = block["kind"], block["level"]
                spans.append(span)
        set_group(doc, "blocks", spans)
        sections = (
            span_at(doc, section["start"], section["end"], section["kind"]) for section in layers(doc)["sections"]
        )
        set_group(doc, "sections", (span for span in sections if span is not None))

    @staticmethod
    def read_model(folder: Path) -> Any:
        from policytext.pipeline.blocks.model import BlockModel

        return BlockModel.from_folder(folder)


@Language.factory("policytext_blocks", assigns=["doc.spans"])
def create_blocks(nlp: Language, name: str) -> Blocks:
    return Blocks()
