"""What the models learn from: our own corpus, and the labelled real sentences where they are at hand."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from policytext.corpus.markup import MarkedDocument, read_document
from policytext.pipeline.layers import BlockData, Layers, SectionData, SentenceData
from policytext.pipeline.sections import build_sections, section_of

REAL_SENTENCES = "sentences/sentences.jsonl.gz"

RealPart = Literal["all", "learned", "held"]

_PARTS, _HELD_PART = 8, 4

_GENRE_OF_SOURCE = {
    "handelingen-2018": "Handelingen van een debat",
    "kamervragen-2024": "Vragen van het lid",
    "moties-2023": "Motie van het lid",
    "manifestos-2023": "Verkiezingsprogramma",
    "amsterdam-2026": "Verkiezingsprogramma gemeente",
    "coalitieakkoord-2021": "Coalitieakkoord van het kabinet",
    "wob-letters": "Brief van de minister",
    "gov-digital-docs": "Rijksoverheid",
    "algoritmekader": "Rijksoverheid",
    "wassenaar-beleid": "Gemeente, brief aan de raad",
    "vught-participeert": "Stichting over de gemeente",
    "inzicht-in-beleid": "Onderzoek",
}


@dataclass(frozen=True)
class Layered:
    """A corpus document in the shape of the pipeline's layers."""

    document: MarkedDocument
    blocks: list[BlockData]
    sections: list[SectionData]
    sentences: list[SentenceData]


def own_documents(corpus: Path, splits: tuple[str, ...] = ("train", "dev")) -> list[MarkedDocument]:
    """Return the corpus documents of the given splits, in order of id.

    Args:
        corpus: a corpus, or a folder of several: every folder with a ``splits.csv`` is one.
        splits: which parts of it.

    Raises:
        MarkupError: a document breaks the markup.
        FileNotFoundError: there is no `splits.csv`.
    """
    files = sorted(corpus.rglob("splits.csv"))
    if not files:
        msg = f"{corpus}: no splits.csv in it; `policytext corpus split` makes one"
        raise FileNotFoundError(msg)
    documents = [document for file in files for document in _split_documents(file, splits)]
    return sorted(documents, key=lambda document: document.id)


def _split_documents(file: Path, splits: tuple[str, ...]) -> Iterator[MarkedDocument]:
    with file.open(encoding="utf-8", newline="") as rows:
        split_of = {row["id"]: row["split"] for row in csv.DictReader(rows)}
    documents = (read_document(path) for path in sorted(file.parent.rglob("*.ptm")))
    return (document for document in documents if split_of.get(document.id) in splits)


def layered(document: MarkedDocument) -> Layered:
    """Return a corpus document as blocks, sections and sentences with tags of score 1."""
    blocks: list[BlockData] = [
        {"start": line.start, "end": line.end, "kind": line.kind, "level": line.level} for line in document.lines
    ]
    sections = build_sections(blocks)
    sentences: list[SentenceData] = []
    for sentence in document.sentences:
        section = section_of(sections, sentence.start)
        if section is None:
            msg = f"{document.id}: the sentence at {sentence.start} lies in no section"
            raise ValueError(msg)
        tags: list[Any] = [{"label": label, "score": 1.0} for label in sentence.tags]
        sentences.append({"start": sentence.start, "end": sentence.end, "section": section, "tags": tags})
    return Layered(document, blocks, sections, sentences)


def layers_of(found: Layered) -> Layers:
    """Return a corpus document as the layers that a pipeline would have set, without entities and topics."""
    return {
        "blocks": found.blocks,
        "sections": [],
        "sentences": found.sentences,
        "entities": [],
        "topics": [],
        "related": [],
        "misses": 0,
    }


def real_windows(data: Path, part: RealPart = "all") -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return (document, genre line, consecutive rows) of every window of labelled real sentences; none without data.

    Args:
        data: the third-party data.
        part: "held" are the documents that the tags are not learned from, so that what stands on them can be set on
            real text too (a tenth of the sentences, of nine sources); "learned" the others.
    """
    path = data / REAL_SENTENCES
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    windows = groupby(rows, key=lambda row: (row["document"], row["window"], row["source"]))
    return [
        (document, _GENRE_OF_SOURCE.get(source, ""), list(group))
        for (document, _, source), group in windows
        if part == "all" or (part == "held") == _is_held(document)
    ]


def _is_held(document: str) -> bool:
    digest = hashlib.sha256(document.encode()).digest()
    return digest[-1] % _PARTS == _HELD_PART
