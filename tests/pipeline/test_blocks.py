"""Lines in, kinds out."""

from __future__ import annotations

import numpy as np
import pytest

from policytext.pipeline.blocks.decode import decode
from policytext.pipeline.blocks.features import KINDS, own_features
from policytext.pipeline.blocks.forms import form_of, with_sure_forms
from policytext.pipeline.blocks.model import BlockModel
from policytext.pipeline.blocks.page import PageArrays
from policytext.pipeline.blocks.second import second_features
from policytext.pipeline.models import model_folder
from policytext.text.lines import Line, split_lines


def kinds_of(*lines: tuple[str, dict[str, float]]) -> list[str]:
    """Decode lines whose probabilities are given; what is not given is spread evenly."""
    rows = np.zeros((len(lines), len(KINDS)), dtype=np.float32)
    for index, (_, given) in enumerate(lines):
        rows[index] = (1 - sum(given.values())) / len(KINDS)
        for kind, probability in given.items():
            rows[index, KINDS.index(kind)] += probability
    text = "\n".join(line for line, _ in lines)
    return [block["kind"] for block in decode(split_lines(text), rows, title_threshold=0.1)]


def sure_kinds(lines: list[Line], kinds: list[str]) -> list[str]:
    return with_sure_forms(lines, [form_of(line.text) for line in lines], kinds)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Met vriendelijke groet,", "meta"),
        ("Hoogachtend,", "meta"),
        ("Tweede Kamer, vergaderjaar 2018–2019, 28 286, nr. 1012 3", "meta"),
        ("Zie ook Aanhangsel Handelingen, vergaderjaar 2018–2019, nr. 2204", "meta"),
        ("Aan: de raad van Amersluis", "meta"),
        ("2021Z09911", "meta"),
        ("kst-28286-1012", "meta"),
        ("ISSN 0921 - 7371", "meta"),
        ("[4] Jaarverslag van de stichting, bladzijde 12", "meta"),
        ("3 Kamerstuk 28 286, nr. 1012", "meta"),
        ("Pagina 2 van 9", "boilerplate"),
        ("blad 3", "boilerplate"),
        ("4/11", "boilerplate"),
        ("- 12 -", "boilerplate"),
        ("Delen via WhatsApp", "boilerplate"),
        ("Ga naar de hoofdinhoud", "boilerplate"),
        ("Besluit college (pdf, 1,4 MB)", "boilerplate"),
        ("Wij gebruiken op deze site cookies.", "boilerplate"),
    ],
)
def test_a_form_that_the_guidelines_name_settles_the_kind(line: str, kind: str) -> None:
    assert sure_kinds(split_lines(line), ["text"]) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Met vriendelijke woorden alleen wordt geen huis gebouwd.",
        "In vergaderjaar 2018 stemde de Kamer er vier keer over.",
        "3 gemeenten doen niet mee.",
        "1. Kamerleden kregen geen antwoord.",
        "Betreft het hier een vergissing?",
    ],
)
def test_a_sentence_that_only_begins_so_keeps_its_kind(line: str) -> None:
    assert sure_kinds(split_lines(line), ["text"]) == ["text"]


def test_a_cut_off_text_is_a_teaser_only_under_a_related_title() -> None:
    lines = split_lines("Lees ook\nPeil te laag\nDe stichting wil meer…\nAfgelopen week…")
    assert sure_kinds(lines, ["text", "related", "text", "text"]) == ["related"] * 4
    assert sure_kinds(lines[2:], ["text", "text"]) == ["text", "text"]


def test_a_subject_line_is_meta_where_another_line_is_the_title() -> None:
    title = ("Brief over het peil", {"title": 0.9})
    subject = ("Betreft: peilbesluit", {"text": 0.5, "title": 0.3})
    assert kinds_of(title, subject) == ["title", "meta"]
    assert kinds_of(("Aan de raad", {"meta": 0.9}), subject) == ["meta", "title"]


def test_a_line_that_is_rather_a_heading_is_not_the_title() -> None:
    text = ("Het waterschap stelde het peil vast.", {"text": 0.9})
    assert kinds_of(("Het peil", {"heading": 0.5, "title": 0.4}), text) == ["heading", "body"]
    assert kinds_of(("Het peil", {"heading": 0.4, "title": 0.5}), text) == ["title", "lead"]


def test_a_numbered_part_of_a_report_is_not_its_title() -> None:
    text = ("Het waterschap stelde het peil vast.", {"text": 0.9})
    assert kinds_of(("4.2 Het peil", {"title": 0.6, "heading": 0.3}), text) == ["heading", "body"]


def page_of(text: str) -> PageArrays:
    return PageArrays.of(split_lines(text))


def test_own_features_see_echoes_and_repeats() -> None:
    once = own_features(page_of("Home\nSubsidie groen dak\nU krijgt geld van de gemeente."))
    twice = own_features(page_of("Home > Subsidie groen dak\nSubsidie groen dak\nU krijgt geld van de gemeente."))
    assert not np.array_equal(once[1], twice[1])


def test_the_second_look_sees_what_is_expected_above_and_below() -> None:
    first = np.eye(len(KINDS), dtype=np.float32)
    features = second_features(np.zeros((len(KINDS), 1), dtype=np.float32), first)
    assert len(features) == len(KINDS)
    assert np.isfinite(features).all()
    assert len(second_features(np.zeros((1, 1), dtype=np.float32), first[:1])) == 1


PAGE = """Naar de inhoud
Menu
Home
Afval
Parkeren
Home > Parkeren > Nieuwe tarieven aan de haven
Nieuwe tarieven aan de haven
Gepubliceerd op 3 maart 2022
Parkeren aan de haven kost vanaf april twee euro per uur, zo heeft het college besloten.
Waarom dit nodig is
De opbrengst gaat naar het onderhoud van de kades, die volgens ingenieurs in slechte staat zijn.
Deel deze pagina
Facebook
Twitter"""


@pytest.fixture(scope="module")
def model() -> BlockModel:
    return BlockModel.from_folder(model_folder("blocks"))


def shipped_kinds(model: BlockModel, text: str) -> list[str]:
    lines = split_lines(text)
    blocks = decode(lines, model.predict(lines), title_threshold=model.title_threshold)
    return [block["kind"] for block in blocks]


def test_a_scraped_page_comes_apart(model: BlockModel) -> None:
    furniture = ["boilerplate"]
    expected = furniture * 6 + ["title", "meta", "lead", "heading", "body"] + furniture * 3
    assert shipped_kinds(model, PAGE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De minister moet ingrijpen.",
        "Het toezicht schiet ernstig tekort, aldus de inspectie in haar rapport van vorige week.",
        "De stichting maakt zich zorgen.\nHet kabinet moet ingrijpen.\nDat is een goede stap.",
    ],
)
def test_a_text_of_a_few_sentences_is_running_text(model: BlockModel, text: str) -> None:
    assert set(shipped_kinds(model, text)) == {"lead"}
