"""A small corpus document in our markup, and ways to make more of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.corpus.markup import MarkedDocument, parse_document

MARKUP = """id: ngo-dijk
genre: ngo-news
hand: activist
date: 2023-05-11
topics: 21 7
---
x Menu
t Dijk laat boeren en natuur in de kou staan
m 11 mei 2023

l Het waterschap [Venen en Plassen|ORG] stelde op [9 mei|DATE] het peilbesluit vast.
+ {C holder="Stichting Levend Veen" target="het peilbesluit"} Niemand is geholpen, aldus [Stichting Levend Veen|ORG].

h1 Meer water
b {R holder="Stichting Levend Veen" target="Venen en Plassen"} - Zet het peil in de winter hoger.
b Het bestuur beslist in juni over het voorstel.

r Lees ook
rt 7: Zomerdroogte treft het [Groene Hart|LOC]
rx Voor het derde jaar op rij.
"""


@pytest.fixture
def markup() -> str:
    return MARKUP


@pytest.fixture
def document() -> MarkedDocument:
    return parse_document(MARKUP)


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Write documents, each as markup, into a new corpus folder."""

    def write(*documents: str, name: str = "corpus") -> Path:
        folder = tmp_path / name
        (folder / "documents").mkdir(parents=True)
        for source in documents:
            (folder / "documents" / f"{parse_document(source).id}.ptm").write_text(source, encoding="utf-8")
        return folder

    return write
