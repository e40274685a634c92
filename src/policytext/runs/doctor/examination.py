"""The checks before a long job, one after the other; none that fails keeps another from being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policytext.batch.plan import STANDARD_INPUT, Plan, PlanError, plan
from policytext.batch.work import allowed_seconds, cause_of
from policytext.readers import ReadOptions, is_known_suffix, known_suffixes
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.doctor.diagnosis import Diagnosis
from policytext.runs.doctor.estimate import EstimateError, estimate
from policytext.runs.doctor.smoke import smoke
from policytext.runs.doctor.survey import Survey, survey
from policytext.runs.doctor.versions import extras, versions
from policytext.runs.files import default_workers, usable_cores
from policytext.runs.machine import demand_writable, free_disk, load, memory
from policytext.runs.outputs import Output, resolve_output
from policytext.runs.quantities import counted, duration, size
from policytext.runs.settings import ModelSet, Settings

_HERE = "."
_SHOWN = 5
# What is left to the rest of the machine, and to what a sample does not show.
_USABLE_SHARE = 0.9
# Measured on documents of up to 400,000 code points: 160 bytes for each.
_BYTES_PER_CHARACTER = 200
_AGAIN = "install policytext again"


class Examination:
    """A job that has not begun, and what the checks have found so far."""

    def __init__(
        self, inputs: Sequence[str | Path], output: str | Path | None, settings: Settings, sets: Sequence[ModelSet]
    ) -> None:
        self.found = Diagnosis(settings.models, str(_HERE if output is None else output))
        self._inputs, self._output, self._settings, self._sets = inputs, output, settings, sets
        self._target: Output | None = None
        self._plan: Plan | None = None

    def checks(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield the checks, in order, with what each is about."""
        yield "versions", self._versions
        yield "models", self._models
        yield "output", self._place
        yield "machine", self._machine
        yield "smoke run", self._smoke
        if self._inputs:
            yield "input", self._documents
        yield "workers", self._workers
        if self._inputs:
            yield "estimate", self._estimate
        yield "memory", self._memory
        yield "disk", self._disk

    def _versions(self) -> None:
        self.found.versions, self.found.extras = versions(), extras()
        for name, version in self.found.versions.items():
            if version is None:
                self.found.problem(f"{name} is not installed; {_AGAIN}, which brings it along")

    def _models(self) -> None:
        from policytext import pipeline

        largest: ModelSet = "accurate" if "accurate" in self._sets else "fast"
        self.found.files = pipeline.shipped_models(largest)
        for model in self.found.files:
            if model.fault:
                self.found.problem(f"the model {model.name} cannot be read: {model.fault}; {_AGAIN}")
        self.found.base = pipeline.base_of(self._settings.base)

    def _place(self) -> None:
        settings = self._settings
        self._target = resolve_output(self.found.output, settings.format, settings.compress)
        if self._target.folder is None:
            return
        try:
            demand_writable(self._target.folder)
        except OSError as error:
            self.found.problem(f"{self.found.output}: cannot be written to: {cause_of(error)}; choose another with -o")
        self.found.free_bytes = free_disk(self._target.folder)

    def _smoke(self) -> None:
        for models in self._sets:
            self.found.smokes.append(smoke(self._setup(models)))
            for problem in self.found.smokes[-1].problems:
                self.found.problem(problem)

    def _machine(self) -> None:
        self.found.cores, self.found.memory, self.found.load = usable_cores(), memory(), load()

    def _documents(self) -> None:
        if STANDARD_INPUT in self._inputs:
            msg = "standard input can be read once only; give files and folders"
            raise PlanError(msg)
            # The current folder, where no output is named, is looked at for its disk only.
        written = self._target.not_to_read() if self._target and self._output is not None else []
        self._plan = plan(self._inputs, is_known_suffix, written)
        options = ReadOptions(self._settings.columns)
        self.found.survey = survey(self._plan, options, self._settings.max_characters)
        for problem in _problems_of(self.found.survey, self._settings):
            self.found.problem(problem)

    def _workers(self) -> None:
        default = default_workers(self._plan) if self._plan else usable_cores()
        self.found.workers = self._settings.workers or default

    def _estimate(self) -> None:
        found, looked, workers = self.found, self.found.survey, self.found.workers
        loads = any(each.models == found.models and each.documents for each in found.smokes)
        if not loads or looked is None or not looked.sample or workers is None:
            return
        try:
            found.estimate = estimate(looked, self._setup(found.models), min(workers, found.cores or workers))
        except EstimateError as error:
            found.problem(f"no document of the sample could be annotated: {error}; look at what the files hold")
            return
        longest, timeout = found.estimate.longest_seconds, self._settings.timeout
        allowed = allowed_seconds(looked.longest[0][1] if looked.longest else 0, timeout)
        if timeout and longest > allowed:
            found.problem(
                f"{looked.longest[0][0]} would take about {duration(longest)}, and is given up after"
                f" {duration(allowed)}; use --timeout {2 * round(longest * timeout / allowed)}, or split it"
            )

    def _memory(self) -> None:
        found, limit = self.found, self._settings.max_characters
        peaks = [each.peak_bytes for each in found.smokes if each.models == found.models]
        peaks += [found.estimate.peak_bytes] if found.estimate else []
        peak, available = max(filter(None, peaks), default=None), found.memory.available
        if peak is None:
            return
        longest = min(found.survey.longest[0][1] if found.survey and found.survey.longest else 0, limit)
        found.worker_bytes = peak + longest * _BYTES_PER_CHARACTER
        if available is None or found.workers is None:
            return
        found.workers_fit = int(available * _USABLE_SHARE) // found.worker_bytes
        if found.workers > found.workers_fit:
            remedy = (
                f"use --workers {found.workers_fit} or fewer" if found.workers_fit else "not even one fits; free some"
            )
            needed, workers = size(found.workers * found.worker_bytes), counted(found.workers, "worker")
            found.problem(f"{workers} need {needed} of memory and {size(available)} is available; {remedy}")

    def _disk(self) -> None:
        found = self.found
        if found.estimate is None or found.free_bytes is None:
            return
        if found.estimate.output_bytes > found.free_bytes * _USABLE_SHARE:
            found.problem(
                f"{found.output}: {size(found.free_bytes)} free and about {size(found.estimate.output_bytes)} would be"
                " written; free some, or choose another place with -o"
            )

    def _setup(self, models: str) -> AnnotatorSetup:
        indented = self._target is None or self._target.format == "json"
        return AnnotatorSetup.of(self._settings, models, indented=indented)


def _problems_of(found: Survey, settings: Settings) -> Iterator[str]:
    for fault in found.faults[:_SHOWN]:
        yield f"{fault.source}: {fault.message}; look at the path and who may read it"
    if len(found.faults) > _SHOWN:
        yield f"{len(found.faults) - _SHOWN} more files and folders cannot be looked into; look at who may read them"
    if not found.documents:
        yield f"no documents in the input; files with the suffixes {' '.join(sorted(known_suffixes()))} are read"
    elif found.unreadable == found.measured:
        yield f"none of the documents looked at can be read: {found.first_unreadable}; look at what the files hold"
    if found.too_long:
        limit = f"{settings.max_characters:,} characters (max_characters)"
        yield f"{counted(found.too_long, 'document')} longer than {limit} would be refused; split what is longer"
