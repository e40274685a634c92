"""A corpus in the forms that other tools read: plain text, annotations, CSV tables and spaCy DocBins."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from policytext.annotation import Annotation, Mention
from policytext.corpus.annotation import annotation_of
from policytext.corpus.folder import CorpusError
from policytext.corpus.markup import MarkedDocument

Documents = Mapping[Path, MarkedDocument]
Splits = Mapping[str, str]


def prepare(output: Path, *, overwrite: bool) -> None:
    """Make the folder `output`.

    Raises:
        CorpusError: it holds something already and `overwrite` is false, or it is a file.

    """
    if output.is_file() or (output.is_dir() and any(output.iterdir()) and not overwrite):
        msg = f"{output} is there already" + ("" if output.is_file() else "; use --overwrite to write into it")
        raise CorpusError(msg)
    output.mkdir(parents=True, exist_ok=True)


def export_text(documents: Documents, output: Path) -> None:
    """Write ``OUT/<path>.txt``, the bare text of every document."""
    for path, document in documents.items():
        _write(output / path.with_suffix(".txt"), document.text)


def export_annotations(documents: Documents, _splits: Splits, output: Path) -> None:
    """Write ``OUT/<path>.json``, an annotation of format version 1 for every document."""
    for path, annotation in _annotations(documents).items():
        _write(output / path.with_suffix(".json"), annotation.to_json(indent=1) + "\n")


def export_csv(documents: Documents, splits: Splits, output: Path) -> None:
    """Write ``documents.csv``, ``sentences.csv`` and ``entities.csv``; offsets are code points into the text."""
    annotations = _annotations(documents)
    with (
        (output / "documents.csv").open("w", encoding="utf-8", newline="") as document_file,
        (output / "sentences.csv").open("w", encoding="utf-8", newline="") as sentence_file,
        (output / "entities.csv").open("w", encoding="utf-8", newline="") as entity_file,
    ):
        document_row = csv.writer(document_file).writerow
        sentence_row = csv.writer(sentence_file).writerow
        entity_row = csv.writer(entity_file).writerow
        document_row(("id", "split", "genre", "hand", "date", "topics", "title", "text"))
        sentence_row(("document", "id", "section", "start", "end", "tags", "holder", "target", "text"))
        entity_row(("document", "id", "section", "start", "end", "label", "text"))
        for document, made in zip(documents.values(), annotations.values(), strict=True):
            title = made.title.text if made.title else ""
            facts = (document.genre, document.hand, document.date or "", _joined(document.topics))
            document_row((made.id, splits.get(made.id, ""), *facts, title, made.text))
            for each in made.sentences:
                tags = _joined(tag.label for tag in each.tags)
                roles = _text(each.holder), _text(each.target)
                sentence_row((made.id, each.id, each.section, each.start, each.end, tags, *roles, each.text))
            for entity in made.entities:
                place = (entity.section or "", entity.start, entity.end)
                entity_row((made.id, entity.id, *place, entity.label, entity.text))


def export_docbin(documents: Documents, splits: Splits, output: Path) -> None:
    """Write one ``<split>.spacy`` per split, or ``corpus.spacy`` for documents in none; see `corpus.docbin`."""
    from policytext.corpus.docbin import docbin

    for split in sorted({splits.get(document.id, "") for document in documents.values()}):
        chosen = [document for document in documents.values() if splits.get(document.id, "") == split]
        docbin(chosen).to_disk(output / f"{split or 'corpus'}.spacy")


EXPORTS: dict[str, Callable[[Documents, Splits, Path], None]] = {
    "annotation": export_annotations,
    "csv": export_csv,
    "docbin": export_docbin,
}


def _annotations(documents: Documents) -> dict[Path, Annotation]:
    """Return the annotations of all documents, made before the first is written: a fault leaves no half export."""
    return {path: annotation_of(document) for path, document in documents.items()}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _joined(values: Iterable[object]) -> str:
    return " ".join(map(str, values))


def _text(mention: Mention | None) -> str:
    return mention.text if mention else ""
