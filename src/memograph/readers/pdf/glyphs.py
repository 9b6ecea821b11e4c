"""Letters on a page, as pdfminer finds them; what a page may hold is bounded.

Only text is looked at. Pictures are counted, drawings passed over, scripts and attached files never
met. The bounds are numbers of things and not of seconds, so that every machine reads the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MOST_GLYPHS: Final = 60_000
MOST_OPERATIONS: Final = 300_000
_MOST_FORMS: Final = 5_000
_MOST_ARGUMENTS: Final = 500
_BOLD: Final = re.compile(r"bold|black|heavy|demi|(?<![a-z])(?:bd|blk)(?![a-z])", re.IGNORECASE)
_HEAVY: Final = 600
_UPRIGHT: Final = 0.1
_SMALLEST: Final = 1.0
UNKNOWN: Final = "\ufffd"


class Glyph(NamedTuple):
    """A letter: from `x0` to `x1` on a baseline at height `y`."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Page:
    """What a page holds; `fault` says why that may not be all."""

    number: int
    glyphs: list[Glyph] = field(default_factory=list)
    pictures: int = 0
    fault: str | None = None


class _TooMuchError(Exception):
    """A page holds more than any page of text does."""


class _Device(PDFTextDevice):
    """Takes down letters; counts what the interpreters of one page do."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(number=0)
        self.operations = self.forms = self.letters = 0
        self.width = self.height = 0.0
        self._bold: dict[int, bool] = {}

    def begin(self, number: int) -> Page:
        self.page = Page(number=number)
        self.operations = self.forms = self.letters = 0
        self._bold.clear()
        return self.page

    def begin_page(self, page: PDFPage, ctm: object) -> None:  # noqa: ARG002 - pdfminer's
        x0, y0, x1, y1 = page.mediabox
        sides = abs(x1 - x0), abs(y1 - y0)
        self.width, self.height = sides[::-1] if page.rotate % 180 else sides

    def operate(self) -> None:
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            raise _TooMuchError

    def render_image(self, name: str, stream: object) -> None:  # noqa: ARG002 - pdfminer's
        self.page.pictures += 1

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer's
        self,
        matrix: tuple[float, float, float, float, float, float],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,  # noqa: ARG002
        graphicstate: object,  # noqa: ARG002
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = float(font.char_width(cid) * fontsize * scaling)
        a, b, c, d, e, f = matrix
        size = abs(fontsize * d)
        slanted = abs(b) > _UPRIGHT * abs(a) or a * fontsize <= 0 or d * fontsize <= 0
        self.letters += 1
        if self.letters > MOST_GLYPHS:
            raise _TooMuchError
        x, y = e + c * rise, f + d * rise
        visible = -size <= x <= self.width + size and -size <= y <= self.height + size
        if text and not slanted and visible and size >= _SMALLEST and math.isfinite(advance * a):
            glyph = Glyph(text, x, x + advance * a, y, size, self._is_bold(font))
            self.page.glyphs.append(glyph)
        return advance

    def _is_bold(self, font: PDFFont) -> bool:
        found = self._bold.get(id(font))
        if found is None:
            weight = font.descriptor.get("FontWeight")
            heavy = isinstance(weight, (int, float)) and weight >= _HEAVY
            found = heavy or bool(_BOLD.search(str(font.fontname)))
            self._bold[id(font)] = found
        return found


class _Interpreter(PDFPageInterpreter):
    """Runs the operators of a page, counted."""

    device: _Device

    def push(self, obj: Any) -> None:
        self.device.operate()
        super().push(obj)
        if len(self.argstack) > _MOST_ARGUMENTS:
            # No operator takes as many; popping from a long stack would copy it each time.
            del self.argstack[:-1]

    def do_q(self) -> None:
        self.device.operate()
        super().do_q()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - pdfminer's
        self.device.forms += 1
        if self.device.forms > _MOST_FORMS:
            raise _TooMuchError
        super().do_Do(xobjid_arg)

    def do_EI(self, obj: Any) -> None:  # noqa: ARG002, N802 - pdfminer's
        self.device.page.pictures += 1


def pages(document: PDFDocument, most: int) -> Iterator[Page]:
    """Yield the letters of each page, of the first `most` pages and one more without any."""
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = _Interpreter(resources, device)
    number = 0
    every = PDFPage.create_pages(document)
    while True:
        number += 1
        found = device.begin(number)
        try:
            page = next(every, None)
        except Exception as error:  # noqa: BLE001 - a broken tree of pages fails in as many
            found.fault = f"the pages from here on cannot be found ({type(error).__name__})"
            yield found
            return
        if page is None:
            return
        if number > most:
            found.fault = f"only the first {most} pages are read"
            yield found
            return
        try:
            interpreter.process_page(page)
        except _TooMuchError:
            found.fault = "more is on the page than a page of text holds"
        except Exception as error:  # noqa: BLE001 - a broken page fails in a hundred ways
            found.fault = f"the page is broken ({type(error).__name__})"
        yield found
