"""Documents as other tools and other sites would have given them: more or less furniture, other blank lines.

Real pages have far more furniture than the documents of our corpus. A page keeps its own text; the menus put around it
are those of other pages of the corpus, its contents and running heads are made of its own headings and title.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from policytext.text.lines import Line

_KEPT_FURNITURE = 0.3
"""Share of meta and boilerplate lines that a thinned page keeps."""
_MENU = (6, 30)
"""Fewest and most lines of a menu put on a page."""
_MENU_ITEM = 60
"""Code points below which a line of furniture can be an item of a menu."""
_FACTS = (2, 5)
"""Fewest and most names with values in a column of facts."""
_EXCERPTS = 3
_EXCERPT = (1, 6)
"""Fewest and most lines of an excerpt."""
_CONTENTS_HEADINGS = ("Op deze pagina", "Inhoud", "Inhoudsopgave", "In dit artikel", "Snel naar", "Onderdelen")
_LEADERS = (" .......... ", "   ", " ")
_CRUMBS = ("", "Home > ", "Nieuws / ")
_RUNNING_HEADS = (
    "{page}",
    "{page}/{pages}",
    "Pagina {page} van {pages}",
    "Pagina {page}",
    "- {page} -",
    "{title}",
    "{title} {page}",
    "{title} | {page}",
    "{page} {title}",
    "{site} pagina {page}",
    "{page}  {site}",
)
_NAME_AND_VALUE = re.compile(r"([A-Za-z][^:]{2,30}): +(\S.{1,60})")


@dataclass(frozen=True)
class PageLine:
    """A line of a page, its kind, and the corpus document whose text it is."""

    line: Line
    kind: str
    document: int


Page = list[PageLine]
Change = Callable[[Page, random.Random], Page]


class PageMaker:
    """Makes changed pages of the documents it is given; the same documents and chance give the same pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._above: Page = []
        self._below: Page = []
        self._facts = [each for page in pages for each in page if each.kind == "meta" and _parts(each)]
        for page in pages:
            places = [place for place, each in enumerate(page) if each.kind in ("title", "text")]
            for place, each in enumerate(page):
                if each.kind == "boilerplate" and len(each.line.text) < _MENU_ITEM and places:
                    if place < places[0]:
                        self._above.append(each)
                    elif place > places[-1]:
                        self._below.append(each)

    def pages_of(self, page: Page, chance: random.Random) -> list[Page]:
        """Return the page as it is, one that lacks something, two with more furniture, and short excerpts."""
        lacking: list[Change] = [_without_blanks, _with_all_blanks, _from_title, _thinned]
        fuller = [self._fuller(page, chance) for _ in range(2)]
        excerpts = [excerpt for _ in range(_EXCERPTS) if (excerpt := _excerpt(page, chance))]
        return [page, chance.choice(lacking)(page, chance), *fuller, *excerpts]

    def _fuller(self, page: Page, chance: random.Random) -> Page:
        adding: list[Change] = [self._with_menu, _with_contents, self._with_running_heads, self._with_footer]
        blanks: list[Change] = [_without_blanks, _with_all_blanks]
        if chance.random() < 0.3:
            page = self._with_facts(page, chance)
        for change in chance.sample(adding, 2):
            page = change(page, chance)
        if chance.random() < 0.3:
            page = chance.choice(blanks)(page, chance)
        return page

    def _menu(self, source: Page, chance: random.Random) -> Page:
        wanted = chance.randint(*_MENU)
        items: Page = []
        while source and len(items) < wanted:
            start = chance.randrange(len(source))
            items += source[start : start + chance.randint(2, 8)]
        return [replace(item, line=replace(item.line, blank_before=chance.random() < 0.1)) for item in items]

    def _with_menu(self, page: Page, chance: random.Random) -> Page:
        """Put a menu above page or text or under the title, at times twice, at times with the title as last crumb."""
        menu = self._menu(self._above, chance) * chance.choice((1, 1, 2))
        title = _title_of(page)
        if title and chance.random() < 0.4:
            menu.append(_furniture(chance.choice(_CRUMBS) + title.line.text, title.document))
        first = next((place for place, each in enumerate(page) if each.kind in ("title", "text")), 0)
        under = first + (first < len(page) and page[first].kind == "title")
        place = chance.choice((0, 0, first, first, under))
        return page[:place] + menu + page[place:]

    def _with_facts(self, page: Page, chance: random.Random) -> Page:
        """Put a column of facts at the top, and part all names and values, as a table's cells come out."""
        facts = chance.sample(self._facts, min(chance.randint(*_FACTS), len(self._facts)))
        tops = [place + 1 for place, each in enumerate(page) if each.kind in ("title", "text")][:2]
        place = chance.choice(tops or [0])
        return _parted(page[:place] + facts + page[place:])

    def _with_footer(self, page: Page, chance: random.Random) -> Page:
        return page + self._menu(self._below, chance)

    def _with_running_heads(self, page: Page, chance: random.Random) -> Page:
        """Put a running head or a page number between the lines of the text, at even distances."""
        form, every = chance.choice(_RUNNING_HEADS), chance.randint(4, 12)
        head = _title_of(page) or page[0]
        site = chance.choice(self._above).line.text if self._above else ""
        texts = [place for place, each in enumerate(page) if each.kind == "text"] or [0]
        found: Page = []
        number = 0
        for place, each in enumerate(page):
            if texts[0] < place <= texts[-1] and place % every == 0:
                number += 1
                values = {"page": number, "pages": len(page) // every + 1, "title": head.line.text[:70], "site": site}
                found.append(_furniture(form.format(**values), head.document, blank=chance.random() < 0.5))
            found.append(each)
        return found


def _with_contents(page: Page, chance: random.Random) -> Page:
    """Put the page's own headings before its first heading or under its title, with or without page numbers."""
    headings = [each for each in page if each.kind == "heading"]
    if len(headings) < 3:
        return page
    place = next(place for place, each in enumerate(page) if each.kind == "heading")
    title = next((place for place, each in enumerate(page) if each.kind == "title"), None)
    if title is not None and chance.random() < 0.4:
        place = title + 1
    contents: Page = []
    if chance.random() < 0.8:
        contents.append(_furniture(chance.choice(_CONTENTS_HEADINGS), headings[0].document, blank=True))
    leader = chance.choice(_LEADERS) if chance.random() < 0.3 else None
    number = 1
    for each in headings:
        number += chance.randint(0, 4)
        text = each.line.text if leader is None else f"{each.line.text}{leader}{number}"
        contents.append(_furniture(text, each.document))
    return page[:place] + contents + page[place:]


def _parts(each: PageLine) -> re.Match[str] | None:
    return _NAME_AND_VALUE.fullmatch(each.line.text)


def _parted(page: Page) -> Page:
    """Give name and value of each meta line ("Zaaknummer: 12") a line of its own."""
    found: Page = []
    for each in page:
        match = _parts(each) if each.kind == "meta" else None
        if match:
            found.append(replace(each, line=replace(each.line, text=match[1])))
            found.append(replace(each, line=replace(each.line, text=match[2], blank_before=False)))
        else:
            found.append(each)
    return found


def _excerpt(page: Page, chance: random.Random) -> Page:
    """Return a few lines of the page as a text of their own, from its title or a line of text on."""
    starts = [place for place, each in enumerate(page) if each.kind in ("title", "text")]
    if not starts:
        return []
    start = chance.choice((starts[0], chance.choice(starts)))
    length = chance.randint(*_EXCERPT) + (page[start].kind == "title")
    return _opened(page[start : start + length])


def _without_blanks(page: Page, chance: random.Random) -> Page:
    return [replace(each, line=replace(each.line, blank_before=not place)) for place, each in enumerate(page)]


def _with_all_blanks(page: Page, chance: random.Random) -> Page:
    return [replace(each, line=replace(each.line, blank_before=True)) for each in page]


def _from_title(page: Page, chance: random.Random) -> Page:
    first = next((place for place, each in enumerate(page) if each.kind in ("title", "text")), 0)
    return _opened(page[first:])


def _thinned(page: Page, chance: random.Random) -> Page:
    return _opened(
        [each for each in page if each.kind not in ("meta", "boilerplate") or chance.random() < _KEPT_FURNITURE]
    )


def _opened(page: Page) -> Page:
    return [replace(page[0], line=replace(page[0].line, blank_before=True)), *page[1:]] if page else page


def _title_of(page: Page) -> PageLine | None:
    return next((each for each in page if each.kind == "title"), None)


def _furniture(text: str, document: int, *, blank: bool = False) -> PageLine:
    return PageLine(Line(0, len(text), text.strip(), blank), "boilerplate", document)
