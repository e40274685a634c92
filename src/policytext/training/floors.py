"""The scores below which no change may bring the models: measured on our test split, kept in a file, held by a test.

Run ``python -m policytext.training.floors`` after models or corpus have changed; it raises floors, and lowers one only
with ``--lower``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from policytext.evaluation import Report, evaluate, gold_documents
from policytext.evaluation.counts import macro_f
from policytext.pipeline import annotate_document, load
from policytext.pipeline.build import MODEL_SETS
from policytext.training.train import CORPUS, REPOSITORY

FLOORS = REPOSITORY / "tests" / "evaluation" / "floors.json"
MARGIN = 0.005
"""How far below its score a floor is set: scores move in the third digit between processors."""

_SPLIT = "test"


def measure(models: str) -> Report:
    """Score a set of models on the test split, on policytext's own base."""
    return measure_folder(models, CORPUS, _SPLIT)


def measure_folder(models: str, folder: Path, split: str | None = None) -> Report:
    """Score a set of models on a folder of annotated documents, or on a split of it, on policytext's own base."""
    nlp = load("policytext", models)
    annotations = [annotate_document(nlp, document) for document in gold_documents(folder, split)]
    return evaluate(folder, annotations, split)


def headline(report: Report) -> dict[str, float]:
    """Return the figures that floors hold, each in 0..1 and the more the better."""
    return {
        "line kinds": report.structure.lines.value,
        "headings": report.structure.headings.f,
        "sentence tags": macro_f(report.stance.sentences.values()),
        "section tags": macro_f(report.stance.sections.values()),
        "entities": report.entities.strict_all.f,
        "topics": report.subjects.top1.value,
    }


def data_hash() -> str:
    """Return the SHA-256 of the test split's texts and of their names."""
    digest = hashlib.sha256()
    for document in gold_documents(CORPUS, _SPLIT):
        digest.update(f"{document.id}\n{document.text}\n".encode())
    return digest.hexdigest()


def raised(old: dict[str, float], scores: dict[str, float], *, lower: bool) -> dict[str, float]:
    """Return the new floors.

    Raises:
        ValueError: a score is below its floor, and `lower` is false.
    """
    below = [f"{name}: {scores[name]:.3f} is below {floor:.3f}" for name, floor in old.items() if scores[name] < floor]
    if below and not lower:
        msg = f"{'; '.join(below)}; use --lower if that is meant"
        raise ValueError(msg)
    found = {name: round(score - MARGIN, 3) for name, score in scores.items()}
    return found if lower else {name: max(floor, old.get(name, 0.0)) for name, floor in found.items()}


def main() -> None:
    """Measure both sets and write their floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--lower", action="store_true", help="also lower floors")
    lower = parser.parse_args().lower
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    # Floors of another test split say nothing about this one.
    known = old.get("floors", {}) if old.get("data_sha256") == data_hash() else {}
    floors = {name: raised(known.get(name, {}), headline(measure(name)), lower=lower) for name in MODEL_SETS}
    text = json.dumps({"data_sha256": data_hash(), "floors": floors}, indent=2) + "\n"
    FLOORS.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
