"""The component that finds the sentences of lead and body, and sets spaCy's sentence starts."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.draft import Draft, draft_of
from policytext.pipeline.layers import BlockData, SentenceData, layers
from policytext.pipeline.sections import section_of
from policytext.pipeline.stateless import Stateless
from policytext.pipeline.views import set_group, span_at
from policytext.text.sentences import split_sentences
from policytext.text.wrapping import joined_stretches

_RUNNING = ("lead", "body")


class Sentences(Stateless):
    """Sets the layer `sentences`, ``doc.spans["sentences"]``, and ``token.is_sent_start`` for the whole Doc.

    Sentences never run over the bounds of a block; outside lead and body every block is one sentence for spaCy.
    """

    def annotate(self, draft: Draft) -> None:
        running: list[SentenceData] = []
        for start, end, kind in _stretches(draft.text, draft.layers["blocks"]):
            if kind in _RUNNING:
                for first, last in split_sentences(draft.text, start, end):
                    section = section_of(draft.layers["sections"], first)
                    if section is None:
                        msg = f"sentence at {first} lies in no section"
                        raise AssertionError(msg)
                    running.append({"start": first, "end": last, "section": section, "tags": []})
        draft.layers["sentences"] = running

    def show(self, doc: Doc) -> None:
        running = layers(doc)["sentences"]
        others = _stretches(draft_of(doc).text, layers(doc)["blocks"])
        starts = {start for start, _, kind in others if kind not in _RUNNING} | {each["start"] for each in running}
        # One array for the whole Doc: the setter of a single token looks the whole Doc through each time.
        marks = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
        column = np.array(marks, dtype=np.int64).astype(np.uint64)[:, np.newaxis]
        doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # spaCy's stubs know no uint64
        spans = (span_at(doc, sentence["start"], sentence["end"], "sentence") for sentence in running)
        set_group(doc, "sentences", (span for span in spans if span is not None))


def _stretches(text: str, blocks: list[BlockData]) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of the stretches that sentences stay within: blocks, hard-wrapped lines joined."""
    return joined_stretches(text, [(block["start"], block["end"], block["kind"]) for block in blocks])


@Language.factory("policytext_sentences", assigns=["token.is_sent_start", "doc.spans"])
def create_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
