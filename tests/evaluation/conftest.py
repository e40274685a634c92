"""A small gold document, as markup in a folder and as the annotation that agrees with it in everything."""

from pathlib import Path

import pytest

from policytext.annotation import Annotation
from policytext.corpus.annotation import annotation_of
from policytext.corpus.markup import parse_document

MARKUP = """id: brief
genre: ngo-news
hand: activist
date: 2023-05-11
topics: 21 7
---
x Menu
t Dijk laat boeren in de kou staan

l Het waterschap [Venen en Plassen|ORG] stelde op [9 mei|DATE] het peilbesluit vast.
+ {C holder="Stichting Levend Veen" target="het peilbesluit"} Niemand is geholpen, aldus [Stichting Levend Veen|ORG].

h1 Meer water
b {R holder="Stichting Levend Veen"} Zet het peil in de winter hoger.
b Het bestuur beslist in juni.

rt 7: Zomerdroogte treft het [Groene Hart|LOC]
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "brief.ptm").write_text(MARKUP, encoding="utf-8")
    return folder


@pytest.fixture
def perfect() -> Annotation:
    return annotation_of(parse_document(MARKUP))
