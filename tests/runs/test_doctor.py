"""`policytext.api.doctor`: what would make a long job fail is found before it, and no check keeps another from it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from policytext.api import Diagnosis, Settings, SettingsError, doctor
from policytext.batch.plan import plan
from policytext.batch.work import Job
from policytext.readers import ReadOptions, known_suffixes
from policytext.runs import machine
from policytext.runs.annotator import AnnotatorSetup
from policytext.runs.doctor import examination, lengths
from policytext.runs.doctor import survey as survey_module
from policytext.runs.doctor.estimate import Estimate, EstimateError, estimate
from policytext.runs.doctor.probe import text_job
from policytext.runs.doctor.smoke import Smoke, smoke
from policytext.runs.doctor.spread import Spread, evenly
from policytext.runs.doctor.survey import Survey, survey
from policytext.runs.doctor.versions import extras, versions
from policytext.runs.machine import Memory
from policytext.runs.quantities import duration, size

pytestmark = pytest.mark.usefixtures("fake_pipeline")


def put(path: Path, content: str) -> None:
    """Write a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def look(folder: Path, max_characters: int = 1_000) -> Survey:
    """Return the survey of a folder."""
    planned = plan([folder], lambda suffix: suffix in known_suffixes())
    return survey(planned, ReadOptions(), max_characters)


@pytest.fixture
def healthy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let everything that needs a process of its own be well, on a machine with two cores and much memory."""
    timed = Estimate(1, 100, 100.0, 60.0, 5_000, 300_000_000, 10.0, [])
    monkeypatch.setattr(examination, "smoke", lambda setup: Smoke(setup.models, 3, 1.5, 400_000_000))
    monkeypatch.setattr(examination, "estimate", lambda *_: timed)
    monkeypatch.setattr(examination, "usable_cores", lambda: 2)
    monkeypatch.setattr(examination, "memory", lambda: Memory(8_000_000_000, 4_000_000_000))
    return monkeypatch


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a folder with a document."""
    put(tmp_path / "in" / "brief.txt", "Er is een tekort.")
    return tmp_path / "in"


def test_a_healthy_installation_has_no_problems_and_nothing_is_written(tmp_path: Path) -> None:
    found = doctor(output=tmp_path / "uit", models="fast", workers=1)

    assert found.problems == []
    [tried] = found.smokes
    assert (tried.models, tried.documents, tried.load_seconds is not None) == ("fast", 3, True)
    assert found.base == ("policytext", "0.0.0")
    assert found.to_text().splitlines()[-1] == "all is well"
    assert list(tmp_path.iterdir()) == []


def test_both_sets_are_tried_and_one_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_BROKEN", "accurate")

    found = doctor()

    assert [problem.partition(";")[0] for problem in found.problems] == [
        "accurate: the pipeline does not load: weights.npz is damaged"
    ]
    assert {each.models: each.documents for each in found.smokes} == {"accurate": 0, "fast": 3}


def test_annotations_without_sense_are_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_BLIND", "1")

    found = smoke(AnnotatorSetup())

    assert len(found.problems) == 9
    for lack in ("its recommendation is not found", "none of its entities is linked", "it is given no topic"):
        assert sum(lack in problem for problem in found.problems) == 3


def test_a_model_whose_files_are_missing_is_a_problem(healthy: pytest.MonkeyPatch) -> None:
    healthy.setenv("FAKE_MISSING", "tags")

    assert doctor().problems == ["the model tags cannot be read: no models/tags/meta.json; install policytext again"]


def test_a_check_that_fails_keeps_no_other_from_being_made(healthy: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        message = "kapot\nen stuk"
        raise RuntimeError(message)

    healthy.setattr(examination, "versions", fail)
    healthy.setattr(examination, "memory", fail)

    found = doctor(base="onbekend")

    assert found.problems == [
        "versions: kapot en stuk",
        "models: no base pipeline 'onbekend'; known are auto, policytext, nl_core_news_sm",
        "machine: kapot en stuk",
    ]
    assert len(found.smokes) == 2
    assert found.free_bytes is not None


def test_more_workers_than_memory_is_a_problem_that_says_how_many_fit(healthy: pytest.MonkeyPatch) -> None:
    many, fitting = doctor(workers=10), doctor(workers=9)

    assert many.problems == ["10 workers need 4.0 GB of memory and 4.0 GB is available; use --workers 9 or fewer"]
    assert (fitting.problems, fitting.workers_fit, fitting.worker_bytes) == ([], 9, 400_000_000)


@pytest.mark.usefixtures("healthy")
def test_a_very_long_document_counts_for_the_memory_of_a_worker(documents: Path) -> None:
    put(documents / "lang.txt", "é" * 1_000_000)

    assert doctor(documents).worker_bytes == 600_000_000


def test_memory_that_is_not_known_is_said_to_be_so(healthy: pytest.MonkeyPatch) -> None:
    healthy.setattr(examination, "memory", lambda: Memory(None, None))

    found = doctor(workers=64)

    assert found.problems == []
    assert "by memory not known here" in found.to_text()


def test_a_full_disk_is_a_problem(healthy: pytest.MonkeyPatch, documents: Path) -> None:
    healthy.setattr(examination, "free_disk", lambda _: 5_000)

    [problem] = doctor(documents, "uit").problems

    assert problem.startswith("uit: 0.0 MB free and about 0.0 MB would be written; free some")


@pytest.mark.usefixtures("healthy")
def test_an_output_that_cannot_be_written_to_is_a_problem(documents: Path) -> None:
    inside_a_file, a_file = documents / "brief.txt" / "uit", documents / "brief.txt"

    assert "cannot be written to: Not a directory; choose another" in doctor(output=inside_a_file).problems[0]
    assert "is a file; give a folder" in doctor(output=a_file).problems[0]


@pytest.mark.usefixtures("healthy")
def test_standard_output_needs_no_disk() -> None:
    found = doctor(output="-")

    assert (found.problems, found.free_bytes) == ([], None)
    assert "output: standard output\n" in found.to_text()


@pytest.mark.usefixtures("healthy")
def test_inputs_that_would_stop_the_job_are_problems(tmp_path: Path, documents: Path) -> None:
    (tmp_path / "leeg").mkdir()

    [missing, *_] = doctor(tmp_path / "typfout").problems
    [none] = doctor(tmp_path / "leeg").problems
    [twice] = doctor([documents, documents]).problems
    [stream] = doctor("-").problems

    assert missing == f"{tmp_path / 'typfout'}: No such file or directory; look at the path and who may read it"
    assert none.startswith("no documents in the input; files with the suffixes .csv")
    assert twice.startswith("input: two inputs would write one output, brief.txt")
    assert stream == "input: standard input can be read once only; give files and folders"


def test_a_document_that_takes_longer_than_the_time_limit_is_a_problem(
    healthy: pytest.MonkeyPatch, documents: Path
) -> None:
    [problem] = doctor(documents, config=Settings(timeout=4)).problems

    assert problem == (
        f"{documents / 'brief.txt'} would take about 10.0 seconds, and is given up after 4.0 seconds;"
        " use --timeout 20, or split it"
    )


@pytest.mark.usefixtures("healthy")
def test_settings_count_as_they_do_for_annotate(tmp_path: Path) -> None:
    put(tmp_path / "c.toml", '[annotate]\nworkers = 3\nmodels = "accurate"\n')

    found = doctor(config=tmp_path / "c.toml")

    assert (found.workers, found.models) == (3, "accurate")
    assert doctor(config=tmp_path / "c.toml", workers=1).workers == 1
    with pytest.raises(SettingsError):
        doctor(config=tmp_path / "weg.toml")


@pytest.mark.usefixtures("healthy")
def test_a_diagnosis_is_plain_json_data(documents: Path) -> None:
    found = doctor(documents)

    assert json.loads(json.dumps(found.to_dict()))["input"]["documents"] == 1
    assert Diagnosis("fast", ".").to_dict()["input"] is None


def test_documents_are_counted_with_their_characters_and_the_longest_named(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "é" * 1_200)
    put(tmp_path / "b.md", "é" * 300)
    put(tmp_path / "leeg.txt", "")
    put(tmp_path / "foto.jpg", "x")
    put(tmp_path / "data.jsonl", '{"text": "Een.", "id": "x"}\nkapot\n' + json.dumps({"text": "é" * 1_001, "id": "y"}))

    found = look(tmp_path)

    assert (found.documents, found.characters, found.estimated) == (6, 2_505, False)
    assert found.longest == [(str(tmp_path / "a.txt"), 1_200), ("data/y", 1_001), (str(tmp_path / "b.md"), 300)]
    assert (found.too_long, found.unreadable, dict(found.skipped)) == (2, 2, {".jpg": 1})


def test_very_many_documents_are_judged_by_some_of_each_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_module, "_MEASURED_FILES", 10)
    monkeypatch.setattr(survey_module, "_LONGEST_FILES", 2)
    for number in range(40):
        put(tmp_path / f"{number}.txt", "é" * 100)
        put(tmp_path / f"{number}.md", "e" * 50)

    found = look(tmp_path)

    assert (found.documents, found.characters, found.estimated) == (80, 6_000, True)
    assert found.measured < 15
    assert len(found.sample) == 20


def test_a_large_file_of_records_is_judged_by_its_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_module, "_RECORD_BYTES", 100)
    monkeypatch.setattr(survey_module, "_HEAD_BYTES", 2_000)
    line = json.dumps({"text": "Een tekort."}) + "\n"
    put(tmp_path / "data.jsonl", line * 1_000)

    found = look(tmp_path)

    assert (found.documents, found.characters, found.estimated) == (1_000, 11_000, True)
    assert (found.measured, found.unreadable) == (2_000 // len(line), 0)


def test_reading_ends_when_its_time_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "_SECONDS", 0.0)
    for number in range(5):
        put(tmp_path / f"{number}.txt", "é" * 100)

    found = look(tmp_path)

    assert (found.measured, found.characters, found.estimated) == (1, 500, True)


def test_the_time_of_a_job_follows_from_a_sample_and_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_SECONDS", "0.05")
    jobs = [text_job(str(number), "Een tekort. " * 10) for number in range(4)]
    work = Survey(documents=100, characters=12_000, sample=[*jobs, text_job("kapot", "ONTPLOF")])

    found = estimate(work, AnnotatorSetup(), parallel=2)

    assert (found.documents, found.characters) == (4, 480)
    assert 2.5 < found.seconds < 7.5
    assert found.output_bytes > 12_000
    assert found.failures == ["kapot: een onderdeel faalt (annotate)"]


def test_a_sample_that_cannot_be_annotated_gives_no_estimate() -> None:
    with pytest.raises(EstimateError, match="een onderdeel faalt"):
        estimate(Survey(sample=[text_job("kapot", "ONTPLOF")]), AnnotatorSetup(), parallel=1)


@pytest.mark.parametrize("number", [1, 5, 10, 11, 21, 1_000])
def test_a_sample_is_bounded_and_spread_over_all(number: int) -> None:
    sample = Spread(10)
    for each in range(number):
        sample.add(Job(str(each), str(each), "", Path()))

    kept = [int(job.id) for job in sample.kept]
    few = sorted(int(job.id) for job in evenly(sample.kept, 4))

    assert min(number, 5) <= len(kept) <= 10
    assert len({after - before for before, after in pairwise(kept)}) <= 1
    assert len(few) == min(number, 4)
    assert few[-1] >= number // 2 - 1


def test_a_limit_of_a_container_counts_as_the_memory_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "meminfo", "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n")
    put(tmp_path / "own", "4:memory:/taak/deel\n0::/\n")
    put(tmp_path / "groups/memory/taak/memory.limit_in_bytes", "4096000\n")
    put(tmp_path / "groups/memory.max", "max\n")
    monkeypatch.setattr(machine, "_MEMORY", tmp_path / "meminfo")
    monkeypatch.setattr(machine, "_GROUPS", tmp_path / "groups")
    monkeypatch.setattr(machine, "_OWN_GROUPS", tmp_path / "weg")

    assert machine.memory() == Memory(8_192_000, 6_144_000)
    monkeypatch.setattr(machine, "_OWN_GROUPS", tmp_path / "own")
    assert machine.memory() == Memory(4_096_000, 4_096_000)


def test_versions_and_extras_are_those_installed() -> None:
    assert versions()["spaCy"].startswith("3.")
    assert {extra.name: extra.command for extra in extras()} == {
        name: f"pip install 'policytext[{name}]'"
        for name in ("dask", "encoder", "inception", "office", "pandas", "parquet", "pdf", "polars", "tables", "zstd")
    }


def test_quantities_are_given_as_people_read_them() -> None:
    assert [size(1_500_000), size(12_340_000_000)] == ["1.5 MB", "12.3 GB"]
    assert [duration(90), duration(750), duration(9_000), duration(260_000)] == [
        "90.0 seconds",
        "12.5 minutes",
        "2.5 hours",
        "3.0 days",
    ]
