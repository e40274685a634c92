"""A document with everything that markup knows, characters beyond the BMP, and others made at random."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from hypothesis import strategies as st

from policytext.corpus.annotation import annotation_of
from policytext.corpus.folder import corpus_documents
from policytext.corpus.imports import TOOLS
from policytext.corpus.imports.marking import Header
from policytext.corpus.imports.reading import Imported, import_documents
from policytext.corpus.markup import MarkedDocument, parse_document

MARKUP = """id: gemeente-laadpalen
genre: municipal
hand: alderman
date: 2024-03-14
topics: 8 10
---
x 🍪 Cookies
t Laadpalen 🔌 voor elke wijk in [Zwolle|LOC]
m 14 maart 2024 | door de redactie

l Het college van [Zwolle|LOC] legde op [12 maart|DATE] 120 laadpalen 🚗🚙 aan.
+ {PC holder="Vereniging Elektrisch Overijssel" target="Het college"} De [Vereniging Elektrisch Overijssel|ORG] prijst \
het tempo 👏, maar mist een plan voor de dorpen.

h1 Wat er nog ontbreekt
b {R holder="Vereniging Elektrisch Overijssel" target="De raad"} - Zet ook palen bij \\[nieuwe\\] flats.
b De raad beslist in mei.
+~ Daarna volgt de aanbesteding.
h2 Kosten
b Een paal kost 4.000 euro.

r Lees ook
rt 8 7: Stroomnet vol in [Salland|LOC]
rx Netbeheerder Enexis ⚡ vraagt geduld.
rx Een jaar of drie.
rt 10: Fietspad open
"""

OUTPUTS = {
    "label-studio": "tasks",
    "doccano": "documents.jsonl",
    "prodigy": "tasks.jsonl",
    "brat": "brat",
    "inception": "inception",
    "conll": "documents.conll",
}
CORPUS = Path(__file__).parents[2] / "corpora" / "policytext-nl"


def paper() -> MarkedDocument:
    return parse_document(MARKUP)


TEXT = paper().text
NAME = "gemeente-laadpalen"


def entities(document: MarkedDocument) -> list[tuple[str, str]]:
    return [(document.text[each.start : each.end], each.label) for each in document.entities]


def units(point: int) -> int:
    """Return an offset into `TEXT` in UTF-16 code units."""
    return len(TEXT[:point].encode("utf-16-le")) // 2


def sample(size: int) -> list[MarkedDocument]:
    """Return about `size` documents of our corpus, spread over its genres."""
    documents = list(corpus_documents(CORPUS).values())
    return documents[:: max(1, len(documents) // size)][:size]


def export(documents: list[MarkedDocument], tool: str, folder: Path) -> Path:
    """Write documents for a tool and return what was written."""
    output = folder / OUTPUTS[tool]
    module = import_module(f"policytext.exports.labelling.{TOOLS[tool]}")
    module.write((annotation_of(document) for document in documents), output)
    return output


def bring_back(
    path: Path, tool: str, folder: Path, header: Header | None = None, **options: object
) -> tuple[Imported, dict[str, MarkedDocument]]:
    """Read what a tool wrote; return what was reported and the documents by id."""
    output = folder / f"back-{tool}"
    done = import_documents(path, tool, output, header or Header(), **options)
    return done, {each.id: each for each in corpus_documents(output).values()} if done.written else {}


_WORDS = st.sampled_from(
    [
        "kabinet",
        "moet",
        "Zwolle",
        "🙂",
        "👩‍👩‍👧",
        "€4.000",
        "é",
        "e\u0301",
        "D66-motie",
        "[sic]",
        "\\",
        "|",
        "𝒳",
        "zo'n",
        "…",
        "#",
    ]
)
# Blanks that are neither line ends nor what markup strips at the edges of a line.
_BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u2009"])
_LABELS = st.sampled_from(["MINISTER", "PERSON", "ORG", "LAW", "LOC", "DATE"])


@st.composite
def _words(draw: st.DrawFn) -> str:
    """Return the markup of a stretch of text, with entities around some of its words."""
    parts = []
    for word in draw(st.lists(_WORDS, min_size=1, max_size=6)):
        escaped = "".join(f"\\{each}" if each in "[]\\" else each for each in word)
        parts.append(f"[{escaped}|{draw(_LABELS)}]" if draw(st.booleans()) else escaped)
    blanks = [draw(_BLANKS) for _ in parts[1:]]
    return parts[0] + "".join(blank + part for blank, part in zip(blanks, parts[1:], strict=True))


@st.composite
def _sentence(draw: st.DrawFn) -> str:
    tags = draw(st.sampled_from(["", "", "{R} ", "{PC} ", '{C holder="Stichting 🌳 Boom"} ', '{R target="de raad"} ']))
    return tags + "Nu " + draw(_words())


@st.composite
def papers(draw: st.DrawFn) -> MarkedDocument:
    """Return a document made at random."""
    lines = ["id: proef", "genre: news", "hand: neutral", "date: 2024-01-02", "topics: 2 1", "---"]
    lines += ["x Menu 🍔", f"t {draw(_words())} Stichting 🌳 Boom en de raad"]
    for code in ("l", "h1", "b", "h2", "b", "b"):
        lines += [""] * draw(st.integers(0, 2))
        if code.startswith("h"):
            lines.append(f"{code} Kop {draw(_words())}")
            continue
        lines.append(f"{code} {draw(_sentence())}")
        for _ in range(draw(st.integers(0, 2))):
            lines.append(f"{draw(st.sampled_from(['+', '+~']))} {draw(_sentence())}")
    if draw(st.booleans()):
        lines += ["", "r Lees ook", f"rt 7: {draw(_words())}", f"rx Meer {draw(_words())}"]
    return parse_document("\n".join(lines) + "\n")
