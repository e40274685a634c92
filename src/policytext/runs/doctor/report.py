"""A diagnosis as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.batch.plan import folded_skips
from policytext.runs.doctor.estimate import Estimate
from policytext.runs.doctor.survey import Survey
from policytext.runs.outputs import STANDARD_OUTPUT
from policytext.runs.quantities import counted, duration, size

if TYPE_CHECKING:
    from policytext.runs.doctor.diagnosis import Diagnosis

_NOT_KNOWN = "not known here"


def report(found: Diagnosis) -> Iterator[str]:
    """Yield the lines of a diagnosis, the problems last."""
    yield "versions: " + ", ".join(f"{name} {version or 'missing'}" for name, version in found.versions.items())
    for extra in found.extras:
        missing = f"not installed ({', '.join(extra.missing)}); run: {extra.command}"
        yield f"extra {extra.name}: {missing if extra.missing else 'installed'}"
    if found.base:
        yield f"base: {' '.join(found.base)}"
    for model in found.files:
        yield f"model {model.name}: {size(model.bytes)} in {model.folder}, {model.fault or 'readable'}"
    for smoke in found.smokes:
        if smoke.load_seconds is not None:
            yield (
                f"{smoke.models}: loads in {duration(smoke.load_seconds)}, {smoke.documents} documents of its own"
                f" annotated, a worker holds {_size(smoke.peak_bytes)}"
            )
    yield (
        f"machine: {counted(found.cores or 0, 'usable core')}, memory {_size(found.memory.total)},"
        f" available {_size(found.memory.available)}{_busy(found)}"
    )
    yield from _workers(found)
    streamed = found.output == STANDARD_OUTPUT
    yield "output: standard output" if streamed else f"output: {found.output}, {_size(found.free_bytes)} free"
    if found.survey:
        yield from _survey(found.survey)
    if found.estimate:
        yield from _estimate(found.estimate, found)
    yield from (f"problem: {problem}" for problem in found.problems)
    if not found.problems:
        yield "all is well"


def _busy(found: Diagnosis) -> str:
    if found.load is None or found.cores is None or found.load < found.cores / 2:
        return ""
    return f"; busy ({found.load:.1f} processes at work), so that times are longer than they need be"


def _workers(found: Diagnosis) -> Iterator[str]:
    if found.workers is None:
        return
    needed = None if found.worker_bytes is None else found.workers * found.worker_bytes
    fit = _NOT_KNOWN if found.workers_fit is None else f"{found.workers_fit} fit"
    yield f"workers: {found.workers} with models {found.models}, together {_size(needed)}; by memory {fit}"


def _survey(found: Survey) -> Iterator[str]:
    judged = f" (judged by {counted(found.measured, 'document')})" if found.estimated else ""
    yield f"input: {counted(found.documents, 'document')}, {counted(found.characters, 'character')}{judged}"
    if found.longest:
        longest = ", ".join(f"{name} ({counted(length, 'character')})" for name, length in found.longest)
        yield f"longest: {longest}; {found.too_long} longer than allowed"
    if found.unreadable:
        yield f"unreadable: {found.unreadable} of {found.measured} looked at, first {found.first_unreadable}"
    if found.skipped:
        kinds = ", ".join(folded_skips(found.skipped))
        yield f"skipped: {counted(found.skipped.total(), 'file')} of unknown type ({kinds})"


def _estimate(estimate: Estimate, found: Diagnosis) -> Iterator[str]:
    timed = f"{counted(estimate.documents, 'document')} of {counted(estimate.characters, 'character')}"
    yield f"timed: {timed}, {estimate.characters_per_second:,.0f} characters a second in one worker"
    yield (
        f"estimate: {duration(estimate.seconds)} with {counted(found.workers or 1, 'worker')},"
        f" output {size(estimate.output_bytes)}"
    )
    if estimate.failures:
        yield f"failed: {len(estimate.failures)} of the sample, first {estimate.failures[0]}"


def _size(number: int | None) -> str:
    return _NOT_KNOWN if number is None else size(number)
