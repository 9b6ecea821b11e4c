"""PDF files made up for tests, with reportlab: pages set as records are, and what can be wrong."""

from __future__ import annotations

import io
import struct
import zlib

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=6)
INDENTED = ParagraphStyle("indented", BODY, firstLineIndent=18, spaceAfter=0)
HANGING = ParagraphStyle("hanging", BODY, leftIndent=60, firstLineIndent=-60, spaceAfter=0)
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=4)
TIGHT = ParagraphStyle("tight", BODY, spaceAfter=0)
TITLE = ParagraphStyle("title", BODY, fontName="Helvetica-Bold", fontSize=17, leading=21,
                       alignment=1, spaceAfter=12)  # fmt: skip


def flowing(paragraphs, *, style=BODY, columns=1, dressed=None, title=None, **options):
    """Return a PDF of paragraphs in reportlab's mark-up; `dressed` draws on each page."""
    target = io.BytesIO()
    width, height = A4
    room = (width - 144 - 20 * (columns - 1)) / columns
    frames = [
        Frame(72 + (room + 20) * n, 90, room, height - 180, leftPadding=0, rightPadding=0)
        for n in range(columns)
    ]
    document = BaseDocTemplate(target, pagesize=A4, invariant=True, **options)
    template = PageTemplate(frames=frames, onPage=dressed or (lambda *_: None))
    document.addPageTemplates([template])
    told = [Paragraph(title, TITLE)] if title else []
    told.extend(Paragraph(text, style) if isinstance(text, str) else text for text in paragraphs)
    document.build(told)
    return target.getvalue()


def placed(*pages, font="Times-Roman", size=11, **options):
    """Return a PDF of pages, each of (x, y, text) or (x, y, text, font, size)."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True, **options)
    for page in pages:
        for x, y, text, *print_ in page:
            canvas.setFont(*(print_ or (font, size)))
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def pictures(count, texts=None):
    """Return a PDF of pages that are pictures, with a line of text on those of `texts`."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    for number in range(1, count + 1):
        canvas.drawImage(_picture(), 72, 400, 200, 200)
        for n, line in enumerate((texts or {}).get(number, ())):
            canvas.drawString(72, 300 - 20 * n, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _picture():
    from reportlab.lib.utils import ImageReader

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x40\x80\xc0" * 4 for _ in range(4))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
           + chunk(b"IEND", b""))  # fmt: skip
    return ImageReader(io.BytesIO(png))


def bare(content, *, extra=b"", pages=1):
    """Return a PDF whose pages have these operators, written by hand, without compression."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>>>")  # fmt: skip
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        4: content if content.startswith(b"<<") else
           b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        **{5 + n: page for n in range(pages)},
    }  # fmt: skip
    told = b"%PDF-1.7\n"
    places = []
    for number, words in sorted(objects.items()):
        places.append(len(told))
        told += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    foot = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(told))
    return told + head + table + foot
