"""`policytext doctor`, run as a process."""

from __future__ import annotations

import json

import pytest


def test_all_is_well_is_exit_code_0(policytext) -> None:
    result = policytext("doctor", "--models", "fast", "--workers", "1")

    lines = result.stdout.decode().splitlines()
    assert (result.returncode, result.stderr) == (0, b"")
    assert lines[0].startswith("versions: python ")
    assert "base: policytext 0.0.0" in lines
    assert "model tags: 1.5 MB in models/tags, readable" in lines
    assert lines[-1] == "all is well"


def test_a_job_is_counted_timed_and_estimated_and_nothing_is_written(tmp_path, policytext) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text("Er is een tekort.", encoding="utf-8")
    (tmp_path / "in" / "foto.jpg").write_bytes(b"\xff\xd8")

    result = policytext("doctor", "in", "-o", "uit", "--models", "fast", "--workers", "1")

    text = result.stdout.decode()
    assert result.returncode == 0
    assert "input: 3 documents, 51 characters\n" in text
    assert "skipped: 1 file of unknown type (.jpg 1)\n" in text
    assert "timed: 3 documents of 51 characters, " in text
    assert " with 1 worker, output 0.0 MB\n" in text
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_problem_is_a_line_with_what_to_do_and_exit_code_1(policytext) -> None:
    result = policytext("doctor", "typfout", "--models", "fast")

    problems = [line for line in result.stdout.decode().splitlines() if line.startswith("problem: ")]
    assert result.returncode == 1
    assert problems[0] == "problem: typfout: No such file or directory; look at the path and who may read it"
    assert b"Traceback" not in result.stderr


def test_json_is_the_same_as_data(policytext) -> None:
    result = policytext("doctor", "typfout", "--models", "fast", "--json")

    data = json.loads(result.stdout)
    assert result.returncode == 1
    assert data["problems"][0].startswith("typfout: No such file or directory")
    assert data["smoke"][0]["documents"] == 3
    assert data["input"]["documents"] == 0


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["--workers", "0"], "'0' is not a whole number of 1 or more"),
        (["--models", "traag"], "invalid choice: 'traag'"),
        (["--config", "weg.toml"], "policytext: weg.toml: No such file or directory"),
    ],
)
def test_wrong_usage_is_exit_code_2(policytext, arguments, cause) -> None:
    result = policytext("doctor", *arguments)

    assert result.returncode == 2
    assert cause in result.stderr.decode()
