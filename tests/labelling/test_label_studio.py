"""What people changed in Label Studio, as it exports it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import TEXT, bring_back, entities, export, paper, units

from policytext.corpus.imports.marking import Header
from policytext.corpus.imports.reading import Imported
from policytext.corpus.markup import MarkedDocument
from policytext.exports.labelling.label_studio import task as task_of
from policytext.exports.labelling.sheet import LineMark, Sheet

Json = dict[str, Any]
ZWOLLE = TEXT.index("Zwolle legde")


@pytest.fixture
def label_studio(tmp_path: Path) -> Callable[..., tuple[Imported, dict[str, MarkedDocument]]]:
    """Return a function that edits the results of a submitted task, and imports what Label Studio then exports."""

    def run(edit: Callable[[list[Json]], object] = list, **annotation: object) -> tuple[Imported, Any]:
        (task,) = json.loads((export([paper()], "label-studio", tmp_path) / "tasks.json").read_text(encoding="utf-8"))
        result = task["predictions"][0]["result"]
        edit(result)
        submitted = {
            "id": 12,
            "completed_by": 1,
            "result": result,
            "was_cancelled": False,
            "ground_truth": False,
            "created_at": "2024-04-01T09:00:00.000000Z",
            "updated_at": "2024-04-01T09:12:00.000000Z",
            "lead_time": 93.1,
            "prediction": {},
            "task": 7,
            **annotation,
        }
        exported = [
            {
                "id": 7,
                "annotations": [submitted],
                "file_upload": "f3a1-tasks.json",
                "drafts": [],
                "predictions": [3],
                "data": task["data"],
                "meta": {},
                "project": 1,
            }
        ]
        path = tmp_path / "project-1-at-2024-04-01.json"
        path.write_text(json.dumps(exported), encoding="utf-8")
        return bring_back(path, "label-studio", tmp_path)

    return run


@pytest.fixture
def make() -> Callable[[str], Json]:
    """Return a function that makes a task of one block, the last of its regions."""

    def made(text: str) -> Json:
        return task_of(Sheet("brief", text, (7,), [LineMark(0, len(text), "body")], side={"id": "brief"}))

    return made


def region(results: list[Json], start: int, control: str) -> Json:
    return next(each for each in results if each.get("from_name") == control and each["value"].get("start") == start)


def test_label_studio_tasks_name_the_controls_of_their_configuration(tmp_path: Path) -> None:
    from lxml import etree

    folder = export([paper()], "label-studio", tmp_path)
    view = etree.parse(folder / "labelling.xml").getroot()
    controls = {each.get("name"): each for each in view if each.get("toName") == "text"}
    (task,) = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    assert view.find("Text").get("value") == "$text"
    assert task["data"]["text"] == TEXT
    for each in task["predictions"][0]["result"]:
        if each["type"] == "relation":
            assert each["labels"][0] in {relation.get("value") for relation in view.find("Relations")}
            continue
        control = controls[each["from_name"]]
        assert (each["to_name"], each["type"]) == ("text", control.tag.lower())
        assert set(each["value"][each["type"]]) <= {item.get("value") for item in control}


def test_label_studio_counts_code_points_and_shows_line_breaks_as_letters(tmp_path: Path) -> None:
    folder = export([paper()], "label-studio", tmp_path)
    (task,) = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    values = [each["value"] for each in task["predictions"][0]["result"] if "start" in each.get("value", {})]
    assert all(TEXT[each["start"] : each["end"]].replace("\n", "\\n") == each["text"] for each in values)


def test_label_studio_changed_added_and_removed(label_studio: Callable[..., Any]) -> None:
    def edit(results: list[Json]) -> None:
        region(results, ZWOLLE, "entities")["value"]["labels"] = ["ORG"]
        results.remove(region(results, TEXT.index("12 maart"), "entities"))
        first = TEXT.index("Netbeheerder Enexis") + len("Netbeheerder ")
        place = {"start": first, "end": first + 6, "text": "Enexis"}
        results.append(
            {
                "value": {**place, "labels": ["ORG"]},
                "id": "kX9_pq",
                "from_name": "entities",
                "to_name": "text",
                "type": "labels",
                "origin": "manual",
            }
        )
        next(each for each in results if each.get("from_name") == "topic")["value"]["choices"] = ["7 Milieu"]

    done, back = label_studio(edit)
    assert done.faults == []
    document = back["gemeente-laadpalen"]
    assert ("Zwolle", "ORG") in entities(document)
    assert ("Enexis", "ORG") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    assert document.topics == (7, 10)


def test_label_studio_tags_are_choices_of_a_sentence(label_studio: Callable[..., Any]) -> None:
    def edit(results: list[Json]) -> None:
        council = TEXT.index("De raad beslist")
        sentence = region(results, council, "sentences")
        choices = {**sentence["value"], "choices": ["criticism"]}
        del choices["labels"]
        results.append({**sentence, "from_name": "tags", "type": "choices", "value": choices})
        results.append(
            {
                "from_id": sentence["id"],
                "to_id": region(results, ZWOLLE, "entities")["id"],
                "type": "relation",
                "direction": "right",
                "labels": ["target"],
            }
        )

    _, back = label_studio(edit)
    sentence = next(each for each in back["gemeente-laadpalen"].sentences if TEXT[each.start :].startswith("De raad"))
    assert (sentence.tags, sentence.holder, sentence.target) == (("criticism",), None, "Zwolle")


def test_label_studio_of_old_counted_code_units(label_studio: Callable[..., Any]) -> None:
    def edit(results: list[Json]) -> None:
        for each in results:
            if "start" in each.get("value", {}):
                each["value"]["start"], each["value"]["end"] = (
                    units(each["value"]["start"]),
                    units(each["value"]["end"]),
                )

    done, back = label_studio(edit)
    assert done.faults == []
    assert back == {"gemeente-laadpalen": paper()}


def test_label_studio_shows_a_windows_line_end_as_two(make: Callable[[str], Any], tmp_path: Path) -> None:
    task = make("Beste wethouder,\r\nDe raad besluit.")
    task["predictions"][0]["result"][-1]["value"]["text"] = "Beste wethouder,\\n\\nDe raad besluit."
    path = tmp_path / "project-1.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    done, back = bring_back(path, "label-studio", tmp_path, Header("letter", "citizen"), unreviewed=True)
    assert done.faults == []
    assert back["brief"].text == "Beste wethouder,\nDe raad besluit.\n"


def test_label_studio_region_that_quotes_other_text_is_refused(label_studio: Callable[..., Any]) -> None:
    def edit(results: list[Json]) -> None:
        region(results, ZWOLLE, "entities")["value"]["text"] = "Deventer"

    done, back = label_studio(edit)
    assert back == {}
    assert "gemeente-laadpalen: the span" in done.faults[0]
    assert "'Deventer'" in done.faults[0]


def test_label_studio_cancelled_is_passed_over(label_studio: Callable[..., Any]) -> None:
    done, back = label_studio(was_cancelled=True)
    assert (done.faults, back, len(done.unreviewed)) == ([], {}, 1)


def test_label_studio_predictions_alone_are_not_taken_for_corrections(tmp_path: Path) -> None:
    done, back = bring_back(export([paper()], "label-studio", tmp_path), "label-studio", tmp_path)
    assert (done.faults, back, len(done.unreviewed)) == ([], {}, 1)


def test_label_studio_overlapping_entities_are_refused(label_studio: Callable[..., Any]) -> None:
    def edit(results: list[Json]) -> None:
        zwolle = region(results, ZWOLLE, "entities")
        value = {"start": ZWOLLE, "end": ZWOLLE + 12, "text": "Zwolle legde", "labels": ["LOC"]}
        results.append({**zwolle, "id": "new", "value": value})

    done, _ = label_studio(edit)
    assert "the entities 'Zwolle' (LOC) and 'Zwolle legde' (LOC) overlap" in done.faults[0]
