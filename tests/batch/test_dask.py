"""The Dask engine, on a real scheduler and two workers in processes of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from faulty_processors import Setup
from jobs import Endless, job

pytest.importorskip("distributed", reason="Dask is an extra")

from policytext.batch import dask, local
from policytext.batch.work import Failure, Job, Outcome, SetupError, Success

HERE, SOURCE = Path(__file__).parent, Path(__file__).parents[2] / "src"
FAKES = HERE.parent / "fakes"


@dataclass(frozen=True)
class Cluster:
    """A cluster: the address of its scheduler, and the processes that keep its workers alive."""

    address: str
    nannies: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler and two workers of one thread, with the stand-ins of the tests where they can be imported."""
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (FAKES, SOURCE, HERE))),
    }

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
        log = (folder / f"{time.monotonic_ns()}.log").open("wb")
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard")
    worker = ("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    nannies = (start(*worker), start(*worker))
    yield Cluster(address, nannies)
    for process in (*nannies, scheduler):
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def ends(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """Return id and end of each outcome: ``done``, or the kind of failure."""
    return [(one.id, one.error if isinstance(one, Failure) else "done") for one in outcomes]


def test_a_cluster_gives_what_one_process_gives_in_the_same_order(cluster: Cluster) -> None:
    known = Failure("vooraf", "vooraf.txt", "read", "OSError", "weg")
    items = [job(f"raise{n}" if n % 9 == 0 else f"d{n}", n * 997 % 30_000) for n in range(240)]
    mixed: list[Job | Failure] = [*items[:100], known, *items[100:]]

    assert list(dask.run(mixed, Setup(), cluster.address)) == list(local.run(mixed, Setup()))


def test_a_worker_killed_meanwhile_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    items = [job(f"d{number}") for number in range(400)]
    outcomes = dask.run(items, Setup(tmp_path), cluster.address)
    first = [next(outcomes) for _ in range(20)]
    for child in psutil.Process(cluster.nannies[0].pid).children():
        child.kill()

    assert ends([*first, *outcomes]) == [(item.id, "done") for item in items]
    assert len(list(tmp_path.glob("pid-*"))) >= 2


def test_documents_that_kill_or_hang_are_named_and_the_others_are_done(cluster: Cluster) -> None:
    names = {30: "kill", 31: "exit", 150: "hang"}
    items = [job(f"{names.get(number, 'd')}{number}") for number in range(210)]

    outcomes = list(dask.run(items, Setup(), cluster.address, timeout=2))

    failed = {"kill30": "WorkerDied", "exit31": "WorkerDied", "hang150": "Timeout"}
    assert ends(outcomes) == [(item.id, failed.get(item.id, "done")) for item in items]


def test_a_setup_that_fails_is_one_error(cluster: Cluster) -> None:
    with pytest.raises(SetupError, match="no such base: onbekend"):
        list(dask.run([job("d1")], Setup(fault="raise"), cluster.address))


def test_outcomes_nobody_wants_any_more_are_no_longer_worked_on(cluster: Cluster) -> None:
    outcomes = dask.run([job(f"d{number}", 30_000) for number in range(500)], Setup(), cluster.address)
    assert isinstance(next(outcomes), Success)

    outcomes.close()

    assert ends(list(dask.run([job("d1")], Setup(), cluster.address))) == [("d1", "done")]


def test_an_address_where_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "_CONNECT_SECONDS", 1)

    with pytest.raises(SetupError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(dask.run([job("d1")], Setup(), "tcp://127.0.0.1:9"))


def test_items_are_taken_as_the_outcomes_are(cluster: Cluster) -> None:
    items = Endless(30_000)

    outcomes = dask.run(items, Setup(), cluster.address)
    first = [next(outcomes).id for _ in range(5)]
    outcomes.close()

    assert first == ["d1", "d2", "d3", "d4", "d5"]
    assert items.taken < 100


def test_the_command_writes_the_same_files_as_on_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    for number in range(200):
        text = "ONTPLOF." if number == 17 else f"Brief {number} meldt een tekort in Utrecht. " * (1 + number % 9)
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (FAKES, SOURCE)))}
    command = [sys.executable, "-m", "policytext", "annotate", str(tmp_path / "in"), "--quiet", "-o"]

    spread = subprocess.run(
        [*command, str(tmp_path / "dask"), "--engine", "dask", "--scheduler", cluster.address],
        env=environment,
        capture_output=True,
        check=False,
    )
    here = subprocess.run([*command, str(tmp_path / "hier")], env=environment, capture_output=True, check=False)

    assert (spread.returncode, here.returncode) == (1, 1), spread.stderr
    files = {path.name: path.read_bytes() for path in (tmp_path / "hier").iterdir() if _is_output(path)}
    assert len(files) == 200
    assert {path.name: path.read_bytes() for path in (tmp_path / "dask").iterdir() if _is_output(path)} == files


def _is_output(path: Path) -> bool:
    return path.is_file() and path.name != "run.json" and not path.name.startswith(".")


def test_two_batches_at_once_share_the_cluster(cluster: Cluster) -> None:
    found: dict[str, list[tuple[str, str]]] = {}

    def work(name: str) -> None:
        found[name] = ends(list(dask.run([job(f"{name}{n}") for n in range(40)], Setup(), cluster.address)))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("da", "db")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {name: [(f"{name}{n}", "done") for n in range(40)] for name in ("da", "db")}
