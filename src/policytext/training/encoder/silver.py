"""Raw policy text as the encoder learns from it a second time: labelled, softly, by the accurate models themselves.

What the encoder, the word model and the tagger say together is better than what the encoder says alone; here it learns
to say the same (distillation, Hinton et al. 2015), on real text that nobody has labelled.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from policytext.pipeline.encoder.component import READINGS, reading_of
from policytext.pipeline.encoder.model import DocumentReading, EncoderModel
from policytext.pipeline.encoder.windows import units_of
from policytext.pipeline.layers import Layers, layers
from policytext.pipeline.tags.component import document_contexts, encoder_logits, genre_marks
from policytext.pipeline.tags.model import TagModel
from policytext.training.encoder.examples import LINE_KINDS, Example, piece_labels

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
_LAST = "policytext_entities"


@dataclass(frozen=True)
class Teacher:
    """An encoder with its stack, the fast pipeline that it joins, and the word model that the tags stand on too."""

    encoder: EncoderModel
    nlp: Language
    words: TagModel

    def read(self, text: str) -> tuple[Doc, DocumentReading]:
        """Return `text` with blocks, sentences and entities, and what the encoder says of it."""
        doc = self.nlp.make_doc(text)
        for name, component in self.nlp.pipeline:
            if name == _LAST:
                doc.user_data[READINGS] = reading_of(self.encoder, text, layers(doc))
            doc = component(doc)
            if name == _LAST:
                break
        return doc, doc.user_data[READINGS]


def raw_chunks(data: Path) -> Iterator[str]:
    """Yield stretches of the raw texts, whole lines, the same ones every time."""
    chance = random.Random(_SEED)
    for name, count in CHUNKS.items():
        with gzip.open(data / "raw" / f"{name}.txt.gz", "rt", encoding="utf-8") as file:
            lines = [line.strip() for line in file]
        text = "\n".join(line for line in lines if line)
        for place in sorted(chance.sample(range(max(1, len(text) - _CHUNK)), count)):
            start = text.find("\n", place) + 1
            yield text[start : text.find("\n", start + _CHUNK) + 1 or len(text)]


def silver_examples(teacher: Teacher, data: Path, tokenizer: Any) -> list[Example]:
    """Return the raw stretches with the teacher's probabilities as tags and its entities as labels."""
    found = []
    for number, text in enumerate(raw_chunks(data)):
        doc, reading = teacher.read(text)
        if layers(doc)["sentences"]:
            found.append(
                _example(f"raw-{number}", doc, _tag_scores(text, layers(doc), reading, teacher.words), tokenizer)
            )
    return found


def _example(name: str, doc: Doc, scores: dict[int, tuple[float, ...]], tokenizer: Any) -> Example:
    text, found = doc.text, layers(doc)
    sentences = [(sentence["start"], sentence["end"]) for sentence in found["sentences"]]
    lines = [(b["start"], b["end"], b["kind"] == "heading") for b in found["blocks"] if b["kind"] in LINE_KINDS]
    names = [(entity["start"], entity["end"], entity["label"]) for entity in found["entities"]]
    titles = [text[block["start"] : block["end"]] for block in found["blocks"] if block["kind"] == "title"]
    units = units_of(tokenizer, text, sentences, lines)
    title = tokenizer.encode(titles[0] if titles else "", add_special_tokens=False).ids
    labels = [piece_labels(unit, text, names) for unit in units]
    return Example(name, title, units, [scores.get(unit.start) for unit in units], labels)


def _tag_scores(text: str, found: Layers, reading: DocumentReading, words: TagModel) -> dict[int, tuple[float, ...]]:
    """Return the stack's probability of every tag, by where the sentence starts."""
    if reading.stack is None:
        msg = "the encoder has no stack yet to learn from"
        raise ValueError(msg)
    contexts = document_contexts(text, found["blocks"], found["sections"], found["sentences"])
    scores = reading.stack.predict(
        encoder_logits(reading, found["sentences"]), words.decisions(contexts), genre_marks(contexts)
    )
    return {
        sentence["start"]: tuple(float(score) for score in row)
        for sentence, row in zip(found["sentences"], scores, strict=True)
    }
