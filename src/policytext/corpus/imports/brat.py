"""The standoff files of brat, as brat leaves them after people have worked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from policytext.corpus.imports.gathering import Gathered, gathered
from policytext.corpus.imports.records import Record, ToolFileError, parsed, read_text, records_of, side_of
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.brat import ANNOTATIONS, SECOND_TOPIC, SIDE_FILE, TEXT, TOPIC
from policytext.exports.labelling.marks import SECOND_TOPIC as SECOND_TOPIC_MARK
from policytext.exports.labelling.marks import TOPIC as TOPIC_MARK
from policytext.exports.labelling.marks import Mark, Relation
from policytext.exports.labelling.offsets import CodeUnits, counts_units
from policytext.exports.labelling.sheet import TAGS, Sheet

_SPAN = re.compile(r"(?P<id>T\S+)\t(?P<label>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<text>.*)")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(?P<name>\S+) (?P<owner>\S+)(?: (?P<value>\S+))?\s*")
_RELATION = re.compile(r"R\S+\t(?P<label>\S+) \S+?:(?P<head>\S+) \S+?:(?P<child>\S+)\s*")


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the documents of a folder of ``.txt`` and ``.ann`` files, or of one ``.ann`` file.

    Raises:
        ToolFileError: there are none.
    """
    return records_of(path, (ANNOTATIONS,), _records)


def _records(file: Path) -> Iterator[Record]:
    if file.suffix != ANNOTATIONS:
        msg = f"{file}: brat's annotations are in *{ANNOTATIONS} files, beside *{TEXT} files of the same name"
        raise ToolFileError(msg)
    yield Record(str(file), partial(_sheet, file))


def _sheet(file: Path) -> Sheet:
    stem = file.name.removesuffix(ANNOTATIONS)
    text = read_text(file.with_name(stem + TEXT))
    beside = file.with_name(stem + SIDE_FILE)
    side = side_of(parsed(read_text(beside), str(beside))) if beside.is_file() else {}
    return gathered(_Standoff(text, read_text(file)).gathered(str(side.get("id") or stem), side))


class _Standoff:
    """The lines of one annotation file."""

    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._lines = [line for line in source.split("\n") if line.strip()]
        self._spans = dict(self._text_bound())

    def gathered(self, name: str, side: dict[str, Any]) -> Gathered:
        marks = [*self._spans.values(), *self._attributes()]
        return Gathered(name, self._text, marks, list(self._relations()), side=side)

    def _text_bound(self) -> Iterator[tuple[str, Mark]]:
        found = [(line, _SPAN.fullmatch(line.rstrip("\r"))) for line in self._lines if line.startswith("T")]
        pieces: list[tuple[re.Match[str], list[tuple[int, int]]]] = []
        for line, match in found:
            if match is None:
                msg = f"no annotation of brat: {line[:80]!r}"
                raise UnfitDocument(msg)
            bounds = [place.split(" ") for place in match["places"].split(";")]
            pieces.append((match, [(int(start), int(end)) for start, end in bounds]))
        # A single piece quotes its text; by these it shows whether offsets are code points or UTF-16 code units.
        whole = [(places[0][0], places[0][1], match["text"]) for match, places in pieces if len(places) == 1]
        point = CodeUnits(self._text).point if counts_units(self._text, whole) else int
        for match, places in pieces:
            yield match["id"], self._mark(match["label"], [(point(start), point(end)) for start, end in places])

    def _mark(self, label: str, places: list[tuple[int, int]]) -> Mark:
        start, end = places[0][0], places[-1][1]
        shown = self._text[start:end][:60]
        for one, other in pairwise(places):
            between = self._text[one[1] : other[0]]
            if between.strip() or one[1] > other[0]:
                msg = f"the {label} at {shown!r} is discontinuous; markup holds unbroken spans only"
                raise UnfitDocument(msg)
        return Mark(start, end, label)

    def _attributes(self) -> Iterator[Mark]:
        """Yield tags and topics as marks over the spans that they are attributes of."""
        for line in self._lines:
            match = _ATTRIBUTE.fullmatch(line)
            if match is None:
                continue
            owner = self._span(match["owner"], line)
            if match["name"] in TAGS:
                yield Mark(owner.start, owner.end, match["name"])
            elif match["name"] in (TOPIC, SECOND_TOPIC):
                prefix = TOPIC_MARK if match["name"] == TOPIC else SECOND_TOPIC_MARK
                yield Mark(owner.start, owner.end, f"{prefix}{match['value']}")

    def _relations(self) -> Iterator[Relation]:
        for line in self._lines:
            match = _RELATION.fullmatch(line)
            if match is not None:
                yield Relation(match["label"], self._span(match["head"], line), self._span(match["child"], line))

    def _span(self, name: str, line: str) -> Mark:
        if name not in self._spans:
            msg = f"{line[:80]!r} names {name}, which is not there"
            raise UnfitDocument(msg)
        return self._spans[name]
