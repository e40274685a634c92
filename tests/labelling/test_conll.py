"""What people changed in CoNLL files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from papers import MARKUP, NAME, TEXT, bring_back, entities, export, paper

from policytext.corpus.imports.reading import Imported
from policytext.corpus.imports.records import ToolFileError
from policytext.corpus.markup import MarkedDocument, parse_document

Edited = Callable[..., tuple[Imported, dict[str, MarkedDocument]]]


@pytest.fixture
def conll(tmp_path: Path) -> Edited:
    """Return a function that edits a file, and imports it."""

    def run(edit: Callable[[str], str]) -> tuple[Imported, dict[str, MarkedDocument]]:
        path = export([paper()], "conll", tmp_path)
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        return bring_back(path, "conll", tmp_path)

    return run


def test_conll_has_a_word_a_line_and_empty_lines_between_sentences(tmp_path: Path) -> None:
    source = export([paper()], "conll", tmp_path).read_text(encoding="utf-8")
    assert source.startswith("# global.columns = FORM START END NER\n")
    rows = [line.split("\t") for line in source.splitlines() if line and not line.startswith("# ")]
    assert all(TEXT[int(start) : int(end)] == form for form, start, end, _ in rows)
    assert [row[0] for row in rows if row[3] in ("B-ORG", "I-ORG")] == ["Vereniging", "Elektrisch", "Overijssel"]
    assert "# tags = praise criticism\n# holder = Vereniging Elektrisch Overijssel\n" in source


def test_conll_changed_added_and_removed(conll: Edited) -> None:
    start = TEXT.index("Enexis")

    def edit(source: str) -> str:
        source = source.replace("\tB-DATE", "\tO").replace("\tI-DATE", "\tO")
        source = source.replace(f"Enexis\t{start}\t{start + 6}\tO", f"Enexis\t{start}\t{start + 6}\tB-ORG")
        source = source.replace("# tags = praise criticism", "# tags = criticism")
        return source.replace("# topics = 8 10", "# topics = 10")

    done, back = conll(edit)
    assert done.faults == []
    document = back[NAME]
    assert ("Enexis", "ORG") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    assert [each.tags for each in document.sentences if each.tags] == [("criticism",), ("recommendation",)]
    assert document.topics == (10,)


def test_conll_sentence_parted_by_an_empty_line(conll: Edited) -> None:
    place = TEXT.index("maar mist een plan")
    _, back = conll(lambda source: source.replace(f"maar\t{place}\t", f"\nmaar\t{place}\t"))
    assert place in {each.start for each in back[NAME].sentences}


def test_conll_other_ways_to_mark_an_entity(conll: Edited) -> None:
    """In IOB every entity begins with I, in BIOES the last word is E and a lone one S."""

    def edit(source: str) -> str:
        return source.replace("\tB-ORG", "\tI-ORG").replace("\tB-LOC", "\tS-LOC")

    done, back = conll(edit)
    assert done.faults == []
    assert back == {NAME: paper()}


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("\tB-LOC", "\tLOC", "the entity column has 'LOC'"),
        ("Zwolle\t", "Deventer\t", "the word 'Deventer' should stand at"),
        ("# block = lead", "# block = inleiding", "unknown block 'inleiding'"),
        ("# tags = recommendation", "# tags = advies", "unknown tag 'advies'"),
        ("# newdoc text", "# text", "'# newdoc text =' is missing"),
        ("\tB-LOC", "\tB-PLAATS", "unknown label 'PLAATS'; --leave-out PLAATS"),
    ],
)
def test_conll_faults_name_document_and_cause(conll: Edited, old: str, new: str, cause: str) -> None:
    done, back = conll(lambda source: source.replace(old, new))
    assert back == {}
    assert NAME in done.faults[0]
    assert cause in done.faults[0]


def test_conll_of_others_has_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "conll2003.conll"
    path.write_text("De O\nraad O\n", encoding="utf-8")
    with pytest.raises(ToolFileError, match="only files that policytext exported are read"):
        bring_back(path, "conll", tmp_path)


def test_conll_keeps_hard_spaces_in_holder_and_target(tmp_path: Path) -> None:
    document = parse_document(MARKUP.replace("Vereniging Elektrisch", "Vereniging\u00a0Elektrisch"))
    done, back = bring_back(export([document], "conll", tmp_path), "conll", tmp_path)
    assert (done.faults, done.notes) == ([], [])
    assert back == {NAME: document}
