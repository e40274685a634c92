"""What documents say never becomes markup, script or a request, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports import dijk, report, zorg

from policytext.annotation import Annotation, Link, Source, TextSpan

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Open
    from playwright.sync_api import Browser, Page

HOSTILE = [
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 1</script>",
    "<!--<script>",
    "--></script><img src=x onerror=window.hit=1>",
    '<img src="https://example.org/x.png" onerror="window.hit = 1">',
    "\"'><svg onload=window.hit=1>",
    "</title></style></textarea><script>window.hit=1</script>",
    "]]><script>window.hit = 1</script>",
    "javascript:window.hit=1",
    "\u2028window.hit = 1\u2029",
    "{{script}} ${window.hit = 1} `",
    "&lt;script&gt; &#x3C;script>",
    "\u202egnirts esrever\u202c \u2066isolated",
    "<base href='https://example.org/'><meta http-equiv=refresh content='0;url=https://example.org/'>",
    "\x00\x01\ufeff\ufffe",
]


def hostile(text: str) -> Annotation:
    """Return an annotation that has `text` in every place where a document can put one."""
    name, span = f"{text} {text}", TextSpan(start=0, end=len(text), text=text)
    link = Link(id=text, name=text, type=text)

    def at(span_of: object) -> dict[str, object]:
        return {"start": 0, "end": len(text), "text": text}

    original = dijk()
    return original.model_copy(
        update={
            "id": name,
            "text": text,
            "title": span,
            "language": '"><script>window.hit=1</script>',
            "source": Source(
                path=text, url="javascript:window.hit=1", sha256="0", metadata={text: text, "genre": text}
            ),
            "blocks": tuple(
                each.model_copy(update=at(each) | {"kind": kind})
                for each, kind in zip(original.blocks, ("body", "meta", "boilerplate", "lead", "heading"), strict=False)
            ),
            "sections": tuple(
                each.model_copy(update={"heading": span, "start": 0, "end": len(text)}) for each in original.sections
            ),
            "sentences": tuple(
                each.model_copy(
                    update=at(each)
                    | {
                        "holder": each.holder and each.holder.model_copy(update=at(each)),
                        "target": each.target and each.target.model_copy(update=at(each)),
                    }
                )
                for each in original.sentences
            ),
            "entities": tuple(
                each.model_copy(update=at(each) | {"link": link, "attributes": {"office": text, text: text}})
                for each in original.entities
            ),
            "related": tuple(
                each.model_copy(update={"title": span, "teaser": span, "document": text}) for each in original.related
            ),
        }
    )


def looked_at_everywhere(page: Page) -> None:
    for view in ("overview", "documents"):
        page.evaluate("view => { location.hash = `#v=${view}`; }", view)
        page.locator("h1", has_text=view.capitalize()).wait_for()
    page.locator("tbody a").first.click()
    page.locator("#text").wait_for()
    for details in page.locator("details > summary:visible").all():
        details.click()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_as_text(opened: Open, text: str) -> None:
    failure = {"source": text, "stage": text, "error": text, "message": text}
    page = opened([hostile(text)], failures=[failure])
    looked_at_everywhere(page)
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelectorAll('img, base, iframe, object, embed').length") == 0
    assert page.locator("#text p").first.text_content().count(text.strip("\ufeff")[:5]) >= 1


def test_only_web_addresses_become_links(opened: Open) -> None:
    link = Link(id="javascript:window.hit=1", name="x", type="law")
    entities = tuple(each.model_copy(update={"link": link}) for each in dijk().entities)
    page = opened([dijk(entities=entities)], "#v=document&d=ngo-dijk")
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) == {"file:"}


def test_a_source_on_the_web_is_linked(opened: Open) -> None:
    source = dijk().source.model_copy(update={"url": "https://example.org/dijk?a=1&b=2"})
    page = opened([dijk(source=source)], "#v=document&d=ngo-dijk")
    assert page.locator(".facts a").get_attribute("href") == "https://example.org/dijk?a=1&b=2"


def test_a_hostile_title_of_the_report_is_text(opened: Open) -> None:
    title = "</title><script>window.hit = 1</script>{{index}}"
    page = opened([zorg()], title=title)
    assert page.evaluate("window.hit") is None
    assert page.locator(".brand").inner_text() == title
    assert page.title() == f"Overview – {title}"


def test_markup_and_script_that_got_in_all_the_same_are_refused(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(report(tmp_path, [zorg()]).path.as_uri())
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<img src=x onerror=window.hit=1>'")
    with pytest.raises(Exception, match="Trusted"):
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))")
    page.close()


def test_a_script_written_into_the_file_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    written = report(tmp_path, [zorg()]).path
    text = written.read_text(encoding="utf-8")
    injected = "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
    written.write_text(text.replace("</body>", f"{injected}</body>"), encoding="utf-8")
    page = chromium.new_page()
    page.goto(written.as_uri())
    page.locator("#view-title").wait_for()
    assert page.evaluate("window.hit") is None
    page.close()
