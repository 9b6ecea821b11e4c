"""Makes the two examples that are no text: a Word document and a PDF.

`python tests/quality/office_examples.py` writes them to examples/. Their words are here, so that
whoever changes them can see what changes.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _beside(name):
    """Load what the tests of readers make files with."""
    path = ROOT / "tests" / "readers" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"made_up_{name}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# A Word document: the committee of a town council

_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="S{number}"{default}><w:name w:val="{name}"/></w:style>'
    for number, (name, default) in enumerate(
        (("Normal", ' w:default="1"'), ("Dokumentnummer", ""), ("Title", ""), ("Quellenkopf", ""),
         ("Tagesordnung", ""), ("Anker", ""), ("Zuruf", ""))
    )
)  # fmt: skip
_NUMBER, _TITLE, _HEAD, _AGENDA, _ANCHOR, _DIRECTION = (f"S{n}" for n in range(1, 7))


def word_document():
    """Return the Word document."""
    word = _beside("word")
    para, run, turn = word.para, word.run, word.turn
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    point = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    struck = "<w:del w:id='1'><w:r><w:delText>vier </w:delText></w:r></w:del>"
    added = f"<w:ins w:id='2'>{run('fünf ')}</w:ins>"
    body = [
        para(run("X"), style=_NUMBER),
        para(run("Sitzung des Ausschusses für Hafenbau am 6. November 1973"), style=_TITLE),
        para(run("Stadtarchiv Nordersiel, Best. 14, Nr. 207, Bl. 3-9. Abschrift vom Tonband."),
             style=_HEAD),
        para(run("Ort: Rathaus, Nordersiel"), style=_HEAD),
        para(run("Beginn: 9.05 Uhr"), style=_HEAD),
        para(run("Ende: 10.40 Uhr"), style=_HEAD),
        para(run("Anwesend: Wiebke Harms, Onno Brinkmann, Thea Lüders, Karsten Poppinga"),
             style=_HEAD),
        para(run("A."), "<w:r><w:tab/></w:r>", run("TOP 1: Bericht über die Spundwand"),
             style=_AGENDA),
        para(run("B."), "<w:r><w:tab/></w:r>", run("TOP 2: Verschiedenes"), style=_AGENDA),
        para(),
        para(run("[A.]"), style=_ANCHOR),
        turn("HARMS:", "Guten Morgen. Wir haben heute wenig Zeit und viel Wand. Herr Brinkmann, "
             "Sie haben das Wort."),
        para(run("BRINKMANN (Siel):", bold=True), run(" Danke, Frau Vorsitzende. "),
             run("Die Wand steht seit 1911."), note, run(" Wir haben "), struck, added,
             run("Stellen gefunden, an denen man hindurchsehen kann.")),
        para(run("Ich nenne nur die drei größten: sie liegen alle vor dem Pegelhaus,")),
        para(run("(Heiterkeit)"), style=_DIRECTION),
        para(run("und zwar genau dort, wo wir im Sommer die Bank aufgestellt haben.")),
        turn("LÜDERS:", "Was kostet es, wenn wir nichts tun?"),
        turn("BRINKMANN (Siel):", "Dreierlei:"),
        para(run("das Pegelhaus,"), properties=point),
        para(run("die Bank"), properties=point),
        para(run("und die Geduld der Fischer."), properties=point),
        turn("POPPINGA:", "Die Fischer haben keine Geduld, sie haben Termine."),
        para(run("[B.]"), style=_ANCHOR),
        turn("HARMS:", "Gibt es noch etwas? Das ist nicht der Fall. Ich schließe die Sitzung."),
    ]  # fmt: skip
    footnote = para(run("1 HARMS: Vgl. das Protokoll der vorigen Sitzung."))
    head = para(run("AUSSCHUSS: nur für den Dienstgebrauch"))
    parts = {
        "word/footnotes.xml": f"<w:footnotes {word.SPACES}>{footnote}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {word.SPACES}>{head}</w:hdr>",
    }
    return word.bare(*body, styles=_STYLES, parts=parts)


# A PDF: an inspection, on two pages with a running head and a footnote

_PAPER = """
Date: 21 May 1958

Place: Site office, Corrie Quarry

Participants: Mr. Rupert Abernathy, Chief Inspector; Mr. Donal Keogh, Quarry Manager; Mr. Ewan
Strachan

Note-taker: Isla Munro

<b>Abernathy:</b> Good morning, Mr. Keogh. I have been to the upper face and I have been to the
lower face, and I cannot say that I liked either. Before we speak of the cable, may I have the
book of the last twelve months?

<b>Keogh:</b> (smiling) You may have it, but you will not like that either. Three pages of it
were lost when the roof of the hut came off in March.<super>1</super> What we could remember we
have written down again.

<b>Abernathy:</b> Who is “we”?

<b>Keogh:</b> Mr. Strachan and I.

<b>Strachan:</b> Mostly I.

(Laughter)

<b>Abernathy:</b> Then I shall ask Mr. Strachan. When was the cable last taken off the drum, and
what did you find?

<b>Strachan:</b> In the second week of October. It was taken off whole, all four hundred feet of
it, laid out along the tramway and gone over by hand. We found eleven broken wires in the first
forty feet and none in the rest. I said at the time that the first forty feet should be cut
away, and I say so still.

It was decided otherwise. The cable was turned, so that what had been the end became the
beginning, and it has run like that through the winter. I do not say that it is dangerous. I say
that I do not stand under it.

<b>Keogh:</b> That is not quite how it was. There were two of us for cutting and three for
turning, and one of the three was the man who pays for the cable. What would you have done?

<b>Abernathy:</b> I should have cut it. Here is what I shall write, and you may both sign it or
not as you please: the cable is to be replaced before the first of July, the drum is to be
fenced on the side of the path, and the book is to be kept in the house and not in the hut.
Until the cable is replaced nobody is to walk below the upper face while the tubs are moving; a
boy with a flag will do, if he is a boy who stays where he is put.

<b>Strachan:</b> I have a nephew who stays where he is put.

<b>Keogh:</b> (to Mr. Strachan) And what does he cost?

<b>Strachan:</b> Less than a cable.
"""


def _dressed(canvas, page):
    """Draw the running head and the number of a page, and the footnote of the first."""
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, 780, "Inspectorate of Quarries, file 58/113")
    canvas.drawRightString(523, 780, f"{page.page}")
    if page.page == 1:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 68, "1 Keogh: the hut was rebuilt in April, with a roof of slate.")


def pdf():
    """Return the PDF."""
    from reportlab.lib.styles import ParagraphStyle

    paper = _beside("print")
    style = ParagraphStyle("wide", paper.JUSTIFIED, fontSize=12, leading=17, spaceAfter=9)
    title = "Minutes of an Inspection at Corrie Quarry"
    paragraphs = [" ".join(told.split()) for told in _PAPER.split("\n\n")]
    return paper.flowing(paragraphs, style=style, title=title, dressed=_dressed)


def made():
    """Return the files by their names."""
    return {"hafenausschuss-1973.docx": word_document(), "quarry-inspection-1958.pdf": pdf()}


if __name__ == "__main__":
    for name, data in made().items():
        (ROOT / "examples" / name).write_bytes(data)
