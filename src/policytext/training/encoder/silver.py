"""Raw policy text labelled, softly, by the accurate models: what the fast ones learn from besides.

What the encoder, the word model and the tagger say together is better than what each says alone; from their word on
real text that nobody has labelled, each learns to say the same (distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from policytext.pipeline.draft import Draft
from policytext.pipeline.encoder.component import reading_of
from policytext.pipeline.encoder.model import EncoderModel
from policytext.pipeline.layers import Layers
from policytext.pipeline.step import Step
from policytext.pipeline.tags.component import document_contexts, document_features
from policytext.pipeline.tags.context import Context
from policytext.pipeline.tags.model import TagModel

CHUNKS = {
    "manifestos-1994-2023": 90,
    "wassenaar": 60,
    "wob-letters": 60,
    "amsterdam-2026": 60,
    "government-guidance": 50,
    "laws-circulaire-000": 40,
    "coalition-agreement-2021": 25,
    "laws-zbo-000": 20,
    "laws-beleidsregel-000": 20,
}
"""How many stretches of each raw text are taken: most from those in which somebody wants or judges something."""

_CHUNK = 3000
_SEED = 1
_UP_TO_ENTITIES = ("policytext_blocks", "policytext_sentences", "policytext_entities")


@dataclass(frozen=True)
class Silver:
    """A stretch of raw text with the teacher's word on it.

    Attributes:
        text: the stretch; `found`: its layers up to the entities.
        contexts: what the word model reads of its sentences.
        scores: the probability of every tag, one row a sentence, one column a tag.
    """

    text: str
    found: Layers
    contexts: list[Context]
    scores: NDArray[np.float32]


@dataclass(frozen=True)
class Teacher:
    """An encoder with its stack, the fast pipeline that it joins, and the word model that the tags stand on too."""

    encoder: EncoderModel
    nlp: Language
    words: TagModel

    def label(self, text: str) -> Silver:
        """Return `text` with what the accurate models say of it.

        Raises:
            ValueError: the encoder has no stack.
        """
        if self.encoder.stack is None:
            msg = "the encoder has no stack to decide with"
            raise ValueError(msg)
        draft = Draft(text)
        *first, last = (cast("Step", self.nlp.get_pipe(name)) for name in _UP_TO_ENTITIES)
        for step in first:
            step.annotate(draft)
        reading = draft.reading = reading_of(self.encoder, text, draft.layers)
        last.annotate(draft)
        found = draft.layers
        contexts = document_contexts(text, found["blocks"], found["sections"], found["sentences"])
        if not contexts:
            return Silver(text, found, [], np.zeros((0, 3), dtype=np.float32))
        scores = self.encoder.stack.predict(document_features(reading, found["sentences"], contexts, self.words))
        return Silver(text, found, contexts, scores)


def raw_chunks(data: Path, times: int = 1) -> Iterator[str]:
    """Yield stretches of the raw texts, whole lines, the same ones every time; `times` as many as in `CHUNKS`."""
    chance = random.Random(_SEED)
    for name, count in CHUNKS.items():
        with gzip.open(data / "raw" / f"{name}.txt.gz", "rt", encoding="utf-8") as file:
            lines = [line.strip() for line in file]
        text = "\n".join(line for line in lines if line)
        places = range(0, max(1, len(text) - _CHUNK), _CHUNK)
        for place in sorted(chance.sample(places, min(count * times, len(places)))):
            start = text.find("\n", place) + 1
            yield text[start : text.find("\n", start + _CHUNK) + 1 or len(text)]


def label_raw(teacher: Teacher, data: Path, times: int = 1) -> Iterator[Silver]:
    """Yield the stretches in which there are sentences, labelled."""
    for text in raw_chunks(data, times):
        silver = teacher.label(text)
        if silver.contexts:
            yield silver
