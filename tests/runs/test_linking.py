"""Teasers of related articles that are documents of the same run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policytext.annotation import Annotation, Base, Pipeline, Related, Source, TextSpan
from policytext.api import PlanError, StoredAnnotationError, link, stored_annotations

PEIL = "Boeren en natuur zijn het eens over het waterpeil"


def annotation(id_: str, title: str, *related: str) -> Annotation:
    """Return a document of a title and the titles of related articles, each on a line of its own."""
    text = "\n".join((title, *related))
    spans = []
    start = len(title) + 1
    for line in related:
        spans.append(Related(title=TextSpan(start=start, end=start + len(line), text=line)))
        start += len(line) + 1
    return Annotation(
        id=id_,
        source=Source(sha256="0" * 64),
        pipeline=Pipeline(policytext="0", spacy="0", base=Base(name="nl", version="0")),
        text=text,
        title=TextSpan(start=0, end=len(title), text=title) if title else None,
        related=tuple(spans),
    )


def stored(folder: Path, *annotations: Annotation) -> Path:
    folder.mkdir()
    for each in annotations:
        (folder / f"{each.id}.json").write_text(each.to_json(), encoding="utf-8")
    return folder


def links(path: Path) -> dict[str, list[str | None]]:
    return {each.id: [related.document for related in each.related] for each in stored_annotations(path)}


@pytest.mark.parametrize(
    ("teaser", "document"),
    [
        (PEIL, "peil"),
        ("Boeren en natuur zijn het eens over het Waterpeil.", "peil"),
        ("Boeren en natuur zijn het eens over …", "peil"),
        ("Boeren en natuur zijn het eens over...", "peil"),
        ("Boeren en natuur zijn het eens over", None),
        ("Boeren en …", None),
        ("Agenda", None),
        ("Gemeente stelt wijkplan vast", None),
        ("Een eigen bericht over het wijkplan", None),
    ],
)
def test_a_teaser_points_at_the_one_document_with_its_title(tmp_path: Path, teaser: str, document: str | None) -> None:
    run = stored(
        tmp_path / "run",
        annotation("peil", PEIL),
        annotation("agenda-mei", "Agenda"),
        annotation("agenda-juni", "Agenda"),
        annotation("zonder-titel", ""),
        annotation("eigen", "Een eigen bericht over het wijkplan", teaser),
    )
    done = link(run, tmp_path / "uit.jsonl")
    assert links(tmp_path / "uit.jsonl")["eigen"] == [document]
    assert (done.documents, done.related, done.linked) == (5, 1, int(document is not None))


def test_a_beginning_that_two_titles_share_points_at_neither(tmp_path: Path) -> None:
    run = stored(
        tmp_path / "run",
        annotation("a", f"{PEIL} in de Venen"),
        annotation("b", f"{PEIL} in de Plassen"),
        annotation("c", "Nieuws", f"{PEIL} …", f"{PEIL} in de Venen"),
    )
    link(run, tmp_path / "uit.jsonl")
    assert links(tmp_path / "uit.jsonl")["c"] == [None, "a"]


def test_nothing_but_the_links_differs(tmp_path: Path) -> None:
    run = stored(tmp_path / "run", annotation("a", "Nieuws van de raad", PEIL), annotation("peil", PEIL))
    link(run, tmp_path / "uit.jsonl")
    before, after = stored_annotations(run), stored_annotations(tmp_path / "uit.jsonl")
    for one, other in zip(before, after, strict=True):
        bare = [each.model_copy(update={"document": None}) for each in other.related]
        assert other.model_copy(update={"related": tuple(bare)}) == one


def test_an_output_that_is_there_or_in_the_run_is_refused(tmp_path: Path) -> None:
    run = stored(tmp_path / "run", annotation("peil", PEIL))
    (tmp_path / "uit.jsonl").write_text("van een ander\n", encoding="utf-8")
    for output, cause in (("uit.jsonl", "there already"), ("run/uit.jsonl", "lies in"), ("uit", "give a .jsonl file")):
        with pytest.raises(PlanError, match=cause):
            link(run, tmp_path / output)
    assert (tmp_path / "uit.jsonl").read_text(encoding="utf-8") == "van een ander\n"
    link(run, tmp_path / "uit.jsonl", overwrite=True)
    assert list(links(tmp_path / "uit.jsonl")) == ["peil"]


def test_a_broken_annotation_leaves_no_output(tmp_path: Path) -> None:
    run = stored(tmp_path / "run", annotation("peil", PEIL))
    (run / "z.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoredAnnotationError, match=r"z\.json"):
        link(run, tmp_path / "uit.jsonl")
    assert not list(tmp_path.glob("uit*"))


def test_the_command_says_how_many_links_there_are(tmp_path: Path) -> None:
    run = stored(tmp_path / "run", annotation("a", "Nieuws van de raad", PEIL, "Iets anders"), annotation("peil", PEIL))
    command = [sys.executable, "-m", "policytext", "link", str(run), "-o"]
    done = subprocess.run([*command, str(tmp_path / "uit.jsonl.gz")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "2 documents, 1 of 2 related articles linked\n")
    again = subprocess.run([*command, str(tmp_path / "uit.jsonl.gz")], capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert "there already" in again.stderr
