"""What the benchmarks share: the texts they run over, and the processor time of the fastest of some rounds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from policytext.corpus.markup import read_document

ROOT = Path(__file__).resolve().parents[1]
_DOCUMENTS = ROOT / "corpora" / "policytext-nl" / "documents"
_EVERY, _ROUNDS = 9, 3


def texts() -> list[str]:
    """Return every ninth text of the corpus."""
    return [read_document(path).text for path in sorted(_DOCUMENTS.rglob("*.ptm"))[::_EVERY]]


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time of the fastest of three runs."""
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)
