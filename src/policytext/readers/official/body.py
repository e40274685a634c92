"""The body of an official publication: its lines in the order of reading, and who speaks where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.readers.official.names import BLOCKS, JOURNALS, LEFT_OUT, META, NOTES, local
from policytext.readers.official.speakers import Speaker, bold_speaker, speaker_of
from policytext.readers.official.text import is_paragraph, line_of, note_line
from policytext.readers.paper import LineKind, PaperLine

if TYPE_CHECKING:
    from lxml.etree import _Element

# Headings within a section by how they are printed, bold above italic; those of sections stand above all of these.
_PRINTED = {"vet": 1, "vetcur": 2, "romein": 3, "rom": 3, "cur": 4}
_DEFAULT_PRINT = 2
_PER_SECTION = 10
_BULLETS = ("–", "—", "-", "•", "·", "*", "▪", "○", "◦", "\uf0b7")
_ORDINARY_ITEM = "-"


@dataclass
class Turn:
    """A turn of speaking: who speaks, and the numbers of its first line and of the line after its last."""

    speaker: Speaker
    first: int
    end: int = -1


@dataclass
class Body:
    """Reads one publication; what it has found so far.

    Attributes:
        lines: the lines, notes left out.
        turns: the turns of speakers.
        title: the element with the document's title.
    """

    title: _Element | None
    lines: list[PaperLine] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    _notes: list[_Element] = field(default_factory=list)
    _depth: int = 0

    def read(self, root: _Element) -> None:
        """Read the publication; its notes come at the end."""
        self._walk(root)
        self._close_turn()
        for note in self._notes:
            self._add(note_line(note), "meta")

    def _add(self, text: str, kind: LineKind = "text", depth: int = 0) -> None:
        if text:
            self.lines.append(PaperLine(text, kind, depth))

    def _walk(self, element: _Element) -> None:
        name = local(element)
        if not name or name in LEFT_OUT:
            return
        if element is self.title:
            self._add(line_of(element, self._notes), "title")
        elif name in ("kop", "titel") and line_of(element).casefold() in JOURNALS:
            self._add(line_of(element), "boilerplate")
        elif name in NOTES:
            self._notes.append(element)
        elif name in _HANDLERS:
            _HANDLERS[name](self, element)
        elif name in META:
            self._add(_spaced_line(element, self._notes), "meta")
        elif is_paragraph(element):
            self._paragraph(element)
        else:
            self._children(element)

    def _children(self, element: _Element) -> None:
        """Read what stands under an element; one with a heading of its own is a section."""
        is_section = any(local(child) in ("kop", "itemkop") for child in element.iterchildren())
        self._depth += is_section
        for child in element.iterchildren():
            self._walk(child)
        self._depth -= is_section

    def _paragraph(self, element: _Element) -> None:
        if local(element) == "al" and (speaker := bold_speaker(element)):
            self._speaker(speaker, line_of(element))
            return
        self._add(line_of(element, self._notes))
        self._blocks_within(element)

    def _blocks_within(self, element: _Element) -> None:
        for child in element.iterchildren():
            if local(child) in BLOCKS:
                self._walk(child)

    def _heading(self, element: _Element) -> None:
        text = line_of(element, self._notes)
        number = next((line_of(child) for child in element.iterchildren() if local(child) == "nr"), "")
        # Publications set 2.1 beside 2 as well as in it.
        dots = min(number.strip(". ").count("."), _PER_SECTION // 2) if number[:1].isdigit() else 0
        self._section_heading(text, max(self._depth, 1) * _PER_SECTION + dots)

    def _printed_heading(self, element: _Element) -> None:
        rank = _PRINTED.get(element.get("kopopmaak", ""), _DEFAULT_PRINT)
        self._section_heading(line_of(element, self._notes), (self._depth + 1) * _PER_SECTION + rank)

    def _section_heading(self, text: str, depth: int) -> None:
        if text:
            self._close_turn()
            self._add(text, "heading", depth)

    def _agenda_item(self, element: _Element) -> None:
        self._section_heading(line_of(element, self._notes), _PER_SECTION)

    def _question(self, element: _Element) -> None:
        """Read a question or an answer; its number is its heading."""
        number = next((child for child in element.iterchildren() if local(child) in ("nr", "vraagnummer")), None)
        text = "" if number is None else line_of(number)
        if text and not any(map(str.isalpha, text)):
            text = f"{local(element).capitalize()} {text}"
        self._section_heading(text, _PER_SECTION)
        for child in element.iterchildren():
            if child is not number:
                self._walk(child)

    def _turn(self, element: _Element) -> None:
        speaker = next((child for child in element.iterchildren() if local(child) in ("spreker", "wie")), None)
        if speaker is not None:
            found = speaker_of(speaker)
            self._speaker(found, found.line)
        elif local(element) == "voorz":
            self._speaker(Speaker.chair(), "De voorzitter:")
        own = self.turns[-1].speaker if speaker is not None else None
        for child in element.iterchildren():
            if child is not speaker and local(child) not in ("vrzlabel", "vrznaam"):
                before = len(self.lines)
                self._walk(child)
                self._go_on(own, before)
        if speaker is not None:
            self._close_turn()

    def _go_on(self, speaker: Speaker | None, first: int) -> None:
        """Give lines from `first` on, which follow an interruption, back to the speaker who was interrupted."""
        if speaker is not None and len(self.lines) > first and self.turns[-1].end in range(first + 1):
            self.turns.append(Turn(speaker, first))

    def _speaker(self, speaker: Speaker, line: str) -> None:
        self._close_turn()
        self.turns.append(Turn(speaker, len(self.lines)))
        # Whatever section the debate has come to, a speaker stands one level under its heading.
        self._add(line, "heading", (self._depth + 1) * _PER_SECTION + _PER_SECTION - 1)

    def _close_turn(self) -> None:
        if self.turns and self.turns[-1].end < 0:
            self.turns[-1].end = len(self.lines)

    def _numbered(self, element: _Element) -> None:
        """Read a list item or a numbered paragraph of an article: its number stands before its first line."""
        number = next((child for child in element.iterchildren() if local(child) in ("li.nr", "lidnr", "nr")), None)
        marker = line_of(number) if number is not None else _ORDINARY_ITEM if local(element) == "li" else ""
        marker = _ORDINARY_ITEM if marker in _BULLETS else marker
        before = len(self.lines)
        if is_paragraph(element) and not any(local(child) in BLOCKS for child in element.iterchildren()):
            self._add(f"{marker} {line_of(element, self._notes)}".strip(), "item")
            return
        for child in element.iterchildren():
            if child is not number:
                self._walk(child)
        if len(self.lines) > before and self.lines[before].kind == "text":
            self.lines[before] = PaperLine(f"{marker} {self.lines[before].text}".strip(), "item")

    def _definition(self, element: _Element) -> None:
        term = next((child for child in element.iterchildren() if local(child) == "term"), None)
        text = "" if term is None else line_of(term, self._notes)
        before = len(self.lines)
        for child in element.iterchildren():
            if child is not term:
                self._walk(child)
        if text and len(self.lines) > before and self.lines[before].kind == "text":
            colon = "" if text.endswith(":") else ":"
            self.lines[before] = PaperLine(f"{text}{colon} {self.lines[before].text}", "item")
        else:
            self._add(text, "item")

    def _row(self, element: _Element) -> None:
        cells = [self._cell(child) for child in element.iterchildren() if local(child) in ("entry", "td", "th")]
        if any(cells):
            self._add(" | ".join(cells).strip(), "row")

    def _cell(self, element: _Element) -> str:
        inner = Body(None, _notes=self._notes)
        if is_paragraph(element):
            inner._paragraph(element)
        else:
            inner._children(element)
        return " ".join(line.text for line in inner.lines)

    def _signature(self, element: _Element) -> None:
        """Read place, date and signature: a line for each place, name and function."""
        first = len(self.lines)
        words = [element.text or ""]
        for child in element.iterchildren():
            if local(child) in _OWN_LINE or not is_paragraph(child):
                self._signed("".join(words), first)
                words = []
                if local(child) in _OWN_LINE:
                    self._signed(line_of(child, self._notes), first)
                else:
                    self._signature(child)
            else:
                words.append(line_of(child, self._notes))
            words.append(child.tail or "")
        self._signed("".join(words), first)

    def _signed(self, text: str, first: int) -> None:
        """Add a line of a signature that began with line `first`; a comma belongs to the line before."""
        text = " ".join(text.split())
        if len(self.lines) > first and not any(map(str.isalnum, text)):
            self.lines[-1] = PaperLine(self.lines[-1].text + text, "meta")
        else:
            self._add(text, "meta")

    def _dossier(self, element: _Element) -> None:
        """Read number and title of a dossier: one line, as it is printed, above the title of the document."""
        if self.title is not None and self.title.getparent() is element:
            self._children(element)
            return
        words = [_spaced_line(child, self._notes) for child in element.iterchildren()]
        self._add(" ".join(word for word in words if word), "meta")


def _spaced_line(element: _Element, notes: list[_Element]) -> str:
    return line_of(element, notes) or " ".join(" ".join(element.itertext()).split())


_OWN_LINE = frozenset(("naam", "functie", "plaats", "datum", "dagtekening"))
_HANDLERS: dict[str, Callable[[Body, _Element], None]] = {
    "kop": Body._heading,
    "itemkop": Body._heading,
    "tussenkop": Body._printed_heading,
    "tuskop": Body._printed_heading,
    "item-titel": Body._agenda_item,
    "vraag": Body._question,
    "antwoord": Body._question,
    "spreekbeurt": Body._turn,
    "interrumpant": Body._turn,
    "spreker": Body._turn,
    "voorz": Body._turn,
    "li": Body._numbered,
    "lid": Body._numbered,
    "wijzig-lid": Body._numbered,
    "definitie-item": Body._definition,
    "row": Body._row,
    "tr": Body._row,
    "ondertekening": Body._signature,
    "ondertek": Body._signature,
    "ondtek": Body._signature,
    "dagtekening": Body._signature,
    "dossier": Body._dossier,
}
