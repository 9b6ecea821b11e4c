"""A PDF opened: within bounds, without a password, its table of objects rebuilt where broken."""

from __future__ import annotations

import base64
import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from memograph.problems import MissingExtra, UnreadableSource, Where, problem
from memograph.readers.source import Source

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

    from memograph.readers.pdf.glyphs import Page

MOST_PAGES: Final = 2000
MAGIC: Final = b"%PDF"
HEAD: Final = 1024
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT: Final = re.compile(rb"(?:^|(?<=[\r\n\s]))(\d{1,9})[ \t]+(\d{1,5})[ \t]+obj\b")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
_CATALOG: Final = re.compile(rb"/Type\s*/Catalog\b")
_LARGEST: Final = 64 * 2**20
_LARGEST_WHOLE: Final = 512 * 2**20
_DICTIONARY: Final = 2048
_CHUNK: Final = 65536
_MOST_OBJECTS: Final = 500_000


def is_pdf(data: bytes) -> bool:
    """Tell whether bytes are a PDF, which says so near its beginning."""
    return MAGIC in data[:HEAD]


def all_pages(source: Source) -> tuple[Page, ...]:
    """Return the pages of a PDF; raise UnreadableSource (MG172, MG176, MG177) or MissingExtra."""
    where = Where(source=source.name)
    if not source.data.strip(b"\x00 \t\r\n"):
        raise UnreadableSource(problem("MG101", where))
    if not is_pdf(source.data):
        raise UnreadableSource(problem("MG176", where, fault="it does not begin as a PDF does"))
    try:
        import pdfminer.pdfdocument  # noqa: F401 - is it there?
    except ImportError as error:
        raise MissingExtra(problem("MG174", where, what="PDF", extra="pdf")) from error
    fault = _bomb(source.data)
    if fault:
        raise UnreadableSource(problem("MG172", where, fault=fault))
    with _quiet():
        return _pages(source.data, where)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library says to itself: problems are told as data."""
    logger = logging.getLogger("pdfminer")
    handler = logging.NullHandler()
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(handler)


def _pages(data: bytes, where: Where) -> tuple[Page, ...]:
    """Return the pages, of the file as it is, else with its table of objects rebuilt."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    from memograph.readers.pdf.glyphs import pages

    fault = "it has no page"
    for document in _attempts(data):
        try:
            found = tuple(pages(document(), MOST_PAGES))
        except PDFPasswordIncorrect as error:
            told = problem("MG177", where, fault="it asks for a password")
            raise UnreadableSource(told) from error
        except PDFEncryptionError as error:
            told = problem("MG177", where, fault="it is locked in a way that is not known")
            raise UnreadableSource(told) from error
        except Exception as error:  # noqa: BLE001 - a broken file fails in a hundred ways
            fault = " ".join(str(error).split())[:200] or type(error).__name__
            continue
        if any(page.glyphs or page.pictures for page in found):
            return found
        fault = "its pages are broken" if any(page.fault for page in found) else fault
        if found and not any(page.fault for page in found):
            return found
    raise UnreadableSource(problem("MG176", where, fault=fault))


def _attempts(data: bytes) -> Iterator[Callable[[], PDFDocument]]:
    """Yield ways to open a document, the next one for where those before gave no page."""
    from pdfminer.pdfdocument import PDFDocument, PDFNoValidXRef
    from pdfminer.pdfparser import PDFParser

    class Rebuilt(PDFDocument):
        def find_xref(self, parser: PDFParser) -> int:  # noqa: ARG002 - pdfminer's
            raise PDFNoValidXRef

    yield lambda: PDFDocument(PDFParser(io.BytesIO(data)))
    yield lambda: Rebuilt(PDFParser(io.BytesIO(data)))
    mended = repaired(data)
    if mended:
        yield lambda: PDFDocument(PDFParser(io.BytesIO(mended)))


def repaired(data: bytes) -> bytes | None:
    """Return a PDF with a new table of its objects at its end; None if no catalog is in it."""
    if b"/Encrypt" in data:
        return None
    found: dict[int, tuple[int, int]] = {}
    root = None
    for match in _OBJECT.finditer(data):
        number, generation = int(match[1]), int(match[2])
        if len(found) >= _MOST_OBJECTS:
            break
        found[number] = (match.start(1), generation)
        if _CATALOG.search(data, match.end(), match.end() + _DICTIONARY):
            begins = _OBJECT.search(data, match.end())
            catalog = _CATALOG.search(data, match.end())
            if catalog and (begins is None or catalog.start() < begins.start()):
                root = f"{number} {generation} R"
    if root is None:
        return None
    table = "".join(
        f"{number} 1\n{offset:010d} {generation:05d} n \n"
        for number, (offset, generation) in sorted(found.items())
    )
    tail = f"\nxref\n{table}trailer\n<< /Root {root} /Size {max(found) + 1} >>\n"
    return data + f"{tail}startxref\n{len(data) + 1}\n%%EOF\n".encode()


def _bomb(data: bytes) -> str | None:
    """Return why a file is not to be unpacked, if its streams grow without measure.

    Pictures are left out: they are large, and are never unpacked.
    """
    whole = at = 0
    while match := _STREAM.search(data, at):
        end = data.find(b"endstream", match.end())
        at = end if end >= 0 else len(data)
        start = data.rfind(b"obj", max(0, match.start() - _DICTIONARY), match.start())
        told = data[max(start, 0) : match.start()]
        if _PICTURE.search(told):
            continue
        if told.count(b"FlateDecode") > 1:
            return "a stream in it is packed twice over"
        size = _unpacked(_bytes(told, data[match.end() : at]))
        whole += size
        if size > _LARGEST:
            return f"a stream in it would unpack to more than {_LARGEST >> 20} MiB"
        if whole > _LARGEST_WHOLE:
            return f"it would unpack to more than {_LARGEST_WHOLE >> 20} MiB"
    return None


def _bytes(told: bytes, stream: bytes) -> bytes:
    """Return a stream as bytes where it was written in letters and is large enough to matter."""
    if len(stream) <= _CHUNK:
        return stream
    try:
        if b"ASCII85Decode" in told:
            return base64.a85decode(stream.strip().removesuffix(b"~>"))
        if b"ASCIIHexDecode" in told:
            return bytes.fromhex(stream.strip().removesuffix(b">").decode("ascii", "replace"))
    except ValueError:
        return stream
    return stream


def _unpacked(stream: bytes) -> int:
    """Return how much a stream unpacks to; it is not gone on with beyond the bound."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, len(stream), _CHUNK):
            rest = stream[start : start + _CHUNK]
            while rest and size <= _LARGEST:
                size += len(unpacking.decompress(rest, _LARGEST))
                rest = unpacking.unconsumed_tail
    except zlib.error:
        return size
    return size
