"""Write the model cards and the README's table from a run over our own test split.

Run ``python -m policytext.training.cards`` after training. Cards are no part of a model's hash.
"""

from __future__ import annotations

import json
from typing import Any

from policytext.training.base_card import base_card
from policytext.training.floors import MODEL_SETS, measure
from policytext.training.generated import put
from policytext.training.train import REPOSITORY

_LAYERS = {
    "blocks": ("line_kinds", "headings", "title"),
    "tags": ("sentence_tags", "section_tags"),
    "entities": ("entities", "entities_partial"),
    "topics": ("topics", "related"),
    "encoder": ("sentence_tags", "section_tags", "entities", "entities_partial"),
}
_PURPOSE = {
    "blocks": "Gives every line of a document its kind, from which its sections follow.",
    "tags": "Tags sentences of Dutch policy text with recommendation, praise and criticism.",
    "entities": "Finds ministers, persons, ministries, parties, organisations, laws, documents, places and dates.",
    "encoder": (
        "Reads every sentence among its neighbours; tags and entities of the accurate set are decided with its word. "
        "A BERT encoder of 12 layers and width 384, started from multilingual-e5-small, 8-bit weights in ONNX."
    ),
    "topics": "Gives documents and teasers their major topics of the Comparative Agendas Project.",
}
_LIMITS = {
    "blocks": "Pages whose furniture is unlike our corpus's; meta and boilerplate are often taken for each other.",
    "tags": (
        "A linear model of words and neighbours: it misses criticism that no word gives away, "
        "and takes a government's plans for recommendations. Scores are calibrated on our corpus."
    ),
    "entities": "Titles of documents without a number; organisations whose names look like common words.",
    "encoder": (
        "Plain facts that sting without a judging word; a government's own plans taken for recommendations; titles of "
        "reports taken for organisations. Tags are calibrated on the dev split of our corpus, not on real documents."
    ),
    "topics": "Documents that stand between two topics; very short teasers.",
}


def _lines(scores: Any, indent: str = "") -> list[str]:
    """Return the scores of a layer as Markdown list items."""
    found: list[str] = []
    for name, value in scores.items():
        if isinstance(value, dict):
            found += [f"{indent}- {name}", *_lines(value, indent + "  ")]
        else:
            found.append(f"{indent}- {name}: {value}")
    return found


def card(name: str, scores: dict[str, Any]) -> str:
    """Return the card of the model `name` as Markdown."""
    meta = json.loads((REPOSITORY / "models" / name / "meta.json").read_text(encoding="utf-8"))
    data = [f"- {entry['name']}. Licence: {entry['licence']}" for entry in meta["data"]]
    parts = [
        f"# {name}",
        _PURPOSE[name],
        "## Trained on",
        *data,
        f"\nCorpus SHA-256: `{meta['corpus_sha256']}`. Versions: {json.dumps(meta['versions'])}.",
        "## Scores on our own test split",
        "Whole pipeline from plain text; composed documents, labelled by language models, not by a panel of people.\n",
        *(line for layer in _LAYERS[name] for line in (f"- {layer}", *_lines(scores[layer], "  "))),
        "## Known errors and limits",
        _LIMITS[name],
    ]
    return "\n".join(parts).replace("\n## ", "\n\n## ").replace("split\nWhole", "split\n\nWhole") + "\n"


def main() -> None:
    """Score the shipped models and write what follows from the scores."""
    reports = {name: measure(name) for name in MODEL_SETS}
    (REPOSITORY / "models" / "base" / "card.md").write_text(base_card(REPOSITORY / "models" / "base"), encoding="utf-8")
    for name in _LAYERS:
        scores = reports["accurate" if name == "encoder" else "fast"].to_dict()
        (REPOSITORY / "models" / name / "card.md").write_text(card(name, scores), encoding="utf-8")
    for name, report in reports.items():
        put(REPOSITORY / "README.md", f"{name} scores", "python -m policytext.training.cards", report.table())


if __name__ == "__main__":
    main()
