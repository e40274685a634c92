"""Corpus documents as Word files and web pages, and what a reader should make of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

import docx
import wordprocessingml as wml

from policytext.corpus.markup import MarkedDocument, read_document
from policytext.document import Document
from policytext.readers.headings import nested_levels

CORPUS = Path(__file__).parents[3] / "corpora" / "policytext-nl" / "documents"
_BULLET = re.compile(r"[-–•] +(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})\. +(?=\S)")
# A web page has these around its text; readers of pages leave them out.
_FURNITURE = ("boilerplate",)
_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>{title} | De Polderstem</title>
<style>nav {{display: flex}}</style></head><body>
<div id="cookiemelding" class="cookie-banner"><p>Wij gebruiken cookies om deze website te verbeteren.</p>
<button>Akkoord</button> <a href="/privacy">Meer over cookies</a></div>
<header><a href="/">De Polderstem</a><nav class="hoofdnavigatie"><ul><li><a href="/">Home</a></li>
<li><a href="/nieuws">Nieuws</a></li><li><a href="/dossiers">Dossiers</a></li>
<li><a href="/contact">Contact</a></li></ul>
<form action="/zoeken"><input name="q"><button>Zoeken</button></form></nav></header>
<main><article>
{main}
</article>{related}</main>
<footer class="voettekst"><p>De Polderstem is een uitgave van de Stichting Polderstem.</p>
<ul><li><a href="/disclaimer">Disclaimer</a></li><li><a href="/rss">RSS</a></li></ul></footer>
<script>window.stats = 1;</script></body></html>
"""


@dataclass(frozen=True)
class Line:
    """A line as it should be read: its text, "title", "other", or "heading" with a level."""

    text: str
    kind: str


def documents(per_genre: int, skip: int = 0) -> list[MarkedDocument]:
    """Return documents of every genre, in the order of their names, without the first `skip` of each genre."""
    folders = sorted(path for path in CORPUS.iterdir() if path.is_dir())
    return [read_document(path) for folder in folders for path in sorted(folder.glob("*.ptm"))[skip : skip + per_genre]]


def expected(document: MarkedDocument, *, page: bool = False) -> list[Line]:
    """Return the lines of a document; of a `page`, its furniture is no text, and teasers come after all else."""
    lines = [line for line in document.lines if not (page and line.kind in _FURNITURE)]
    if page:
        lines.sort(key=lambda line: line.kind == "related")
    levels = nested_levels(line.level or 0 for line in lines if line.kind == "heading")
    found = []
    for line in lines:
        kind = "other"
        if line.kind == "heading":
            kind = f"heading {next(levels)}"
        elif line.kind == "title":
            kind = "title"
        found.append(Line(_flat(document.text[line.start : line.end]), kind))
    return found


def read_lines(document: Document) -> list[Line]:
    """Return the lines that a reader has found, in the terms of `expected`."""
    kinds = {hint.start: f"heading {hint.level}" if hint.kind == "heading" else hint.kind for hint in document.hints}
    lines, start = [], 0
    for text in document.text.split("\n"):
        kind = kinds.get(start, "other")
        if text:
            lines.append(Line(_flat(text), kind if kind == "title" or kind.startswith("heading") else "other"))
        start += len(text) + 1
    return lines


def agreeing(wanted: list[Line], found: list[Line]) -> int:
    """Return how many of the wanted lines are found in their order, with text and kind."""
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def as_word(document: MarkedDocument) -> docx.document.Document:
    """Return a document in Word, with styles for title and headings and with real lists."""
    word = docx.Document()
    word.core_properties.title = ""
    for kind, level, texts in _runs(document):
        if kind == "title":
            word.add_heading(texts[0], 0)
        elif kind == "heading":
            word.add_heading(texts[0], level)
        elif kind == "bullets":
            for text in texts:
                word.add_paragraph(text, style="List Bullet")
        elif kind == "numbers":
            list_id = wml.add_list(word, [("decimal", "%1.")])
            for text in texts:
                wml.number(word.add_paragraph(text), list_id)
        else:
            for text in texts:
                word.add_paragraph(text)
    return word


def as_page(document: MarkedDocument) -> str:
    """Return a document as a web page with a menu, a cookie notice and a footer around it."""
    main, related = [], []
    titles = [document.text[line.start : line.end] for line in document.lines if line.kind == "title"]
    teasers = {teaser.title.start for teaser in document.related}
    for kind, level, texts in _runs(document, page=True):
        escaped = [html.escape(text) for text in texts]
        if kind == "title":
            main.append(f"<h1>{escaped[0]}</h1>")
        elif kind == "heading":
            main.append(f"<h{min(level + 1, 6)}>{escaped[0]}</h{min(level + 1, 6)}>")
        elif kind in ("bullets", "numbers"):
            items = "".join(f"<li>{text}</li>" for text in escaped)
            main.append(f"<ul>{items}</ul>" if kind == "bullets" else f"<ol>{items}</ol>")
        else:
            main += [f"<p>{text}</p>" for text in escaped]
    for line in document.lines:
        if line.kind == "related":
            text = html.escape(_flat(document.text[line.start : line.end]))
            is_title = line.start in teasers
            related.append(f'<h3><a href="/artikel/{line.start}">{text}</a></h3>' if is_title else f"<p>{text}</p>")
    block = f'<aside class="gerelateerd">{"".join(related)}</aside>' if related else ""
    return _PAGE.format(title=html.escape(titles[0] if titles else "Nieuws"), main="\n".join(main), related=block)


def _runs(document: MarkedDocument, *, page: bool = False) -> Iterator[tuple[str, int, list[str]]]:
    """Yield kind, level and texts of lines that belong together: items of one list, else single lines."""
    lines = [line for line in document.lines if not (page and line.kind in (*_FURNITURE, "related"))]
    described = [(line.kind, line.level or 0, _flat(document.text[line.start : line.end])) for line in lines]
    number = 0
    marked = []
    for kind, level, text in described:
        item = _NUMBER.match(text)
        number = number + 1 if item and kind not in ("title", "heading") and int(item[1]) == number + 1 else 0
        if kind in ("title", "heading"):
            marked.append((kind, level, text))
        elif number:
            marked.append(("numbers", 0, text[item.end() :]))
        elif text.startswith("- "):
            marked.append(("bullets", 0, text[_BULLET.match(text).end() :]))
        else:
            marked.append(("text", 0, text))
    for (kind, level, _), group in groupby(enumerate(marked), key=lambda each: _key(*each)):
        yield kind, level, [text for _, (_, _, text) in group]


def _key(place: int, line: tuple[str, int, str]) -> tuple[str, int, int]:
    """Return what is the same for lines of one run: titles and headings are alone."""
    return line[0], line[1], place if line[0] in ("title", "heading") else -1


def _flat(text: str) -> str:
    return " ".join(text.split())
