"""Every document of an export has a name of its own, and a file in the export's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.annotation import Annotation
from policytext.api import export
from policytext.corpus.imports.marking import Header
from policytext.corpus.imports.reading import import_documents
from policytext.exports.naming import Ids, document_path

Make = Callable[..., Annotation]
ODD_IDS = ["../elders", "/abs", "a//b", ".", "..", "nota: deel 1?", "100%25 groen ☘", "x" * 300, "nul\0", "a\\b"]
FOLDERS = {"brat": "*.ann", "inception": "*.xmi", "tei": "*.xml", "web-annotation": "*.jsonld"}
FILES = {"label-studio": "", "doccano": ".jsonl", "prodigy": ".jsonl", "conll": ".conll", "brat": "", "inception": ""}


@given(st.lists(st.text("ab~2/"), max_size=20))
def test_ids_are_given_once_and_kept_where_they_can_be(ids: list[str]) -> None:
    names = Ids()
    made = [names.unique(each) for each in ids]
    assert len(set(made)) == len(ids)
    for place, (one, other) in enumerate(zip(made, ids, strict=True)):
        assert one == other or other in made[:place]


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("./%")), min_size=2, max_size=4))
def test_different_ids_have_different_files_within_the_folder(ids: set[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        paths = [document_path(folder, each, ".xml").resolve() for each in ids]
    assert len(set(paths)) == len(ids)
    assert all(path.is_relative_to(folder) for path in paths)


@pytest.mark.parametrize("form", FOLDERS)
def test_documents_of_one_id_and_of_odd_ids_have_a_file_each(form: str, stated: Make, tmp_path: Path) -> None:
    ids = ["brief", "brief", *ODD_IDS]
    export([stated("Dat is goed.", id_) for id_ in ids], tmp_path / "uit", to=form)
    found = {path.relative_to(tmp_path / "uit").as_posix() for path in (tmp_path / "uit").rglob(FOLDERS[form])}
    assert len(found) == len(ids)
    suffix = FOLDERS[form][1:]
    assert {f"brief{suffix}", f"brief~2{suffix}", f"nota%3A deel 1%3F{suffix}", f"100%2525 groen ☘{suffix}"} <= found


@pytest.mark.parametrize("tool", FILES)
def test_they_all_come_back_from_a_labelling_tool(tool: str, stated: Make, tmp_path: Path) -> None:
    topics = [{"code": 7, "label": "Environment", "label_nl": "Milieu", "score": 1}]
    text = "Dat is goed."
    blocks = [{"kind": "body", "start": 0, "end": len(text), "text": text}]
    ids = ["brief", "brief", *(each for each in ODD_IDS if each.strip("./"))]
    place = tmp_path / f"uit{FILES[tool]}"
    export([stated(text, id_, blocks=blocks, topics=topics) for id_ in ids], place, to=tool)
    done = import_documents(place, tool, tmp_path / "terug", Header("letter", "activist"), unreviewed=True)
    assert (done.faults, len(done.written)) == ([], len(ids))
