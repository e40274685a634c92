"""Questions to policytext itself: what would annotate, how well, and what its registers know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.api.annotating import annotate
from policytext.knowledge.find import Candidate, find
from policytext.knowledge.registers import provenance
from policytext.runs.settings import DEFAULT_MODELS, ModelSet
from policytext.runs.stored import stored_annotations

if TYPE_CHECKING:
    from policytext.evaluation import Report


def describe(base: str = "auto", models: ModelSet = DEFAULT_MODELS) -> dict[str, Any]:
    """Return versions, base and models of the pipeline, with the checksum and card of each model."""
    from policytext import pipeline

    return pipeline.describe(pipeline.load(base, models))


def find_knowledge(query: str, date: str | None = None) -> list[Candidate]:
    """Return what a name or mention may mean to the registers, the best first; empty where none knows it.

    Args:
        query: "minister van VWS", "Hugo de Jonge", "VenJ", "Jeugdwet".
        date: ISO day at which it is meant; without one, everything that ever bore the name.
    """
    return find(query, date)


def knowledge_registers() -> list[dict[str, str | int]]:
    """Return the files of the registers with their source, licence, date of state and number of rows."""
    return provenance()


def evaluate(
    gold: str | Path,
    *,
    annotations: str | Path | None = None,
    base: str = "auto",
    models: ModelSet = DEFAULT_MODELS,
    split: str | None = None,
) -> Report:
    """Score annotations against gold, per layer.

    Args:
        gold: a folder of annotated documents.
        annotations: annotations to score, a file or a folder; by default the gold texts are annotated now.
        base: the base pipeline to annotate with, as in `load`.
        models: the set of models, as in `load`.
        split: the part of the corpus to score, by default all of it.

    Raises:
        DocumentError: a gold text cannot be annotated.
        StoredAnnotationError: `annotations` holds something else.
    """
    from policytext import evaluation

    selected = {} if split is None else {"split": split}
    if annotations is not None:
        return evaluation.evaluate(Path(gold), stored_annotations(Path(annotations)), **selected)
    documents = evaluation.gold_documents(Path(gold), **selected)
    return evaluation.evaluate(Path(gold), annotate(documents, base=base, models=models), **selected)
