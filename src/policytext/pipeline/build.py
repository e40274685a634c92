"""Build the pipeline: a base, then policytext's components."""

from __future__ import annotations

import logging
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.pipeline.bases import (
    OWN_BASE,
    USUAL_BASE,
    BaseError,
    demand_folder,
    demand_labels,
    demanded_version,
    usual_fits,
)
from policytext.pipeline.component import ModelComponent
from policytext.pipeline.matrices import fastest_matrices
from policytext.pipeline.models import model_folder, read_meta

if TYPE_CHECKING:
    from spacy.language import Language

logger = logging.getLogger("policytext")

BEFORE_BASE = ("policytext_blocks", "policytext_sentences")
ENCODER, OWN_LABELS = "policytext_encoder", "policytext_own_labels"
MODEL_SETS = ("accurate", "fast")
AFTER_BASE = (
    "policytext_entities",
    "policytext_links",
    "policytext_tags",
    "policytext_opinions",
    "policytext_topics",
    "policytext_related",
)
LONGEST = 5_000_000
"""Code points up to which a document is taken; spaCy's own limit is lower because of its parser and NER."""


def load(base: str = "auto", models: str = "fast", *, syntax: bool = False, labels: Path | None = None) -> Language:
    """Return a spaCy pipeline with policytext's components.

    Args:
        base: ``auto`` takes nl_core_news_sm when it is installed and fits the installed spaCy, else policytext's own
            base; ``policytext``, ``nl_core_news_sm`` or a path pin it.
        models: ``accurate`` reads every sentence with the fine-tuned encoder too, ``fast`` does without it.
        syntax: whether policytext's own base comes with its tagger, morphologizer, lemmatizer and parser. None of
            policytext's components reads what these set, so annotations are the same without them, and made sooner.
        labels: the folder of a label set of one's own, made by ``policytext train labels``.

    Raises:
        BaseError: the base is unknown, not installed, or does not fit, there is no such set of models, or no label
            set in `labels`.
    """
    if models not in MODEL_SETS:
        msg = f"unknown models {models!r}: not {' or '.join(MODEL_SETS)}"
        raise BaseError(msg)
    demand_labels(labels)
    with fastest_matrices():
        nlp = _base(base, syntax=syntax)
    nlp.max_length = max(nlp.max_length, LONGEST)
    nlp.meta["policytext_base"] = nlp.meta.get("policytext_base") or {
        "name": f"{nlp.meta['lang']}_{nlp.meta['name']}" if nlp.meta.get("name") else OWN_BASE,
        "version": nlp.meta.get("version", ""),
    }
    previous = None
    for name in BEFORE_BASE:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, after=previous) if previous else nlp.add_pipe(name, first=True)
        previous = name
    for name in (ENCODER, *AFTER_BASE) if models == "accurate" else AFTER_BASE:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    if labels is not None:
        nlp.add_pipe(OWN_LABELS, after="policytext_tags", config={"folder": str(labels.resolve())})
    logger.info("base pipeline: %(name)s %(version)s", nlp.meta["policytext_base"])
    return nlp


def _base(base: str, *, syntax: bool) -> Language:
    if base == "auto":
        return _usual() if usual_fits() else _own(syntax=syntax)
    if base == OWN_BASE:
        return _own(syntax=syntax)
    if base == USUAL_BASE:
        demanded_version()
        return _usual()
    return _from_path(base)


def _own(*, syntax: bool) -> Language:
    import spacy

    # The saved tokenizer is that of every Dutch pipeline; to read it again takes half of the loading.
    nlp = spacy.load(model_folder("base"), exclude=["tokenizer"]) if syntax else spacy.blank("nl")
    nlp.meta["policytext_base"] = {"name": OWN_BASE, "version": metadata.version("policytext")}
    return nlp


def _usual() -> Language:
    import spacy

    return spacy.load(USUAL_BASE)


def _from_path(base: str) -> Language:
    import spacy

    demand_folder(base)
    try:
        return spacy.load(base)
    except (OSError, ValueError) as error:
        msg = f"the base {base!r} cannot be loaded: {error}"
        raise BaseError(msg) from error


def models_of(nlp: Language) -> dict[str, ModelComponent]:
    """Return the components of `nlp` that carry a trained model, by the model's name."""
    found = {}
    for _, component in nlp.pipeline:
        if isinstance(component, ModelComponent):
            found[component.model_name] = component
    return found


def describe(nlp: Language) -> dict[str, Any]:
    """Return versions, base, and each model's SHA-256, card and `meta.json`, as plain data."""
    return {
        "policytext": metadata.version("policytext"),
        "spacy": metadata.version("spacy"),
        "base": nlp.meta["policytext_base"],
        "pipeline": list(nlp.pipe_names),
        "models": {
            name: {
                "sha256": component.sha256,
                "card": str(component.folder / "card.md"),
                "meta": read_meta(component.folder),
            }
            for name, component in sorted(models_of(nlp).items())
        },
    }


@cache
def versions() -> tuple[str, str]:
    """Return the versions of policytext and spaCy."""
    return metadata.version("policytext"), metadata.version("spacy")
