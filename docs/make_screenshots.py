"""Takes the pictures of `docs/report.md` of a run: ``make screenshots``, or ``python docs/make_screenshots.py RUN``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from policytext.api import write_report

_IMAGES = Path(__file__).parent / "images"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_DOCUMENT = "#v=document&d=ngo%2Fvoortgang-jeugdzorg-dichtbij"
_SHOTS = {
    "report-desktop": ("#v=overview", 1280, 1000, "light"),
    "report-phone": ("#v=overview", 390, 844, "dark"),
    "report-document": (_DOCUMENT, 1280, 1400, "light"),
    "report-table": ("#v=documents&tag=criticism", 1280, 800, "light"),
}
"""Name of each picture, with view, width and height in pixels, and colour scheme."""


def main(run: str) -> None:
    """Write the report on a run of the example documents and take its pictures."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of {', '.join(_BROWSERS)} is installed")
    _IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        report = write_report(run, Path(scratch, "report.html"), title="Example documents").path
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, (view, width, height, scheme) in _SHOTS.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(f"{report.as_uri()}{view}")
            page.locator(".canvas svg, table.documents, #text").first.wait_for()
            page.screenshot(path=_IMAGES / f"{name}.png", animations="disabled")
            page.close()
            print(_IMAGES / f"{name}.png")
        chromium.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
