"""Jobs in portions: large enough to be worth a message to a worker, small enough to share the work out evenly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.batch.work import Job, Settled

# Some seconds of work at most, and little to repeat when a worker dies.
_MAX_SIZE = 20_000
_MAX_JOBS = 16


def chunked(items: Iterable[Job | Settled]) -> Iterator[list[Job] | Settled]:
    """Yield the jobs in portions of a bounded number and size, in order; what is settled stays between them."""
    chunk: list[Job] = []
    size = 0
    for item in items:
        full = not isinstance(item, Job) or len(chunk) == _MAX_JOBS or size + item.size > _MAX_SIZE
        if chunk and full:
            yield chunk
            chunk, size = [], 0
        if isinstance(item, Job):
            chunk.append(item)
            size += item.size
        else:
            yield item
    if chunk:
        yield chunk
