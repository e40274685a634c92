"""Title and headings among the paragraphs, their levels, and what they rest on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policytext.readers.headings import nested_levels
from policytext.readers.pdf.numbering import counted, section_number
from policytext.readers.pdf.outline import Bookmark, marked_depths, plain
from policytext.readers.pdf.page import Face
from policytext.readers.pdf.paragraphs import Paragraph

_LARGER = 1.08
_TITLE_LARGER = 1.15
_LONGEST = 200
_MOST_LINES = 4
# Among so many paragraphs from the beginning stands the title.
_OPENING = 25
_NO_HEADING = re.compile(
    r"(?:tabel|figuur|grafiek|bron|noot)\b[\s\d.:]|.*(?:\.{3,}\s*\d+|[.…]\s?\d+)\Z|.*@|https?:|www\."
    r"|\d{1,2} [a-z]{3,9} \d{4}\Z",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".*[.,;][\"”’»)\]]*\Z")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ENDED = re.compile(r"[.!?:;,][\"”’»)\]]*\Z")


@dataclass
class _Found:
    """Headings by their index: how deep structure or numbers say they are, and those that stand out by their type."""

    markup: dict[int, int]
    numbers: dict[int, tuple[int, ...]]
    layout: list[int]


def body_face(paragraphs: list[Paragraph]) -> Face:
    """Return the face that most of the text is set in."""
    faces: Counter[Face] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            faces[line.face] += len(line.text)
    return faces.most_common(1)[0][0]


def set_kinds(paragraphs: list[Paragraph], marks: list[Bookmark], title: str | None) -> bool:
    """Give the title and every heading its kind, level and basis; say whether all of them are known for sure.

    Args:
        paragraphs: those of the document, without its notes.
        marks: its bookmarks.
        title: what its metadata call it.
    """
    if not paragraphs:
        return False
    body = body_face(paragraphs)
    markup = _tagged(paragraphs)
    tagged = bool(markup)
    markup = markup or marked_depths(marks, paragraphs)
    titled = _title(paragraphs, markup, body, title)
    if titled is not None:
        paragraphs[titled].kind = "title"
        markup.pop(titled, None)
    begin = 0 if titled is None else titled + 1
    layout = [i for i in range(begin, len(paragraphs)) if i not in markup and _stands_out(paragraphs, i, body)]
    layout = _without_cover_lines(_without_runs(layout, paragraphs), markup, paragraphs, begin)
    heads = {index: paragraphs[index].text for index in sorted((*layout, *markup))}
    plainly = _plainly_numbered(paragraphs, begin, heads)
    numbers = counted({index: paragraphs[index].text for index in sorted((*heads, *plainly))})
    plainly = [index for index in plainly if index in numbers]
    _set_levels(paragraphs, _Found(markup, numbers, sorted((*layout, *plainly))))
    return tagged and titled is not None and not layout


def _tagged(paragraphs: list[Paragraph]) -> dict[int, int]:
    """Return the depth of the paragraphs that the document's tags make headings; 0 is its title."""
    depths = {}
    for index, paragraph in enumerate(paragraphs):
        names = {word.role.partition("#")[0] for line in paragraph.lines for word in line.words}
        name = names.pop() if len(names) == 1 else ""
        if name == "Title" or name[:1] == "H":
            depths[index] = 0 if name == "Title" else int(name[1:])
    return depths


def _title(paragraphs: list[Paragraph], markup: dict[int, int], body: Face, title: str | None) -> int | None:
    """Return the index of the title: the structure's, else the metadata's, else the opening's largest line."""
    ordered = sorted(markup)
    if ordered:
        outermost = min(markup.values())
        alone = [index for index in ordered if markup[index] == outermost] == ordered[:1]
        if alone and (len(ordered) > 1 or outermost <= 1) and ordered[0] < _OPENING:
            return ordered[0]
    opening = [index for index in range(min(_OPENING, len(paragraphs))) if paragraphs[index].lines[0].page <= 1]
    before = ordered[0] if ordered else len(paragraphs)
    opening = [index for index in opening if index < before and not paragraphs[index].row]
    wanted = plain(title or "")
    if wanted:
        named = [index for index in opening if plain(paragraphs[index].text) == wanted]
        if named:
            return max(named, key=lambda index: paragraphs[index].face.size)
    return _largest(paragraphs, opening, body)


def _largest(paragraphs: list[Paragraph], opening: list[int], body: Face) -> int | None:
    """Return the index of the opening's largest line; on a cover, chapters may have headings as large or larger."""
    cover = _cover(paragraphs)
    on_cover = _alone_in_size(paragraphs[:cover], [index for index in opening if index < cover], body)
    return _alone_in_size(paragraphs, opening, body) if on_cover is None else on_cover


def _alone_in_size(paragraphs: list[Paragraph], opening: list[int], body: Face) -> int | None:
    sizes = {index: paragraphs[index].face.size for index in opening if _LETTERS.search(paragraphs[index].text)}
    if not sizes:
        return None
    best = max(sizes, key=lambda index: sizes[index])
    size = sizes[best]
    alike = sum(paragraph.face.size >= 0.97 * size for paragraph in paragraphs)
    fits = len(paragraphs[best].text) <= 2 * _LONGEST
    return best if size >= _TITLE_LARGER * body.size and alike == 1 and fits else None


def _cover(paragraphs: list[Paragraph]) -> int:
    """Return how many paragraphs the first page has where it is a cover, without running text; else 0."""
    first = paragraphs[0].lines[0].page
    count = sum(paragraph.lines[0].page == first for paragraph in paragraphs)
    is_cover = count <= _OPENING and all(len(paragraph.text) <= _LONGEST for paragraph in paragraphs[:count])
    return count if is_cover and count < len(paragraphs) else 0


def _stands_out(paragraphs: list[Paragraph], index: int, body: Face) -> bool:
    """Whether the type of a paragraph makes it a heading of what follows."""
    paragraph = paragraphs[index]
    if index + 1 == len(paragraphs) or not _has_form(paragraph):
        return False
    text, size = paragraph.text, paragraph.face.size
    if size >= _TITLE_LARGER * body.size:
        return True
    if _SENTENCE.match(text) or size < 0.9 * body.size:
        return False
    bold = all(line.face.bold for line in paragraph.lines) and not body.bold
    return size >= _LARGER * body.size or bold or _is_slanted_head(paragraph, paragraphs[index + 1], body)


def _has_form(paragraph: Paragraph) -> bool:
    """Whether a paragraph is short and no item, row, caption or address."""
    text = paragraph.text
    item = paragraph.item and section_number(text) is None
    long = len(paragraph.lines) > _MOST_LINES or len(text) > _LONGEST
    if item or long or paragraph.row or any(len(line.cells) > 2 for line in paragraph.lines):
        return False
    return bool(_LETTERS.search(text)) and not _NO_HEADING.match(text)


def _is_slanted_head(paragraph: Paragraph, following: Paragraph, body: Face) -> bool:
    """Whether a paragraph is one short slanted line above upright text."""
    alone = len(paragraph.lines) == 1 and len(paragraph.text) < 80 and not _ENDED.search(paragraph.text)
    slanted = paragraph.lines[0].face.italic and not body.italic
    upright = not following.face.italic and not following.item and following.kind == "body"
    return alone and slanted and upright and len(following.text) > len(paragraph.text)


def _without_runs(indices: list[int], paragraphs: list[Paragraph]) -> list[int]:
    """Return the indices without runs of three or more in one face with nothing between: such are no headings."""
    kept: list[int] = []
    run: list[int] = []
    for index in [*indices, -1]:
        if run and (index != run[-1] + 1 or paragraphs[index].face != paragraphs[run[-1]].face):
            kept += run if len(run) < 3 else []
            run = []
        run.append(index)
    return kept


def _without_cover_lines(
    layout: list[int], markup: Iterable[int], paragraphs: list[Paragraph], begin: int
) -> list[int]:
    """Return the headings by type without what stands between the title and the first: subtitle, authors.

    A heading there is numbered, or set like a later one.
    """
    heads = sorted({*layout, *markup})
    run = [index for place, index in enumerate(heads) if index == begin + place]
    later = {paragraphs[index].face for index in heads[len(run) :]}
    cover = {
        index
        for index in run[:-1]
        if section_number(paragraphs[index].text) is None and paragraphs[index].face not in later
    }
    return [index for index in layout if index not in cover]


def _plainly_numbered(paragraphs: list[Paragraph], begin: int, heads: dict[int, str]) -> list[int]:
    """Return the paragraphs set like any other that open with a section number and read like a heading."""
    numbers = {i: number for i in range(begin, len(paragraphs)) if (number := section_number(paragraphs[i].text))}
    found = []
    for index, number in numbers.items():
        paragraph = paragraphs[index]
        lone = index + 1 not in numbers or len(numbers[index + 1]) > len(number)
        lone = lone and (index - 1 not in numbers or len(numbers[index - 1]) < len(number))
        reads = len(paragraph.lines) == 1 and len(paragraph.text) < 100 and not _ENDED.search(paragraph.text)
        last = index + 1 == len(paragraphs)
        if (
            index not in heads
            and reads
            and lone
            and not last
            and not paragraph.row
            and len(paragraph.lines[0].cells) < 3
        ):
            found.append(index)
    return found


def _set_levels(paragraphs: list[Paragraph], found: _Found) -> None:
    known = _known_levels(found)
    if not found.markup:
        known = _under_larger(known, found, paragraphs)
    styles: dict[Face, int] = {}
    for index, level in known.items():
        face = paragraphs[index].face
        styles[face] = min(level, styles.get(face, level))
    open_indices = [index for index in found.layout if index not in known]
    if not known:
        ranks = sorted({_rank(paragraphs[index].face) for index in open_indices})
        depths = (ranks.index(_rank(paragraphs[index].face)) for index in open_indices)
        levels = dict(zip(open_indices, nested_levels(depths), strict=True))
    else:
        levels = {index: _level_by_style(paragraphs[index].face, styles) for index in open_indices}
    for index in sorted({*known, *open_indices}):
        paragraph = paragraphs[index]
        paragraph.kind = "heading"
        paragraph.level = min(known.get(index) or levels[index], 9)
        paragraph.basis = "markup" if index in found.markup else "numbering" if index in known else "layout"


def _known_levels(found: _Found) -> dict[int, int]:
    """Return the levels that structure or numbers give."""
    ordered = sorted(found.markup)
    levels = dict(zip(ordered, nested_levels(found.markup[index] for index in ordered), strict=True))
    both = Counter(levels[index] - len(number) for index, number in found.numbers.items() if index in levels)
    shallowest = min((len(number) for number in found.numbers.values()), default=1)
    shift = both.most_common(1)[0][0] if both else 1 - shallowest
    for index, number in found.numbers.items():
        levels.setdefault(index, max(len(number) + shift, 1))
    return levels


def _under_larger(known: dict[int, int], found: _Found, paragraphs: list[Paragraph]) -> dict[int, int]:
    """Return the levels of numbered headings one lower where they count within headings of larger type."""
    if not known:
        return known
    largest = min(_rank(paragraphs[index].face) for index in known)
    larger = [index for index in found.layout if index not in known and _rank(paragraphs[index].face) < largest]
    within = len(larger) > 1 and larger[0] < min(known)
    return {index: level + 1 for index, level in known.items()} if within else known


def _level_by_style(face: Face, styles: dict[Face, int]) -> int:
    """Return the level of a heading by those of other headings in the same type, or else in larger type."""
    if face in styles:
        return styles[face]
    larger = [level for other, level in styles.items() if _rank(other) < _rank(face)]
    return max(larger) + 1 if larger else 1


def _rank(face: Face) -> tuple[float, bool, bool]:
    """Return what orders faces from the most to the least conspicuous; sizes that hardly differ are one."""
    return -round(2 * face.size) / 2, not face.bold, face.italic
