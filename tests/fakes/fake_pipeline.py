"""A stand-in for `policytext.pipeline` that needs no models and misbehaves on request.

A text with ``ONTPLOF`` raises, one with ``DOOD`` kills the process that works on it, one with ``HANGT`` never ends.
A minister is linked, a text with one has a topic, and a sentence with one is a recommendation, but not with
``FAKE_BLIND``. The set of models in ``FAKE_BROKEN`` does not load, the model in ``FAKE_MISSING`` has no files. With a
folder in ``FAKE_SEEN``, every document worked on leaves a line with its id there, in a file per process; with
``FAKE_SECONDS``, each takes that long.
"""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class FakeLanguage:
    """Counts how often it was given a memory zone."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.zones = 0

    @contextmanager
    def memory_zone(self):
        self.zones += 1
        yield


def load(base: str = "auto", models: str = "fast", *, syntax: bool = False, labels: Any = None) -> FakeLanguage:
    _demand(base)
    if models == os.environ.get("FAKE_BROKEN"):
        msg = "weights.npz is damaged"
        raise OSError(msg)
    return FakeLanguage(base)


def _demand(base: str) -> None:
    if base == "onbekend":
        msg = "no base pipeline 'onbekend'; known are auto, policytext, nl_core_news_sm"
        raise ValueError(msg)


@dataclass(frozen=True)
class ShippedModel:
    """A model's folder."""

    name: str
    folder: Path
    bytes: int
    fault: str | None = None


def shipped_models(models: str) -> list[ShippedModel]:
    fault = "no models/tags/meta.json" if os.environ.get("FAKE_MISSING") == "tags" else None
    return [ShippedModel("tags", Path("models/tags"), 1_500_000, fault)]


def base_of(base: str) -> tuple[str, str]:
    _demand(base)
    return "policytext" if base == "auto" else base, "0.0.0"


def fingerprint(base: str, models: str, labels: Any) -> str:
    _demand(base)
    return f"{base} {models} {os.environ.get('FAKE_VERSION', '1')}"


def describe(nlp: FakeLanguage) -> dict[str, Any]:
    return {"policytext": "0.0.0", "base": {"name": nlp.base, "version": "1"}, "models": {"tags": {"sha256": "abc"}}}


def annotate_document(nlp: FakeLanguage, document: Any) -> Any:
    from policytext.annotation import Annotation

    text = document.text
    if "ONTPLOF" in text:
        msg = "een onderdeel faalt"
        raise RuntimeError(msg)
    if "DOOD" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANGT" in text:
        threading.Event().wait()
    if os.environ.get("FAKE_SEEN"):
        with (Path(os.environ["FAKE_SEEN"]) / str(os.getpid())).open("a", encoding="utf-8") as file:
            file.write(f"{document.id}\n")
    time.sleep(float(os.environ.get("FAKE_SECONDS", "0")))
    spans = [{"start": m.start(), "end": m.end(), "text": m[0]} for m in re.finditer(r"[^.\r\n]+\.", text)]
    seen = "minister" if "FAKE_BLIND" not in os.environ else "nergens"
    labels = {"tekort": "criticism", seen: "recommendation"}
    sentences = [
        {"id": f"s1.{number}", "section": "s1", **span, "tags": [{"label": labels[word], "score": 0.9}]}
        for number, span in enumerate(spans, 1)
        for word in labels
        if word in span["text"]
    ]
    link = {"id": "x:1", "name": "De minister", "type": "person"}
    ministers = [
        {"id": "m1", "label": "MINISTER", "score": 0.8, "start": m.start(), "end": m.end(), "text": m[0], "link": link}
        for m in re.finditer(seen, text)
    ]
    topic = {"code": 3, "label": "Health", "label_nl": "Zorg", "score": 0.9}
    places = [{"start": m.start(), "end": m.end(), "text": m[0]} for m in re.finditer("Utrecht", text)]
    title = next((hint for hint in document.hints if hint.kind == "title"), None)
    return Annotation.model_validate(
        {
            "id": document.id,
            "source": document.source.model_dump(),
            "pipeline": {"policytext": "0.0.0", "spacy": "3.8", "base": {"name": nlp.base, "version": "1"}},
            "text": text,
            "date": document.date,
            "title": title and {"start": title.start, "end": title.end, "text": text[title.start : title.end]},
            "sections": [{"id": "s1", "kind": "lead", "heading": None, "level": 0, "start": 0, "end": len(text)}],
            "sentences": sentences,
            "topics": [topic] if seen in text else [],
            "entities": [{"id": f"e{n}", "label": "LOC", "score": 0.8, **span} for n, span in enumerate(places, 1)]
            + ministers,
        }
    )
