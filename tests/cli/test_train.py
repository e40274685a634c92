"""``policytext train`` as a user runs it: what it says of bad input, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["fietsen"], "unknown model fietsen; there are blocks"),
        (["topics", "--corpus", "nergens"], "nergens: no such folder"),
        (["topics", "--corpus", "leeg"], "leeg: no splits.csv in it"),
        (["base", "--data", "leeg"], "no treebank"),
    ],
)
def test_what_cannot_be_trained_says_why_and_writes_no_model(tmp_path: Path, arguments: list[str], cause: str) -> None:
    (tmp_path / "leeg").mkdir()
    command = [sys.executable, "-m", "policytext", "train", *arguments, "-o", "models"]
    result = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=120, check=False)
    assert result.returncode == 2
    assert cause in result.stderr.decode()
    assert not [path for path in (tmp_path / "models").rglob("*") if path.is_file()]
