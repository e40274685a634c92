"""`policytext annotate`, run as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOOD = "In Utrecht is er een tekort."


def put(folder: Path, name: str, content: str | bytes = GOOD) -> Path:
    """Write a file with its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def written(folder: Path) -> list[Path]:
    """Return the annotations in a folder; the report on the run is none."""
    return [path for path in folder.glob("*.json") if path.name != "run.json"]


def test_a_folder_becomes_a_folder_of_annotations(tmp_path, policytext) -> None:
    put(tmp_path, "in/ngo/brief.txt")

    result = policytext("annotate", "in", "-o", "uit")

    assert result.returncode == 0
    assert result.stdout == b""
    annotation = json.loads((tmp_path / "uit/ngo/brief.txt.json").read_bytes())
    assert annotation["schema"] == "policytext/annotation@1"
    assert annotation["source"]["path"] == "in/ngo/brief.txt"
    assert b"1 document annotated, 0 failed" in result.stderr
    assert b"tags: criticism 1" in result.stderr
    assert b"entities: LOC 1" in result.stderr


def test_some_failures_are_exit_code_1_and_named(tmp_path, policytext) -> None:
    put(tmp_path, "in/goed.txt")
    put(tmp_path, "in/leeg.txt", "")

    result = policytext("annotate", "in", "-o", "uit")

    assert result.returncode == 1
    assert b"failed: in/leeg.txt: no text" in result.stderr
    [error] = (tmp_path / "uit/errors.jsonl").read_bytes().splitlines()
    assert json.loads(error) == {
        "id": "leeg",
        "source": "in/leeg.txt",
        "stage": "read",
        "error": "UnreadableDocument",
        "message": "no text",
    }


@pytest.mark.parametrize("names", [[], ["leeg.txt"]])
def test_nothing_usable_is_exit_code_3(tmp_path, policytext, names) -> None:
    (tmp_path / "in").mkdir()
    for name in names:
        put(tmp_path, f"in/{name}", "")

    result = policytext("annotate", "in", "-o", "uit")

    assert result.returncode == 3
    assert b"no document was annotated" in result.stderr


def test_a_path_that_does_not_exist_is_named(tmp_path, policytext) -> None:
    result = policytext("annotate", "typfout", "-o", "uit")

    assert result.returncode == 3
    assert b"failed: typfout: No such file or directory" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ([], "the following arguments are required: INPUT, -o/--output"),
        (["in"], "the following arguments are required: -o/--output"),
        (["in", "-o", "uit", "--workers", "0"], "'0' is not a whole number of 1 or more"),
        (["in", "-o", "uit", "--workers", "veel"], "'veel' is not a whole number of 1 or more"),
        (["in", "-o", "uit", "--format", "xml"], "invalid choice: 'xml'"),
        (["in", "-o", "uit", "--base", "onbekend"], "policytext: no base pipeline 'onbekend'"),
        (["in", "-o", "uit", "--base", "onbekend", "--workers", "2"], "policytext: no base pipeline 'onbekend'"),
        (["in", "-o", "uit", "--config", "weg.toml"], "policytext: weg.toml: No such file or directory"),
        (["in", "-o", "in/a.txt"], "policytext: in/a.txt is a file; give a folder"),
        (["in", "-o", "-", "--format", "json"], "use jsonl"),
        (["in", "in", "-o", "uit"], "policytext: two inputs would write one output, a.txt: in/a.txt and in/a.txt"),
    ],
)
def test_wrong_usage_is_exit_code_2_in_one_line_without_traceback(tmp_path, policytext, arguments, cause) -> None:
    put(tmp_path, "in/a.txt")

    result = policytext("annotate", *arguments)

    assert result.returncode == 2
    assert cause in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert not (tmp_path / "uit").exists()


def test_nothing_is_overwritten_unasked(tmp_path, policytext) -> None:
    for number in range(5):
        put(tmp_path, f"in/{number}.txt")
    assert policytext("annotate", "in", "-o", "uit").returncode == 0
    put(tmp_path, "uit/0.txt.json", "met de hand verbeterd")

    refused = policytext("annotate", "in", "-o", "uit")
    kept = (tmp_path / "uit/0.txt.json").read_text(encoding="utf-8")
    replaced = policytext("annotate", "in", "-o", "uit", "--overwrite")

    assert refused.returncode == 2
    assert b"uit: holds a run already; --resume goes on with it, --overwrite begins anew" in refused.stderr
    assert kept == "met de hand verbeterd"
    assert replaced.returncode == 0
    assert json.loads((tmp_path / "uit/0.txt.json").read_bytes())["id"] == "0"


def test_standard_input_to_standard_output(policytext) -> None:
    result = policytext("annotate", "-", "-o", "-", stdin="Één tekort.".encode())

    assert result.returncode == 0
    [line] = result.stdout.splitlines()
    annotation = json.loads(line)
    assert (annotation["id"], annotation["text"], annotation["source"]["path"]) == ("stdin", "Één tekort.", "-")


def test_html_on_standard_input_is_seen(policytext) -> None:
    page = f"<!DOCTYPE html><html><body><article><h1>Kop</h1><p>{GOOD * 20}</p></article></body></html>"

    result = policytext("annotate", "-", "-o", "-", stdin=page.encode())

    assert json.loads(result.stdout)["source"]["media_type"] == "text/html"


def test_standard_input_goes_into_a_folder_as_well(tmp_path, policytext) -> None:
    assert policytext("annotate", "-", "-o", "uit", stdin=GOOD.encode()).returncode == 0
    assert [path.name for path in written(tmp_path / "uit")] == ["stdin.json"]


def test_failures_of_a_run_to_standard_output_are_on_standard_error(policytext) -> None:
    result = policytext("annotate", "-", "-o", "-", "--quiet", stdin=b"%PDF-1.4")

    first = result.stderr.splitlines()[0]
    assert result.returncode == 3
    assert result.stdout == b""
    assert json.loads(first)["message"] == "a damaged PDF: it cannot be opened"


def test_quiet_says_nothing_when_all_is_done(tmp_path, policytext) -> None:
    put(tmp_path, "a.txt")

    result = policytext("annotate", "a.txt", "-o", "uit", "--quiet")

    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_a_configuration_file_is_used_and_options_win(tmp_path, policytext) -> None:
    put(tmp_path, "data.csv", "stuk;nr\nEen tekort.;7\n")
    put(tmp_path, "c.toml", '[annotate]\nformat = "jsonl"\n[columns]\ntext = "stuk"\nid = "nr"\n')

    first = policytext("annotate", "data.csv", "-o", "een", "--config", "c.toml")
    second = policytext("annotate", "data.csv", "-o", "twee", "--config", "c.toml", "--format", "json")

    assert (first.returncode, second.returncode) == (0, 0)
    assert (tmp_path / "een/annotations-00001.jsonl").exists()
    assert (tmp_path / "twee/data.csv/7.json").exists()


def test_a_document_that_kills_its_worker_is_an_error_line_and_the_others_are_done(tmp_path, policytext) -> None:
    for number in range(30):
        put(tmp_path, f"in/{number:02}.txt", "DOOD." if number == 11 else GOOD)

    result = policytext("annotate", "in", "-o", "uit", "--workers", "2")

    assert result.returncode == 1
    assert len(written(tmp_path / "uit")) == 29
    error = json.loads((tmp_path / "uit/errors.jsonl").read_bytes())
    assert (error["id"], error["stage"]) == ("11", "worker")
    assert "SIGKILL" in error["message"]


def test_ctrl_c_leaves_what_was_finished_and_is_exit_code_130(tmp_path, environment) -> None:
    for number in range(3_000):
        put(tmp_path, f"in/{number}.txt", GOOD * 300)
    command = [sys.executable, "-m", "policytext", "annotate", "in", "-o", "uit", "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, start_new_session=True)
    deadline = time.monotonic() + 60
    while not written(tmp_path / "uit") and time.monotonic() < deadline:
        time.sleep(0.05)

    # To the whole group, as a terminal does.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    done = written(tmp_path / "uit")
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert b"interrupted" in errors
    assert 0 < len(done) < 3_000
    for path in done:
        json.loads(path.read_bytes())
    assert list((tmp_path / "uit").glob(".*.part")) == []


def test_a_reader_that_closes_our_output_is_no_traceback(tmp_path, environment) -> None:
    for number in range(200):
        put(tmp_path, f"in/{number}.txt", GOOD * 100)
    command = f"{sys.executable} -m policytext annotate in -o - --workers 1 --quiet | head -n 1 | wc -l"

    result = subprocess.run(
        command, shell=True, capture_output=True, env=environment, cwd=tmp_path, timeout=60, check=False
    )

    assert result.stdout.strip() == b"1"
    assert result.stderr == b""


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=12))
def test_whatever_the_files_hold_each_is_an_annotation_or_an_error(tmp_path_factory, environment, contents) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for number, content in enumerate(contents):
        put(folder, f"in/{number}.txt", content)

    command = [sys.executable, "-m", "policytext", "annotate", "in", "-o", "uit", "--quiet", "--workers", "1"]
    result = subprocess.run(command, capture_output=True, env=environment, cwd=folder, timeout=60, check=False)

    errors = folder / "uit" / "errors.jsonl"
    failed = len(errors.read_bytes().splitlines()) if errors.exists() else 0
    done = len(written(folder / "uit"))
    assert done + failed == len(contents)
    assert result.returncode == (3 if not done else 1 if failed else 0)


def test_a_pdf_is_annotated_as_any_other_file(policytext, tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "readers" / "files" / "pdf"
    for name in ("bericht.pdf", "versleuteld.pdf"):
        (tmp_path / name).write_bytes((source / name).read_bytes())

    result = policytext("annotate", "bericht.pdf", "versleuteld.pdf", "-o", "uit/")

    annotation = json.loads((tmp_path / "uit" / "bericht.pdf.json").read_text(encoding="utf-8"))
    [error] = [json.loads(line) for line in (tmp_path / "uit" / "errors.jsonl").read_text("utf-8").splitlines()]
    assert result.returncode == 1
    assert annotation["text"].startswith(
        "Waterschap verlaagt het peil in de Blokpolder\n\nNieuwsbericht, 7 juni 2023\n"
    )
    assert error["message"] == "an encrypted PDF: it opens with a password only"
