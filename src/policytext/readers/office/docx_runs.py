"""The text of a Word paragraph: what is shown when all changes are accepted, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.readers.office.content import Content
from policytext.readers.office.docx_styles import Styles
from policytext.readers.office.ooxml import COMPATIBILITY, MATH, attribute, is_on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = {w("t"), f"{{{MATH}}}t"}
_CHARACTERS = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("ptab"): "\t",
    w("noBreakHyphen"): "-",
}
_LEFT_OUT = {w(name) for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "sdtPr", "sdtEndPr")}
_CHOICE, _FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
_ALTERNATIVES = f"{{{COMPATIBILITY}}}AlternateContent"
_NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


class ParagraphText:
    """Reads paragraphs of a document with given styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: _Element, content: Content | None = None) -> Content:
        """Return the content of a paragraph, added to that of the paragraph it continues."""
        content = content or Content()
        style = attribute(paragraph.find(f"{w('pPr')}/{w('pStyle')}"), "val") or self._styles.default_paragraph
        for run in _runs(paragraph):
            self._run(run, style, content)
        return content

    def _run(self, run: _Element, paragraph_style: str | None, content: Content) -> None:
        own = run.find(w("rPr"))
        sources = (own,)
        styles = (attribute(own.find(w("rStyle")), "val") if own is not None else None, paragraph_style)
        if is_on(self._styles.run_property("vanish", sources, styles)):
            return
        before = len(content.parts)
        for element in _pieces(run):
            if element.tag in _TEXT:
                content.parts.append(element.text or "")
            elif element.tag == w("txbxContent"):
                content.boxes.append(element)
            elif element.tag in _NOTE_REFERENCES:
                content.notes.append((_NOTE_REFERENCES[element.tag], attribute(element, "id") or ""))
            elif element.tag == w("sym"):
                content.parts.append(_symbol(element))
            else:
                content.parts.append(_CHARACTERS[element.tag])
        text = "".join(content.parts[before:])
        bold = is_on(self._styles.run_property("b", sources, styles))
        content.count(text, bold=bold, size=_points(self._styles.run_property("sz", sources, styles)))


def _runs(element: _Element) -> Iterator[_Element]:
    """Yield the runs of a paragraph: also those in links, fields, content controls and inserted text."""
    for child in element.iterchildren():
        if child.tag == w("r"):
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from _runs(_alternative(child))
        elif child.tag == f"{{{MATH}}}r":
            yield child
        elif child.tag not in _LEFT_OUT and not _is_placeholder(child):
            yield from _runs(child)


def _pieces(run: _Element) -> Iterator[_Element]:
    """Yield the elements of a run that are text, characters, references or text boxes."""
    for child in run.iterchildren():
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _ALTERNATIVES:
            yield from _pieces(_alternative(child))
        elif (
            child.tag in _TEXT
            or child.tag in _CHARACTERS
            or child.tag in _NOTE_REFERENCES
            or child.tag in (w("txbxContent"), w("sym"))
        ):
            yield child
        else:
            yield from _pieces(child)


def _alternative(element: _Element) -> _Element:
    """Return one of the forms that the same thing has for newer and older programs."""
    choice = element.find(_CHOICE)
    if choice is not None and (choice.find(f".//{w('t')}") is not None or element.find(_FALLBACK) is None):
        return choice
    fallback = element.find(_FALLBACK)
    return element if fallback is None else fallback


def _is_placeholder(element: _Element) -> bool:
    """Whether an element is a form field that nobody has filled in ("Klik om tekst in te voeren")."""
    return element.tag == w("sdt") and element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None


def _symbol(element: _Element) -> str:
    """Return the character of a symbol; those of symbol fonts (private use, a bullet or an arrow) have no meaning."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or code < 0x20 or 0xD800 <= code <= 0xDFFF else chr(code)


def _points(half_points: str | None) -> float:
    try:
        return float(half_points or 20) / 2
    except ValueError:
        return 10.0
