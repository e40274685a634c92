"""What `policytext corpus check` demands of a corpus beyond well-formed markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from policytext.corpus.markup import MarkedDocument, MarkupError, read_document
from policytext.corpus.split import SPLITS, SplitsError, read_splits

_ARTICLE = re.compile(r"(?:de|het|een)\s", re.IGNORECASE)
_EDGE = re.compile(r"[,;:.!?…]$")
_ABBREVIATED = re.compile(r"(?:\b\w\.)+$|\b(?:nr|art|jl|lid|c\.s|B\.V|N\.V|St?b|St?crt)\.$", re.IGNORECASE)


def check_corpus(folder: Path) -> list[str]:
    """Return every fault in the corpus files under `folder`, as ``path:line: cause`` or ``path: cause``."""
    faults: list[str] = []
    documents: dict[Path, MarkedDocument] = {}
    paths = sorted(folder.rglob("*.ptm"))
    for path in paths:
        try:
            documents[path] = read_document(path)
        except MarkupError as error:
            faults.append(str(error))
    for path, document in documents.items():
        faults.extend(f"{path}: {fault}" for fault in check_document(document, path.stem))
    faults.extend(_repeated(documents))
    faults.extend(_split_faults(folder, documents))
    return faults if paths else [f"{folder}: no *.ptm files"]


def _repeated(documents: Mapping[Path, MarkedDocument]) -> Iterator[str]:
    """Yield ids and sentences of six words or more that stand in two documents."""
    ids: dict[str, Path] = {}
    sentences: dict[str, str] = {}
    for path, document in documents.items():
        if (known := ids.setdefault(document.id, path)) != path:
            yield f"{path}: the id {document.id!r} is that of {known} too"
        for sentence in document.sentences:
            text = " ".join(document.text[sentence.start : sentence.end].split()).lower()
            if len(text.split()) >= 6 and (other := sentences.setdefault(text, document.id)) != document.id:
                yield f"{path}: the sentence {text[:60]!r} stands in {other} too"


def _split_faults(folder: Path, documents: Mapping[Path, MarkedDocument]) -> Iterator[str]:
    if not (folder / SPLITS).is_file():
        return
    try:
        splits = read_splits(folder / SPLITS)
    except SplitsError as error:
        yield str(error)
        return
    for path, document in documents.items():
        if document.id not in splits:
            yield f"{path}: in no split of {SPLITS}; run `policytext corpus split`"
    for name in sorted(splits.keys() - {document.id for document in documents.values()}):
        yield f"{folder / SPLITS}: {name!r} is no document here"


def check_document(document: MarkedDocument, stem: str) -> Iterator[str]:
    """Yield the faults of one document."""
    if document.id != stem:
        yield f"the id {document.id!r} is not the file's name"
    if not document.sentences:
        yield "no sentences"
    yield from _block_faults(document)
    yield from _entity_faults(document)
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        for role in ("holder", "target"):
            name = getattr(sentence, role)
            if name and not sentence.tags:
                yield f"a {role} without a tag at {text[:50]!r}"
            if name and name not in document.text:
                yield f"the {role} {name!r} does not occur in the text"


def _block_faults(document: MarkedDocument) -> Iterator[str]:
    seen_heading, titles, level = False, 0, 0
    for line in document.lines:
        text = document.text[line.start : line.end]
        titles += line.kind == "title"
        if line.kind == "heading":
            if (line.level or 0) > level + 1:
                yield f"heading level {line.level} under level {level}: {text[:50]!r}"
            seen_heading, level = True, line.level or 0
        if line.kind == "lead" and seen_heading:
            yield f"lead after a heading: {text[:50]!r}"
        if line.kind == "body" and not seen_heading:
            yield f"body before any heading (that is lead): {text[:50]!r}"
    if titles > 1:
        yield "more than one title"


def _entity_faults(document: MarkedDocument) -> Iterator[str]:
    for entity in document.entities:
        text = document.text[entity.start : entity.end]
        if _ARTICLE.match(text) and entity.label in ("MINISTER", "MINISTRY", "PARTY", "LOC", "DATE"):
            yield f"an entity with its article: {text!r}"
        if _EDGE.search(text) and not _ABBREVIATED.search(text):
            yield f"an entity with punctuation at its end: {text!r}"
