"""The Dask engine: the jobs of a batch on the workers of a cluster, with the guarantees of the local engine.

Each of the cluster's workers works with the local engine, in a process of its own below it: documents that crash or
hang are found out there. A worker of the cluster that is lost with a chunk costs nothing but time; only when that
happens again and again is the chunk taken apart, and a document given up.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from typing import TYPE_CHECKING, Any

from policytext.batch.chunks import chunked
from policytext.batch.local import SIZE_AHEAD, Pool
from policytext.batch.work import Job, Outcome, Settled, Setup, SetupError

if TYPE_CHECKING:
    from distributed import Client, Future

# What may be on its way, in chunks per thread of the cluster.
_CHUNKS_AHEAD = 4
_MORE_TRIES = 2
_CONNECT_SECONDS, _WORKER_SECONDS = 30, 120


def run(
    items: Iterable[Job | Settled], setup: Setup, scheduler: str | Client, timeout: float | None = None
) -> Generator[Outcome, None, None]:
    """Yield exactly one outcome per item, in the order of the items, whatever happens to a document or a worker.

    Args:
        items: jobs, and what is settled before any work and passes through. Workers read the files that jobs name.
        setup: makes the processor, once for every worker; must be picklable and hashable.
        scheduler: the address of the cluster's scheduler, or a client of it, which stays open.
        timeout: seconds that a document may take until the process that works on it is killed; None for any time.

    Raises:
        SetupError: Dask is not installed, the cluster cannot be reached or has no workers, their policytext is another
            than this one, or the processor cannot be made there.
    """
    with _client(scheduler) as client:
        _check_workers(client)
        flow = _Flow(client, setup, timeout)
        try:
            yield from flow.run(items)
        finally:
            flow.cancel()


@contextmanager
def _client(scheduler: str | Client) -> Iterator[Client]:
    if not isinstance(scheduler, str):
        yield scheduler
        return
    try:
        from distributed import Client
    except ModuleNotFoundError:
        msg = "Dask is not installed; run: pip install 'policytext[dask]'"
        raise SetupError(msg) from None
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        msg = f"no Dask scheduler answers at {scheduler}: {error}"
        raise SetupError(msg) from None
    with client:
        yield client


def _check_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_WORKER_SECONDS)
    except TimeoutError:
        msg = f"the Dask scheduler has had no worker for {_WORKER_SECONDS} seconds"
        raise SetupError(msg) from None
    try:
        versions = set(client.run(_version).values())
    except ModuleNotFoundError:
        msg = "policytext is not installed where the Dask workers run"
        raise SetupError(msg) from None
    if versions != {_version()}:
        msg = f"policytext is {_version()} here and {', '.join(sorted(versions))} where the Dask workers run"
        raise SetupError(msg)


def _version() -> str:
    return metadata.version("policytext")


class _Flow:
    """Chunks on their way through the cluster, in order."""

    def __init__(self, client: Client, setup: Setup, timeout: float | None) -> None:
        self._client = client
        self._setup = setup
        self._timeout = timeout
        self._under_way: deque[tuple[list[Job], Future[Any]] | Settled] = deque()

    def run(self, items: Iterable[Job | Settled]) -> Iterator[Outcome]:
        """Yield the outcomes in order."""
        for chunk in chunked(items):
            self._under_way.append((chunk, self._submit(chunk)) if isinstance(chunk, list) else chunk)
            # A question to the scheduler, once a chunk: workers come and go.
            threads = max(1, sum(self._client.nthreads().values()))
            while self._is_full(threads):
                yield from self._first()
        while self._under_way:
            yield from self._first()

    def cancel(self) -> None:
        """Take back what nobody waits for any more."""
        self._client.cancel([entry[1] for entry in self._under_way if isinstance(entry, tuple)])

    def _is_full(self, threads: int) -> bool:
        chunks = [entry[0] for entry in self._under_way if isinstance(entry, tuple)]
        settled_first = bool(self._under_way) and not isinstance(self._under_way[0], tuple)
        size = sum(job.size for chunk in chunks for job in chunk)
        return settled_first or len(chunks) > _CHUNKS_AHEAD * threads or size > SIZE_AHEAD

    def _first(self) -> Iterator[Outcome]:
        """Yield the outcomes of what has been on its way longest."""
        entry = self._under_way[0]
        if isinstance(entry, tuple):
            yield from self._outcomes(*entry)
        else:
            yield entry
        self._under_way.popleft()

    def _outcomes(self, jobs: list[Job], future: Future[Any]) -> Iterator[Outcome]:
        found = self._result(future)
        for _ in range(_MORE_TRIES):
            found = self._result(self._submit(jobs)) if found is None else found
        if found is not None:
            yield from found
        elif len(jobs) > 1:
            # One after the other: Dask holds everything against a document that its worker had before it.
            for job in jobs:
                yield from self._outcomes([job], self._submit([job]))
        else:
            message = "the Dask workers that it was given to were lost, each time it was tried"
            yield jobs[0].failed("worker", "WorkerDied", message)

    def _result(self, future: Future[Any]) -> Sequence[Outcome] | None:
        """Return the outcomes of a chunk, None where the workers that it was given to died.

        Raises:
            SetupError: the processor cannot be made.
        """
        from distributed import KilledWorker

        try:
            found: Sequence[Outcome] | str = future.result()
        except KilledWorker:
            return None
        if isinstance(found, str):
            raise SetupError(found)
        return found

    def _submit(self, jobs: list[Job]) -> Future[Any]:
        return self._client.submit(_work, self._setup, jobs, self._timeout, pure=False)


_ONE_AT_A_TIME = threading.Lock()
_pools: dict[tuple[Setup, float | None], Pool] = {}
"""The pool of this worker, for one setup; kept from chunk to chunk."""


def _work(setup: Setup, jobs: list[Job], timeout: float | None) -> list[Outcome] | str:
    """Return the outcomes of jobs, worked on in a process below this one, or the message of a `SetupError`."""
    with _ONE_AT_A_TIME, _children_allowed():
        try:
            return list(_pool(setup, timeout).run(jobs))
        except SetupError as error:
            return str(error)


def _pool(setup: Setup, timeout: float | None) -> Pool:
    if (setup, timeout) not in _pools:
        for pool in _pools.values():
            pool.close()
        _pools.clear()
        _pools[setup, timeout] = Pool(setup, 1, timeout)
    return _pools[setup, timeout]


@contextmanager
def _children_allowed() -> Iterator[None]:
    """Let this process start others, which Python refuses to those that Dask's nannies start.

    What the refusal is for, that children are not left behind, our workers see to: they end when their pipe is closed.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    daemon = config.get("daemon", False)
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = daemon
