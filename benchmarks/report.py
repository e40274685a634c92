"""The report on very many documents: how long it takes to write and to open, what it weighs, and how it answers."""

from __future__ import annotations

import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from inputs import middling_originals
from memory import peaks
from sizes import Sizes
from timing import command

from policytext.annotation import Annotation
from policytext.corpus.annotation import annotation_of

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_LETTER = re.compile(r"[a-z]")
_FEW = 100


def table(sizes: Sizes) -> str:
    """Return the figures of a report on few documents and on many, or what is missing to measure them."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None or find_spec("playwright") is None:
        return "not measured: it takes Chromium and playwright"
    with tempfile.TemporaryDirectory() as given:
        scratch = Path(given)
        rows = {number: _row(number, browser, sizes, scratch) for number in (_FEW, sizes.reported)}
    names = list(rows[_FEW])
    lines = [f"documents of about 500 words; medians of {sizes.command_rounds} openings, each in a new browser", ""]
    lines += [f"{'':<44}" + "".join(f"{number:>10,}" for number in rows)]
    return "\n".join(
        [*lines, *(f"{name:<44}" + "".join(f"{row[name]:>10}" for row in rows.values()) for name in names)]
    )


def _row(number: int, browser: str, sizes: Sizes, scratch: Path) -> dict[str, str]:
    run, page = scratch / f"{number}.jsonl", scratch / f"{number}.html"
    with run.open("w", encoding="utf-8") as stream:
        for annotation in _annotations(number):
            stream.write(annotation.to_json() + "\n")
    start = time.perf_counter()
    peak, _ = peaks([*command("report", run, "-o", page)], stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - start
    opened = [_opened(page, browser) for _ in range(sizes.command_rounds)]
    median = {name: statistics.median(each[name] for each in opened) for name in opened[0]}
    return {
        "annotations, MB": f"{run.stat().st_size / 1e6:.1f}",
        "report, MB": f"{page.stat().st_size / 1e6:.1f}",
        "writing it, seconds": f"{taken:.1f}",
        "writing it, peak of the process, MB": f"{peak / 1024:.0f}",
        **{name: f"{value:.2f}" for name, value in median.items()},
    }


def _opened(page: Path, browser: str) -> dict[str, float]:
    """Open a report in a new browser; return how long each step took, in seconds."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = chromium.new_page()

        def step(name: str, act: Callable[[], object], sign: str) -> None:
            start = time.perf_counter()
            act()
            tab.locator(sign).first.wait_for()
            found[f"{name}, seconds"] = time.perf_counter() - start

        start = time.perf_counter()
        step("opening it until plots are drawn", lambda: tab.goto(page.as_uri(), wait_until="commit"), ".canvas svg")
        tab.wait_for_load_state("load")
        found["opening it until all is read, seconds"] = time.perf_counter() - start
        step("showing the table", tab.locator("#to-documents").click, "table.documents")
        step("searching a word", lambda: tab.fill("#q", "gemeente"), "#found:text(' of ')")
        step("opening a document", tab.locator("tbody a").first.click, "#text")
        chromium.close()
    return found


def _annotations(number: int) -> Iterator[Annotation]:
    """Yield annotations of about 500 words: those of the corpus, with other names, dates and scores in every copy."""
    chance = random.Random(6)
    originals = [annotation_of(document).to_dict() for document in middling_originals()]
    for place, original in enumerate(islice(cycle(originals), number)):
        yield Annotation.model_validate(_varied(original, f"{place:06}", chance))


def _varied(original: dict[str, Any], name: str, chance: random.Random) -> dict[str, Any]:
    text = list(original["text"])
    for entity in original["entities"]:
        # Letters for letters, so that every offset stays true.
        if entity["label"] == "PERSON" or (entity["label"] == "ORG" and chance.random() < 0.5):
            other = _LETTER.sub(lambda _: chance.choice("aeioudnrst"), entity["text"])
            text[entity["start"] : entity["end"]] = other
    date = f"{chance.randint(1996, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {**_told_anew(original, "".join(text), chance), "id": f"{name}-{original['id']}", "date": date}


def _told_anew(data: Any, text: str, chance: random.Random) -> Any:
    """Return JSON data whose spans are those of another text, and whose scores are others."""
    if isinstance(data, list):
        return [_told_anew(each, text, chance) for each in data]
    if not isinstance(data, dict):
        return data
    found = {key: _told_anew(value, text, chance) for key, value in data.items()}
    if "start" in found and "text" in found:
        found["text"] = text[found["start"] : found["end"]]
    elif "text" in found:
        found["text"] = text
    if "score" in found:
        found["score"] = round(chance.uniform(0.3, 1), 4)
    return found
