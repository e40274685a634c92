"""What people changed in INCEpTION."""

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import NAME, TEXT, bring_back, entities, export, paper

from policytext.corpus.imports.records import ToolFileError
from policytext.writers.extras import MissingExtraError

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
