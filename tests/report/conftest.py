"""A real, headless Chromium with the report in it; without one, the tests that need it are skipped and say so."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parent))

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser of the system."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no {', '.join(BROWSERS)} is installed: the report is not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that writes and opens a report.

    When the test ends, nothing may have been said on the console, thrown, or asked of the network.
    """
    from reports import report

    faults: list[str] = []
    contexts = []

    def open_report(
        annotations: Iterable[Any], view: str = "", *, failures: Any = (), title: str = "Voorbeelden", **settings: Any
    ) -> Page:
        written = report(tmp_path, annotations, failures, title).path
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **settings}
        contexts.append(chromium.new_context(**settings))
        page = contexts[-1].new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"thrown: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _note(request.url, written, faults))
        page.goto(f"{written.as_uri()}{view}")
        page.locator("#view-title").wait_for()
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert faults == []


def _note(address: str, report: Path, faults: list[str]) -> None:
    if not address.startswith(("data:", report.as_uri())):
        faults.append(f"request: {address}")
