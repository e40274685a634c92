"""Documents of the corpus as PDF, in layouts of three real programs: LibreOffice Writer, Chromium and LaTeX."""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ITEM = re.compile(r"[-•] ")
_NUMBERED = re.compile(r"(\d{1,2}[.)]) ")


@dataclass(frozen=True)
class SourceLine:
    """A line to render: its kind (title, heading, or anything else), its level where it is a heading, its text."""

    kind: str
    level: int | None
    text: str


# ------------------------------------------------------------------------------------------------------- LibreOffice

_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
{styles}
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm">{columns}
</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.6cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.6cm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">
<style:header><text:p text:style-name="Furniture">{running}</text:p></style:header>
<style:footer><text:p text:style-name="Furniture">Pagina <text:page-number>1</text:page-number> van
 <text:page-count>1</text:page-count></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""
_FONT = 'style:font-name="{0}" fo:font-family="{0}" fo:language="nl" fo:country="NL"'


def _style(name: str, size: float, before: float, after: float, extra: str = "", paragraph: str = "") -> str:  # noqa: PLR0917
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
        f'fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" {paragraph}/><style:text-properties '
        f'fo:font-size="{size}pt" {extra}/></style:style>'
    )


def fodt(lines: list[SourceLine], running: str, *, family: str, columns: int = 1) -> str:
    """Return a flat OpenDocument text in which headings have styles, with a running header and page numbers."""
    font = _FONT.format(family)
    bold = f'{font} fo:font-weight="bold"'
    justified = 'fo:text-align="justify" fo:hyphenation-ladder-count="no-limit"' if columns > 1 else ""
    styles = [
        _style("Standard", 11, 0, 6, f'{font} fo:hyphenate="{"true" if columns > 1 else "false"}"', justified),
        _style("Title", 20, 0, 12, bold),
        _style("Furniture", 9, 0, 0, font),
        _style("Item", 11, 0, 2, font, 'fo:margin-left="0.8cm" fo:text-indent="-0.5cm"'),
        *(
            f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
            f'style:family="paragraph" style:default-outline-level="{level}"><style:paragraph-properties '
            f'fo:margin-top="12pt" fo:margin-bottom="4pt" fo:keep-with-next="always"/><style:text-properties '
            f'fo:font-size="{size}pt" {bold}/></style:style>'
            for level, size in enumerate((15, 13, 12, 11.5, 11, 11), 1)
        ),
        '<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" '
        'fo:margin-left="0.8cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>',
    ]
    column = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/>' if columns > 1 else ""
    body = "\n".join(map(_fodt_line, lines))
    return _FODT.format(styles="\n".join(styles), columns=column, running=html.escape(running), body=body)


def _fodt_line(line: SourceLine) -> str:
    text = html.escape(line.text, quote=False)
    if line.kind == "title":
        return f'<text:p text:style-name="Title">{text}</text:p>'
    if line.kind == "heading":
        return f'<text:h text:style-name="Heading_20_{line.level}" text:outline-level="{line.level}">{text}</text:h>'
    if ITEM.match(line.text):
        item = html.escape(line.text[2:], quote=False)
        return (
            '<text:list text:style-name="Dots"><text:list-item><text:p text:style-name="Standard">'
            f"{item}</text:p></text:list-item></text:list>"
        )
    if _NUMBERED.match(line.text):
        return f'<text:p text:style-name="Item">{text}</text:p>'
    return f'<text:p text:style-name="Standard">{text}</text:p>'


def writer_pdf(source: str, target: Path, options: str = "") -> None:
    """Print a flat OpenDocument text with LibreOffice; `options` are those of its PDF filter, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bron.fodt")
        file.write_text(source, encoding="utf-8")
        filter_ = f"pdf:writer_pdf_Export:{options}" if options else "pdf"
        profile = f"-env:UserInstallation=file://{folder}/profiel"
        _quiet("soffice", profile, "--headless", "--convert-to", filter_, "--outdir", folder, str(file))
        target.write_bytes(Path(folder, "bron.pdf").read_bytes())


# ---------------------------------------------------------------------------------------------------------- Chromium

_PAGE = """<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title><style>{css}</style></head>
<body>
{body}
</body></html>
"""
WEB_CSS = """@page { size: A4; margin: 2cm } body { font: 11pt/1.45 "Liberation Sans", sans-serif }
h1 { font-size: 22pt } h2 { font-size: 16pt } h3 { font-size: 13pt } h4 { font-size: 11pt }
p { margin: 0 0 9pt } ul { margin: 0 0 9pt; padding-left: 16pt }"""
COLUMNS_CSS = """@page { size: A4; margin: 1.8cm } body { font: 10pt/1.3 "Liberation Serif", serif; text-align: justify;
hyphens: auto; columns: 2; column-gap: 22pt } h1 { font-size: 18pt; column-span: all }
h2 { font-size: 10pt; text-transform: none } h3 { font-size: 10pt; font-style: italic; font-weight: normal }
p { margin: 0; text-indent: 12pt } ul { margin: 0; padding-left: 14pt }"""


def web_page(lines: list[SourceLine], css: str) -> str:
    """Return a web page of the lines; the title is its `h1`, a heading of level 1 an `h2`."""
    title = next((line.text for line in lines if line.kind == "title"), "Document")
    parts: list[str] = []
    items = False
    for line in lines:
        text = html.escape(line.text, quote=False)
        item = line.kind not in ("title", "heading") and bool(ITEM.match(line.text))
        if item != items:
            parts.append("<ul>" if item else "</ul>")
            items = item
        tag = "h1" if line.kind == "title" else f"h{1 + (line.level or 1)}" if line.kind == "heading" else "p"
        parts.append(f"<li>{html.escape(line.text[2:], quote=False)}</li>" if item else f"<{tag}>{text}</{tag}>")
    return _PAGE.format(title=html.escape(title), css=css, body="\n".join(parts) + ("</ul>" if items else ""))


def chromium_pdf(source: str, target: Path, *arguments: str) -> None:
    """Print a web page with headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bron.html")
        file.write_text(source, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profiel"]
        _quiet(*command, "--no-pdf-header-footer", *arguments, f"--print-to-pdf={target}", file.as_uri())


# ------------------------------------------------------------------------------------------------------------- LaTeX

_TEX = r"""\documentclass[%(options)s]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern,textcomp}
\usepackage[dutch]{babel}
\usepackage[a4paper,margin=2.2cm]{geometry}
\usepackage{fancyhdr}
\pagestyle{fancy}\fancyhf{}\fancyhead[L]{\small\itshape %(running)s}\fancyhead[R]{\small\thepage}
\fancypagestyle{plain}{\fancyhf{}\fancyfoot[C]{\thepage}\renewcommand{\headrulewidth}{0pt}}
\DeclareUnicodeCharacter{20AC}{\texteuro}
\DeclareUnicodeCharacter{2082}{\textsubscript{2}}
\DeclareUnicodeCharacter{00AD}{\-}
\DeclareUnicodeCharacter{2192}{\ensuremath{\rightarrow}}
\DeclareUnicodeCharacter{25BA}{>}
\DeclareUnicodeCharacter{2212}{\ensuremath{-}}
\DeclareUnicodeCharacter{202F}{~}
\DeclareUnicodeCharacter{00A0}{~}
\emergencystretch=1em
\begin{document}
%(body)s
\end{document}
"""
_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {"\\": r"\textbackslash{}", "[": "{[}", "]": "{]}", "<": r"\textless{}", ">": r"\textgreater{}"}
_SPECIAL |= {'"': r"\textquotedbl{}", "|": r"\textbar{}", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}"}
_TEX_HEADINGS = (r"\section*", r"\subsection*", r"\subsubsection*", r"\paragraph*")


def tex_text(text: str) -> str:
    """Return a text in which LaTeX reads no command."""
    return "".join(_SPECIAL.get(character, character) for character in text).replace("--", "-{}-")


def tex(lines: list[SourceLine], running: str, options: str) -> str:
    """Return a LaTeX article of the lines, with a running head, set with Dutch hyphenation."""
    parts: list[str] = []
    items = False
    for line in lines:
        item = line.kind not in ("title", "heading") and bool(ITEM.match(line.text))
        if item != items:
            parts.append(r"\begin{itemize}" if item else r"\end{itemize}")
            items = item
        parts.append(_tex_line(line, twocolumn="twocolumn" in options, item=item))
    body = "\n".join(parts) + (r"\end{itemize}" if items else "")
    return _TEX % {"options": options, "running": tex_text(running), "body": body}


def _tex_line(line: SourceLine, *, twocolumn: bool, item: bool) -> str:
    text = tex_text(line.text[2:] if item else line.text)
    if line.kind == "title":
        heading = r"{\LARGE\bfseries " + text + r"\par}\vspace{1em}"
        return rf"\twocolumn[{heading}]\thispagestyle{{plain}}" if twocolumn else heading
    if line.kind == "heading":
        return f"{_TEX_HEADINGS[min(line.level or 1, 4) - 1]}{{{text}}}"
    return rf"\item {text}" if item else f"{text}\n"


def latex_pdf(source: str, target: Path) -> None:
    """Set a LaTeX document with pdflatex."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bron.tex").write_text(source, encoding="utf-8")
        for _ in range(2):
            _quiet("pdflatex", "-interaction=batchmode", "-halt-on-error", "bron.tex", folder=folder)
        target.write_bytes(Path(folder, "bron.pdf").read_bytes())


def _quiet(*command: str, folder: str | None = None) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)


# ----------------------------------------------------------------------------------------------------------- layouts

Layout = Callable[[list[SourceLine], str, Path], None]


def _writer(family: str, columns: int = 1, options: str = "") -> Layout:
    return lambda lines, running, target: writer_pdf(
        fodt(lines, running, family=family, columns=columns), target, options
    )


def _chromium(css: str) -> Layout:
    return lambda lines, _running, target: chromium_pdf(web_page(lines, css), target)


def _latex(options: str) -> Layout:
    return lambda lines, running, target: latex_pdf(tex(lines, running, options), target)


_UNTAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"false"},"ExportBookmarks":{"type":"boolean","value":"false"}}'

LAYOUTS: dict[str, Layout] = {
    "writer": _writer("Liberation Serif"),
    "writer-untagged": _writer("Liberation Sans", options=_UNTAGGED),
    "writer-columns": _writer("Liberation Serif", 2, _UNTAGGED),
    "chromium": _chromium(WEB_CSS),
    "chromium-columns": _chromium(COLUMNS_CSS),
    "latex": _latex("11pt"),
    "latex-columns": _latex("10pt,twocolumn"),
}

_SERIF_CSS = """@page { size: A4; margin: 2.5cm 3cm } body { font: 10.5pt/1.6 "DejaVu Serif", serif; hyphens: auto;
text-align: justify } h1 { font-size: 20pt; text-align: center } h2 { font-size: 12pt } h3 { font-size: 10.5pt }
p { margin: 0 0 8pt } ul { margin: 0 0 8pt }"""
_THREE_COLUMNS_CSS = """@page { size: A4 landscape; margin: 1.5cm } body { font: 9pt/1.3 "Liberation Sans", sans-serif;
columns: 3; column-gap: 18pt } h1 { font-size: 16pt; column-span: all } h2 { font-size: 11pt } h3 { font-size: 9pt }
p { margin: 0 0 5pt } ul { margin: 0 0 5pt; padding-left: 12pt }"""

HELD_OUT_LAYOUTS: dict[str, Layout] = {
    "serif": lambda lines, _running, target: chromium_pdf(web_page(lines, _SERIF_CSS), target, "--disable-pdf-tagging"),
    "three-columns": _chromium(_THREE_COLUMNS_CSS),
    "dejavu": _writer("DejaVu Sans", options=_UNTAGGED),
    "latex-large": _latex("12pt"),
    "latex-wide": _latex("11pt,twocolumn"),
}
