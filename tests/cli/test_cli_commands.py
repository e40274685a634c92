"""The other sub-commands, and how fast the command answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import jsonschema
import pytest

SOURCE = Path(__file__).parents[2] / "src"


def quickest(*code: str) -> float:
    """Return the shortest of five times that a Python process takes, in seconds."""
    times = []
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, *code], check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - started)
    return min(times)


def test_help_answers_at_once() -> None:
    assert quickest("-m", "policytext", "--help") < 0.3


def test_the_help_of_annotate_answers_at_once() -> None:
    assert quickest("-m", "policytext", "annotate", "--help") < 0.3


def test_importing_the_package_costs_nothing() -> None:
    assert quickest("-c", "import policytext") - quickest("-c", "pass") < 0.1


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import sys; from policytext.cli import main\n"
        "try: main(['annotate', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'sklearn', 'numpy', 'pydantic', 'lxml', 'trafilatura'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}

    output = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True).stdout

    assert output.decode().splitlines()[-1] == "[]"


def test_help_lists_every_command(policytext) -> None:
    output = policytext("--help").stdout.decode()

    for command in (
        "annotate",
        "show",
        "export",
        "train",
        "evaluate",
        "doctor",
        "info",
        "schema",
        "knowledge",
        "corpus",
    ):
        assert command in [line.split()[0] for line in output.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ([], "required: COMMAND"),
        (["annoteer"], "invalid choice: 'annoteer'"),
        (["show", "weg.json"], "policytext: weg.json: No such file or directory"),
        (["evaluate", "weg"], "policytext: weg: no such file or folder"),
        (["info", "--base", "onbekend"], "policytext: no base pipeline 'onbekend'"),
    ],
)
def test_wrong_usage_is_exit_code_2_without_traceback(policytext, arguments, cause) -> None:
    result = policytext(*arguments)

    assert result.returncode == 2
    assert cause in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_version_is_that_of_the_installed_package(policytext) -> None:
    try:
        installed = version("policytext")
    except PackageNotFoundError:
        pytest.skip("policytext runs from its source tree, which has no version")

    assert policytext("--version").stdout.decode() == f"policytext {installed}\n"


def test_schema_is_a_json_schema_that_annotations_follow(tmp_path, policytext) -> None:
    (tmp_path / "a.txt").write_text("Er is een tekort.", encoding="utf-8")
    policytext("annotate", "a.txt", "-o", "uit")

    schema = json.loads(policytext("schema").stdout)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((tmp_path / "uit/a.txt.json").read_bytes()), schema)


def test_info_shows_base_and_models(policytext) -> None:
    text = policytext("info", "--base", "eigen").stdout.decode()
    data = json.loads(policytext("info", "--json").stdout)

    assert "base:\n  name: eigen\n" in text
    assert "models:\n  tags:\n    sha256: abc\n" in text
    assert data["models"]["tags"]["sha256"] == "abc"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a gold folder as the stand-in for the evaluation reads it."""
    (tmp_path / "gold").mkdir()
    for name, text in (("test-a", "Een tekort."), ("train-b", "Geen.")):
        (tmp_path / "gold" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "gold"


def test_evaluate_annotates_the_gold_texts_and_prints_the_table(gold, policytext) -> None:
    result = policytext("evaluate", "gold")

    assert (result.returncode, result.stdout) == (0, b"documents 2 split None\n")


def test_evaluate_scores_annotations_that_are_there(gold, policytext) -> None:
    policytext("annotate", "gold/test-a.txt", "-o", "uit")

    assert policytext("evaluate", "gold", "--annotations", "uit").stdout == b"documents 1 split None\n"


def test_evaluate_writes_scores_of_one_split_as_json(gold, policytext) -> None:
    result = policytext("evaluate", "gold", "--split", "test", "--json", "scores.json")

    assert result.returncode == 0
    assert json.loads((gold.parent / "scores.json").read_bytes()) == {"ids": ["test-a"], "split": "test"}


def test_evaluate_names_the_gold_text_that_cannot_be_annotated(gold, policytext) -> None:
    (gold / "kapot.txt").write_text("ONTPLOF.", encoding="utf-8")

    result = policytext("evaluate", "gold")

    assert result.returncode == 2
    assert result.stderr == b"policytext: kapot: een onderdeel faalt (annotate)\n"


def span(text: str, part: str) -> dict[str, object]:
    """Return the span of a part of a text."""
    start = text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


def annotation() -> dict[str, object]:
    """Return an annotation with something of everything."""
    text = "Meer toezicht nodig\n\nDe raad\x1b[31m vindt\nhet. Beleid\n\nCijfers\nDat is veel.\n\nOpnieuw uitstel"
    topic = {"code": 12, "label": "Law, Crime and Family", "label_nl": "Recht en gezin", "score": 0.81}
    sentence = {
        "id": "s1.1",
        "section": "s1",
        **span(text, "De raad\x1b[31m vindt\nhet."),
        "tags": [{"label": "recommendation", "score": 0.93}, {"label": "criticism", "score": 0.6}],
        "holder": span(text, "De raad"),
        "target": span(text, "Beleid"),
    }
    return {
        "schema": "policytext/annotation@1",
        "id": "brief",
        "source": {"path": "brief.txt", "sha256": "0"},
        "pipeline": {"policytext": "0", "spacy": "3", "base": {"name": "b", "version": "1"}},
        "text": text,
        "date": "2021-02-16",
        "title": span(text, "Meer toezicht nodig"),
        "topics": [topic],
        "sections": [
            {"id": "s1", "kind": "lead", "heading": None, "level": 0, "start": 21, "end": 40},
            {"id": "s2", "kind": "body", "heading": span(text, "Cijfers"), "level": 2, "start": 50, "end": 70},
        ],
        "sentences": [sentence, {"id": "s2.1", "section": "s2", **span(text, "Dat is veel.")}],
        "entities": [{"id": "e1", "label": "ORG", "score": 0.9, **span(text, "raad")}],
        "related": [{"title": span(text, "Opnieuw uitstel"), "topics": [topic]}],
    }


def test_show_prints_a_document_readably_and_steers_no_terminal(tmp_path, policytext) -> None:
    (tmp_path / "a.json").write_text(json.dumps(annotation()), encoding="utf-8")

    result = policytext("show", "a.json")

    assert result.returncode == 0
    assert result.stdout.decode().splitlines() == [
        "Meer toezicht nodig",
        "2021-02-16 · brief.txt",
        "topics: Recht en gezin 0.81",
        "",
        "(lead)",
        "  [+recommendation 0.93] [+criticism 0.60]  De raad → Beleid",
        "    De raad [31m vindt het.",
        "  Cijfers",
        "    … 1 sentence without a tag",
        "",
        "Entities",
        "  ORG: raad",
        "",
        "Related articles",
        "  Opnieuw uitstel  (Recht en gezin 0.81)",
    ]


@pytest.mark.parametrize("content", ["geen json", "{}", '{"schema": "policytext/annotation@2"}'])
def test_show_refuses_what_is_no_annotation_in_one_line(tmp_path, policytext, content) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")

    result = policytext("show", "a.json")

    assert result.returncode == 2
    assert result.stderr.decode().startswith("policytext: a.json: no annotation of format version 1 (")
    assert result.stderr.count(b"\n") == 1
