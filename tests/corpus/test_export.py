"""A corpus in the forms that other tools read."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from policytext.annotation import Annotation
from policytext.corpus.annotation import annotation_of
from policytext.corpus.export import export_annotations, export_csv, export_docbin, export_text, prepare
from policytext.corpus.folder import CorpusError, corpus_documents
from policytext.corpus.markup import MarkedDocument, parse_document
from policytext.exports.standards.docbin import annotation_doc

CorpusWriter = Callable[..., Path]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    prepare(folder, overwrite=False)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_texts_and_annotations_keep_the_folders(corpus: CorpusWriter, markup: str, output: Path) -> None:
    documents = corpus_documents(corpus(markup))
    export_text(documents, output)
    export_annotations(documents, {}, output)
    text = (output / "documents" / "ngo-dijk.txt").read_bytes().decode()
    annotation = Annotation.from_json((output / "documents" / "ngo-dijk.json").read_text(encoding="utf-8"))
    assert text == annotation.text


def test_tables_hold_every_sentence_and_entity(corpus: CorpusWriter, markup: str, output: Path) -> None:
    export_csv(corpus_documents(corpus(markup)), {"ngo-dijk": "dev"}, output)
    (document,) = rows(output / "documents.csv")
    assert (document["split"], document["topics"]) == ("dev", "21 7")
    assert [row["tags"] for row in rows(output / "sentences.csv")] == ["", "criticism", "recommendation", ""]
    for row in rows(output / "entities.csv"):
        assert document["text"][int(row["start"]) : int(row["end"])] == row["text"]


def test_one_docbin_per_split(corpus: CorpusWriter, markup: str, output: Path) -> None:
    folder = corpus(markup, markup.replace("id: ngo-dijk", "id: other"))
    export_docbin(corpus_documents(folder), {"ngo-dijk": "test"}, output)
    assert {path.name for path in output.iterdir()} == {"corpus.spacy", "test.spacy"}
    (doc,) = DocBin().from_disk(output / "test.spacy").get_docs(spacy.blank("nl").vocab)
    assert [(entity.text, entity.label_) for entity in doc.ents][:1] == [("Venen en Plassen", "ORG")]
    assert [span.label_ for span in doc.spans["tags"]] == ["criticism", "recommendation"]
    assert doc.cats == {"21": 1.0, "7": 1.0}
    assert doc.user_data["id"] == "ngo-dijk"


def test_spans_inside_a_spacy_token_are_counted(markup: str) -> None:
    document: MarkedDocument = parse_document(markup.replace("het [Groene Hart|LOC]", "het [Groen|LOC]ehart"))
    doc = annotation_doc(spacy.blank("nl"), annotation_of(document))
    assert doc.user_data["misses"] == 1
    assert "LOC" not in {entity.label_ for entity in doc.ents}


def test_a_folder_with_files_is_not_written_into_unasked(output: Path) -> None:
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match="is there already"):
        prepare(output, overwrite=False)
    prepare(output, overwrite=True)


def test_a_folder_without_documents_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no \*.ptm files"):
        corpus_documents(tmp_path)


def test_two_documents_of_one_id_are_refused(corpus: CorpusWriter, markup: str) -> None:
    folder = corpus(markup)
    (folder / "copy.ptm").write_text(markup, encoding="utf-8")
    with pytest.raises(CorpusError, match="the id ngo-dijk is that of"):
        corpus_documents(folder)
