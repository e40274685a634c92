"""PDF files written by hand, for what no program would write."""

from __future__ import annotations

TEXT = b"BT /F1 12 Tf 72 700 Td (De gemeente pakt de wachtlijsten voor jeugdzorg aan.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of objects, numbered from 1; the first is its catalog."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(
    content: bytes, *more: bytes, media: bytes = b"0 0 595 842", resources: bytes = b"", contents: bytes = b"4 0 R"
) -> bytes:
    """Return a PDF of one page: object 4 is its content, 5 the font F1, `more` follow from 6."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources << /Font << /F1 5 0 R >> %s >> /Contents %s >>"
    return pdf(CATALOG, PAGES, page % (media, resources, contents), content, FONT, *more)
