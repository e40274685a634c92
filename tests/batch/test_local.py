"""The local engine: one outcome per item, in order, whatever happens."""

from __future__ import annotations

import multiprocessing
import pickle  # jobs cross to worker processes pickled
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_processors import Setup
from jobs import Endless, job

from policytext.batch.local import run
from policytext.batch.work import Failure, Job, Outcome, SetupError, Success

WORKERS = pytest.mark.parametrize("workers", [1, 2])
KNOWN = Failure("vooraf", "vooraf.txt", "read", "OSError", "weg")


def ends(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """Return id and end of each outcome: ``done``, or the stage where it failed."""
    return [(one.id, "done" if isinstance(one, Success) else one.stage) for one in outcomes]


@WORKERS
def test_outcomes_come_in_the_order_of_the_items(workers: int) -> None:
    items: list[Job | Failure] = [job(f"d{number}", number * 997 % 30_000) for number in range(200)]
    items.insert(70, KNOWN)

    outcomes = list(run(items, Setup(), workers))

    assert [outcome.id for outcome in outcomes] == [item.id for item in items]
    assert outcomes[70] == KNOWN
    assert [outcome.payload for outcome in outcomes if isinstance(outcome, Success)][3] == b"d3\n"


@WORKERS
def test_an_exception_costs_only_its_document(workers: int) -> None:
    items = [job(f"raise{number}" if number % 7 == 0 else f"d{number}") for number in range(210)]

    outcomes = list(run(items, Setup(), workers))

    assert ends(outcomes) == [(item.id, "annotate" if item.id.startswith("raise") else "done") for item in items]
    first = outcomes[0]
    assert isinstance(first, Failure)
    assert (first.source, first.error, first.message) == ("map/raise0.txt", "UnpicklableError", "raise0 went wrong")


@pytest.mark.parametrize(("end", "cause"), [("kill", "SIGKILL"), ("exit", "exit code 7")])
def test_a_document_that_kills_its_worker_is_named_and_the_others_are_done(end: str, cause: str) -> None:
    items = [job(f"{end}{number}" if number in (0, 101, 102) else f"d{number}") for number in range(205)]

    outcomes = list(run(items, Setup(), workers=2))

    assert ends(outcomes) == [(item.id, "worker" if item.id.startswith(end) else "done") for item in items]
    guilty = outcomes[101]
    assert isinstance(guilty, Failure)
    assert guilty.error == "WorkerDied"
    assert cause in guilty.message


def test_a_document_that_was_there_when_its_worker_was_killed_once_is_done(tmp_path: Path) -> None:
    items = [job("d1"), job("once"), job("d2")]

    assert ends(list(run(items, Setup(tmp_path), workers=2))) == [("d1", "done"), ("once", "done"), ("d2", "done")]
    assert (tmp_path / "once").exists()


def test_two_workers_share_the_work(tmp_path: Path) -> None:
    list(run([job(f"d{number}", 30_000) for number in range(2_000)], Setup(tmp_path), workers=2))

    assert len(list(tmp_path.glob("pid-*"))) == 2


@WORKERS
def test_a_setup_that_fails_is_one_error_before_any_outcome(workers: int) -> None:
    with pytest.raises(SetupError, match="no such base: onbekend"):
        list(run([job("d1"), job("d2")], Setup(fault="raise"), workers))


def test_workers_that_die_while_they_start_let_every_document_fail_instead_of_hanging() -> None:
    outcomes = list(run([job(f"d{number}") for number in range(40)], Setup(fault="kill"), workers=2))

    assert {end for _, end in ends(outcomes)} == {"worker"}
    assert len(outcomes) == 40
    assert isinstance(outcomes[0], Failure)
    assert "no worker process could be started (SIGKILL)" in outcomes[0].message


@WORKERS
def test_no_items_give_no_outcomes(workers: int) -> None:
    assert list(run([], Setup(), workers)) == []


@pytest.mark.parametrize(("size", "first", "most"), [(30_000, 5, 100), (5_000_000, 3, 12)])
def test_items_are_taken_as_the_outcomes_are_and_few_large_ones_at_a_time(
    tmp_path: Path, size: int, first: int, most: int
) -> None:
    items = Endless(size)

    outcomes = run(items, Setup(tmp_path), workers=2)
    ids = [next(outcomes).id for _ in range(first)]
    outcomes.close()

    assert ids == [f"d{number}" for number in range(1, first + 1)]
    assert items.taken < most


def test_no_process_stays_behind_when_the_outcomes_are_no_longer_wanted() -> None:
    outcomes = run([job(f"d{number}", 30_000) for number in range(500)], Setup(), workers=2)
    next(outcomes)

    outcomes.close()

    assert multiprocessing.active_children() == []


def test_workers_can_be_started_from_a_thread_as_well() -> None:
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.extend(run([job("d1")], Setup(), workers=2)))

    thread.start()
    thread.join(60)

    assert ends(outcomes) == [("d1", "done")]


def test_fewer_than_one_worker_and_no_time_are_refused() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more, not 0"):
        list(run([job("d1")], Setup(), workers=0))
    with pytest.raises(ValueError, match="timeout must be more than 0 seconds, not 0"):
        list(run([job("d1")], Setup(), timeout=0))


def test_jobs_and_outcomes_survive_the_way_between_processes() -> None:
    assert pickle.loads(pickle.dumps(job("d1"))) == job("d1")
    assert pickle.loads(pickle.dumps(KNOWN)) == KNOWN


def test_a_document_that_hangs_is_given_up_and_the_others_are_done() -> None:
    items = [job(f"hang{number}" if number in (3, 150) else f"d{number}") for number in range(205)]

    outcomes = list(run(items, Setup(), workers=2, timeout=1))

    assert ends(outcomes) == [(item.id, "worker" if item.id.startswith("hang") else "done") for item in items]
    hanging = outcomes[150]
    assert isinstance(hanging, Failure)
    assert (hanging.error, hanging.message) == ("Timeout", "not done after 1 s, the time such a document may take")


def test_a_long_document_may_take_as_much_longer() -> None:
    assert job("d1", 1_000).seconds(600) == job("d1", 1_000_000).seconds(600) == 600
    assert job("d1", 5_000_000).seconds(600) == 3_000
    assert job("d1", 5_000_000).seconds(None) is None


def test_a_worker_that_has_done_much_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.batch.local._WORKER_SIZE", 50_000)

    outcomes = list(run([job(f"d{number}", 15_000) for number in range(40)], Setup(tmp_path), workers=1, timeout=60))

    assert ends(outcomes) == [(f"d{number}", "done") for number in range(40)]
    assert len(list(tmp_path.glob("pid-*"))) > 5


def test_an_idle_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    def slow() -> Iterator[Job | Failure]:
        yield job("d1")
        yield KNOWN
        for child in multiprocessing.active_children():
            child.kill()
        time.sleep(0.2)
        yield job("d2")

    outcomes = list(run(slow(), Setup(tmp_path), workers=2))

    assert ends(outcomes) == [("d1", "done"), ("vooraf", "read"), ("d2", "done")]
