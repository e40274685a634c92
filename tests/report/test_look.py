"""Nothing runs off the page, lies over something else or is cut off; and all can be read, by everyone, on paper too.

The layout is checked by the places of its boxes: pictures of pages differ with the fonts of the machine.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from reports import bare, dijk, many, zorg

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Open
    from playwright.sync_api import Page

VIEWS = ["#v=overview", "#v=documents", "#v=document&d=ngo-dijk"]
SIZES = {"desktop": (1280, 900), "tablet": (820, 1100), "phone": (390, 844), "small": (320, 640)}
LONG = "Onuitspreekbaarlangeafdelingsnaam" * 6

OVERLAPS = """() => {
  const main = document.getElementById('main');
  const regions = [...document.querySelectorAll(
    'body > header, #filters, #main, body > footer, .figure, .tile, .field, .outline, .text, .panel, .banner > *')];
  const boxes = regions.filter(each => each.checkVisibility()).map(each => [each, each.getBoundingClientRect()]);
  const found = [];
  for (const [a, p] of boxes) for (const [b, q] of boxes) {
    if (a === b || a.contains(b) || b.contains(a)) continue;
    const over = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const along = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (over > 1 && along > 1) found.push([a.className || a.id, b.className || b.id]);
  }
  return found;
}"""

CLIPPED = """() => {
  const FRAMES = '.figure, .tile, .panel, td, th, .text';
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const hidden = (element) => element.closest('.visually-hidden, .spare, .skip, .patterns, datalist, option, noscript');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || hidden(parent) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > innerWidth + 1) found.push(node.data.slice(0, 40));
      for (let around = parent; around && !scrolls(around); around = around.parentElement) {
        const outer = around.getBoundingClientRect();
        const tight = getComputedStyle(around).overflow !== 'visible' || around.matches(FRAMES);
        if (!tight || !box.width || (box.right <= outer.right + 1 && box.left >= outer.left - 1)) continue;
        found.push([node.data.slice(0, 40), around.outerHTML.slice(0, 60)]);
      }
    }
  }
  return found;
}"""


def documents() -> list[object]:
    named = zorg(id=LONG).model_copy(update={"source": zorg().source.model_copy(update={"path": f"map/{LONG}.txt"})})
    return [dijk(), zorg(), named, bare("Regel.", "kaal"), *many(120)]


def drawn(page: Page) -> None:
    """Wait until all plots are."""
    page.wait_for_timeout(100)
    for canvas in page.locator("figure:has(summary) .canvas").all():
        canvas.locator("svg").wait_for()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", SIZES)
def test_layout(opened: Open, view: str, size: str) -> None:
    width, height = SIZES[size]
    page = opened(documents(), view, viewport={"width": width, "height": height})
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CLIPPED) == []


def test_texts_of_a_plot_do_not_lie_over_each_other(opened: Open) -> None:
    page = opened(documents())
    drawn(page)
    crossing = """() => [...document.querySelectorAll('.canvas svg')].flatMap(svg => {
      const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
      return boxes.flatMap(([a, p], index) => boxes.slice(index + 1).filter(([, q]) =>
        Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
        && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3).map(([b]) => [a, b]));
    })"""
    assert page.evaluate(crossing) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_accessible(opened: Open, view: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    failure = {"source": "scan.pdf", "stage": "read", "error": "Onleesbaar", "message": "geen tekst"}
    page = opened([dijk(), zorg()], view, failures=[failure], color_scheme=scheme, bypass_csp=True)
    drawn(page)
    for details in page.locator("main details > summary").all():
        details.click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=rules).response
    told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
    assert json.dumps(told, indent=1) == "[]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_help_is_accessible(opened: Open, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened([dijk()], color_scheme=scheme, bypass_csp=True)
    page.locator("#help").click()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_and_numbers_of_plots_stand_out(opened: Open, scheme: str) -> None:
    """WCAG 1.4.11 asks 3:1 of marks, 1.4.3 asks 4.5:1 of text; axe looks at neither in SVG."""
    page = opened(documents(), color_scheme=scheme)
    drawn(page)
    pairs = page.evaluate("""() => {
      const fill = (element) => getComputedStyle(element).fill;
      const ground = getComputedStyle(document.querySelector('.figure')).backgroundColor;
      const bars = ['recommendation', 'praise', 'criticism'].map(
        tag => [3, fill(document.querySelector(`.fill-${tag}`)), ground]);
      const texts = [...document.querySelectorAll('.canvas text')].map(text => {
        const cell = text.parentElement.querySelector(':scope > rect');
        return [4.5, fill(text), cell ? fill(cell) : ground];
      });
      return [...bars, ...texts];
    }""")
    faint = {(text, ground) for least, text, ground in pairs if contrast(text, ground) < least}
    assert faint == set()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ("rgb(1, 2, 3)") as WCAG defines it."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("view", VIEWS)
def test_printed_it_is_light_and_without_controls(opened: Open, tmp_path: Path, view: str) -> None:
    page = opened([dijk(), zorg()], view, color_scheme="dark")
    drawn(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 39, 51)"
    assert not page.locator("#theme, #q, .pager").locator("visible=true").count()
    page.pdf(path=tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").stat().st_size > 5_000


def test_the_head_of_a_printed_table_stands_once(opened: Open) -> None:
    """Chromium repeats a head on every sheet without the buttons in it: a bar with nothing in it."""
    page = opened(many(120), "#v=documents")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.documents thead')).display") == "table-row-group"
