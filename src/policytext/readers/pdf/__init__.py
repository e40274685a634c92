"""PDF with a text layer: paragraphs in reading order, headings, footnotes; see `policytext.readers.pdf.reader`."""

from policytext.readers.pdf.reader import READER

__all__ = ["READER"]
