"""HTML opened: which encoding the bytes have, and the tree that they are.

Browsers read whatever they are given, and so does this: unclosed tags, stray ones, XHTML. What had
to be guessed, or read flat because it is nested too deep, is a Problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.source import DecodedText, Source, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD: Final = 4096
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_DECLARED: Final = re.compile(
    rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)"
    rb"|<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(
    r"iso-?8859-?\d+|latin-?\d|windows-125\d|cp-?125\d|koi8-[ru]|macintosh|gb2312|gbk|gb18030"
    r"|big5|euc-(?:jp|kr)|shift_jis|us-ascii|ascii|ibm866|tis-620"
)
_SAME: Final = {
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "macintosh": "mac-roman",
}
"""What browsers read in place of an encoding that pages name, mostly by mistake."""
_SELF_CLOSED: Final = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    r"([a-z][a-z0-9]*)((?:\s[^<>]*)?)/>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_KEPT: Final = frozenset(
    {"html", "head", "body", "title", "meta", "link", "script", "style", "br", "p"}
)
_INLINE: Final = frozenset(
    {"a", "b", "i", "u", "s", "em", "font", "span", "strong", "small", "big"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A parsed page: its outermost element, its characters, and what was odd about it."""

    root: _Element
    text: str
    problems: tuple[Problem, ...]


def opened(source: Source) -> Opened:
    """Return the tree of a page; raise UnreadableSource if there is no page in the bytes.

    >>> page = Source(name="a.html", stem="a", data=b"<p>One<p>Two")
    >>> [p.text for p in opened(page).root.iter("p")]
    ['One', 'Two']
    """
    decoded = characters(source)
    text = decoded.text
    if "<?xml" in text[:_HEAD] or "1999/xhtml" in text[:_HEAD]:
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    root, excessive = _parsed(text)
    flat: tuple[Problem, ...] = ()
    if excessive:
        root, _ = _parsed(_flat(text))
        flat = (problem("MG169", Where(source=source.name)),)
    if root is None:
        raise UnreadableSource(problem("MG166", Where(source=source.name), why="it is empty"))
    return Opened(root=root, text=decoded.text, problems=(*decoded.problems, *flat))


def _parsed(text: str) -> tuple[_Element | None, bool]:
    """Return a tree, and whether it is cut off because it is nested too deep."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    return root, any("depth" in str(entry.message) for entry in parser.error_log)


def _flat(text: str) -> str:
    """Return a page whose elements all stand side by side as paragraphs."""

    def level(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name in _KEPT:
            return match[0]
        return "" if match["end"] or name in _INLINE else "<p>"

    return _TAG.sub(level, text)


def characters(source: Source) -> DecodedText:
    r"""Return the characters of a page: as its bytes are marked, as it says, or as can be guessed.

    >>> page = b'<meta charset="koi8-r"><p>\xe4\xc1'
    >>> characters(Source(name="a.html", stem="a", data=page)).text[-2:]
    'Да'
    """
    declared = _declared(source.data)
    if declared is None or source.data.startswith(_BOMS):
        return decode(source)
    where = Where(source=source.name)
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decode(source)
    if declared != "utf-8":
        try:
            data = source.data.decode(declared).encode()
        except UnicodeDecodeError:
            pass
        else:
            decoded = decode(replace(source, data=data))
            said = problem("MG108", where, encoding=declared)
            return replace(decoded, encoding=declared, problems=(said, *decoded.problems))
    decoded = decode(source)
    wrong = problem("MG165", where, declared=declared, encoding=decoded.encoding)
    found = tuple(one for one in decoded.problems if one.code not in ("MG107", "MG108"))
    return replace(decoded, problems=(wrong, *found))


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page names, as browsers understand the name."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match["xml"] or match["meta"]).decode("ascii", "replace").lower()
    if name in ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"):
        return "utf-8"
    return _SAME.get(name, name) if _KNOWN.fullmatch(name) else None
