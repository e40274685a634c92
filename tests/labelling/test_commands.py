"""`policytext export` and `policytext corpus import`, as users call them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import paper

from policytext.corpus.annotation import annotation_of
from policytext.corpus.folder import corpus_documents
from policytext.exports.registry import EXPORTERS

SOURCE = Path(__file__).parents[2] / "src"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def policytext(tmp_path: Path) -> Run:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "policytext", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return a folder with the annotation of one document."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "laadpalen.json").write_text(annotation_of(paper()).to_json(), encoding="utf-8")
    return folder


def test_every_format_is_offered(policytext: Run) -> None:
    help_text = policytext("export", "--help").stdout
    assert all(name in help_text for name in EXPORTERS)


@pytest.mark.usefixtures("run")
def test_there_and_back(policytext: Run, tmp_path: Path) -> None:
    assert policytext("export", "run", "--to", "conll", "-o", "uit/stukken.conll").returncode == 0
    done = policytext("corpus", "import", "uit/stukken.conll", "--from", "conll", "-o", "terug")
    assert (done.returncode, done.stderr) == (0, "1 documents in terug, 0 not imported\n")
    assert list(corpus_documents(tmp_path / "terug").values()) == [paper()]
    assert policytext("corpus", "check", "terug").stdout == "no faults\n"


@pytest.mark.usefixtures("run")
def test_output_that_is_there_is_kept(policytext: Run, tmp_path: Path) -> None:
    (tmp_path / "uit.jsonl").write_text("van mij", encoding="utf-8")
    done = policytext("export", "run", "--to", "doccano", "-o", "uit.jsonl")
    assert (done.returncode, (tmp_path / "uit.jsonl").read_text(encoding="utf-8")) == (2, "van mij")
    assert policytext("export", "run", "--to", "doccano", "-o", "uit.jsonl", "--overwrite").returncode == 0


@pytest.mark.usefixtures("run")
def test_some_not_imported(policytext: Run, tmp_path: Path) -> None:
    policytext("export", "run", "--to", "doccano", "-o", "uit.jsonl")
    path = tmp_path / "uit.jsonl"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('"LOC"', '"MONEY"').replace("gemeente-laadpalen", "ander") + good, encoding="utf-8")
    done = policytext("corpus", "import", "uit.jsonl", "--from", "doccano", "-o", "terug")
    assert done.returncode == 1
    assert "uit.jsonl:1 ander: the entity 'Zwolle' has the unknown label 'MONEY'" in done.stderr
    assert [path.name for path in (tmp_path / "terug").iterdir()] == ["gemeente-laadpalen.ptm"]
    options = ("--leave-out", "MONEY", "--overwrite")
    assert policytext("corpus", "import", "uit.jsonl", "--from", "doccano", "-o", "terug", *options).returncode == 0


@pytest.mark.parametrize(
    ("content", "tool", "cause"),
    [
        ("[{kapot", "doccano", "not JSON"),
        ('[{"text": "x"}]', "label-studio", "no task of Label Studio; export as JSON"),
        ("x", "brat", "brat's annotations are in *.ann files"),
        ("x", "inception", "no TypeSystem.xml beside it"),
    ],
)
def test_a_file_of_something_else_is_a_clear_error(
    policytext: Run, tmp_path: Path, content: str, tool: str, cause: str
) -> None:
    (tmp_path / "bestand.txt").write_text(content, encoding="utf-8")
    done = policytext("corpus", "import", "bestand.txt", "--from", tool, "-o", "terug")
    assert done.returncode == 2
    assert done.stderr.startswith("policytext: bestand.txt")
    assert cause in done.stderr


@pytest.mark.usefixtures("run")
def test_a_broken_line_costs_no_other(policytext: Run, tmp_path: Path) -> None:
    policytext("export", "run", "--to", "prodigy", "-o", "uit.jsonl")
    path = tmp_path / "uit.jsonl"
    path.write_text('{"text": "De raad\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = policytext("corpus", "import", "uit.jsonl", "--from", "prodigy", "--unreviewed", "-o", "terug")
    assert done.returncode == 1
    assert done.stderr.startswith("uit.jsonl:1 uit-1: not JSON")
    assert len(list((tmp_path / "terug").iterdir())) == 1


def test_nothing_to_import_is_said(policytext: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = policytext("corpus", "import", "leeg", "--from", "brat", "-o", "terug")
    assert (done.returncode, done.stderr) == (2, "policytext: leeg: no files *.ann\n")
    assert policytext("corpus", "import", "weg", "--from", "brat", "-o", "terug").returncode == 2
    done = policytext("corpus", "import", "leeg", "--from", "brat", "-o", "terug", "--date", "gisteren")
    assert "'gisteren' is no day" in done.stderr
