"""The commands of docs/labelling.md, run as they stand there, with people who change nothing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from papers import MARKUP

from policytext.corpus.folder import corpus_documents
from policytext.training.corpora import own_documents

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "labelling.md"
TEXT = """Jeugdzorg moet dichterbij 🏡

De Stichting Jeugd Dichtbij vindt het onbegrijpelijk dat de wachtlijsten blijven groeien.
De stichting roept minister Dekker voor Rechtsbescherming op om gemeenten meer geld te geven.

Wat gemeenten vragen
In Utrecht wachten tweehonderd kinderen langer dan een halfjaar op hulp.
"""


def commands() -> list[str]:
    blocks = re.findall(r"^```\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("policytext ")]


def people(folder: Path) -> None:
    """Do what people do between export and import: submit, accept and export, without a change."""
    tasks = folder / "label-studio" / "tasks.json"
    if tasks.exists():
        submitted = [
            {"id": 1, "data": task["data"], "annotations": [{"id": 1, "result": task["predictions"][0]["result"]}]}
            for task in json.loads(tasks.read_text(encoding="utf-8"))
        ]
        (folder / "project-1.json").write_text(json.dumps(submitted), encoding="utf-8")
    if (folder / "doccano.jsonl").exists():
        (folder / "admin.jsonl").write_bytes((folder / "doccano.jsonl").read_bytes())
    if (folder / "prodigy.jsonl").exists():
        lines = (folder / "prodigy.jsonl").read_text(encoding="utf-8").splitlines()
        accepted = [json.dumps(json.loads(line) | {"answer": "accept"}) for line in lines]
        (folder / "db-out.jsonl").write_text("\n".join(accepted) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which every command of the page has been run."""
    place: Path = tmp_path_factory.mktemp("page")
    (place / "documents").mkdir()
    (place / "documents" / "jeugdzorg.txt").write_text(TEXT, encoding="utf-8")
    corpus = place / "corpora" / "policytext-nl" / "documents"
    corpus.mkdir(parents=True)
    (corpus / "gemeente-laadpalen.ptm").write_text(MARKUP, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    for command in commands():
        people(place)
        done = subprocess.run(
            [sys.executable, "-m", *command.split()], cwd=place, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}{done.stdout.decode()}"
    return place


def test_every_tool_gives_the_same_markup_back(folder: Path) -> None:
    tools = sorted(path.name for path in (folder / "corrected").iterdir())
    assert tools == ["brat", "conll", "doccano", "inception", "label-studio", "prodigy"]
    found = [list(corpus_documents(folder / "corrected" / tool).values()) for tool in tools]
    assert all(each == found[0] for each in found)
    (document,) = found[0]
    assert (document.id, document.genre, document.hand) == ("jeugdzorg", "ngo-news", "activist")
    assert document.text == TEXT
    assert {tag for each in document.sentences for tag in each.tags} >= {"criticism", "recommendation"}


def test_training_reads_what_was_corrected(folder: Path) -> None:
    read = own_documents(folder / "corrected" / "brat", ("train", "dev", "test"))
    assert read == list(corpus_documents(folder / "corrected" / "brat").values())


def test_a_corpus_goes_to_a_tool(folder: Path) -> None:
    brat = folder / "brat-corpus"
    assert (brat / "annotation.conf").is_file()
    assert len(list(brat.rglob("*.ann"))) == 1


def test_the_page_names_every_format_but_the_tables() -> None:
    from policytext.exports.registry import EXPORTERS

    page = PAGE.read_text(encoding="utf-8")
    tools = [name for name, each in EXPORTERS.items() if ".tables." not in each.function]
    assert all(f"--to {name}" in page or f"`{name}`" in page for name in tools)
