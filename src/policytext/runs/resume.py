"""What of a run's inputs is still to be done, when an earlier run has done some of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.batch.work import Failure, Job, Settled
from policytext.runs.store import Store


def remaining(items: Iterable[Job | Failure], store: Store, *, retry_failed: bool) -> Iterator[Job | Settled]:
    """Yield the jobs that are new, changed, or were done by another pipeline; and what became of the others.

    A failure stands, unless the machine was at fault and not the document, or `retry_failed` is set.
    """
    for item in items:
        yield item if isinstance(item, Failure) else _settled(item, store, retry_failed=retry_failed) or item


def _settled(job: Job, store: Store, *, retry_failed: bool) -> Settled | None:
    """Return what became of a job earlier, None where it is to be done now."""
    entry = store.entry(job.key)
    if entry is None or entry.fingerprint != store.fingerprint:
        return None
    if isinstance(entry.outcome, Failure) and (retry_failed or entry.outcome.passing):
        return None
    try:
        return entry.outcome if entry.sha256 == job.sha256() else None
    except OSError:
        # Whoever works on it will say why it cannot be read.
        return None
