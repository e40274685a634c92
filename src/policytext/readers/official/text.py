"""The text of one paragraph of an official publication: its line, and the notes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.readers.official.names import BLOCKS, INLINE, LEFT_OUT, NOTES, NUMBERS, SPACED, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTE_NUMBERS = ("noot.nr", "nr", "noot.lbl")


def line_of(element: _Element, notes: list[_Element] | None = None) -> str:
    """Return the text of an element on one line, without what breaks a line (lists, tables) and without notes.

    The notes in it are added to `notes`.
    """
    parts: list[str] = []
    _collect(element, parts, notes if notes is not None else [])
    return " ".join("".join(parts).split())


def note_line(note: _Element) -> str:
    """Return a note on one line, its number first."""
    number = next((child for child in note.iterchildren() if local(child) in _NOTE_NUMBERS), None)
    words = [line_of(number)] if number is not None else [note.get("nr", "")]
    words += [" ".join("".join(child.itertext()).split()) for child in note.iterchildren() if child is not number]
    if len(note) == 0:
        words.append(" ".join((note.text or "").split()))
    return " ".join(word for word in words if word)


def is_paragraph(element: _Element) -> bool:
    """Say whether an element of unknown name is a paragraph: it has text of its own, or only what stands in lines."""
    children = list(element.iterchildren())
    own = [element.text, *(child.tail for child in children)]
    if any(text and not text.isspace() for text in own):
        return True
    return all(local(child) in INLINE or local(child) in LEFT_OUT for child in children)


def _collect(element: _Element, parts: list[str], notes: list[_Element]) -> None:
    spaced = local(element) in SPACED
    parts.append(element.text or "")
    for child in element.iterchildren():
        name = local(child)
        if spaced:
            parts.append(" ")
        if name in NOTES:
            notes.append(child)
        elif name in BLOCKS or name in NUMBERS:
            # What breaks the line comes after it, on lines of its own.
            parts.append(" ")
        elif name not in LEFT_OUT:
            _collect(child, parts, notes)
        parts.append(child.tail or "")
