"""Words per second, load time and memory of policytext beside a small spaCy pipeline, on one thread of one processor.

Run ``python benchmarks/speed.py`` (``--write`` puts the table into the README). The peer is the small news
pipeline of `peers.py`. All run over the same documents, one after the other, three times; the best time counts. Times
are the processor's, so that other work on the machine does not show. Ratios are what carries over to other machines.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import subprocess
import sys
from collections.abc import Callable

from inputs import texts
from peers import news
from timing import ROOT, seconds

import policytext
from policytext.pipeline.build import MODEL_SETS
from policytext.training.generated import put

DOCUMENTS = 60


def words_per_second(run: Callable[[str], object], documents: list[str]) -> float:
    """Return how many words a second `run` takes in, white-space words, the best of some rounds."""
    words = sum(len(text.split()) for text in documents)
    run(documents[0])
    return words / seconds(lambda: [run(text) for text in documents])


def cold(statement: str) -> tuple[float, float]:
    """Return seconds and megabytes that a fresh process needs for `statement`, imports left out of the seconds."""
    script = (
        "import resource, time, policytext, spacy; start = time.process_time(); " + statement + "; "
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    used, megabytes = result.stdout.split()[-2:]
    return float(used), float(megabytes)


def table() -> str:
    """Return the figures as aligned text."""
    documents = texts()[:DOCUMENTS]
    name, nlp = news()
    rate = words_per_second(nlp, documents)
    lines = [
        f"{len(documents)} documents, {sum(len(text.split()) for text in documents):,} words, one thread",
        f"peer: {name}",
        "",
        f"{'':<22}{'words/s':>9}{'of peer':>9}{'load s':>8}{'MB':>7}",
        f"{'peer':<22}{rate:>9,.0f}{1:>9.2f}",
    ]
    for models in MODEL_SETS:
        own = words_per_second(policytext.load("policytext", models, syntax=False), documents)
        text = "Een zin.\\n\\nDe minister moet het beleid aanpassen."
        used, megabytes = cold(f"policytext.load('policytext', '{models}', syntax=False)('{text}')")
        lines.append(f"{'policytext, ' + models:<22}{own:>9,.0f}{own / rate:>9.2f}{used:>8.2f}{megabytes:>7,.0f}")
    return "\n".join(lines)


def main() -> None:
    """Print the table; with ``--write`` put it into the README too."""
    found = table()
    print(found)
    if "--write" in sys.argv:
        put(ROOT / "README.md", "speed", "python benchmarks/speed.py --write", found)


if __name__ == "__main__":
    main()
