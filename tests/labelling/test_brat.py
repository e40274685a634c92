"""What people changed in brat."""

from collections.abc import Callable
from pathlib import Path

import pytest
from papers import NAME, TEXT, bring_back, entities, export, paper, units

from policytext.corpus.imports.reading import Imported
from policytext.corpus.markup import MarkedDocument

Edited = Callable[..., tuple[Imported, dict[str, MarkedDocument]]]


@pytest.fixture
def brat(tmp_path: Path) -> Edited:
    """Return a function that edits the lines of an annotation file, and imports them."""

    def run(edit: Callable[[str], str]) -> tuple[Imported, dict[str, MarkedDocument]]:
        folder = export([paper()], "brat", tmp_path)
        path = folder / f"{NAME}.ann"
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        return bring_back(folder, "brat", tmp_path)

    return run


def test_brat_quotes_what_stands_at_its_offsets(tmp_path: Path) -> None:
    folder = export([paper()], "brat", tmp_path)
    assert (folder / f"{NAME}.txt").read_bytes().decode() == TEXT
    for line in (folder / f"{NAME}.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, place, shown = line.split("\t")
            _, start, end = place.split(" ")
            assert TEXT[int(start) : int(end)] == shown


def test_brat_configuration_declares_what_is_used(tmp_path: Path) -> None:
    folder = export([paper()], "brat", tmp_path)
    declared = {line.split()[0] for line in (folder / "annotation.conf").read_text().splitlines()}
    for line in (folder / f"{NAME}.ann").read_text(encoding="utf-8").splitlines():
        assert line.split("\t")[1].split(" ")[0] in declared


def test_brat_renumbered_and_out_of_order(brat: Edited) -> None:
    def renumber(source: str) -> str:
        for number in range(99, 0, -1):
            source = source.replace(f"T{number}\t", f"T{number + 700}\t").replace(
                f":T{number}\n", f":T{number + 700}\n"
            )
            source = source.replace(f" T{number} ", f" T{number + 700} ").replace(
                f" T{number}\n", f" T{number + 700}\n"
            )
            source = source.replace(f":T{number} ", f":T{number + 700} ")
        return "".join(sorted(source.splitlines(keepends=True), reverse=True))

    done, back = brat(renumber)
    assert done.faults == []
    assert back == {NAME: paper()}


def test_brat_changed_added_and_removed(brat: Edited) -> None:
    start, council = TEXT.index("Enexis"), TEXT.index("De raad beslist")

    def edit(source: str) -> str:
        lines = [line for line in source.splitlines() if "\tDATE " not in line]
        sentence = next(line.split("\t")[0] for line in lines if f"sentence {council} " in line)
        lines += [f"T900\tORG {start} {start + 6}\tEnexis", f"A900\tcriticism {sentence}"]
        lines += [f"R900\tholder Arg1:{sentence} Arg2:T900", "#1\tAnnotatorNotes T900\tnaam van het bedrijf"]
        return "\n".join(lines) + "\n"

    done, back = brat(edit)
    assert done.faults == []
    document = back[NAME]
    assert ("Enexis", "ORG") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    sentence = next(each for each in document.sentences if each.start == council)
    assert (sentence.tags, sentence.holder) == (("criticism",), "Enexis")


def test_brat_of_a_server_that_counts_code_units(brat: Edited) -> None:
    def edit(source: str) -> str:
        lines = []
        for line in source.splitlines():
            if line.startswith("T"):
                name, place, shown = line.split("\t")
                label, start, end = place.split(" ")
                lines.append(f"{name}\t{label} {units(int(start))} {units(int(end))}\t{shown}")
            else:
                lines.append(line)
        return "\n".join(lines) + "\n"

    done, back = brat(edit)
    assert done.faults == []
    assert back == {NAME: paper()}


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("T900\tORG 0 1;4 7\t🍪 ook", "discontinuous"),
        ("T900\tORG 2 9\tkoekjes", "is said to be 'koekjes', but 'Cookies' stands there"),
        ("T900\tORG 2 9", "no annotation of brat"),
        ("R900\tholder Arg1:T900 Arg2:T901", "names T900, which is not there"),
        ("A900\tpraise T1", "tagged, but lies in a line of boilerplate"),
    ],
)
def test_brat_faults_name_document_and_cause(brat: Edited, line: str, cause: str) -> None:
    done, back = brat(lambda source: f"{source}{line}\n")
    assert back == {}
    assert f"{NAME}.ann: " in done.faults[0]
    assert cause in done.faults[0]
