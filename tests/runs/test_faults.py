"""Runs under injected faults: one outcome per input, whole files, nothing twice, the right exit code."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest
from written import annotations, lines, put, tree

FAKES = Path(__file__).parent.parent / "fakes"
SOURCE = Path(__file__).parents[2] / "src"
NUMBER = 220
TEXT = "Brief {} meldt een tekort in Utrecht. "
FORMATS = pytest.mark.parametrize("options", [(), ("--format", "jsonl", "--compress", "gzip")], ids=["json", "gzip"])

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="faults are injected with POSIX signals")


@pytest.fixture
def environment() -> dict[str, str]:
    """Return the environment with the stand-in for the pipeline, which takes a little time over a document."""
    path = os.pathsep.join([str(FAKES), str(SOURCE)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "FAKE_SECONDS": "0.004"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with many documents, of which some are to fail by what they hold."""
    for number in range(NUMBER):
        put(tmp_path / "in" / f"{number:03}.txt", TEXT.format(number) * (1 + number % 7))
    return tmp_path


def command(*options: str) -> list[str]:
    """Return the command that annotates the folder's inputs with two workers."""
    return [sys.executable, "-m", "policytext", "annotate", "in", "-o", "uit", "--workers", "2", *options]


def run(folder: Path, environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    return subprocess.run(command(*options), cwd=folder, env=environment, capture_output=True, timeout=300, check=False)


@pytest.fixture
def started(folder: Path, environment: dict[str, str]) -> Iterator[Any]:
    """Return a function that starts the command and returns its process, which ends with the test at the latest."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        processes.append(
            subprocess.Popen(
                command(*options), cwd=folder, env=environment, stderr=subprocess.PIPE, start_new_session=True
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
            process.communicate()


def check_outcomes(folder: Path, failed: dict[str, str]) -> None:
    """Demand one outcome per input: the failures given as id and kind of error, and an annotation of each other."""
    done = Counter(annotation["id"] for annotation in annotations(folder / "uit"))
    errors = {error["id"]: error["error"] for error in lines(folder / "uit" / "errors.jsonl")}
    assert errors == failed
    assert done == Counter({f"{number:03}" for number in range(NUMBER)} - set(failed))
    for annotation in annotations(folder / "uit"):
        assert annotation["text"].startswith(TEXT.format(int(annotation["id"])))
    assert not [path for path in (folder / "uit").rglob("*.part") if path.is_file()]
    assert not [path for path in (folder / "uit").rglob("*.new") if path.is_file()]


@FORMATS
def test_documents_that_raise_kill_or_hang_cost_themselves(folder, environment, options) -> None:
    put(folder / "in" / "007.txt", TEXT.format(7) + "ONTPLOF.")
    put(folder / "in" / "060.txt", TEXT.format(60) + "DOOD.")
    put(folder / "in" / "061.txt", TEXT.format(61) + "DOOD.")
    put(folder / "in" / "113.txt", TEXT.format(113) + "HANGT.")
    put(folder / "in" / "150.txt", b"Dit is geen UTF-8: \xff\xfe\x00\x00\x81\x8d")
    (folder / "in" / "151.txt").unlink()
    (folder / "in" / "151.txt").symlink_to("nergens")

    result = run(folder, environment, "--timeout", "2", *options)

    assert result.returncode == 1
    check_outcomes(
        folder,
        {
            "007": "RuntimeError",
            "060": "WorkerDied",
            "061": "WorkerDied",
            "113": "Timeout",
            "150": "UnreadableDocument",
            "151": "FileNotFoundError",
        },
    )


@FORMATS
def test_workers_killed_at_random_moments_cost_nothing(folder, environment, started, options) -> None:
    environment["FAKE_SECONDS"] = "0.03"
    chance = random.Random(6)
    process = started(*options)
    _wait_until(lambda: _remembered(folder))
    killed = 0
    while process.poll() is None and killed < 10:
        for worker in _workers(process.pid)[:1]:
            worker.kill()
            killed += 1
        time.sleep(chance.random() * 0.8)
    _, errors = process.communicate(timeout=120)

    assert process.returncode == 0, errors
    assert killed >= 3
    check_outcomes(folder, {})


def _workers(pid: int) -> list[psutil.Process]:
    """Return the worker processes of a run, in an order by chance."""
    try:
        children = psutil.Process(pid).children()
    except psutil.NoSuchProcess:
        return []
    spawned = [child for child in children if _is_worker(child)]
    return random.sample(spawned, len(spawned))


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def _wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)


@FORMATS
def test_the_run_killed_twenty_times_and_resumed_each_time(folder, environment, started, tmp_path, options) -> None:
    marks = tmp_path / "gezien"
    marks.mkdir()
    environment.update(FAKE_SEEN=str(marks), FAKE_SECONDS="0.03")
    chance = random.Random(20)
    remembered: set[str] = set()
    for _ in range(20):
        process = started("--resume", *options)
        time.sleep(0.5 + chance.random() * 0.6)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = _remembered(folder)
        assert remembered <= now
        remembered = now

    assert run(folder, environment, "--resume", *options).returncode == 0
    check_outcomes(folder, {})
    work = Counter(line for path in marks.iterdir() for line in path.read_text(encoding="utf-8").split())
    # What was under way when the run was killed is worked on again, what was remembered never is.
    assert max(work.values()) <= 21
    assert sum(work.values()) < NUMBER * 3


def _remembered(folder: Path) -> set[str]:
    """Return the documents that the manifest says are done, all of whose annotations must be there."""
    path = folder / "uit" / ".policytext" / "manifest.sqlite"
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as database:
        made = list(database.execute("SELECT name FROM sqlite_master WHERE name = 'documents'"))
        rows = list(database.execute("SELECT key, part FROM documents WHERE failure IS NULL")) if made else []
    for key, part in rows:
        if part is None:
            assert json.loads((folder / "uit" / f"{key}.json").read_bytes())["id"] == key.removesuffix(".txt")
    return {key for key, _ in rows}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the mount point of a file system of one megabyte."""
    mount = tmp_path / "uit"
    mount.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only root can mount a small disk")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


@FORMATS
def test_a_full_disk_costs_the_documents_that_do_not_fit_and_they_are_done_when_there_is_room(
    folder, environment, small_disk, options
) -> None:
    for number in range(NUMBER):
        put(folder / "in" / f"{number:03}.txt", TEXT.format(number) + _noise(number))

    result = run(folder, environment, *options)

    assert result.returncode == 1
    written = [annotation["id"] for annotation in annotations(small_disk)]
    assert 0 < len(written) < NUMBER
    assert len(written) == len(set(written))
    said = {json.loads(line)["id"] for line in result.stderr.splitlines() if line.startswith(b"{")}
    failed = {error["id"] for error in lines(small_disk / "errors.jsonl")} | said
    assert failed == {f"{number:03}" for number in range(NUMBER)} - set(written)

    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    assert run(folder, environment, "--resume", *options).returncode == 0
    check_outcomes(folder, {})


def _noise(number: int) -> str:
    """Return a text that no compression makes small."""
    chance = random.Random(number)
    return " ".join(f"{chance.getrandbits(64):x}" for _ in range(400)) + "."


def test_an_input_that_changes_between_runs_is_done_again_and_the_others_are_not(folder, environment) -> None:
    assert run(folder, environment).returncode == 0
    before = tree(folder / "uit")
    put(folder / "in" / "042.txt", TEXT.format(42) + "Dit is herzien.")

    assert run(folder, environment, "--resume").returncode == 0

    after = tree(folder / "uit")
    assert {name for name in after if after[name] != before[name]} == {"042.txt.json"}
    check_outcomes(folder, {})


@FORMATS
def test_ctrl_c_ends_a_run_that_can_be_gone_on_with(folder, environment, started, options) -> None:
    process = started(*options)
    _wait_until(lambda: _remembered(folder))
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"--resume goes on from there" in errors
    assert b"Traceback" not in errors
    assert json.loads((folder / "uit" / "run.json").read_bytes())["state"] == "interrupted"
    assert 0 < len(_remembered(folder)) < NUMBER
    assert run(folder, environment, "--resume", *options).returncode == 0
    check_outcomes(folder, {})


def test_a_worker_whose_parent_is_gone_ends_even_if_its_document_hangs(folder, started) -> None:
    put(folder / "in" / "000.txt", "HANGT.")
    process = started("--timeout", "1", "--workers", "1")
    _wait_until(lambda: _workers(process.pid))
    [worker] = _workers(process.pid)
    time.sleep(0.7)
    process.kill()

    worker.wait(timeout=60)
