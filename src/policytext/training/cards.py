"""Write the model cards and the README's tables from runs over our own test split and over the real documents.

Run ``python -m policytext.training.cards`` after training. The real documents of ``../shared/gold/dev`` are scored
where they are at hand. Cards are no part of a model's hash.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policytext.annotation import ENTITY_LABELS, TAG_LABELS
from policytext.corpus.agreement import compare
from policytext.corpus.folder import corpus_documents
from policytext.evaluation import Report
from policytext.pipeline.build import MODEL_SETS
from policytext.training import parliament
from policytext.training.base_card import base_card
from policytext.training.floors import measure, measure_folder
from policytext.training.generated import put
from policytext.training.train import DATA, REPOSITORY

GOLD = REPOSITORY.parent / "shared" / "gold" / "dev"
AGREEMENT = REPOSITORY / "corpora" / "agreement"
NOTES = Path(__file__).with_name("card_notes.toml")
_COMMAND = "python -m policytext.training.cards"

Row = tuple[str, float, int]
"""What is scored, its score in 0..1, and how many gold cases there are."""


def structure_rows(report: Report) -> list[Row]:
    """Return the scores of line kinds, headings and sentence bounds."""
    found = report.structure
    kinds = [(f"  {kind}, F", each.f, each.support) for kind, each in found.kinds.items() if each.support]
    return [
        ("line kinds, accuracy", found.lines.value, found.lines.total),
        *kinds,
        ("title", found.title.value, found.title.total),
        ("headings, F", found.headings.f, found.headings.support),
        ("sentence bounds, exact", found.bounds.value, found.bounds.total),
    ]


def stance_rows(report: Report) -> list[Row]:
    """Return the scores of sentence and section tags."""
    scores, found = report.to_dict(), report.stance
    rows: list[Row] = []
    for name, layer in (("sentence", found.sentences), ("section", found.sections)):
        rows.append(
            (f"{name} tags, macro-F", scores[f"{name}_tags"]["macro_f"], sum(e.support for e in layer.values()))
        )
        rows += [(f"  {label}", layer[label].f, layer[label].support) for label in TAG_LABELS if layer[label].support]
    if found.calibration.error is not None:
        rows.append(("calibration error of listed tags", found.calibration.error, found.calibration.total))
        rows.append(("  by chance, were they exact", found.calibration.by_chance or 0.0, found.calibration.total))
        every = found.calibration_of_every
        rows.append(("the same of every sentence and tag", every.error or 0.0, every.total))
    return rows


def entity_rows(report: Report) -> list[Row]:
    """Return the strict scores of the entities, and the partial one of all."""
    strict, partial = report.entities.strict, report.entities.partial_all
    every = report.entities.strict_all
    rows = [("entities, strict F", every.f, every.support)]
    rows += [(f"  {label}", strict[label].f, strict[label].support) for label in ENTITY_LABELS if strict[label].support]
    return [*rows, ("entities, partial F", partial.f, partial.support)]


def topic_rows(report: Report) -> list[Row]:
    """Return the scores of topics and related articles."""
    found = report.subjects
    return [
        ("topics, first is right", found.top1.value, found.top1.total),
        ("topics, main one in first three", found.top3.value, found.top3.total),
        ("related articles, F", found.related.f, found.related.support),
        ("related articles, first topic is right", found.related_top1.value, found.related_top1.total),
    ]


EVERY = "all"
LAYERS = {
    EVERY: [structure_rows, stance_rows, entity_rows, topic_rows],
    "blocks": [structure_rows],
    "tags": [stance_rows],
    "entities": [entity_rows],
    "topics": [topic_rows],
    "encoder": [stance_rows, entity_rows],
}


def scores_table(name: str, reports: dict[str, Report], agreed: dict[str, float]) -> str:
    """Return a model's scores, one column a report, with the agreement of two annotators beside them."""
    columns = {title: [row for rows in LAYERS[name] for row in rows(report)] for title, report in reports.items()}
    names = list(dict.fromkeys(row[0] for rows in columns.values() for row in rows))
    width = max(len(each) for each in names)
    header = f"{'':<{width}}" + "".join(f"{title:>16}{'n':>6}" for title in columns) + f"{'annotators':>12}"
    lines = [header]
    for each in names:
        cells = ""
        for rows in columns.values():
            found = next(((score, n) for row, score, n in rows if row == each), None)
            cells += f"{found[0]:>16.3f}{found[1]:>6}" if found else f"{'':>22}"
        shared = agreed.get(each.strip().removesuffix(", F"))
        lines.append(f"{each:<{width}}{cells}" + (f"{shared:>12.3f}" if shared is not None else ""))
    return "\n".join(line.rstrip() for line in lines)


def agreement_figures() -> dict[str, float]:
    """Return the F of two independent annotations of the same documents, by what a card's rows are called."""
    first, second = (corpus_documents(AGREEMENT / name).values() for name in ("first", "second"))
    comparisons = compare(first, second).comparisons()
    found = {each.name.strip(): each.f for each in comparisons if each.f is not None}
    tags: dict[str, float] = {label: found[f"tag {label}"] for label in TAG_LABELS}
    named = {
        "line kinds, accuracy": "line kinds",
        "headings": "heading",
        "sentence bounds, exact": "sentence bounds",
        "entities, strict F": "entities, strict",
        "topics, first is right": "main topic",
    }
    macro = {"sentence tags, macro-F": sum(tags.values()) / len(tags)}
    return {**found, **tags, **macro, **{row: found[name] for row, name in named.items() if name in found}}


def reliability_table(reports: dict[str, Report]) -> str:
    """Return, for every tenth of the scores, how many tags were listed with it and what share of them is right."""
    lines = [f"{'score':<12}" + "".join(f"{title + ': n':>18}{'mean':>7}{'right':>7}" for title in reports)]
    bins = [report.stance.calibration.bins() for report in reports.values()]
    for row in zip(*bins, strict=True):
        if any(each.count for each in row):
            cells = "".join(f"{each.count:>18}{each.mean:>7.2f}{each.right:>7.2f}" for each in row)
            lines.append(f"{row[0].low:.1f} to {row[0].low + 0.1:.1f}  {cells}")
    return "\n".join(lines)


def card(name: str, tables: list[tuple[str, str]], notes: dict[str, str]) -> str:
    """Return the card of the model `name` as Markdown: what it is, what it saw, tables, and its limits."""
    folder = REPOSITORY / "models" / name
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".md")
    data = "\n".join(f"- {entry['name']}. Licence: {entry['licence']}" for entry in meta["data"])
    parts = [
        f"# {name}\n\n{notes['purpose']}\n\nLicence of the weights: {meta['licence']}. Size: {size / 1e6:.1f} MB.",
        f"## Trained on\n\n{data}",
        f"Corpus SHA-256: `{meta['corpus_sha256']}`. Versions: {json.dumps(meta['versions'])}.",
        *(f"## {title}\n\n```\n{table}\n```" for title, table in tables),
        f"## Known errors\n\n{notes['errors'].strip()}",
        f"## Limits\n\n{notes['limits'].strip()}",
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Score the shipped models and write what follows from the scores."""
    import tomllib

    notes: dict[str, Any] = tomllib.loads(NOTES.read_text(encoding="utf-8"))
    agreed, parliament_scores = agreement_figures(), parliament.table(DATA)
    reports = {models: {"own test": measure(models)} for models in MODEL_SETS}
    if GOLD.is_dir():
        for models, found in reports.items():
            found["real, gold/dev"] = measure_folder(models, GOLD)
    (REPOSITORY / "models" / "base" / "card.md").write_text(base_card(REPOSITORY / "models" / "base"), encoding="utf-8")
    for name, note in notes.items():
        found = reports["accurate" if name == "encoder" else "fast"]
        tables = [("Scores: the whole pipeline, from plain text", scores_table(name, found, agreed))]
        if stance_rows in LAYERS[name]:
            tables.append(("Reliability of the tags' scores", reliability_table(found)))
        if name in ("entities", "encoder") and parliament_scores:
            tables.append(("Motions and letters that others annotated, mapped to three labels", parliament_scores))
        text = card(name, tables, note)
        (REPOSITORY / "models" / name / "card.md").write_text(text, encoding="utf-8")
    for models, found in reports.items():
        put(REPOSITORY / "README.md", f"{models} scores", _COMMAND, scores_table(EVERY, found, agreed))


if __name__ == "__main__":
    main()
