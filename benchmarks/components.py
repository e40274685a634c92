"""Words per second and core of each component of the pipeline by itself, and its share of the whole."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

import own
from inputs import mixed, words
from sizes import Sizes
from timing import in_turns, pinned

from policytext.batch.chunks import chunked
from policytext.batch.work import Job
from policytext.pipeline.annotate import pipeline_info
from policytext.pipeline.assembly import assembled
from policytext.pipeline.build import MODEL_SETS
from policytext.pipeline.draft import Draft
from policytext.runs.annotator import Annotator
from policytext.text.language import foreign_language

Times = dict[str, float]


def table(sizes: Sizes) -> str:
    """Return a row for each component."""
    documents = [mixed(sizes.mixed, number) for number in range(sizes.rounds)]
    pipelines = {models: own.annotator(models) for models in MODEL_SETS}
    with pinned(1):
        found = in_turns(
            {
                models: lambda number, models=models: _times(*pipelines[models], documents[number])
                for models in MODEL_SETS
            },
            sizes.rounds,
        )
    number = [words(each) for each in documents]
    names = max((rounds[0] for rounds in found.values()), key=len)
    lines = [
        f"{sizes.rounds} rounds of {sizes.mixed} documents, {sum(number):,} words in all, one core",
        "",
        f"{'words a second of processor time':<33}" + "".join(f"{models:>10}{'share':>8}" for models in MODEL_SETS),
    ]
    for name in names:
        lines.append(f"{name:<33}" + "".join(_cells(name, found[models], number) for models in MODEL_SETS))
    return "\n".join(lines)


def _cells(name: str, rounds: list[Times], number: list[int]) -> str:
    if name not in rounds[0]:
        return f"{'':>18}"
    rate = statistics.median(each / times[name] for each, times in zip(number, rounds, strict=True))
    share = statistics.median(times[name] / sum(times.values()) for times in rounds)
    return f"{rate:>10,.0f}{share:>8.1%}"


def _times(nlp: Any, annotator: Annotator, documents: list[str]) -> Times:
    """Return the processor time of each step over the documents."""
    times: Times = {}
    for chunk in chunked(own.jobs(documents)):
        with annotator.session():
            for job in chunk:
                _step_by_step(nlp, job, times)
    return times


def _step_by_step(nlp: Any, job: Job, times: Times) -> None:
    steps = _steps(nlp, job)
    start = time.process_time()
    for name in steps:
        end = time.process_time()
        times[name] = times.get(name, 0.0) + end - start
        start = time.process_time()


def _steps(nlp: Any, job: Job) -> Iterator[str]:
    """Do what a worker does to a document, and yield the name of each step when it is done."""
    foreign_language(job.content.text)
    yield "language"
    draft = Draft(job.content.text, job.content)
    for name, step in nlp.pipeline:
        step.annotate(draft)
        yield name.removeprefix("policytext_")
    annotation = assembled(draft, job.content, pipeline_info(nlp))
    yield "annotation"
    annotation.to_json(indent=1)
    yield "JSON"
