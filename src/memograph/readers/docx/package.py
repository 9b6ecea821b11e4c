"""The package that a DOCX file is: what kind of file it is, and its parts, opened within bounds.

Sizes are looked at before anything is unpacked. Nothing outside of the file is ever followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.problems import MissingExtra, Problem, UnreadableSource, Where, problem
from memograph.readers.source import Source

if TYPE_CHECKING:
    from docx.opc.part import Part

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_TYPES: Final = "[Content_Types].xml"
_MOST_PARTS: Final = 10_000
_LARGEST: Final = 64 * 2**20
_LARGEST_WHOLE: Final = 256 * 2**20
_CLOSE_LOOK: Final = 2**20
_RATIO: Final = 250
_BEGINNING: Final = 65536
_KINDS: Final = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("Index/Document.iwa", "a Pages document"),
)
_MIMETYPES: Final = (
    (b"opendocument.text", "an OpenDocument text (ODT)"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"),
    (b"opendocument.presentation", "an OpenDocument presentation (ODP)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an EPUB book"),
)
_OLE_KINDS: Final = (
    ("EncryptedPackage", "an Office file locked with a password"),
    ("WordDocument", "a Word file of the kind before 2007 (.doc)"),
    ("Workbook", "an old Excel workbook (.xls)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
    ("__substg1.0", "an Outlook message"),
)
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
                  RuntimeError, ValueError, KeyError)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a DOCX file holds: its text and styles as XML, the title among its properties."""

    document: bytes
    styles: bytes | None = None
    title: str = ""
    problems: tuple[Problem, ...] = ()


def is_package(data: bytes) -> bool:
    """Tell whether bytes are a ZIP file or what is left of one."""
    return data.startswith((_ZIP, _EMPTY_ZIP))


def is_old_office(data: bytes) -> bool:
    """Tell whether bytes are a compound file that names what program wrote it."""
    return data.startswith(_OLE) and _ole_kind(data) is not None


def is_docx(data: bytes) -> bool:
    """Tell whether a ZIP file, whole or cut off, holds the text of a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            if _MAIN in opened.namelist():
                return True
            return b"wordprocessingml" in _beginning(opened, _TYPES)
    except _BROKEN:
        return _MAIN.encode() in data


def kind(data: bytes) -> str | None:
    """Return what a file is that is no DOCX, None if it cannot be told."""
    if data.startswith(_OLE):
        return _ole_kind(data) or "an old Office file"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = opened.namelist()
            declared = _beginning(opened, "mimetype")
    except _BROKEN:
        return None
    for mimetype, what in _MIMETYPES:
        if mimetype in declared:
            return what
    for beginning, what in _KINDS:
        if any(name.startswith(beginning) for name in names):
            return what
    return "a ZIP file without a Word document in it"


def _beginning(opened: zipfile.ZipFile, name: str) -> bytes:
    """Return the first bytes of a part, none if there is no such part."""
    if name not in opened.namelist():
        return b""
    with opened.open(name) as part:
        return part.read(_BEGINNING)


def _ole_kind(data: bytes) -> str | None:
    for stream, what in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return what
    return None


def package(source: Source) -> Package:
    """Return the parts of a DOCX file; raise UnreadableSource (MG170–MG172) or MissingExtra."""
    where = Where(source=source.name)
    if not source.data.strip(b"\x00 \t\r\n"):
        raise UnreadableSource(problem("MG101", where))
    if not is_package(source.data) or not is_docx(source.data):
        told = kind(source.data) if is_package(source.data) or source.data.startswith(_OLE) else ""
        raise UnreadableSource(problem("MG170", where, what=told or "no ZIP file"))
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as opened:
            _within_bounds(opened, where)
            names = opened.namelist()
    except _BROKEN as error:
        raise UnreadableSource(problem("MG171", where, fault=_fault(error))) from error
    found = _opened(source, where)
    macros = any(name.endswith("vbaProject.bin") for name in names)
    noticed = (problem("MG173", where),) if macros else ()
    return Package(
        document=found.document,
        styles=found.styles,
        title=found.title,
        problems=(*found.problems, *noticed),
    )


def _within_bounds(opened: zipfile.ZipFile, where: Where) -> None:
    """Raise UnreadableSource if unpacking would give more than any document needs."""
    parts = opened.infolist()
    whole = sum(part.file_size for part in parts)
    fault = None
    if len(parts) > _MOST_PARTS:
        fault = f"it has {len(parts)} parts"
    elif whole > _LARGEST_WHOLE:
        fault = f"it would unpack to {whole >> 20} MiB"
    for part in parts:
        if part.file_size <= _CLOSE_LOOK:
            continue
        if part.file_size > _LARGEST and part.filename.endswith((".xml", ".rels")):
            fault = fault or f"{part.filename} would unpack to {part.file_size >> 20} MiB"
        elif part.file_size > _RATIO * max(1, part.compress_size):
            fault = fault or f"{part.filename} would unpack to more than {_RATIO} times its size"
    if fault:
        raise UnreadableSource(problem("MG172", where, fault=fault))


def _opened(source: Source, where: Where) -> Package:
    """Return the parts, found by their relations, else by their names where those are broken."""
    try:
        from docx.package import Package as WordPackage
    except ImportError as error:
        raise MissingExtra(problem("MG174", where, what="DOCX", extra="docx")) from error
    try:
        opened = WordPackage.open(io.BytesIO(source.data))
        main = opened.main_document_part
        return Package(document=main.blob, styles=_styles(main), title=_title(opened))
    except Exception as error:  # noqa: BLE001 - a broken package fails in a hundred ways
        return _salvaged(source, where, error)


def _styles(main: Part) -> bytes | None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    strict = RELATIONSHIP_TYPE.STYLES.replace(
        "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
    )
    for relation in main.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.STYLES, strict) and not relation.is_external:
            found: bytes = relation.target_part.blob
            return found
    return None


def _title(opened: object) -> str:
    try:
        title = opened.core_properties.title  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - a title is worth no failure
        return ""
    return " ".join(str(title or "").split())


def _salvaged(source: Source, where: Where, error: Exception) -> Package:
    """Return the parts by the names that they nearly always have."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as opened:
            document = opened.read(_MAIN)
            styles = opened.read(_STYLES) if _STYLES in opened.namelist() else None
    except _BROKEN as worse:
        raise UnreadableSource(problem("MG171", where, fault=_fault(worse))) from worse
    told = problem("MG175", where, fault=_fault(error))
    return Package(document=document, styles=styles, problems=(told,))


def _fault(error: Exception) -> str:
    """Return what an error says, on one line and without addresses in memory."""
    said = re.sub(r"<[^<>]* at 0x\w+>", "the file", " ".join(str(error).split()).strip("'\""))
    return said[:200] or type(error).__name__
