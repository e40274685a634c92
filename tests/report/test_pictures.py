"""Pictures of the report beside stored ones, so that a fault of layout that no rule names is seen.

Letters are boxes of our own font there, for real letters differ with the fonts of the machine. After a change
that is meant: ``POLICYTEXT_NEW_PICTURES=1 python -m pytest tests/report/test_pictures.py``, and look at what it wrote.
"""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reports import many

if TYPE_CHECKING:
    from conftest import Open
    from PIL.Image import Image
    from playwright.sync_api import Page

REFERENCES = Path(__file__).parent / "references"
MOST_DIFFERENT = 0.005
"""Share of pixels that may differ: other versions of Chromium draw edges and arrows otherwise."""
VISIBLE = 48
"""Difference of a channel, of 255, from which a pixel is another one."""

VIEWS = {"overview": "#v=overview", "documents": "#v=documents&tag=praise", "document": "#v=document&d=ngo-dijk-00004"}
SIZES = {"desktop": (1280, 1800), "phone": (390, 1800)}


def boxed(page: Page) -> None:
    """Set the page in our font, and draw it again."""
    font = base64.b64encode((REFERENCES / "boxes.ttf").read_bytes()).decode("ascii")
    page.add_style_tag(
        content=f"@font-face {{ font-family: Boxes; src: url(data:font/ttf;base64,{font}) }}"
        "body, body * { font-family: Boxes !important; caret-color: transparent !important }"
    )
    page.evaluate("document.fonts.load('16px Boxes')")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)


def different(one: Image, other: Image) -> float:
    """Return the share of pixels that differ visibly, 1 where the sizes do."""
    from PIL import ImageChops

    if one.size != other.size:
        return 1.0
    channels = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return sum(worst.histogram()[VISIBLE:]) / (one.width * one.height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_looks_as_before(opened: Open, view: str, size: str, tmp_path: Path) -> None:
    from PIL import Image

    width, height = SIZES[size]
    page = opened(many(60), VIEWS[view], viewport={"width": width, "height": height}, bypass_csp=True)
    boxed(page)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    stored = REFERENCES / f"{view}-{size}.png"
    if os.environ.get("POLICYTEXT_NEW_PICTURES"):
        picture.convert("RGB").quantize(64).save(stored, optimize=True)
        return
    share = different(picture, Image.open(stored))
    picture.save(tmp_path / stored.name)
    assert share <= MOST_DIFFERENT, f"{share:.1%} of {tmp_path / stored.name} differ from {stored}"


def test_a_plot_drawn_anew_is_the_plot_drawn_at_once(opened: Open) -> None:
    from PIL import Image

    def picture(page: Page) -> Image:
        page.wait_for_timeout(300)
        return Image.open(io.BytesIO(page.screenshot(full_page=True)))

    fresh = picture(opened(many(60), viewport={"width": 900, "height": 700}))
    page = opened(many(60), viewport={"width": 1400, "height": 700})
    picture(page)
    page.set_viewport_size({"width": 900, "height": 700})
    assert different(picture(page), fresh) == 0
