"""What people changed in Prodigy, as it exports it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import TEXT, bring_back, entities, export, paper

from policytext.corpus.imports.reading import Imported
from policytext.corpus.markup import MarkedDocument

Json = dict[str, Any]
ZWOLLE = TEXT.index("Zwolle legde")


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
