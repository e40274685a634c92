"""The report as one uses it, in a real browser: look, filter, open, follow, go back, by mouse and by keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from reports import bare, dijk, many, zorg

from policytext.annotation import Block, Entity, Link, OwnLabel

if TYPE_CHECKING:
    from conftest import Open
    from playwright.sync_api import Page

FIGURES = [
    "Tags over time",
    "Tags by topic",
    "Tags by organisation",
    "Tags by minister",
    "Who advises, praises and criticises",
    "Who is praised",
    "Who is criticised",
    "Who is advised",
    "Topics by year",
    "Who is named together",
]


def titles(page: Page) -> list[str]:
    return page.locator("table.documents tbody th a").all_inner_texts()


def test_the_overview_plots_what_the_documents_say(opened: Open) -> None:
    page = opened([dijk(), zorg()])
    assert page.locator("figure h2").all_inner_texts() == FIGURES
    assert page.locator("#found").inner_text() == "2 documents"
    page.locator("figure svg a.mark").first.wait_for()
    names = page.locator("a.mark").evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert "2023: 1 criticism" in names
    assert "peilbesluit: 1 criticism" in names
    assert "Christianne van der Wal: 1 recommendation" in names
    assert "Health, 2021: 1 document" in names
    assert "Stichting Levend Veen and Venen en Plassen: 1 document" in names


def test_every_plot_is_a_table_too(opened: Open) -> None:
    page = opened([dijk(), zorg()])
    for summary in page.locator("figure summary").all():
        summary.click()
    rows = page.locator("figure:has(#by-topic-title) tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["Public Lands and Water Management", "1", "1", "1"],
        ["Health", "1", "0", "0"],
    ]
    assert page.locator("figure table").count() == len(FIGURES)


def test_a_bar_leads_to_the_documents_behind_it_and_the_browser_goes_back(opened: Open) -> None:
    page = opened([dijk(), zorg()])
    page.get_by_label("peilbesluit: 1 criticism").click()
    assert titles(page) == [dijk().title.text]
    assert page.locator("#chips").inner_text().startswith("peilbesluit as target")
    page.go_back()
    assert page.locator("h1").inner_text() == "Overview"
    assert page.locator("#found").inner_text() == "2 documents"


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("#q", "wachttijden", ["kamer-zorg"]),
        ("#q", "levend DIJK", ["ngo-dijk"]),
        ("#q", "zorgautoriteit", ["kamer-zorg"]),
        ("#q", "bestaat niet", []),
        ("#topic", "3", ["kamer-zorg"]),
        ("#from", "2023", ["ngo-dijk"]),
        ("#to", "2021", ["kamer-zorg"]),
        ("#tag", "praise", ["ngo-dijk"]),
    ],
)
def test_filters(opened: Open, field: str, value: str, found: list[str]) -> None:
    page = opened([dijk(), zorg(), bare("Niets.")], "#v=documents")
    control = page.locator(field)
    control.fill(value) if field == "#q" else control.select_option(value)
    page.locator("#found", has_text=" of 3").wait_for()
    by_id = {annotation.id: annotation.title.text for annotation in (dijk(), zorg())}
    assert titles(page) == [by_id[each] for each in found]
    page.locator("#clear").click()
    assert len(titles(page)) == 3


def test_filter_by_who_holds_an_opinion(opened: Open) -> None:
    page = opened([dijk(), zorg()], "#v=documents")
    page.locator("#role").select_option("holder")
    page.locator("#actor").fill("nederlandse zorgautoriteit")
    page.keyboard.press("Enter")
    page.locator("#chips button").wait_for()
    assert titles(page) == [zorg().title.text]
    page.locator("#chips button").click()
    assert len(titles(page)) == 2


def test_sorting(opened: Open) -> None:
    page = opened([dijk(), zorg(), bare("Niets.")], "#v=documents")
    newest_first = [dijk().title.text, zorg().title.text, "kaal"]
    assert titles(page) == newest_first
    page.locator("#sort-title").click()
    assert titles(page) == [zorg().title.text, dijk().title.text, "kaal"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    page.locator("#sort-criticism").click()
    assert titles(page)[0] == dijk().title.text


def test_a_view_can_be_linked_to(opened: Open) -> None:
    page = opened([dijk(), zorg()], "#v=documents&topic=3&actor=target%3Azorgverzekeraars")
    assert titles(page) == [zorg().title.text]
    assert page.locator("#topic").input_value() == "3"


def test_an_address_that_says_nonsense_shows_what_there_is(opened: Open) -> None:
    page = opened([dijk()], "#v=niets&page=-4&actor=wie%3Adan&sort=hoe")
    assert page.locator("h1").inner_text() == "Overview"


def test_reading_a_document(opened: Open) -> None:
    page = opened([dijk(), zorg()], "#v=document&d=ngo-dijk")
    assert page.locator("h1").inner_text() == "Dijk laat boeren en natuur in de kou staan 🌊"
    assert page.locator(".text .heading").all_inner_texts() == [
        "Meer water 💦Recommendation 1.00Praise 1.00",
        "Hoe verder",
    ]
    assert page.locator("mark.recommendation .name").inner_text() == "minister Van der Wal"
    assert [each.strip() for each in page.locator(".text .entity:visible").all_inner_texts()] == [
        "Venen en PlassenORG",
        "9 meiDATE",
        "Stichting Levend VeenORG",
        "minister Van der WalMINISTER",
        "WaterwetLAW",
    ]
    evidence = page.locator(".evidence li").first
    assert evidence.locator(".badge").inner_text() == "Criticism 1.00"
    assert re.sub(r"\s+", " ", evidence.locator(".between").inner_text()).endswith("het peilbesluit")
    assert page.locator(".folded").first.inner_text() == "Page furniture, 2 words"
    assert page.title() == "Dijk laat boeren en natuur in de kou staan 🌊 – Voorbeelden"


def test_links_lead_to_the_registers_and_within_the_report(opened: Open) -> None:
    page = opened([dijk(), zorg()], "#v=document&d=ngo-dijk")
    links = page.locator(".text a.entity")
    assert links.evaluate_all("links => links.map(link => [link.href, link.rel, link.target])") == [
        ["https://www.wikidata.org/wiki/Q110204061", "noopener noreferrer", "_blank"],
        ["https://wetten.overheid.nl/BWBR0025458", "noopener noreferrer", "_blank"],
    ]
    page.locator(".related-articles a").click()
    page.locator("h1", has_text="wachttijden").wait_for()
    page.go_back()
    page.locator("h1", has_text="Dijk").wait_for()


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("wikidata:Q747910", "https://www.wikidata.org/wiki/Q747910"),
        ("bwb:BWBR0034925", "https://wetten.overheid.nl/BWBR0034925"),
        ("celex:32016R0679", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"),
        ("tooi:mnre1073", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073"),
        ("tooi:gm0213", "https://identifier.overheid.nl/tooi/id/gemeente/gm0213"),
        ("tooi:pv31", "https://identifier.overheid.nl/tooi/id/provincie/pv31"),
        ("tooi:ws0646", "https://identifier.overheid.nl/tooi/id/waterschap/ws0646"),
        ("celex:32016r0679", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"),
        ("tooi:gm0363?x", None),
        ("policytext:politie", None),
        ("wikidata:Q1/../../x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_where_the_id_of_a_register_leads(opened: Open, link: str, address: str | None) -> None:
    entity = zorg().entities[0].model_copy(update={"link": Link(id=link, name="Iets", type="iets")})
    page = opened([zorg(entities=(entity,))], "#v=document&d=kamer-zorg")
    found = page.locator(".text .entity").first.evaluate("entity => entity.href ?? null")
    assert found == address


def test_what_is_copied_from_a_document_is_its_text_alone(opened: Open) -> None:
    page = opened([zorg()], "#v=document&d=kamer-zorg")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.text mark'))")
    assert page.evaluate("getSelection().toString()").strip() == (
        "De zorgverzekeraars moeten beter bemiddelen, schrijft de NZa."
    )


def test_labels_of_ones_own_are_read_and_filtered(opened: Open) -> None:
    first, *rest = zorg().sentences
    own = first.model_copy(update={"labels": (OwnLabel(label="belofte", score=0.81),)})
    page = opened([dijk(), zorg(sentences=(own, *rest))], "#v=documents")
    page.locator("#tag").select_option("belofte")
    page.locator("#found", has_text="1 of 2").wait_for()
    page.locator("tbody a").click()
    assert page.locator("mark.own .badge").inner_text() == "Belofte 0.81"


def test_a_long_document_on_one_line(opened: Open) -> None:
    line = "Zin. " * 40_000
    block = Block(kind="body", start=0, end=len(line), text=line)
    entities = tuple(
        Entity(id=f"e{place}", start=place * 10, end=place * 10 + 3, text="Zin", label="ORG", score=0.5)
        for place in range(20_000)
    )
    page = opened([bare(line).model_copy(update={"blocks": (block,), "entities": entities})], "#v=document&d=kaal")
    assert page.locator(".text .entity").count() == 20_000


def test_going_back_returns_to_where_one_was(opened: Open) -> None:
    page = opened(many(60), "#v=documents")
    page.locator("tbody a").nth(40).scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    before = page.evaluate("scrollY")
    page.locator("tbody a").nth(40).click()
    page.locator("#text").wait_for()
    assert (before > 500, page.evaluate("scrollY")) == (True, 0)
    page.go_back()
    page.locator("table.documents").wait_for()
    assert page.evaluate("scrollY") == before


def test_from_evidence_to_its_sentence_and_back(opened: Open) -> None:
    page = opened([dijk()], "#v=document&d=ngo-dijk")
    page.locator(".evidence .quote").nth(1).click()
    assert page.evaluate("document.activeElement.textContent").endswith("moet ingrijpen.")
    page.locator("mark.recommendation .badge").click()
    assert page.evaluate("document.activeElement.id").startswith("evidence-")


def test_a_document_of_which_nothing_is_known(opened: Open) -> None:
    page = opened([bare("Regel een.\nRegel twee."), bare("", "leeg")], "#v=document&d=kaal")
    assert page.locator("h1").inner_text() == "kaal"
    assert page.locator(".text").inner_text() == "Regel een.\nRegel twee."
    page.locator("#next-document").click()
    page.get_by_text("This document has no text.").wait_for()


def test_two_documents_of_one_id_can_both_be_read(opened: Open) -> None:
    page = opened([zorg(), bare("Een ander.", "kamer-zorg")], "#v=documents")
    page.get_by_role("link", name="kamer-zorg").click()
    page.get_by_text("Een ander.").wait_for()


def test_an_unknown_document_is_said_to_be_so(opened: Open) -> None:
    page = opened([dijk()], "#v=document&d=weg")
    assert page.locator("h1").inner_text() == "No such document"


def test_failures_are_counted_and_listed(opened: Open) -> None:
    failure = {
        "id": "scan",
        "source": "scan.pdf",
        "stage": "read",
        "error": "UnreadableDocument",
        "message": "geen tekst",
    }
    page = opened([dijk()], failures=[failure])
    assert page.locator(".failures h2").inner_text() == "1 document failed"
    assert page.locator(".failures tbody").inner_text() == "scan.pdf\tread\tgeen tekst (UnreadableDocument)"


def test_ten_thousand_documents_are_paged_filtered_and_read(opened: Open) -> None:
    page = opened(many(10_000), "#v=documents")
    assert page.locator("#found").inner_text() == "10,000 documents"
    assert len(titles(page)) == 50
    page.locator("#page-last").click()
    assert page.locator(".where").inner_text() == "9,951–10,000 of 10,000"
    page.locator("#q").fill("zorg-00777")
    page.locator("#found", has_text="1 of").wait_for()
    page.locator("tbody a").click()
    page.locator("#text").wait_for()
    assert page.locator("dl.source dd").first.inner_text() == "kamer-zorg-00777"


def test_by_keys_alone(opened: Open) -> None:
    page = opened([dijk(), zorg()])
    press = page.keyboard.press
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    press("Enter")
    press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "2021: 1 recommendation"
    press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "2023: 1 recommendation"
    press("Enter")
    page.locator("h1", has_text="Documents").wait_for()
    press("/")
    page.keyboard.type("dijk")
    press("Escape")
    press("j")
    press("Enter")
    page.locator("#text").wait_for()
    press("j")
    assert "Niemand is geholpen" in page.evaluate("document.activeElement.textContent")
    press("u")
    page.locator("h1", has_text="Documents").wait_for()
    press("?")
    assert page.locator("dialog").is_visible()
    press("Escape")
    assert not page.locator("dialog").is_visible()


def test_single_keys_can_be_switched_off(opened: Open) -> None:
    page = opened([dijk()])
    page.locator("#help").click()
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.locator("h1").inner_text() == "Overview"


def test_light_and_dark_as_the_system_or_as_chosen(opened: Open) -> None:
    page = opened([dijk()], color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#theme").click()
    assert page.locator("#theme").inner_text() == "Theme: light"
    assert page.evaluate(ground) != dark
    page.reload()
    assert page.locator("#theme").inner_text() == "Theme: light"
