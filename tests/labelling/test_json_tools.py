"""What people changed in Label Studio, doccano and Prodigy, as those tools export it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import bring_back, export, paper

from policytext.corpus.imports.marking import Header
from policytext.corpus.imports.reading import Imported
from policytext.corpus.markup import MarkedDocument

Json = dict[str, Any]
TEXT = paper().text
ZWOLLE = TEXT.index("Zwolle legde")


def entities(document: MarkedDocument) -> list[tuple[str, str]]:
    return [(document.text[each.start : each.end], each.label) for each in document.entities]


def units(point: int) -> int:
    return len(TEXT[:point].encode("utf-16-le")) // 2


# --- Label Studio


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


# --- doccano


@pytest.fixture
def doccano(tmp_path: Path) -> Callable[..., tuple[Imported, dict[str, MarkedDocument]]]:
    """Return a function that edits a document's spans, and imports what doccano then exports."""

    def run(edit: Callable[[Json], object] = dict, header: Header | None = None) -> tuple[Imported, Any]:
        record = json.loads(export([paper()], "doccano", tmp_path).read_text(encoding="utf-8"))
        # doccano numbers anew, and lays what it kept as metadata beside the text.
        numbers = {each["id"]: each["id"] + 5000 for each in record["entities"]}
        for each in record["entities"]:
            each["id"] = numbers[each["id"]]
        for each in record["relations"]:
            each["from_id"], each["to_id"] = numbers[each["from_id"]], numbers[each["to_id"]]
        exported = {"id": 31, "text": record["text"], "policytext": record["policytext"], "Comments": []}
        exported |= {"entities": record["entities"], "relations": record["relations"]}
        edit(exported)
        path = tmp_path / "admin.jsonl"
        path.write_text(json.dumps(exported, ensure_ascii=False) + "\n", encoding="utf-8")
        return bring_back(path, "doccano", tmp_path, header)

    return run


def spans(record: Json, label: str) -> list[Json]:
    return [each for each in record["entities"] if each["label"] == label]


def test_doccano_counts_code_units(tmp_path: Path) -> None:
    record = json.loads(export([paper()], "doccano", tmp_path).read_text(encoding="utf-8"))
    data = TEXT.encode("utf-16-le")
    shown = [data[2 * each["start_offset"] : 2 * each["end_offset"]].decode("utf-16-le") for each in record["entities"]]
    assert "Vereniging Elektrisch Overijssel" in shown
    assert "Zwolle" in shown
    ids = [each["id"] for each in record["entities"]]
    assert len(set(ids)) == len(ids)


def test_doccano_changed_added_and_removed(doccano: Callable[..., Any]) -> None:
    def edit(record: Json) -> None:
        zwolle = next(each for each in spans(record, "LOC") if each["start_offset"] == units(ZWOLLE))
        zwolle["label"] = "ORG"
        record["entities"].remove(spans(record, "DATE")[0])
        start = TEXT.index("4.000 euro")
        record["entities"].append(
            {"id": 9001, "label": "LAW", "start_offset": units(start), "end_offset": units(start) + 5}
        )
        cost = TEXT.index("Een paal kost")
        record["entities"].append(
            {"id": 9002, "label": "criticism", "start_offset": units(cost), "end_offset": units(cost) + 28}
        )
        record["relations"].append({"id": 5, "from_id": 9002, "to_id": zwolle["id"], "type": "holder"})

    done, back = doccano(edit)
    assert done.faults == []
    document = back["gemeente-laadpalen"]
    assert ("Zwolle", "ORG") in entities(document)
    assert ("4.000", "LAW") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    sentence = next(each for each in document.sentences if TEXT[each.start :].startswith("Een paal"))
    assert (sentence.tags, sentence.holder) == (("criticism",), "Zwolle")


def test_doccano_two_sentences_made_one(doccano: Callable[..., Any]) -> None:
    start, end = TEXT.index("De raad beslist"), TEXT.index("aanbesteding.") + len("aanbesteding.")

    def edit(record: Json) -> None:
        inside = [each for each in spans(record, "sentence") if units(start) <= each["start_offset"] < units(end)]
        inside[0]["end_offset"] = units(end)
        record["entities"].remove(inside[1])

    _, back = doccano(edit)
    assert (start, end) in {(each.start, each.end) for each in back["gemeente-laadpalen"].sentences}


def test_doccano_without_relations_exports_triples(doccano: Callable[..., Any]) -> None:
    def edit(record: Json) -> None:
        triples = [[each["start_offset"], each["end_offset"], each["label"]] for each in record.pop("entities")]
        del record["relations"]
        record["label"] = triples

    done, back = doccano(edit)
    assert done.faults == []
    assert [each.tags for each in back["gemeente-laadpalen"].sentences] == [each.tags for each in paper().sentences]
    assert {each.holder for each in back["gemeente-laadpalen"].sentences} == {None}


@pytest.mark.parametrize(
    ("edit", "cause"),
    [
        (lambda record: spans(record, "LOC")[0].update(label="PLAATS"), "unknown label 'PLAATS'"),
        (lambda record: spans(record, "LOC")[0].update(end_offset=99999), "lies outside the text"),
        (lambda record: record["entities"].remove(spans(record, "meta")[0]), "belongs to no block"),
        (lambda record: record.update(text=5), "the field 'text' is missing"),
        (lambda record: record["relations"][0].update(type="auteur"), "unknown relation 'auteur'"),
    ],
)
def test_doccano_faults_name_document_and_cause(doccano: Callable[..., Any], edit: Any, cause: str) -> None:
    done, _ = doccano(edit)
    assert "admin.jsonl:1 gemeente-laadpalen" in done.faults[0]
    assert cause in done.faults[0]


def test_doccano_heading_made_body_becomes_a_sentence(doccano: Callable[..., Any]) -> None:
    _, back = doccano(lambda record: spans(record, "heading-2")[0].update(label="body"))
    shown = [TEXT[each.start : each.end] for each in back["gemeente-laadpalen"].sentences]
    assert "Kosten" in shown


def test_doccano_without_what_travelled_needs_a_header(doccano: Callable[..., Any]) -> None:
    def forget(record: Json) -> None:
        del record["policytext"]

    done, _ = doccano(forget)
    assert "no genre came with it; give --genre" in done.faults[0]
    done, back = doccano(forget, Header("municipal", "alderman", "2024-03-14"))
    assert done.faults == []
    assert [(each.genre, each.hand, each.date, each.topics) for each in back.values()] == [
        ("municipal", "alderman", "2024-03-14", (8, 10))
    ]


# --- Prodigy


@pytest.fixture
def prodigy(tmp_path: Path) -> Callable[..., tuple[Imported, dict[str, MarkedDocument]]]:
    """Return a function that edits a task, and imports what ``prodigy db-out`` then writes."""

    def run(edit: Callable[[Json], object] = dict, answer: str = "accept") -> tuple[Imported, Any]:
        task = json.loads(export([paper()], "prodigy", tmp_path).read_text(encoding="utf-8"))
        task |= {"_input_hash": 1, "_task_hash": 2, "_view_id": "spans_manual", "answer": answer, "_timestamp": 1711}
        edit(task)
        path = tmp_path / "db-out.jsonl"
        path.write_text(json.dumps(task) + "\n", encoding="utf-8")
        return bring_back(path, "prodigy", tmp_path)

    return run


def test_prodigy_tokens_make_up_the_text_and_spans_sit_on_them(tmp_path: Path) -> None:
    task = json.loads(export([paper()], "prodigy", tmp_path).read_text(encoding="utf-8"))
    tokens = task["tokens"]
    assert "".join(each["text"] + " " * each["ws"] for each in tokens) == TEXT
    assert [each["id"] for each in tokens] == list(range(len(tokens)))
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


def test_prodigy_changed_added_and_removed(prodigy: Callable[..., Any]) -> None:
    def edit(task: Json) -> None:
        zwolle = next(each for each in task["spans"] if each["start"] == ZWOLLE and each["label"] == "LOC")
        zwolle["label"] = "ORG"
        task["spans"] = [each for each in task["spans"] if each["label"] not in ("DATE", "recommendation")]
        start = TEXT.index("Enexis")
        task["spans"].append(
            {"start": start, "end": start + 6, "token_start": 0, "token_end": 0, "label": "ORG", "source": "manual"}
        )
        task["accept"] = ["7", "8"]

    done, back = prodigy(edit)
    assert done.faults == []
    document = back["gemeente-laadpalen"]
    assert ("Enexis", "ORG") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    assert {tag for each in document.sentences for tag in each.tags} == {"praise", "criticism"}
    assert document.topics == (8, 7)  # 8 was the main topic and stays it


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_prodigy_takes_what_was_accepted(prodigy: Callable[..., Any], answer: str) -> None:
    done, back = prodigy(answer=answer)
    assert (done.faults, back, len(done.unreviewed)) == ([], {}, 1)


def test_one_bad_document_costs_no_other(tmp_path: Path) -> None:
    good = export([paper()], "prodigy", tmp_path).read_text(encoding="utf-8").rstrip()
    bad = json.loads(good)
    bad["spans"].append({"start": ZWOLLE, "end": ZWOLLE + 30, "label": "ORG"})
    bad["policytext"]["id"] = "stuk"
    path = tmp_path / "db-out.jsonl"
    path.write_text(f"{json.dumps(bad)}\n{good}\n{good}\n", encoding="utf-8")
    done, back = bring_back(path, "prodigy", tmp_path, unreviewed=True)
    assert list(back) == ["gemeente-laadpalen"]
    assert "db-out.jsonl:1 stuk: the entities" in done.faults[0]
    assert "the id 'gemeente-laadpalen' is that of" in done.faults[1]


def test_what_no_tool_writes_is_a_fault_of_its_document(tmp_path: Path) -> None:
    task = json.loads(export([paper()], "prodigy", tmp_path).read_text(encoding="utf-8"))
    task["policytext"]["source"] = "krant"
    path = tmp_path / "db-out.jsonl"
    path.write_text(json.dumps(task) + "\n", encoding="utf-8")
    done, back = bring_back(path, "prodigy", tmp_path, unreviewed=True)
    assert back == {}
    assert "gemeente-laadpalen: not as prodigy writes it" in done.faults[0]
