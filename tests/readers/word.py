"""DOCX files made up for tests: with python-docx, and from bare XML for what it cannot write."""

from __future__ import annotations

import io
import zipfile

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.{main}+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
MAIN = "openxmlformats-officedocument.wordprocessingml.document.main"
MACROS = "ms-word.document.macroEnabled.main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
RELATION = '<Relationship Id="{id}" Type="{type}" Target="{target}"{mode}/>'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def relation(identity, kind, target, mode=""):
    return RELATION.format(id=identity, type=f"{OFFICE}/{kind}", target=target, mode=mode)


def run(text, *, bold=False, properties=""):
    told = properties + ("<w:b/>" if bold else "")
    return f'<w:r><w:rPr>{told}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs, style="", properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def turn(label, *words, **options):
    return para(run(label, bold=True), *(run(f" {word}") for word in words), **options)


def table(*rows):
    """Return a table of which every cell is the XML of its paragraphs, or their text."""
    cells = [[cell if cell.startswith("<") else para(run(cell)) for cell in row] for row in rows]
    told = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in cells
    )
    return f"<w:tbl><w:tblPr/>{told}</w:tbl>"


def bare(  # noqa: PLR0913 - every part may be another
    *body, styles="", doctype="", main=MAIN, parts=None, relations="", without=()
):
    """Return the bytes of a DOCX file with this XML in its body."""
    document = f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    found = {
        "[Content_Types].xml": TYPES.format(main=main),
        "_rels/.rels": RELATIONS.format(relation("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": RELATIONS.format(
            relation("rId1", "styles", "styles.xml") + relations
        ),
        "word/document.xml": f"<?xml version='1.0'?>{doctype}{document}",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        **(parts or {}),
    }
    return zipped({name: told for name, told in found.items() if name not in without})


def zipped(parts):
    """Return a ZIP file of these parts; its times are always the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in parts.items():
            archive.writestr(zipfile.ZipInfo(name), told, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def saved(document):
    """Return the bytes of a document of python-docx."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
