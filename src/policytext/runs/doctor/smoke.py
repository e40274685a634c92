"""A smoke run: three short documents through the real pipeline, in a worker process as a long job has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext.batch.work import Failure, SetupError
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.doctor.probe import Measured, measured, text_job

_TIMEOUT = 120.0
_AGAIN = "install policytext again, without its old files"
_TEXTS = {
    "jeugdzorg": """\
Jeugdzorg moet dichterbij

15 maart 2021

De wachtlijsten in de jeugdzorg blijven groeien. De Algemene Rekenkamer beveelt de minister van VWS aan om gemeenten \
meer geld te geven voor jeugdhulp.
""",
    "verkeer": """\
Verkeersveiligheid op het platteland

3 juni 2022

Het aantal ongelukken op provinciale wegen neemt toe. Veilig Verkeer Nederland roept minister Harbers van \
Infrastructuur en Waterstaat op om de maximumsnelheid te verlagen.
""",
    "onderwijs": """\
Advies over het lerarentekort

12 oktober 2020

Scholen in Amsterdam en Rotterdam vinden te weinig leraren. De Onderwijsraad adviseert de minister van OCW om de \
lerarenopleidingen te verbeteren.
""",
}
"""Each has a recommendation, names with a link, and a topic, in the eyes of every set of models."""


@dataclass
class Smoke:
    """What a smoke run showed of one set of models.

    Attributes:
        models: the set of models.
        documents: how many of the documents were annotated.
        load_seconds: time to load the pipeline, to the end of a first document; None where it does not load.
        peak_bytes: the most memory that the process held; None where that is not known.
        problems: what went wrong, each with what to do.
    """

    models: str
    documents: int = 0
    load_seconds: float | None = None
    peak_bytes: int | None = None
    problems: list[str] = field(default_factory=list)


def smoke(setup: AnnotatorSetup) -> Smoke:
    """Annotate the documents with one pipeline and look whether the annotations make sense."""
    found = Smoke(setup.models)
    jobs = [text_job(f"{name} (a document of doctor's own)", text) for name, text in _TEXTS.items()]
    try:
        for each in measured(jobs, setup, _TIMEOUT):
            if isinstance(each, Failure):
                found.problems.append(f"{setup.models}: {each.source}: {each.message} ({each.stage}); {_AGAIN}")
                continue
            found.documents += 1
            found.load_seconds, found.peak_bytes = each.load_seconds, each.peak_bytes
            found.problems += [f"{setup.models}: {each.id}: {lack}; {_AGAIN}" for lack in _lacks(each)]
    except SetupError as error:
        remedy = f"choose another base or set of models, or {_AGAIN}"
        found.problems.append(f"{setup.models}: the pipeline does not load: {error}; {remedy}")
    return found


def _lacks(document: Measured) -> Iterator[str]:
    if "recommendation" not in document.tags:
        yield "its recommendation is not found"
    if not document.links:
        yield "none of its entities is linked"
    if not document.topics:
        yield "it is given no topic"
