"""Jobs in portions: large enough to be worth a message to a worker, small enough to share the work out evenly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.batch.work import Failure, Job

# Some seconds of work at most, and little to repeat when a worker dies.
_MAX_SIZE = 20_000
_MAX_JOBS = 16


def chunked(items: Iterable[Job | Failure]) -> Iterator[list[Job] | Failure]:
    """Yield the jobs in portions of a bounded number and size, in order; failures stay between them as they are."""
    chunk: list[Job] = []
    size = 0
    for item in items:
        full = isinstance(item, Failure) or len(chunk) == _MAX_JOBS or size + item.size > _MAX_SIZE
        if chunk and full:
            yield chunk
            chunk, size = [], 0
        if isinstance(item, Failure):
            yield item
        else:
            chunk.append(item)
            size += item.size
    if chunk:
        yield chunk
