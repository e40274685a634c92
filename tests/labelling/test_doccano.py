"""What people changed in doccano, as it exports it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import TEXT, bring_back, entities, export, paper, units

from policytext.corpus.imports.marking import Header
from policytext.corpus.imports.reading import Imported
from policytext.corpus.markup import MarkedDocument

Json = dict[str, Any]
ZWOLLE = TEXT.index("Zwolle legde")


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
