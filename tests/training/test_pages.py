"""Pages made of the corpus's documents for training."""

from __future__ import annotations

import random

import pytest

from policytext.text.lines import Line
from policytext.training.pages import Page, PageLine, PageMaker

DOCUMENT = [
    ("boilerplate", "Home"),
    ("boilerplate", "Zoeken"),
    ("title", "Peilbesluit vastgesteld"),
    ("meta", "Zaaknummer: 2023-118"),
    ("text", "Het waterschap stelde het peil vast."),
    ("heading", "Zomer"),
    ("text", "Het peil gaat omhoog."),
    ("heading", "Winter"),
    ("text", "Het peil gaat omlaag."),
    ("heading", "Vervolg"),
    ("text", "In mei volgt een verslag."),
    ("boilerplate", "Naar boven"),
]


@pytest.fixture
def document() -> Page:
    return [PageLine(Line(0, len(text), text, False), kind, 0) for kind, text in DOCUMENT]


def made(document: Page) -> list[Page]:
    maker = PageMaker([document])
    return [page for seed in range(40) for page in maker.pages_of(document, random.Random(seed))]


def test_a_page_keeps_its_own_text_in_order(document: Page) -> None:
    own = "\n".join(text for kind, text in DOCUMENT if kind in ("title", "heading", "text"))
    for page in made(document):
        assert "\n".join(each.line.text for each in page if each.kind in ("title", "heading", "text")) in own


def test_excerpts_are_texts_of_a_few_lines(document: Page) -> None:
    excerpts = [page for page in made(document) if len(page) <= 3]
    assert {page[0].kind for page in excerpts} == {"title", "text"}


def test_the_same_chance_makes_the_same_pages(document: Page) -> None:
    assert made(document) == made(document)


def test_headings_in_a_table_of_contents_are_furniture(document: Page) -> None:
    contents = [page for page in made(document) if ("boilerplate", "Zomer") in {(e.kind, e.line.text) for e in page}]
    assert contents


def test_names_and_values_come_out_as_lines_of_their_own(document: Page) -> None:
    parted = [page for page in made(document) if ("meta", "Zaaknummer") in {(e.kind, e.line.text) for e in page}]
    assert parted
    assert all(("meta", "2023-118") in {(e.kind, e.line.text) for e in page} for page in parted)


def test_a_page_without_furniture_or_headings_can_be_made_too() -> None:
    page = [PageLine(Line(0, 4, "Kort", True), "text", 0)]
    assert all("Kort" in [each.line.text for each in found] for found in made(page))
