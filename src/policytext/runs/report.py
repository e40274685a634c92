"""The report on a run, ``run.json``: what was asked, what came of it, with what, on what machine."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from policytext.runs.machine import physical_memory
from policytext.runs.settings import Settings
from policytext.runs.summary import Summary
from policytext.writers.writer import temporary

_LIBRARIES = ("policytext", "spacy", "scikit-learn", "numpy")

State = Literal["running", "finished", "interrupted", "failed"]


@dataclass
class RunReport:
    """Writes the report at `path`, when the run begins and when it ends; without a path, nothing."""

    path: Path | None
    inputs: list[str]
    settings: Settings
    workers: int
    fingerprint: str
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def write(self, state: State, summary: Summary) -> None:
        """Write the report under a temporary name, then give it its own; a full disk costs the report alone."""
        if self.path is None:
            return
        text = json.dumps(self.to_dict(state, summary), indent=1, ensure_ascii=False) + "\n"
        new = temporary(self.path)
        try:
            new.write_text(text, encoding="utf-8")
            new.replace(self.path)
        except OSError as error:
            new.unlink(missing_ok=True)
            print(f"policytext: {self.path}: {error.strerror}", file=sys.stderr)

    def to_dict(self, state: State, summary: Summary) -> dict[str, Any]:
        """Return the report as plain JSON data; times are UTC, durations seconds, memory bytes."""
        ended = None if state == "running" else datetime.now(UTC).isoformat(timespec="seconds")
        rate = (summary.documents - summary.kept) / summary.seconds if summary.seconds else None
        settings = {name: value for name, value in asdict(self.settings).items() if name != "workers"}
        return {
            "state": state,
            "started": self.started.isoformat(timespec="seconds"),
            "ended": ended,
            "inputs": self.inputs,
            "counts": summary.to_dict(),
            "documents_per_second": rate and round(rate, 2),
            "settings": {"workers": self.workers, **json.loads(json.dumps(settings, default=str))},
            "pipeline": self.fingerprint,
            "versions": {
                "python": platform.python_version(),
                **{name: metadata.version(name) for name in _LIBRARIES},
            },
            "machine": {
                "system": platform.platform(),
                "processor": platform.processor() or platform.machine(),
                "cores": os.cpu_count(),
                "memory": physical_memory(),
            },
        }
