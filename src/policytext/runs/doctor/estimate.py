"""How long a job will take and how much it will write, by a sample of its documents."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

from policytext.batch.work import Failure, SetupError
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.doctor.probe import Measured, measured
from policytext.runs.doctor.survey import Survey

_SECONDS = 15.0
_TIMEOUT = 120.0


@dataclass(frozen=True)
class Estimate:
    """What a sample says of a job.

    Attributes:
        documents: documents timed.
        characters: code points of these.
        characters_per_second: what one worker does.
        seconds: time for the whole job with all its workers.
        output_bytes: size of all annotations, uncompressed.
        peak_bytes: the most memory that the worker held; None where that is not known.
        longest_seconds: time for the longest document.
        failures: why documents of the sample could not be annotated.
    """

    documents: int
    characters: int
    characters_per_second: float
    seconds: float
    output_bytes: int
    peak_bytes: int | None
    longest_seconds: float
    failures: list[str]


class EstimateError(RuntimeError):
    """Nothing of the sample could be annotated; the message says why."""


def estimate(survey: Survey, setup: AnnotatorSetup, parallel: int) -> Estimate:
    """Time the sample of a survey in one worker process, for some seconds, and reckon with it.

    Args:
        survey: the documents of the job.
        setup: the pipeline and the settings of the readers.
        parallel: how many workers can work at the same time.

    Raises:
        EstimateError: none of the sample could be annotated.
    """
    done, failures = _timed(survey, setup)
    if not done:
        raise EstimateError(failures[0] if failures else "no document to time")
    characters = sum(each.characters for each in done)
    rate = characters / sum(each.seconds for each in done)
    longest = max((length for _, length in survey.longest), default=0)
    return Estimate(
        documents=len(done),
        characters=characters,
        characters_per_second=rate,
        seconds=done[0].load_seconds + survey.characters / rate / parallel,
        output_bytes=round(survey.characters * sum(each.bytes for each in done) / characters),
        peak_bytes=done[-1].peak_bytes,
        longest_seconds=longest / rate,
        failures=failures,
    )


def _timed(survey: Survey, setup: AnnotatorSetup) -> tuple[list[Measured], list[str]]:
    done: list[Measured] = []
    failures: list[str] = []
    deadline = None
    try:
        with closing(measured(survey.sample, setup, _TIMEOUT)) as outcomes:
            for each in outcomes:
                # What counts is time at work: the pipeline has been loaded when the first document is done.
                deadline = deadline or time.monotonic() + _SECONDS
                if isinstance(each, Failure):
                    failures.append(f"{each.source}: {each.message} ({each.stage})")
                else:
                    done.append(each)
                if time.monotonic() > deadline:
                    break
    except SetupError as error:
        failures.append(f"the pipeline does not load: {error}")
    return done, failures
