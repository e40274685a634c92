"""Which inputs there are, decided before any work."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from policytext.batch.plan import Plan, PlanError, plan
from policytext.batch.work import Failure


def is_text(suffix: str) -> bool:
    """The one type of file these tests know."""
    return suffix == ".txt"


def put(folder: Path, *names: str) -> None:
    """Make files with their folders."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tekst.", encoding="utf-8")


def keys(found: Plan) -> list[str]:
    """Return the keys of the plan's items."""
    return [item.key for item in found.items]


def test_a_folder_gives_everything_in_it_by_relative_path_in_stable_order(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "ngo/brief.txt", "ngo/diep/nota.v2.txt", "a.txt")

    found = plan([tmp_path], is_text)

    assert keys(found) == ["a.txt", "b.txt", "ngo/brief.txt", "ngo/diep/nota.v2.txt"]
    assert [item.id for item in found.items] == ["a", "b", "ngo/brief", "ngo/diep/nota.v2"]
    assert found.items[2].source == f"{tmp_path}/ngo/brief.txt"
    assert found.items[2].size == 6


def test_a_path_is_shown_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)

    assert [item.source for item in plan(["in"], is_text).items] == ["in/a.txt"]
    assert keys(plan(["in/a.txt"], is_text)) == ["a.txt"]


def test_hidden_files_are_passed_over_and_unknown_types_counted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "foto.JPG", "x/foto.jpg", "rapport.pdf", "README")

    found = plan([tmp_path], is_text)

    assert keys(found) == ["a.txt"]
    assert found.skipped == {".jpg": 2, ".pdf": 1, "no suffix": 1}


def test_a_file_that_is_named_is_taken_whatever_its_type(tmp_path: Path) -> None:
    put(tmp_path, "rapport.onbekend", ".verborgen.txt")

    assert keys(plan([tmp_path / "rapport.onbekend", tmp_path / ".verborgen.txt"], is_text)) == [
        ".verborgen.txt",
        "rapport.onbekend",
    ]


def test_two_inputs_of_one_name_are_an_error_that_names_both(tmp_path: Path) -> None:
    put(tmp_path, "x/brief.txt", "y/brief.txt")

    with pytest.raises(PlanError, match=r"brief\.txt: .*x/brief\.txt and .*y/brief\.txt"):
        plan([tmp_path / "x", tmp_path / "y" / "brief.txt"], is_text)


def test_the_output_folder_inside_the_input_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "uit/b.txt", "uit2/c.txt")

    assert keys(plan([tmp_path], is_text, [tmp_path / "uit"])) == ["a.txt", "uit2/c.txt"]


def test_an_input_folder_that_is_the_output_as_well_is_read_without_the_outputs(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")

    assert keys(plan([tmp_path], is_text, [tmp_path, tmp_path / "b.txt"])) == ["a.txt"]


def test_a_named_file_cannot_be_an_output(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")

    with pytest.raises(PlanError, match="an input and an output at once"):
        plan([tmp_path / "a.txt"], is_text, [tmp_path / "a.txt"])


def test_a_folder_that_contains_itself_through_a_link_is_a_fault_and_the_rest_is_found(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "in/z.txt")
    (tmp_path / "in" / "lus").symlink_to(tmp_path / "in", target_is_directory=True)

    found = plan([tmp_path / "in"], is_text)

    assert keys(found) == ["a.txt", "z.txt"]
    assert [(fault.id, fault.stage, fault.message) for fault in found.faults] == [
        ("lus", "read", "the folder contains itself through a link")
    ]


def test_a_link_to_another_folder_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elders/a.txt", "in/b.txt")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elders", target_is_directory=True)

    assert keys(plan([tmp_path / "in"], is_text)) == ["b.txt", "link/a.txt"]


def test_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    (tmp_path / "in" / "weg.txt").symlink_to(tmp_path / "nergens")

    found = plan([tmp_path / "in", tmp_path / "typfout.txt"], is_text)

    assert keys(found) == ["a.txt"]
    assert [(fault.id, fault.message) for fault in found.faults] == [
        ("weg", "No such file or directory"),
        ("typfout", "No such file or directory"),
    ]


def test_a_folder_that_may_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "in/dicht/a.txt", "in/open/b.txt")
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "dicht":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)

    found = plan([tmp_path / "in"], is_text)

    assert keys(found) == ["open/b.txt"]
    assert [(fault.source, fault.error, fault.message) for fault in found.faults] == [
        (f"{tmp_path}/in/dicht", "PermissionError", "Permission denied")
    ]


def test_pipes_and_sockets_are_faults_and_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A socket's path is short by law; the relative name always fits.
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pijp.txt")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("contact.txt")
        found = plan([tmp_path], is_text)

    assert [(fault.id, fault.message) for fault in found.faults] == [
        ("contact", "no regular file; use - to read standard input"),
        ("pijp", "no regular file; use - to read standard input"),
    ]


def test_a_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Tekst.", encoding="utf-8")

    [item] = plan([tmp_path], is_text).items

    assert item.key == "caf\\xe9.txt"
    item.source.encode("utf-8")
    assert item.path is not None
    assert item.path.read_text(encoding="utf-8") == "Tekst."


def test_a_dash_is_standard_input() -> None:
    [item] = plan(["-"], is_text).items

    assert (item.key, item.path, item.source) == ("stdin", None, "-")


def test_a_folder_of_very_many_is_looked_through_while_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, *(f"{number:03}.txt" for number in range(30)), "b/c.txt", "b/foto.jpg")
    monkeypatch.setattr("policytext.batch.plan.LOOKED_AT_FIRST", 10)

    found = plan([tmp_path], is_text)

    assert (len(found.items), found.complete, found.skipped) == (10, False, {})
    assert [item.key for item in found.rest if not isinstance(item, Failure)] == [
        *(f"{number:03}.txt" for number in range(10, 30)),
        "b/c.txt",
    ]
    assert found.skipped == {".jpg": 1}


def test_of_several_inputs_all_is_known_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, *(f"a/{number:03}.txt" for number in range(30)), "b/029.txt")
    monkeypatch.setattr("policytext.batch.plan.LOOKED_AT_FIRST", 10)

    with pytest.raises(PlanError, match=r"two inputs would write one output, 029\.txt"):
        plan([tmp_path / "a", tmp_path / "b"], is_text)
