"""Write the model cards and the README's table from a run over our own test split.

Run ``python -m policytext.training.cards`` after training. Cards are no part of a model's hash.
"""

from __future__ import annotations

import json
from typing import Any

from policytext.evaluation import evaluate, gold_documents
from policytext.pipeline import annotate_document, load
from policytext.training.generated import put
from policytext.training.train import CORPUS, MODELS, REPOSITORY

_LAYERS = {
    "blocks": ("line_kinds", "headings", "title"),
    "tags": ("sentence_tags", "section_tags"),
    "entities": ("entities", "entities_partial"),
    "topics": ("topics", "related"),
}
_PURPOSE = {
    "blocks": "Gives every line of a document its kind, from which its sections follow.",
    "tags": "Tags sentences of Dutch policy text with recommendation, praise and criticism.",
    "entities": "Finds ministers, persons, ministries, parties, organisations, laws, documents, places and dates.",
    "topics": "Gives documents and teasers their major topics of the Comparative Agendas Project.",
}
_LIMITS = {
    "blocks": "Pages whose furniture is unlike our corpus's; meta and boilerplate are often taken for each other.",
    "tags": (
        "A linear model of words and neighbours: it misses criticism that no word gives away, "
        "and takes a government's plans for recommendations. Scores are calibrated on our corpus."
    ),
    "entities": "Titles of documents without a number; organisations whose names look like common words.",
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
    nlp = load("policytext")
    annotations = [annotate_document(nlp, document) for document in gold_documents(CORPUS, split="test")]
    report = evaluate(CORPUS, annotations, split="test")
    scores = report.to_dict()
    for name in MODELS:
        (REPOSITORY / "models" / name / "card.md").write_text(card(name, scores), encoding="utf-8")
    put(REPOSITORY / "README.md", "scores", "python -m policytext.training.cards", report.table())


if __name__ == "__main__":
    main()
