"""`policytext.annotate_files`: every input ends as an annotation or as an error line, and nothing is written over."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from written import lines, put, tree

import policytext
from policytext import Annotation
from policytext.annotation import json_schema
from policytext.api import PlanError, Settings, SettingsError, SetupError, Summary
from policytext.readers import Columns

pytestmark = pytest.mark.usefixtures("fake_pipeline")
WORKERS = pytest.mark.parametrize("workers", [1, 2])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with documents good and bad."""
    put(tmp_path / "in" / "brief.txt", "In Utrecht is er een tekort. Verder niets.")
    put(tmp_path / "in" / "ngo" / "oproep.md", "# Meer tekort\n\nTekst.\n")
    put(tmp_path / "in" / "data.jsonl", '{"text": "Een.", "id": "x/1"}\nkapot\n{"text": "ONTPLOF."}\n')
    put(tmp_path / "in" / "leeg.txt", "")
    put(tmp_path / "in" / "plaatje.txt", b"\x89PNG\r\n\x1a\n....")
    put(tmp_path / "in" / "foto.jpg", b"\xff\xd8\xff")
    return tmp_path


@WORKERS
def test_every_input_ends_as_an_annotation_or_an_error_line(folder: Path, workers: int) -> None:
    summary = policytext.annotate_files(folder / "in", folder / "uit", workers=workers)

    assert sorted(tree(folder / "uit")) == [
        "brief.txt.json",
        "data.jsonl/x%2F1.json",
        "errors.jsonl",
        "ngo/oproep.md.json",
    ]
    errors = lines(folder / "uit" / "errors.jsonl")
    assert [list(error) for error in errors] == [["id", "source", "stage", "error", "message"]] * 4
    assert [(error["id"], error["stage"], error["error"]) for error in errors] == [
        ("data/2", "read", "UnreadableDocument"),
        ("data/3", "annotate", "RuntimeError"),
        ("leeg", "read", "UnreadableDocument"),
        ("plaatje", "read", "UnreadableDocument"),
    ]
    assert errors[0]["message"].startswith("line 2: no valid JSON")
    assert errors[0]["source"] == f"{folder}/in/data.jsonl"
    assert errors[3]["message"] == "not a text: looks like a PNG image"
    assert (summary.documents, summary.failures) == (3, 4)
    assert summary.skipped == {".jpg": 1}
    assert summary.sections == 3
    assert summary.tags == {"criticism": 1}
    assert summary.entities == {"LOC": 1}


def test_every_file_is_an_annotation_of_the_format(folder: Path) -> None:
    policytext.annotate_files(folder / "in", folder / "uit")

    validator = jsonschema.Draft202012Validator(json_schema())
    files = [folder / "uit" / name for name in tree(folder / "uit") if name.endswith(".json")]
    assert len(files) == 3
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.endswith("}\n")
        validator.validate(json.loads(text))
        annotation = Annotation.from_json(text)
        assert annotation.source.path is not None
        assert Path(annotation.source.path).exists()


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_one_and_several_workers_write_the_same_bytes(tmp_path: Path, format_: Any) -> None:
    for number in range(120):
        word = "ONTPLOF" if number % 17 == 3 else "een tekort in Utrecht"
        put(tmp_path / "in" / f"{number % 5}" / f"{number}.txt", f"Document {number} meldt {word}. " * (number + 1))
    put(tmp_path / "in" / "veel.csv", "text\n" + "\n".join(f"Rij {number}." for number in range(120)))

    for workers in (1, 2):
        policytext.annotate_files(tmp_path / "in", tmp_path / f"uit{workers}", format=format_, workers=workers)

    assert tree(tmp_path / "uit1") == tree(tmp_path / "uit2")
    assert len(lines(tmp_path / "uit1" / "errors.jsonl")) == 7


def test_a_stream_has_the_annotations_in_the_order_of_the_inputs(folder: Path) -> None:
    summary = policytext.annotate_files(folder / "in", folder / "uit" / "alles.jsonl")

    assert [annotation["id"] for annotation in lines(folder / "uit" / "alles.jsonl")] == [
        "brief",
        "data/x/1",
        "ngo/oproep",
    ]
    assert summary.documents == 3
    assert sorted(tree(folder / "uit")) == ["alles.jsonl", "errors.jsonl"]


def test_format_jsonl_into_a_folder_makes_a_numbered_file_there(folder: Path) -> None:
    policytext.annotate_files(folder / "in" / "brief.txt", folder / "uit", format="jsonl")

    assert sorted(tree(folder / "uit")) == ["annotations-00001.jsonl"]


def test_without_failures_there_is_no_error_file(folder: Path) -> None:
    policytext.annotate_files(folder / "in" / "brief.txt", folder / "uit")

    assert sorted(tree(folder / "uit")) == ["brief.txt.json"]


@pytest.mark.parametrize("existing", ["brief.txt.json", "data.jsonl/oud.json", "errors.jsonl"])
def test_what_is_there_is_an_error_before_any_work(folder: Path, existing: str) -> None:
    put(folder / "uit" / existing, "oud")

    with pytest.raises(PlanError, match="there already; --overwrite replaces"):
        policytext.annotate_files(folder / "in", folder / "uit")

    assert tree(folder / "uit") == {existing: b"oud"}


def test_with_overwrite_it_is_replaced_and_old_errors_go(folder: Path) -> None:
    put(folder / "uit" / "brief.txt.json", "oud")
    put(folder / "uit" / "errors.jsonl", "oud")

    policytext.annotate_files(folder / "in" / "brief.txt", folder / "uit", overwrite=True)

    assert sorted(tree(folder / "uit")) == ["brief.txt.json"]
    assert json.loads((folder / "uit" / "brief.txt.json").read_bytes())["id"] == "brief"


def test_two_inputs_of_one_name_are_an_error_before_any_work(folder: Path) -> None:
    put(folder / "elders" / "brief.txt", "Nog een.")

    with pytest.raises(PlanError, match="two inputs would write one output"):
        policytext.annotate_files([folder / "in", folder / "elders"], folder / "uit")

    assert not (folder / "uit").exists()


def test_output_inside_the_input_is_not_read_in_the_next_run(folder: Path) -> None:
    first = policytext.annotate_files(folder / "in", folder / "in" / "uit")
    again = policytext.annotate_files(folder / "in", folder / "in" / "uit", overwrite=True)

    assert (first.documents, first.failures) == (again.documents, again.failures) == (3, 4)


def test_output_beside_the_inputs_in_their_own_folder_is_not_read_either(folder: Path) -> None:
    (folder / "in" / "data.jsonl").unlink()
    first = policytext.annotate_files(folder / "in", folder / "in")
    again = policytext.annotate_files(folder / "in", folder / "in", overwrite=True)

    assert (first.documents, first.failures) == (again.documents, again.failures) == (2, 2)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_of_records_cannot_have_its_annotations_in_its_own_place(folder: Path, overwrite: bool) -> None:
    with pytest.raises(PlanError, match=r"in/data\.jsonl is a file where a folder .* choose another output"):
        policytext.annotate_files(folder / "in", folder / "in", overwrite=overwrite)


def test_an_input_with_the_name_of_the_error_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "in" / "errors.jsonl", '{"text": "Een."}')

    with pytest.raises(PlanError, match=r"in/errors\.jsonl would be annotated to a file .* that the run needs"):
        policytext.annotate_files(tmp_path / "in", tmp_path / "uit")


def test_a_document_over_the_limit_fails_with_the_limit_and_its_key(tmp_path: Path) -> None:
    put(tmp_path / "past.txt", "x" * 100)
    put(tmp_path / "groot.txt", "x" * 101)
    put(tmp_path / "reus.txt", "x" * 5_001)

    summary = policytext.annotate_files(
        [tmp_path / "past.txt", tmp_path / "groot.txt", tmp_path / "reus.txt"],
        tmp_path / "uit",
        config=Settings(max_characters=100),
    )

    assert summary.documents == 1
    assert [error["message"] for error in lines(tmp_path / "uit" / "errors.jsonl")] == [
        "101 characters; the limit is 100 (max_characters in [annotate])",
        "5,001 bytes; the limit for one document is 5,000 (from max_characters in [annotate])",
    ]


def test_a_long_document_within_the_limit_is_annotated(tmp_path: Path) -> None:
    put(tmp_path / "lang.txt", "Er is een tekort. " * 100_000)

    assert policytext.annotate_files(tmp_path / "lang.txt", tmp_path / "uit").tags == {"criticism": 100_000}


def test_a_file_of_records_without_records_is_an_error_line(tmp_path: Path) -> None:
    put(tmp_path / "leeg.jsonl", "\n\n")
    put(tmp_path / "kop.csv", "id,text\n")

    summary = policytext.annotate_files([tmp_path / "leeg.jsonl", tmp_path / "kop.csv"], tmp_path / "uit")

    assert (summary.documents, summary.failures) == (0, 2)
    assert {error["message"] for error in lines(tmp_path / "uit" / "errors.jsonl")} == {"no records"}


def test_a_named_file_of_unknown_type_is_read_by_its_content(tmp_path: Path) -> None:
    put(
        tmp_path / "pagina.asp",
        "<!DOCTYPE html><html><body><h1>Kop</h1><p>" + "Er is een tekort. " * 20 + "</p></body>",
    )
    put(tmp_path / "tekst.dat", "Gewone tekst.")
    put(tmp_path / "rapport.pdf", b"%PDF-1.7")

    policytext.annotate_files(sorted(tmp_path.iterdir()), tmp_path / "uit")

    page = json.loads((tmp_path / "uit" / "pagina.asp.json").read_bytes())
    assert page["source"]["media_type"] == "text/html"
    assert (tmp_path / "uit" / "tekst.dat.json").exists()
    assert [error["message"] for error in lines(tmp_path / "uit" / "errors.jsonl")] == [
        "a damaged PDF: it cannot be opened"
    ]


def test_a_file_that_cannot_be_opened_is_an_error_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt", "Tekst.")
    put(tmp_path / "dicht.txt", "Tekst.")
    original = Path.open

    def guarded(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.name == "dicht.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", guarded)

    summary = policytext.annotate_files(
        [tmp_path / "a.txt", tmp_path / "dicht.txt"], tmp_path / "uit", workers=1, timeout=0
    )

    assert summary.documents == 1
    assert [(error["id"], error["error"], error["message"]) for error in lines(tmp_path / "uit" / "errors.jsonl")] == [
        ("dicht", "PermissionError", "Permission denied")
    ]


def test_a_file_name_that_is_too_long_for_its_output_is_an_error_of_writing(tmp_path: Path) -> None:
    put(tmp_path / "in" / ("x" * 251 + ".txt"), "Tekst.")
    put(tmp_path / "in" / "a.txt", "Tekst.")

    summary = policytext.annotate_files(tmp_path / "in", tmp_path / "uit")

    assert summary.documents == 1
    assert [error["stage"] for error in lines(tmp_path / "uit" / "errors.jsonl")] == ["write"]


def test_an_interrupted_run_leaves_what_was_finished(folder: Path) -> None:
    def stop_after_two(done: int, _total: int | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        policytext.annotate_files(folder / "in", folder / "uit", progress=stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        policytext.annotate_files(folder / "in", folder / "een" / "s.jsonl", progress=stop_after_two)

    assert sorted(tree(folder / "uit")) == ["brief.txt.json", "data.jsonl/x%2F1.json"]
    assert [annotation["id"] for annotation in lines(folder / "een" / "s.jsonl.part")] == ["brief", "data/x/1"]


def test_progress_is_told_the_number_done_and_the_total_where_it_is_known(folder: Path) -> None:
    told: list[tuple[int, int | None]] = []
    (folder / "in" / "data.jsonl").unlink()

    policytext.annotate_files(folder / "in", folder / "uit", progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_settings_come_from_a_file_and_arguments_win(tmp_path: Path) -> None:
    put(tmp_path / "in.csv", "verhaal;nummer\nEen tekort.;a\n")
    put(
        tmp_path / "policytext.toml",
        '[annotate]\nformat = "jsonl"\nbase = "uit-bestand"\n[columns]\ntext = "verhaal"\nid = "nummer"\n',
    )
    config = tmp_path / "policytext.toml"

    policytext.annotate_files(tmp_path / "in.csv", tmp_path / "een", config=config)
    policytext.annotate_files(tmp_path / "in.csv", tmp_path / "twee", config=config, format="json", base="gezegd")

    [stream] = lines(tmp_path / "een" / "annotations-00001.jsonl")
    assert (stream["id"], stream["pipeline"]["base"]["name"]) == ("in/a", "uit-bestand")
    single = json.loads((tmp_path / "twee" / "in.csv" / "a.json").read_bytes())
    assert single["pipeline"]["base"]["name"] == "gezegd"


@pytest.mark.parametrize(
    ("toml", "cause"),
    [
        (
            "[annotate]\nwerkers = 2\n",
            r"\[annotate\] unknown key 'werkers'; allowed are workers, base, models, labels, format",
        ),
        ("[kolommen]\n", "unknown key 'kolommen'; allowed are annotate, columns"),
        ('[columns]\ntekst = "t"\n', r"\[columns\] unknown key 'tekst'; allowed are text, id, title, date, url"),
        ('[annotate]\nworkers = "2"\n', r"\[annotate\] workers must be a whole number, not '2'"),
        ("[annotate]\nworkers = true\n", "workers must be a whole number, not True"),
        ("[annotate]\nworkers = 0\n", "workers must be 1 or more, not 0"),
        ('[annotate]\nformat = "xml"\n', "format must be one of json, jsonl, parquet, not 'xml'"),
        ("annotate = 3\n", "annotate must be a table"),
        ("[annotate\n", "policytext.toml"),
    ],
)
def test_a_configuration_that_cannot_be_used_says_what_is_allowed(tmp_path: Path, toml: str, cause: str) -> None:
    put(tmp_path / "policytext.toml", toml)

    with pytest.raises(SettingsError, match=cause):
        policytext.annotate_files("x.txt", tmp_path / "uit", config=tmp_path / "policytext.toml")


@pytest.mark.parametrize(
    ("output", "format_", "cause"),
    [
        ("-", "json", "not to standard output"),
        ("uit.jsonl", "json", "use jsonl"),
        ("brief.txt", None, "is a file; give a folder"),
    ],
)
def test_outputs_that_contradict_themselves_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, output: str, format_: Any, cause: str
) -> None:
    monkeypatch.chdir(folder / "in")

    with pytest.raises(PlanError, match=cause):
        policytext.annotate_files("brief.txt", output, format=format_)


@WORKERS
def test_an_unknown_base_is_one_error_before_any_document(folder: Path, workers: int) -> None:
    with pytest.raises(SetupError, match="no base pipeline 'onbekend'"):
        policytext.annotate_files(folder / "in" / "brief.txt", folder / "uit", base="onbekend", workers=workers)

    assert not (folder / "uit").exists()


def test_memory_zones_are_held_around_chunks(folder: Path, fake_pipeline: ModuleType) -> None:
    made = []
    original = fake_pipeline.load

    def load(base: str, models: str, *, labels: Path | None) -> Any:
        made.append(original(base))
        return made[-1]

    fake_pipeline.load = load
    try:
        policytext.annotate_files(folder / "in", folder / "uit", workers=1, timeout=0)
    finally:
        fake_pipeline.load = original

    assert len(made) == 1
    assert 1 <= made[0].zones < 7


def test_a_summary_can_be_read_and_stored() -> None:
    summary = Summary(documents=2, failures=0, sections=3, seconds=1.26)
    summary.skipped.update({".pdf": 1, ".jpg": 2})
    summary.tags.update({"praise": 1, "criticism": 4})

    assert summary.to_text().splitlines() == [
        "2 documents annotated, 0 failed in 1.3 s",
        "skipped: 3 files of unknown type (.jpg 2, .pdf 1)",
        "sections: 3",
        "tags: criticism 4, praise 1",
        "entities: none",
    ]
    assert json.loads(json.dumps(summary.to_dict()))["skipped"] == {".pdf": 1, ".jpg": 2}


def test_documents_without_a_date_are_told_of_as_links_depend_on_it() -> None:
    summary = Summary(documents=2, undated=1)
    assert "no date: 1 document, linked only where a name is unambiguous" in summary.to_text()
    assert "no date" not in Summary(documents=2).to_text()


def test_columns_have_the_names_of_the_format_by_default() -> None:
    assert Columns() == Columns("text", "id", "title", "date", "url")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_without_permission_is_an_error_line_in_workers_as_well(tmp_path: Path) -> None:
    put(tmp_path / "dicht.txt", "Tekst.")
    (tmp_path / "dicht.txt").chmod(0)

    policytext.annotate_files(tmp_path / "dicht.txt", tmp_path / "uit", workers=2)

    assert [error["error"] for error in lines(tmp_path / "uit" / "errors.jsonl")] == ["PermissionError"]
