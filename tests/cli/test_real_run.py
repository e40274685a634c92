"""The command line with the shipped models, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from policytext.annotation import json_schema

EXAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "examples"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "policytext", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_every_example_becomes_a_valid_annotation_the_same_with_two_workers(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = run("annotate", str(EXAMPLES), "-o", str(one), "--workers", "1")
    second = run("annotate", str(EXAMPLES), "-o", str(two), "--workers", "2")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    names = sorted(path.relative_to(one) for path in one.rglob("*.json") if path.name != "run.json")
    assert len(names) == 42
    validator = Draft202012Validator(json_schema())
    for name in names:
        content = (one / name).read_bytes()
        assert content == (two / name).read_bytes()
        validator.validate(json.loads(content))


def test_info_names_every_model_with_its_hash_and_card() -> None:
    shown = run("info").stdout
    for model in ("blocks", "entities", "tags", "topics"):
        assert str(Path(model) / "card.md") in shown
    assert shown.count("sha256:") >= 4


def test_doctor_finds_the_shipped_models_well_and_estimates_a_job(tmp_path: Path) -> None:
    result = run("doctor", str(EXAMPLES / "ngo"), "-o", str(tmp_path / "uit"), "--workers", "1", "--json")
    found = json.loads(result.stdout)
    assert (result.returncode, found["problems"]) == (0, [])
    assert {each["models"]: each["documents"] for each in found["smoke"]} == {"accurate": 3, "fast": 3}
    assert found["workers"]["bytes"] is None or found["workers"]["bytes"] > 50_000_000
    assert found["input"]["documents"] == len([path for path in (EXAMPLES / "ngo").iterdir() if path.is_file()])
    assert found["estimate"]["output_bytes"] > found["input"]["characters"]
