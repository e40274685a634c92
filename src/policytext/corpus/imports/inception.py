"""The UIMA CAS XMI that INCEpTION exports: files beside their type system, or the zip archives of one or many."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from policytext.corpus.imports.records import Record, ToolFileError, files_of, records_of, side_of
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.inception import (
    BLOCK,
    DOCUMENT,
    ENTITY,
    POLICY_SENTENCE,
    SUFFIX,
    TYPE_SYSTEM,
    cassis,
)
from policytext.exports.labelling.sheet import LINE_KINDS, TAGS, EntityMark, LineMark, Role, SentenceMark, Sheet

_INITIAL = "INITIAL_CAS"


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the documents of an ``.xmi`` file, a ``.zip`` archive, or a folder of either.

    Raises:
        MissingExtraError: dkpro-cassis is not installed.
        ToolFileError: a file cannot be read.
    """
    cassis()
    files = files_of(path, SUFFIX, ".zip")
    kept = _corrected([file.as_posix() for file in files], unreviewed=unreviewed)

    def read(file: Path) -> Iterator[Record]:
        return _records(file, unreviewed=unreviewed) if file.as_posix() in kept else iter(())

    return records_of(path, (SUFFIX, ".zip"), read)


def _records(file: Path, *, unreviewed: bool) -> Iterator[Record]:
    if file.suffix == ".zip":
        yield from _archive(file.read_bytes(), str(file), file.stem, unreviewed=unreviewed)
        return
    types = next((each / TYPE_SYSTEM for each in file.parents if (each / TYPE_SYSTEM).is_file()), None)
    if types is None:
        msg = f"{file}: no {TYPE_SYSTEM} beside it; INCEpTION exports both in one archive"
        raise ToolFileError(msg)
    yield Record(str(file), partial(_sheet, file.read_bytes(), types.read_bytes(), file.stem))


def _corrected(names: Sequence[str], *, unreviewed: bool) -> set[str]:
    """Return which files of an exported project to read.

    It has ``annotation/<document>/<annotator>.zip``, among them ``INITIAL_CAS`` with the document as it was imported,
    and ``curation/<document>/CURATION_USER.zip`` where somebody has made one of what annotators did; that is taken
    alone.
    """
    paths = [PurePosixPath(name) for name in names]
    curated = {path.parent.name for path in paths if path.parent.parent.name == "curation"}
    touched = {path.parent.name for path in paths if path.stem != _INITIAL}
    return {
        str(path)
        for path in paths
        if path.parent.parent.name != "annotation"
        or (
            path.parent.name not in curated
            and (path.stem != _INITIAL or (unreviewed and path.parent.name not in touched))
        )
    }


def _archive(data: bytes, place: str, stem: str, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the documents of an archive, and of archives in it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        msg = f"{place}: no zip archive"
        raise ToolFileError(msg) from None
    names = archive.namelist()
    for name in sorted(_corrected(names, unreviewed=unreviewed)):
        inner = PurePosixPath(name)
        if inner.suffix == ".zip":
            yield from _archive(
                _entry(archive, name, place), f"{place}/{name}", inner.parent.name or inner.stem, unreviewed=unreviewed
            )
        elif inner.suffix == SUFFIX:
            types = str(inner.with_name(TYPE_SYSTEM))
            if types not in names:
                msg = f"{place}/{name}: no {TYPE_SYSTEM} beside it"
                raise ToolFileError(msg)
            data, system = _entry(archive, name, place), _entry(archive, types, place)
            yield Record(f"{place}/{name}", partial(_sheet, data, system, stem))


def _entry(archive: zipfile.ZipFile, name: str, place: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        msg = f"{place}/{name}: cannot be read ({error})"
        raise ToolFileError(msg) from None


def _sheet(xmi: bytes, types: bytes, stem: str) -> Sheet:
    library = cassis()
    try:
        cas = library.load_cas_from_xmi(io.BytesIO(xmi), typesystem=library.load_typesystem(io.BytesIO(types)))
    except Exception as error:
        msg = f"no XMI that can be read ({type(error).__name__}: {error})"
        raise UnfitDocument(msg) from error
    document = next(iter(_selected(cas, DOCUMENT)), None)
    side = side_of(document.side) if document is not None else {}
    name = str(side.get("id") or PurePosixPath(stem).stem)
    sheet = Sheet(name, cas.sofa_string or "", _topics(document), side=side)
    for each in _selected(cas, BLOCK):
        if each.kind not in LINE_KINDS:
            msg = f"a block at {each.begin} is of the unknown kind {each.kind!r}; one of {', '.join(LINE_KINDS)}"
            raise UnfitDocument(msg)
        sheet.lines.append(LineMark(each.begin, each.end, each.kind))
        if each.kind == "related-title":
            sheet.related_topics[each.begin] = _topics(each)
    for each in _selected(cas, POLICY_SENTENCE):
        tags = tuple(tag for tag in TAGS if getattr(each, tag))
        sheet.sentences.append(SentenceMark(each.begin, each.end, tags, _role(each.holder), _role(each.target)))
    for each in _selected(cas, ENTITY):
        sheet.entities.append(EntityMark(each.begin, each.end, str(each.value)))
    return sheet


def _selected(cas: Any, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _topics(owner: Any) -> tuple[int, ...]:
    values = [] if owner is None else [owner.topic, owner.secondTopic]
    codes = [str(value).strip() for value in values if value not in (None, "")]
    if not all(code.isdecimal() for code in codes):
        msg = f"topics are CAP codes, not {', '.join(codes)}"
        raise UnfitDocument(msg)
    return tuple(int(code) for code in codes)


def _role(words: str | None) -> Role | None:
    return Role(words.strip()) if words and words.strip() else None
