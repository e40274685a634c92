"""Annotations to export: those of our corpus, which need no model, and some that nobody would write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policytext.annotation import Annotation
from policytext.corpus.annotation import annotation_of
from policytext.corpus.folder import corpus_documents

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parents[2]
Make = Callable[..., Annotation]


@pytest.fixture(scope="session")
def corpus() -> list[Annotation]:
    """Return the annotations of some genres of the corpus."""
    documents = ROOT / "corpora/policytext-nl/documents"
    genres = ("advisory", "government-press")
    return [annotation_of(each) for genre in genres for each in corpus_documents(documents / genre).values()]


def annotation(id_: str = "brief", text: str = "", **fields: Any) -> Annotation:
    """Return an annotation with the given fields."""
    data = {
        "schema": "policytext/annotation@1",
        "id": id_,
        "source": {"path": f"{id_}.txt", "sha256": "0"},
        "pipeline": {"policytext": "0", "spacy": "3", "base": {"name": "b", "version": "1"}},
        "text": text,
        **fields,
    }
    return Annotation.model_validate(data)


def span(text: str, part: str) -> dict[str, Any]:
    """Return the span of a part of a text."""
    start = text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


@pytest.fixture
def make() -> Make:
    """Return a function that makes an annotation of an id, a text and further fields."""
    return annotation


@pytest.fixture
def stated() -> Make:
    """Return a function that makes an annotation whose one sentence is the given one, tagged and with an entity."""

    def made(sentence: str, id_: str = "brief", **fields: Any) -> Annotation:
        whole = {**span(sentence, sentence), "section": "s1"}
        return annotation(
            id_,
            sentence,
            sections=[{"id": "s1", "kind": "body", "heading": None, "level": 0, "start": 0, "end": len(sentence)}],
            sentences=[{"id": "s1.1", **whole, "tags": [{"label": "praise", "score": 0.75}], "holder": None}],
            entities=[{"id": "e1", **whole, "label": "ORG", "score": 0.5, "referent": "e1"}],
            **fields,
        )

    return made
