"""Markdown: the text stays as it is; headings and front matter become hints.

Front matter is a YAML block between ``---`` lines at the very beginning. Only its plain ``key: value`` lines are
understood; title and url have their own place, the others go into the metadata.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from policytext.annotation import Source
from policytext.document import Document, Hint
from policytext.readers.dates import iso_date
from policytext.readers.decoding import decode
from policytext.readers.headings import nested_levels
from policytext.readers.reader import Origin, Reader, ReadOptions

_LINE = re.compile(r"[^\r\n]+")
_BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*(?>\r\n|\r|\n)")
_FRONT_MATTER = re.compile(r"---[ \t]*[\r\n](?s:.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)\Z")
_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:(?:^|[ \t]+)#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+)[ \t]*\Z")
# What starts like this is a list item, a quote, a table row or code, and `---` under it is a rule, not an underline.
_NO_PARAGRAPH = re.compile(r" {4}|\t| {0,3}(?:[>#|]|[-+*][ \t]|\d+[.)][ \t])")


@dataclass(frozen=True)
class _Heading:
    start: int
    end: int
    depth: int


@dataclass(frozen=True)
class _FrontMatter:
    """The block's end in the text, its fields, and its lines as hints; the title's value has a hint of its own."""

    end: int
    fields: dict[str, str]
    meta: list[Hint]
    title: Hint | None


def read_markdown(stream: BinaryIO, origin: Origin, _options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a Markdown file.

    Raises:
        UnreadableDocument: the file holds no text.
    """
    data = stream.read()
    decoded = decode(data)
    front = _front_matter(decoded.text)
    headings, underlines = _headings(decoded.text, front.end)
    hints = front.meta + underlines + _heading_hints(headings, front.title)
    fields = front.fields
    source = Source(
        path=origin.path,
        media_type="text/markdown",
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        url=fields.get("url"),
        metadata={key: value for key, value in fields.items() if key not in ("title", "url")},
    )
    yield Document(
        id=origin.id,
        text=decoded.text,
        source=source,
        date=iso_date(fields.get("date", "")),
        hints=tuple(sorted(hints, key=lambda hint: hint.start)),
        line_kinds_complete=bool(headings),
    )


def _front_matter(text: str) -> _FrontMatter:
    block = _FRONT_MATTER.match(text)
    if block is None:
        return _FrontMatter(0, {}, [], None)
    fields: dict[str, str] = {}
    meta: list[Hint] = []
    title = None
    for line in _LINE.finditer(text, 0, block.end()):
        if not line.group().strip():
            continue
        match = _FIELD.match(line.group())
        value = match["value"].strip() if match else ""
        if match and value:
            fields.setdefault(match["key"].lower(), value)
        if match and value and match["key"].lower() == "title" and title is None:
            start = line.start() + match.start("value")
            title = Hint(start, start + len(value), "title")
        else:
            meta.append(Hint(line.start(), line.end(), "meta"))
    return _FrontMatter(block.end(), fields, meta, title)


def _headings(text: str, begin: int) -> tuple[list[_Heading], list[Hint]]:
    """Return the headings after `begin`, and the underlines of those that have one."""
    headings: list[_Heading] = []
    underlines: list[Hint] = []
    fence = ""
    lines = list(_LINE.finditer(text, begin))
    for index, line in enumerate(lines):
        opening = _FENCE.match(line.group())
        if fence:
            closes = opening and opening["mark"].startswith(fence) and not opening["info"].strip()
            fence = "" if closes else fence
        elif opening:
            fence = opening["mark"]
        elif atx := _ATX.match(line.group()):
            if atx["text"]:
                start = line.start() + atx.start("text")
                headings.append(_Heading(start, start + len(atx["text"]), len(atx["marks"])))
        elif (underline := _UNDERLINE.match(line.group())) and _is_lone_paragraph(text, lines, index - 1, line.start()):
            above = lines[index - 1]
            stripped = above.group().strip()
            start = above.start() + above.group().index(stripped)
            headings.append(_Heading(start, start + len(stripped), 1 if underline["mark"][0] == "=" else 2))
            underlines.append(Hint(line.start(), line.end(), "boilerplate"))
    return headings, underlines


def _is_lone_paragraph(text: str, lines: list[re.Match[str]], index: int, below: int) -> bool:
    """Whether line `index` is a paragraph of one line, directly above the line that starts at `below`.

    Markdown would take a longer paragraph as a heading as well; in documents it is running text above a rule.
    """
    if index < 0:
        return False
    line = lines[index]
    if not line.group().strip() or _NO_PARAGRAPH.match(line.group()) or _UNDERLINE.match(line.group()):
        return False
    follows_directly = not _BLANK_LINE.search(text, line.end(), below)
    if not follows_directly or index == 0:
        return follows_directly
    above = lines[index - 1]
    blank_above = not above.group().strip() or _BLANK_LINE.search(text, above.start(), line.start()) is not None
    return blank_above or _ATX.match(above.group()) is not None


def _heading_hints(headings: list[_Heading], front_title: Hint | None) -> list[Hint]:
    """Return the hints of headings and title: a first heading alone at its depth 1, else the front matter's."""
    titled = [number for number, heading in enumerate(headings) if heading.depth == 1] == [0]
    if titled:
        hints = [Hint(headings[0].start, headings[0].end, "title")]
        if front_title:
            hints.append(Hint(front_title.start, front_title.end, "meta"))
    else:
        hints = [front_title] if front_title else []
    sections = headings[1:] if titled else headings
    levels = nested_levels(heading.depth for heading in sections)
    return hints + [
        Hint(heading.start, heading.end, "heading", level) for heading, level in zip(sections, levels, strict=True)
    ]


READER = Reader("Markdown", frozenset({".md", ".markdown"}), many=False, accepts=lambda _: False, read=read_markdown)
