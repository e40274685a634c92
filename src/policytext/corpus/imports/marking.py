"""A corrected sheet as a corpus document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from policytext.corpus.imports.tidying import tidied
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.corpus.markup import (
    ENTITY_LABELS,
    TOPIC_CODES,
    MarkedDocument,
    MarkedEntity,
    MarkedLine,
    MarkedSentence,
    MarkedTeaser,
)
from policytext.exports.labelling.sheet import TAGS, Role, SentenceMark, Sheet
from policytext.exports.naming import file_name

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Header:
    """Values for the header of documents that bring none of their own; `date` is ``YYYY-MM-DD``."""

    genre: str | None = None
    hand: str | None = None
    date: str | None = None


@dataclass
class Marked:
    """A corpus document, and in words what of its sheet is not in it."""

    document: MarkedDocument
    notes: list[str] = field(default_factory=list)


def marked(sheet: Sheet, header: Header, leave_out: Collection[str] = ()) -> Marked:
    """Return the corpus document that says what `sheet` says.

    Text of lead and body that lies in no sentence becomes a sentence of its own, punctuation a part of its neighbour.
    Sentences outside lead and body, entities in meta and boilerplate, and holders and targets without a tag have no
    place in markup and are left out.

    Args:
        sheet: what came back from a tool.
        header: genre, hand and date where the sheet brings none.
        leave_out: labels of entities that are not wanted.

    Raises:
        UnfitDocument: the sheet holds something that markup cannot; the message says what and where.
    """
    first = _Marker(tidied(sheet), leave_out)
    # What lies around a sentence that was filled in is tidied too.
    whole = replace(first.sheet, sentences=first.sentences())
    return _Marker(tidied(whole), leave_out).marked(header)


def document_name(name: str) -> str:
    """Return a document's id as corpora have it, which is a file's name: folders become a part of it."""
    return file_name("-".join(part for part in PurePosixPath(name).parts if part not in ("/", ".", "..")))


class _Marker:
    """Makes one corpus document of a tidied sheet."""

    def __init__(self, sheet: Sheet, leave_out: Collection[str]) -> None:
        self.sheet = sheet
        self._text = sheet.text
        self._leave_out = leave_out
        self._notes: list[str] = []
        self._kinds = list(self._line_kinds())
        self._lines = [
            MarkedLine(_kind(kind), int(kind[-1]) if kind.startswith("heading") else None, start, end)
            for start, end, kind in self._kinds
        ]

    def marked(self, header: Header) -> Marked:
        sheet = self.sheet
        genre, hand, day = self._facts(header)
        if not document_name(sheet.id):
            msg = f"its id is {sheet.id!r}, which makes no file name"
            raise UnfitDocument(msg)
        document = MarkedDocument(document_name(sheet.id), genre, hand, day, self._topics(sheet.topics, "the document"))
        document.text, document.lines = self._text, self._lines
        sentences = self.sentences()
        document.sentences = [_sentence(each) for each in sentences]
        untagged = sum(bool(each.holder or each.target) and not each.tags for each in sentences)
        if untagged:
            self._notes.append(f"sentences whose holder and target are left out, as they have no tag: {untagged}")
        document.entities = list(self._entities(document.sentences))
        document.related = self._related()
        return Marked(document, self._notes)

    def sentences(self) -> list[SentenceMark]:
        """Return sentences that take up all running text, with what was marked on them."""
        marks, found = self.sheet.sentences, []
        self._refuse_misplaced()
        for line in self._lines:
            if line.kind in ("lead", "body"):
                first = bisect_left(marks, line.start, key=lambda each: each.start)
                last = bisect_left(marks, line.end, key=lambda each: each.start)
                found += self._tiled(line, marks[first:last])
        return found

    def _facts(self, header: Header) -> tuple[str, str, str | None]:
        metadata = (self.sheet.side.get("source") or {}).get("metadata") or {}
        found = {}
        for key in ("genre", "hand"):
            value = metadata.get(key) or getattr(header, key)
            if not value:
                msg = f"no {key} came with it; give --{key}"
                raise UnfitDocument(msg)
            found[key] = _SPACE.sub(" ", str(value)).strip()
        day = self.sheet.side.get("date") or None
        if day and not _DAY.fullmatch(day):
            if not header.date:
                msg = f"its date is {day!r}, and markup wants a day; give --date"
                raise UnfitDocument(msg)
            day = None
        return found["genre"], found["hand"], day or header.date

    def _topics(self, codes: Sequence[int], whose: str) -> tuple[int, ...]:
        unknown = [code for code in codes if code not in TOPIC_CODES]
        if unknown:
            msg = f"{whose} has the topic {unknown[0]}, which is no CAP code"
            raise UnfitDocument(msg)
        if not 1 <= len(codes) <= 2 or len(set(codes)) != len(codes):
            found = f"the topics {', '.join(map(str, codes))}" if codes else "no topic"
            msg = f"{whose} has {found}; markup holds one or two different ones"
            raise UnfitDocument(msg)
        return tuple(codes)

    def _line_kinds(self) -> Iterator[tuple[int, int, str]]:
        """Yield every line with its kind: that of the marks that lie on it."""
        marks, first = self.sheet.lines, 0
        for match in _LINE.finditer(self._text):
            while first < len(marks) and marks[first].end <= match.start():
                first += 1
            kinds, number = set(), first
            while number < len(marks) and marks[number].start < match.end():
                if marks[number].end > match.start():
                    kinds.add(marks[number].kind)
                number += 1
            if len(kinds) != 1:
                found = f"is {' and '.join(sorted(kinds))} at once" if kinds else "belongs to no block"
                msg = f"the line {self._shown(match.start(), match.end())} {found}"
                raise UnfitDocument(msg)
            yield match.start(), match.end(), kinds.pop()

    def _refuse_misplaced(self) -> None:
        """Raise for sentences over two lines, over each other, and for tagged ones outside running text."""
        starts, end = [line.start for line in self._lines], 0
        for each in self.sheet.sentences:
            line = self._lines[bisect_left(starts, each.start + 1) - 1]
            shown = self._shown(each.start, each.end)
            if "\n" in self._text[each.start : each.end]:
                msg = f"the sentence {shown} runs over two lines"
            elif each.start < end:
                msg = f"the sentence {shown} lies over the one before it"
            elif each.tags and line.kind not in ("lead", "body"):
                msg = f"the sentence {shown} is tagged, but lies in a line of {line.kind}; only lead and body have tags"
            else:
                end = each.end
                continue
            raise UnfitDocument(msg)

    def _tiled(self, line: MarkedLine, marks: Sequence[SentenceMark]) -> list[SentenceMark]:
        """Return sentences that take up the whole line."""
        found: list[SentenceMark] = []
        end = line.start
        for mark in [*marks, SentenceMark(line.end, line.end)]:
            gap = self._text[end : mark.start]
            start = mark.start
            if _WORD.search(gap):
                first = end + len(gap) - len(gap.lstrip(" "))
                found.append(SentenceMark(first, end + len(gap.rstrip())))
            elif gap.strip() and found:
                found[-1] = _stretched(found[-1], found[-1].start, end + len(gap.rstrip()))
            elif gap and not found:
                start = line.start
            if start < mark.end:
                found.append(_stretched(mark, start, mark.end))
            end = mark.end
        return found or [SentenceMark(line.start, line.end)]

    def _entities(self, sentences: Sequence[MarkedSentence]) -> Iterator[MarkedEntity]:
        starts, bounds = [line.start for line in self._lines], [each.start for each in sentences]
        lost, before = 0, MarkedEntity(0, 0, "")
        for each in dict.fromkeys((mark.start, mark.end, mark.label) for mark in self.sheet.entities):
            entity = MarkedEntity(*each)
            if entity.label in self._leave_out:
                continue
            shown = self._shown(entity.start, entity.end)
            line = self._lines[bisect_left(starts, entity.start + 1) - 1]
            inside = bounds[bisect_left(bounds, entity.start + 1) : bisect_left(bounds, entity.end)]
            if entity.label not in ENTITY_LABELS:
                label = entity.label
                msg = f"the entity {shown} has the unknown label {label!r}; --leave-out {label} drops all of that label"
            elif entity.start < before.end:
                other = self._shown(before.start, before.end)
                msg = f"the entities {other} ({before.label}) and {shown} ({entity.label}) overlap"
            elif "\n" in self._text[entity.start : entity.end]:
                msg = f"the entity {shown} runs over two lines"
            elif inside and line.kind in ("lead", "body"):
                msg = f"the entity {shown} runs over two sentences"
            else:
                if line.kind in ("meta", "boilerplate"):
                    lost += 1
                else:
                    yield entity
                before = entity
                continue
            raise UnfitDocument(msg)
        if lost:
            self._notes.append(f"entities left out, as they lie in meta or boilerplate: {lost}")

    def _related(self) -> list[MarkedTeaser]:
        found: list[MarkedTeaser] = []
        before = ""
        for (start, end, kind), line in zip(self._kinds, self._lines, strict=True):
            if kind == "related-title":
                codes = self.sheet.related_topics.get(start, ())
                found.append(MarkedTeaser(line, None, self._topics(codes, f"the article {self._shown(start, end)}")))
            elif kind == "related-teaser":
                if before not in ("related-title", "related-teaser"):
                    msg = f"the teaser {self._shown(start, end)} has no title above it"
                    raise UnfitDocument(msg)
                title, teaser = found[-1].title, found[-1].teaser or line
                whole = MarkedLine(teaser.kind, teaser.level, teaser.start, end)
                found[-1] = MarkedTeaser(title, whole, found[-1].topics)
            before = kind
        return found

    def _shown(self, start: int, end: int) -> str:
        part = self._text[start:end]
        return repr(part if len(part) <= 60 else part[:59] + "…")


def _kind(kind: str) -> str:
    return kind.partition("-")[0]


def _stretched(mark: SentenceMark, start: int, end: int) -> SentenceMark:
    return SentenceMark(start, end, mark.tags, mark.holder, mark.target)


def _sentence(mark: SentenceMark) -> MarkedSentence:
    tags = tuple(tag for tag in TAGS if tag in mark.tags)
    roles = (_name(mark.holder), _name(mark.target)) if tags else (None, None)
    return MarkedSentence(mark.start, mark.end, tags, *roles)


def _name(role: Role | None) -> str | None:
    return role.text if role else None
