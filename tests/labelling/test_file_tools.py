"""What people changed in brat, INCEpTION and CoNLL files."""

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import bring_back, export, paper

from policytext.corpus.imports.reading import Imported
from policytext.corpus.imports.records import ToolFileError
from policytext.corpus.markup import MarkedDocument
from policytext.writers.extras import MissingExtraError

TEXT = paper().text
NAME = "gemeente-laadpalen"
Edited = Callable[..., tuple[Imported, dict[str, MarkedDocument]]]


def entities(document: MarkedDocument) -> list[tuple[str, str]]:
    return [(document.text[each.start : each.end], each.label) for each in document.entities]


def units(point: int) -> int:
    return len(TEXT[:point].encode("utf-16-le")) // 2


# --- brat


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


# --- CoNLL


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


# --- INCEpTION


SENTENCE = "webanno.custom.PolicySentence"


def corrected(folder: Path, edit: Callable[[Any], None]) -> None:
    """Edit the CAS of the document as a person would in the tool."""
    import cassis

    with (folder / "TypeSystem.xml").open("rb") as types, (folder / f"{NAME}.xmi").open("rb") as xmi:
        cas = cassis.load_cas_from_xmi(xmi, typesystem=cassis.load_typesystem(types))
    edit(cas)
    cas.to_xmi(folder / f"{NAME}.xmi")


def test_inception_counts_code_units(tmp_path: Path) -> None:
    from lxml import etree

    root = etree.parse(export([paper()], "inception", tmp_path) / f"{NAME}.xmi").getroot()
    data = root.find("{http:///uima/cas.ecore}Sofa").get("sofaString").encode("utf-16-le")
    shown = [
        data[2 * int(each.get("begin")) : 2 * int(each.get("end"))].decode("utf-16-le")
        for each in root
        if each.tag.endswith("NamedEntity")
    ]
    assert shown == [text for text, _ in entities(paper())]
    whole = next(each for each in root if each.tag.endswith("DocumentAnnotation"))
    assert int(whole.get("end")) == len(data) // 2


def test_inception_layers_are_declared_with_their_features(tmp_path: Path) -> None:
    import cassis

    with (export([paper()], "inception", tmp_path) / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    entity = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    sentence = types.get_type("webanno.custom.PolicySentence")
    document = types.get_type("webanno.custom.PolicyDocument")
    assert {"value", "identifier"} <= {each.name for each in entity.all_features}
    assert {"praise", "holder"} <= {each.name for each in sentence.all_features}
    assert document.supertype.name == "uima.cas.AnnotationBase"


def test_inception_changed_added_and_removed(tmp_path: Path) -> None:
    entity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

    def edit(cas: Any) -> None:
        for each in list(cas.select(entity)):
            if each.value == "DATE":
                cas.remove(each)
        start = TEXT.index("Enexis")
        cas.add(cas.typesystem.get_type(entity)(begin=start, end=start + 6, value="ORG"))
        for each in cas.select("webanno.custom.PolicySentence"):
            if each.recommendation:
                each.recommendation, each.praise, each.holder, each.target = False, True, None, "De raad"

    folder = export([paper()], "inception", tmp_path)
    corrected(folder, edit)
    done, back = bring_back(folder, "inception", tmp_path)
    assert done.faults == []
    document = back[NAME]
    assert ("Enexis", "ORG") in entities(document)
    assert "DATE" not in {label for _, label in entities(document)}
    last = [each for each in document.sentences if each.tags][-1]
    assert (last.tags, last.holder, last.target) == (("praise",), None, "De raad")


@pytest.mark.parametrize("project", [False, True])
def test_inception_archives_of_documents_and_projects(tmp_path: Path, *, project: bool) -> None:
    """A document is exported as an archive, a project as an archive of such archives by document and annotator."""
    folder = export([paper()], "inception", tmp_path)
    path = tmp_path / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(folder / f"{NAME}.xmi", "admin.xmi")
        archive.write(folder / "TypeSystem.xml", "TypeSystem.xml")
    if project:
        outer = tmp_path / "project.zip"
        with zipfile.ZipFile(outer, "w") as archive:
            archive.write(path, f"annotation/{NAME}.xmi/admin.zip")
            archive.writestr("exportedproject.json", "{}")
        path = outer
    done, back = bring_back(path, "inception", tmp_path)
    assert done.faults == []
    assert back == {NAME: paper()}


def test_inception_projects_give_what_was_corrected_not_what_was_imported(tmp_path: Path) -> None:
    """Of what annotators and a curator made of a document, the curator's counts."""
    path = tmp_path / "project.zip"
    with zipfile.ZipFile(path, "w") as project:
        for place, tag in (
            ("annotation/{}/INITIAL_CAS.zip", None),
            ("annotation/{}/jan.zip", "criticism"),
            ("annotation/{}/piet.zip", "criticism"),
            ("curation/{}/CURATION_USER.zip", "praise"),
        ):
            folder = export([paper()], "inception", tmp_path / str(tag))
            if tag:
                corrected(folder, lambda cas, tag=tag: setattr(cas.select(SENTENCE)[0], tag, True))
            inner = tmp_path / "inner.zip"
            with zipfile.ZipFile(inner, "w") as archive:
                archive.write(folder / f"{NAME}.xmi", "user.xmi")
                archive.write(folder / "TypeSystem.xml", "TypeSystem.xml")
            project.write(inner, place.format(f"{NAME}.xmi"))
    done, back = bring_back(path, "inception", tmp_path)
    assert done.faults == []
    assert back[NAME].sentences[0].tags == ("praise",)


def test_inception_block_of_unknown_kind_is_refused(tmp_path: Path) -> None:
    folder = export([paper()], "inception", tmp_path)
    corrected(folder, lambda cas: setattr(cas.select("webanno.custom.PolicyBlock")[0], "kind", "voettekst"))
    done, back = bring_back(folder, "inception", tmp_path)
    assert back == {}
    assert "unknown kind 'voettekst'" in done.faults[0]


def test_inception_without_its_library_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'policytext\[inception\]'"):
        export([paper()], "inception", tmp_path)


def test_inception_without_a_type_system_is_refused(tmp_path: Path) -> None:
    folder = export([paper()], "inception", tmp_path)
    shutil.move(folder / f"{NAME}.xmi", tmp_path / "los.xmi")
    with pytest.raises(ToolFileError, match=r"no TypeSystem.xml beside it"):
        bring_back(tmp_path / "los.xmi", "inception", tmp_path)
