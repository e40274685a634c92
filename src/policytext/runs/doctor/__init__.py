"""A check before a long job: what is installed, whether it works, and what the job will take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policytext.batch.work import cause_of
from policytext.runs.doctor.diagnosis import Diagnosis
from policytext.runs.doctor.examination import Examination
from policytext.runs.settings import ModelSet, Settings

__all__ = ["Diagnosis", "examine"]


def examine(
    inputs: Sequence[str | Path], output: str | Path | None, settings: Settings, sets: Sequence[ModelSet]
) -> Diagnosis:
    """Look whether a job would come to its end. Models are loaded in worker processes only, and nothing is left behind.

    Args:
        inputs: files and folders of the job; none for a check without.
        output: where it would write, as `policytext.annotate_files` takes it; None for the current folder.
        settings: those of the job.
        sets: the sets of models to try.
    """
    examination = Examination(inputs, output, settings, sets)
    for name, check in examination.checks():
        try:
            check()
        except Exception as error:  # noqa: BLE001 - whatever ails one check, the others are made
            where = getattr(error, "filename", None)
            examination.found.problem(f"{name}: {f'{where}: ' if where else ''}{cause_of(error)}")
    return examination.found
