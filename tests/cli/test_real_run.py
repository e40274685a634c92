"""The command line with the shipped models, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from policytext.annotation import json_schema
from policytext.corpus.markup import read_document

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


def test_one_process_two_and_a_cluster_write_the_same_500_documents(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is an extra")
    paths = sorted((EXAMPLES.parent / "policytext-nl" / "documents").rglob("*.ptm"))
    for number in range(500):
        text = read_document(paths[number % len(paths)]).text
        start = text.find(" ", 400 * (number // len(paths))) + 1
        (tmp_path / f"{number:03}.txt").write_text(f"{text[start : start + 600]}\n", encoding="utf-8")

    written = {}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        dask = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
        for name, options in {"one": ("--workers", "1"), "two": ("--workers", "2"), "dask": dask}.items():
            out = tmp_path / f"{name}.jsonl"
            assert run("annotate", str(tmp_path), "-o", str(out), *options, "--quiet").returncode in (0, 1)
            errors = tmp_path / "errors.jsonl"
            written[name] = (out.read_bytes(), errors.read_bytes() if errors.exists() else b"")
            for path in (out, errors, tmp_path / "run.json"):
                path.unlink(missing_ok=True)

    annotations, errors = written["one"]
    assert len(annotations.splitlines()) + len(errors.splitlines()) == 500
    assert written["two"] == written["one"]
    assert written["dask"] == written["one"]


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
