"""The command line as users call it: a process of its own, here with a stand-in for the pipeline."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FAKES = Path(__file__).parent.parent / "fakes"
SOURCE = Path(__file__).parents[2] / "src"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def environment() -> dict[str, str]:
    """Return the environment that puts the stand-in in place."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(FAKES), str(SOURCE)]), "PYTHONUTF8": "1"}


@pytest.fixture
def policytext(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Return a function that runs the command in the test's folder."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "policytext", *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, env=environment, cwd=tmp_path, timeout=120, check=False
        )

    return run
