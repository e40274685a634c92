"""``policytext report``, as users call it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reports import dijk, zorg

from policytext.api import EmptyReportError, write_report

SOURCE = Path(__file__).parents[2] / "src"


def policytext(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policytext", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder, timeout=60, check=False)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return the folder of a run of two documents, one of which is in a folder of its own, and a failed one."""
    folder = tmp_path / "annotaties"
    (folder / "kamer").mkdir(parents=True)
    (folder / "dijk.txt.json").write_text(dijk().to_json(), encoding="utf-8")
    (folder / "kamer" / "zorg.txt.json").write_text(zorg().to_json(), encoding="utf-8")
    failure = {"id": "scan", "source": "scan.txt", "stage": "read", "error": "UnreadableDocument", "message": "leeg"}
    (folder / "errors.jsonl").write_text(json.dumps(failure) + "\n", encoding="utf-8")
    (folder / "run.json").write_text("{}", encoding="utf-8")
    return folder


def test_a_folder_becomes_one_file(tmp_path: Path, run: Path) -> None:
    done = policytext(tmp_path, "report", run, "-o", "report.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "report.html: 2 documents, 1 failed and listed, 0.1 MB\n"
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<title>annotaties</title>" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annotaties", "report.html"]


def test_a_file_of_many_and_a_title(tmp_path: Path) -> None:
    lines = "\n".join(annotation.to_json() for annotation in (dijk(), zorg()))
    (tmp_path / "run.jsonl").write_text(lines, encoding="utf-8")
    done = policytext(tmp_path, "report", "run.jsonl", "-o", "report.html", "--title", "Zorg & water")
    assert done.returncode == 0, done.stderr
    assert "<title>Zorg &amp; water</title>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_report_that_is_there_is_kept_unless_asked(tmp_path: Path, run: Path) -> None:
    (tmp_path / "report.html").write_text("van mij", encoding="utf-8")
    done = policytext(tmp_path, "report", run, "-o", "report.html")
    assert (done.returncode, done.stderr) == (2, "policytext: report.html: there already; --overwrite replaces it\n")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "van mij"
    assert policytext(tmp_path, "report", run, "-o", "report.html", "--overwrite").returncode == 0


def test_a_damaged_annotation_costs_itself_alone(tmp_path: Path, run: Path) -> None:
    (run / "kapot.json").write_text('{"schema": 1}', encoding="utf-8")
    done = policytext(tmp_path, "report", run, "-o", "report.html")
    assert done.returncode == 1
    assert done.stdout == "report.html: 2 documents, 2 failed and listed, 0.1 MB\n"
    assert "kapot.json: no annotation of format version 1" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("leeg", "-o", "report.html"), 3, "leeg: no annotation to report on"),
        (("weg", "-o", "report.html"), 2, "weg: No such file or directory"),
        (("annotaties", "-o", "weg/report.html"), 2, "weg: No such file or directory"),
        (("annotaties", "-o", "leeg"), 2, "leeg: is a folder; name the file to write"),
        (("annotaties/errors.jsonl", "-o", "report.html"), 3, "errors.jsonl line 1: no annotation of format version 1"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, run: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "leeg").mkdir()
    done = policytext(tmp_path, "report", *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annotaties", "leeg"]


def test_the_annotations_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_text(zorg().to_json(), encoding="utf-8")
    done = policytext(tmp_path, "report", "run.jsonl", "-o", "run.jsonl", "--overwrite")
    assert done.returncode == 2
    assert "run.jsonl: holds the annotations themselves" in done.stderr
    assert (tmp_path / "run.jsonl").read_text(encoding="utf-8") == zorg().to_json()


def test_an_error_file_that_is_none_is_named(tmp_path: Path, run: Path) -> None:
    (run / "errors.jsonl").write_text("geen json\n", encoding="utf-8")
    done = policytext(tmp_path, "report", run, "-o", "report.html")
    assert done.returncode == 2
    assert "errors.jsonl: Expecting value" in done.stderr


def test_the_failures_beside_a_file_are_those_of_its_own_run(tmp_path: Path, run: Path) -> None:
    stream = run / "alles.jsonl"
    stream.write_text(zorg().to_json() + "\n", encoding="utf-8")
    assert write_report(stream, tmp_path / "a.html").failures == 0
    (run / ".alles.jsonl.policytext").mkdir()
    assert write_report(stream, tmp_path / "b.html").failures == 1


def test_from_python(tmp_path: Path, run: Path) -> None:
    written = write_report(run, tmp_path / "report.html")
    assert (written.documents, written.failures, written.path) == (2, 1, tmp_path / "report.html")
    with pytest.raises(FileExistsError):
        write_report(run, tmp_path / "report.html")
    (tmp_path / "leeg").mkdir()
    with pytest.raises(EmptyReportError, match="leeg: no annotation to report on"):
        write_report(tmp_path / "leeg", tmp_path / "ander.html")
