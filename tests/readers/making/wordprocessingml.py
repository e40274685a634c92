"""What python-docx has no functions for: tracked changes, notes, text boxes, hidden text, links, lists of numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

MAIN = nsdecls("w", "r")
_DATED = 'w:id="{id}" w:author="Redactie" w:date="2023-03-01T10:00:00Z"'
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
_BOX = """<w:r {names} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
  <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{paragraph}
  </w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>
  {paragraph}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def append(paragraph: Any, xml: str) -> None:
    """Put an element at the end of a paragraph; the prefixes w and r are declared."""
    paragraph._p.append(parse_xml(xml.replace(">", f" {MAIN}>", 1)))


def insert(paragraph: Any, text: str, id_: int = 1) -> None:
    """Add text as a tracked insertion."""
    append(paragraph, f"<w:ins {_DATED.format(id=id_)}><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:ins>")


def delete(paragraph: Any, text: str, id_: int = 2) -> None:
    """Add text as a tracked deletion."""
    run = f"<w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r>"
    append(paragraph, f"<w:del {_DATED.format(id=id_)}>{run}</w:del>")


def link(paragraph: Any, text: str, url: str) -> None:
    """Add a link."""
    id_ = paragraph.part.relate_to(url, RELATION.HYPERLINK, is_external=True)
    append(paragraph, f'<w:hyperlink r:id="{id_}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')


def text_box(paragraph: Any, text: str) -> None:
    """Anchor a text box, in the form for new programs and in that for old ones, as Word does."""
    inner = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    paragraph._p.append(parse_xml(_BOX.format(names=MAIN, paragraph=inner)))


def refer(paragraph: Any, kind: str, id_: int) -> None:
    """Add the reference to a footnote or endnote."""
    append(paragraph, f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>')


def add_notes(document: Document, kind: str, texts: list[str]) -> None:
    """Add the part with foot- or endnotes; their ids count from 1."""
    notes = "".join(
        f'<w:{kind} w:id="{id_}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for id_, text in enumerate(texts, 1)
    )
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    blob = f"<?xml version='1.0' encoding='UTF-8'?><w:{kind}s {MAIN}>{separator}{notes}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), _NOTE_TYPE.format(kind=kind), blob, document.part.package)
    document.part.relate_to(part, getattr(RELATION, f"{kind.upper()}S"))


def add_list(document: Document, levels: list[tuple[str, str]]) -> int:
    """Add a list definition of levels (number format, text such as ``%1.%2``) and return the id of its list."""
    numbering = document.part.numbering_part.element
    abstract = max((int(each.abstractNumId.val) for each in numbering.num_lst), default=0) + 100
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {MAIN} w:abstractNumId="{abstract}">{inner}</w:abstractNum>'))
    return int(numbering.add_num(abstract).numId)


def number(paragraph: Any, list_id: int, depth: int = 0) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = list_id
