"""Makes `files/office`: ``python tests/readers/making/office_files.py``; LibreOffice converts some of them."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
import wordprocessingml as wml
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt

FILES = Path(__file__).parents[1] / "files" / "office"


def memorandum() -> docx.document.Document:
    """A memorandum with heading styles and all that Word adds to plain text."""
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.last_modified_by = "Fietsvisie Oosterveen", "M. de Wit", "Redactie"
    core.created, core.modified = datetime.datetime(2023, 2, 6, 9, 30), datetime.datetime(2023, 3, 1, 16, 5)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Gemeente Oosterveen – vertrouwelijk"
    section.footer.paragraphs[0].text = "Pagina 1 van 4"
    document.add_heading("Veilig op de fiets door Oosterveen", 0)
    paragraph = document.add_paragraph("Het aantal ongevallen met fietsers is ")
    wml.delete(paragraph, "licht ")
    wml.insert(paragraph, "sterk ")
    paragraph.add_run("gestegen. ")
    hidden = paragraph.add_run("Dit is nog niet afgestemd. ")
    hidden.font.hidden = True
    paragraph.add_run("Lees het ")
    wml.link(paragraph, "onderzoek van de provincie", "https://www.example.nl/onderzoek")
    paragraph.add_run(" daarover.")
    wml.refer(paragraph, "footnote", 1)
    document.add_heading("Wat er speelt", 1)
    paragraph = document.add_paragraph("De raad stelde vorig jaar drie doelen vast:")
    for text in ("minder ongevallen", "meer stallingen"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Drukke kruispunten", 2)
    paragraph = document.add_paragraph("Op twee plekken is het mis.")
    wml.text_box(paragraph, "Let op: de cijfers van december ontbreken.")
    wml.refer(paragraph, "endnote", 1)
    steps = wml.add_list(document, [("decimal", "%1."), ("lowerLetter", "%2)")])
    for text, depth in (("De Dorpsstraat krijgt een vrijliggend fietspad", 0), ("eerst het noordelijke deel", 1)):
        wml.number(document.add_paragraph(text), steps, depth)
    wml.number(document.add_paragraph("De Kerkbrink wordt een fietsstraat"), steps)
    document.add_heading("Kosten", 1)
    table = document.add_table(3, 3)
    rows = (("Maatregel", "Jaar", "Bedrag"), ("Fietspad", "2024", "€ 400.000"), ("Stallingen", "2025", "€ 85.000"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    last = document.add_paragraph("Het college stelt voor het geld vrij te maken.\nDe raad beslist in mei.")
    wml.refer(last, "footnote", 2)
    wml.add_notes(document, "footnote", ["Provincie, Fietsmonitor 2022.", "Zie de kaderbrief, bladzijde 12."])
    wml.add_notes(document, "endnote", ["Cijfers van de politie."])
    return document


def dutch_styles() -> docx.document.Document:
    """A letter whose heading styles are made by hand: Dutch names, styles based on others, and an outline level."""
    document = docx.Document()
    styles = document.styles
    for name, base in (("Kop 1 gemeente", "Heading 1"), ("Alineakop", "Kop 1 gemeente")):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[base]
    for name in ("Kop 3", "Titel", "Tussenkop"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    properties = styles["Tussenkop"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:outlineLvl {wml.MAIN} w:val="1"/>'))
    for text, style in (
        ("Beantwoording raadsvragen woningbouw", "Titel"),
        ("Geachte leden van de raad,", None),
        ("Achtergrond", "Kop 1 gemeente"),
        ("U vroeg naar de planning van de wijk Zuidbroek.", None),
        ("Stand van zaken", "Tussenkop"),
        ("De eerste paal gaat in het najaar de grond in.", None),
        ("Vergunningen", "Kop 3"),
        ("Alle vergunningen zijn verleend.", None),
        ("Vervolg", "Alineakop"),
        ("Wij informeren u voor de zomer opnieuw.", None),
    ):
        document.add_paragraph(text, style=style)
    return document


def bold_headings() -> docx.document.Document:
    """A note without heading styles: its headings are bold, the title is larger."""
    document = docx.Document()
    title = document.add_paragraph().add_run("Minder regels voor vrijwilligers")
    title.bold, title.font.size = True, Pt(18)
    for heading, text in (
        ("Aanleiding", "Verenigingen zijn *veel* tijd kwijt aan formulieren. Dat moet eenvoudiger."),
        ("Voorstel", "Wij stellen *voor* de vergunningplicht voor kleine evenementen te schrappen."),
        ("Wat kost dat?", "De leges vallen *weg*; dat scheelt de gemeente 12.000 euro aan inkomsten."),
    ):
        document.add_paragraph().add_run(heading).bold = True
        before, bold, after = text.split("*")
        paragraph = document.add_paragraph(before)
        paragraph.add_run(bold).bold = True
        paragraph.add_run(after)
    return document


def numbered_headings() -> docx.document.Document:
    """A note without heading styles whose headings carry numbers: typed, and those of a list."""
    document = docx.Document()
    chapters = wml.add_list(document, [("decimal", "%1"), ("decimal", "%1.%2")])
    for text, depth in (
        ("Inleiding", 0),
        ("De gemeenteraad heeft om een onderzoek naar de jeugdzorg gevraagd.", None),
        ("Opdracht", 1),
        ("De opdracht is in juni verstrekt aan een bureau uit Utrecht.", None),
        ("Bevindingen", 0),
        ("De wachttijden zijn in twee jaar verdubbeld en dat is onacceptabel.", None),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = depth is not None
        if depth is not None:
            wml.number(paragraph, chapters, depth)
    return document


def saved() -> list[Path]:
    """Save the Word files and return their paths."""
    paths = []
    for make in (memorandum, dutch_styles, bold_headings, numbered_headings):
        paths.append(FILES / f"{make.__name__.replace('_', '-')}.docx")
        make().save(str(paths[-1]))
    return paths


def convert(source: Path, suffix: str, target: Path) -> None:
    """Let LibreOffice open a file and save it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        subprocess.run(
            [*command, "--convert-to", suffix, "--outdir", folder, str(source)], check=True, capture_output=True
        )
        shutil.move(str(Path(folder) / f"{source.stem}.{suffix}"), target)


def main() -> None:
    """Make all files anew."""
    FILES.mkdir(parents=True, exist_ok=True)
    report = Path(__file__).parent / "sources" / "report.fodt"
    convert(report, "odt", FILES / "report.odt")
    convert(report, "docx", FILES / "report-libreoffice.docx")
    for path in saved():
        convert(path, "odt", FILES / f"{path.stem}.odt")
        convert(FILES / f"{path.stem}.odt", "docx", FILES / f"{path.stem}-libreoffice.docx")


if __name__ == "__main__":
    main()
