"""The in-text markup of our corpora: one annotated document per ``*.ptm`` file, read and corrected by people.

A header of ``key: value`` lines ends at ``---``; after it every line of the document stands on a line of its own,
preceded by a code for its block kind. Further sentences of the same document line follow on lines that start with
``+``. `corpora/MARKUP.md` describes the syntax with examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

BLOCK_CODES = {
    "t": "title",
    "l": "lead",
    "b": "body",
    "r": "related",
    "rt": "related",
    "rx": "related",
    "m": "meta",
    "x": "boilerplate",
}
TAG_LETTERS = {"R": "recommendation", "P": "praise", "C": "criticism"}
ENTITY_LABELS = frozenset(
    ("MINISTER", "PERSON", "MINISTRY", "PARTY", "ORG", "LAW", "DOCUMENT", "LOC", "DATE"),
)
TOPIC_CODES = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23))
HEADER_KEYS = ("id", "genre", "hand", "date", "topics")

_LINE = re.compile(r"(?P<code>h[1-6]|rt|rx|[tlbrmx]|\+~|\+)(?: +(?P<rest>.*))?$")
_TAGS = re.compile(r'\{(?P<letters>[RPC]{1,3})(?P<attributes>(?: +(?:holder|target)="[^"]+")*)\} *')
_ATTRIBUTE = re.compile(r'(holder|target)="([^"]+)"')
_PIECE = re.compile(r"\\(?P<escaped>[\[\]\\])|\|(?P<label>[^\[\]|\\]*)\]|.")
_RELATED_TOPICS = re.compile(r"(?P<codes>\d+(?: \d+)?) *: *")


class MarkupError(ValueError):
    """A corpus file breaks the markup; the message names file, line and cause."""

    def __init__(self, path: str, line: int, cause: str) -> None:
        super().__init__(f"{path}:{line}: {cause}")
        self.path = path
        self.line = line
        self.cause = cause


@dataclass(frozen=True)
class MarkedLine:
    """One non-empty line of the document: its block kind and its place, in code points."""

    kind: str
    level: int | None
    start: int
    end: int


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence of a lead or body line with the tags, holder and target an annotator gave it."""

    start: int
    end: int
    tags: tuple[str, ...]
    holder: str | None
    target: str | None


@dataclass(frozen=True)
class MarkedEntity:
    """An entity mention, in code points into the document's text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class MarkedTeaser:
    """A related article: the place of its title line, of its teaser (from first to last line), and its topics."""

    title: MarkedLine
    teaser: MarkedLine | None
    topics: tuple[int, ...]


@dataclass
class MarkedDocument:
    """One corpus document: plain text and every layer of its annotation."""

    id: str
    genre: str
    hand: str
    date: str | None
    topics: tuple[int, ...]
    text: str = ""
    lines: list[MarkedLine] = field(default_factory=list)
    sentences: list[MarkedSentence] = field(default_factory=list)
    entities: list[MarkedEntity] = field(default_factory=list)
    related: list[MarkedTeaser] = field(default_factory=list)


def read_document(path: Path) -> MarkedDocument:
    """Read one markup file.

    Raises:
        MarkupError: the file breaks the markup or is not UTF-8; the message says where.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MarkupError(str(path), line, f"not UTF-8 (byte 0x{data[error.start]:02x})") from None
    return parse_document(text.replace("\r\n", "\n"), str(path))


def parse_document(source: str, path: str = "<string>") -> MarkedDocument:
    """Parse markup held in a string; `path` is used in error messages.

    Raises:
        MarkupError: the text breaks the markup.
    """
    lines = source.split("\n")
    document, first = _header(lines, path)
    return _Body(document, path).parse(lines[first:], first + 1)


def _header(lines: list[str], path: str) -> tuple[MarkedDocument, int]:
    values: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() == "---":
            break
        key, colon, value = line.partition(":")
        if not colon or key not in HEADER_KEYS or key in values:
            raise MarkupError(path, number, f"header line expected, one of {', '.join(HEADER_KEYS)}; found {line!r}")
        values[key] = value.strip()
    else:
        raise MarkupError(path, len(lines), "the header does not end with a line '---'")
    missing = [key for key in HEADER_KEYS if key not in values]
    if missing:
        raise MarkupError(path, number, f"header lacks {', '.join(missing)}")
    for key in ("id", "genre", "hand"):
        if not values[key]:
            raise MarkupError(path, number, f"header key {key} has no value")
    if values["date"] and not _is_date(values["date"]):
        raise MarkupError(path, number, f"date must be YYYY-MM-DD or empty, not {values['date']!r}")
    topics = _topic_codes(values["topics"], path, number)
    document = MarkedDocument(values["id"], values["genre"], values["hand"], values["date"] or None, topics)
    return document, number


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _topic_codes(text: str, path: str, number: int) -> tuple[int, ...]:
    codes = tuple(int(code) if code.isdigit() else -1 for code in text.split())
    if not 1 <= len(codes) <= 2 or not set(codes) <= TOPIC_CODES or len(set(codes)) != len(codes):
        raise MarkupError(path, number, f"one or two different CAP codes expected, found {text!r}")
    return codes


class _Body:
    """Builds the document's text line by line while it records where everything stands."""

    def __init__(self, document: MarkedDocument, path: str) -> None:
        self.document = document
        self.path = path
        self.parts: list[str] = []
        self.length = 0
        self.code = self.previous = ""
        self.line_start = 0
        self.teaser_topics: tuple[int, ...] = ()

    def parse(self, lines: list[str], offset: int) -> MarkedDocument:
        for number, line in enumerate(lines, offset):
            if line.startswith("#"):
                continue
            if not line.strip():
                self._finish_line()
                self._append("\n")
            else:
                self._line(line, number)
        self._finish_line()
        self.document.text = "".join(self.parts).rstrip("\n") + "\n"
        return self.document

    def _line(self, line: str, number: int) -> None:
        match = _LINE.match(line.rstrip())
        if match is None or not match["rest"]:
            raise MarkupError(self.path, number, f"a line code and text expected, found {line[:60]!r}")
        code, rest = match["code"], match["rest"]
        if code in ("+", "+~"):
            if self.code not in ("l", "b"):
                raise MarkupError(self.path, number, "'+' continues a lead or body line, and none is open")
            self._append("" if code == "+~" else " ")
        else:
            self._finish_line()
            self.code, self.line_start = code, self.length
            if code == "rt":
                match = _RELATED_TOPICS.match(rest)
                if match is None:
                    raise MarkupError(self.path, number, "a related title starts with its topic codes and ':'")
                self.teaser_topics = _topic_codes(match["codes"], self.path, number)
                rest = rest[match.end() :]
            elif code == "rx" and self.previous not in ("rt", "rx"):
                raise MarkupError(self.path, number, "a teaser ('rx') without a title ('rt') above it")
        self._segment(rest, number)

    def _segment(self, rest: str, number: int) -> None:
        tags: tuple[str, ...] = ()
        holder, target = None, None
        match = _TAGS.match(rest)
        if match:
            if self.code not in ("l", "b"):
                raise MarkupError(self.path, number, "only sentences of lead and body lines carry tags")
            letters = match["letters"]
            if len(set(letters)) != len(letters):
                raise MarkupError(self.path, number, f"a tag is given twice in {letters!r}")
            # The order of letters means nothing, so that documents are equal whatever it is.
            tags = tuple(tag for letter, tag in TAG_LETTERS.items() if letter in letters)
            given = _ATTRIBUTE.findall(match["attributes"])
            attributes = dict(given)
            if len(attributes) != len(given):
                raise MarkupError(self.path, number, f"holder or target is given twice in {match[0]!r}")
            holder, target = attributes.get("holder"), attributes.get("target")
            rest = rest[match.end() :]
        elif rest.startswith("{"):
            raise MarkupError(self.path, number, f"malformed tags: {rest[:60]!r}")
        start = self.length
        self._text(rest, number)
        if self.length == start:
            raise MarkupError(self.path, number, "a line without text")
        if self.code in ("l", "b"):
            self.document.sentences.append(MarkedSentence(start, self.length, tags, holder, target))

    def _text(self, rest: str, number: int) -> None:
        """Append the text of one segment, taking entity brackets and escapes out."""
        opened, first = -1, 0
        for match in _PIECE.finditer(rest):
            piece, label = match[0], match["label"]
            if label is not None and opened >= 0:
                if label not in ENTITY_LABELS:
                    raise MarkupError(self.path, number, f"unknown entity label {label!r}")
                self._entity(opened, "".join(self.parts[first:]), label, number)
                opened = -1
            elif piece == "[":
                if opened >= 0:
                    raise MarkupError(self.path, number, "an entity inside an entity")
                opened, first = self.length, len(self.parts)
            elif piece == "]" or label is not None:
                raise MarkupError(self.path, number, "']' without '[text|LABEL'; write '\\]' for a literal bracket")
            elif piece == "\\":
                raise MarkupError(self.path, number, "a lone backslash; write '\\\\' for a literal one")
            else:
                self._append(match["escaped"] or piece)
        if opened >= 0:
            raise MarkupError(self.path, number, "an entity is not closed; write '\\[' for a literal bracket")

    def _entity(self, start: int, text: str, label: str, number: int) -> None:
        if self.code in ("m", "x"):
            raise MarkupError(self.path, number, "meta and boilerplate lines carry no entities")
        if not text or text != text.strip():
            raise MarkupError(self.path, number, f"an entity without text or with space at its edge: {text!r}")
        self.document.entities.append(MarkedEntity(start, self.length, label))

    def _finish_line(self) -> None:
        if not self.code:
            return
        kind = BLOCK_CODES.get(self.code, "heading")
        level = int(self.code[1:]) if kind == "heading" else None
        line = MarkedLine(kind, level, self.line_start, self.length)
        self.document.lines.append(line)
        if self.code == "rt":
            self.document.related.append(MarkedTeaser(line, None, self.teaser_topics))
        elif self.code == "rx":
            last = self.document.related[-1]
            teaser = replace(last.teaser, end=line.end) if last.teaser else line
            self.document.related[-1] = replace(last, teaser=teaser)
        self._append("\n")
        self.previous, self.code = self.code, ""

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
