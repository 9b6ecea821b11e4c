"""XML opened safely: no network, no foreign entities, bounded, broken mark-up recovered.

Names of elements lose their namespaces, so that a document with a default namespace, with prefixes
or with none reads the same. Knows XML, and no vocabulary of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.source import Source

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_HEAD: Final = 4096
_ROOT: Final = re.compile(
    rb"<(?!\?|!)(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?P<attributes>[^>]*)"
)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_TOLD: Final = 5
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^<>]*\?>)?", re.IGNORECASE)
_UTF8: Final = re.compile(rb"\sencoding\s*=\s*[\"']utf-8[\"']", re.IGNORECASE)
_BEFORE_ROOT: Final = re.compile(rb"\s+|<!--(?:[^-]|-[^-])*-->|<\?(?:[^?]|\?(?!>))*\?>")
_ATTRIBUTE: Final = re.compile(rb"\s+(?P<name>[\w.:-]+)\s*=\s*(?P<value>\"[^\"<]*\"|'[^'<]*')")
_START: Final = re.compile(
    rb"<[\w.-]+(?P<attributes>(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*/?>"
)
_ADDRESS: Final = re.compile(rb"[\"']https?://(?!www\.w3\.)\w[\w.-]*(?:/[\w./-]*)?[\"']")
SAFE: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
"""What keeps a hostile file harmless, for every parser of XML."""

XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Root:
    """The outermost element of a source as far as its beginning shows: name and namespaces."""

    name: str
    attributes: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed source: its outermost element and what was wrong with the mark-up."""

    root: _Element
    problems: tuple[Problem, ...]


def root_of(source: Source) -> Root | None:
    """Return the outermost element of a source, or None if it does not look like XML.

    >>> root_of(Source(name="a", stem="a", data=b"<?xml version='1.0'?><tei:TEI xmlns:tei='x'>"))
    Root(name='TEI', attributes=" xmlns:tei='x'")
    """
    head = _beginning(source.data)
    if not head.lstrip().startswith(b"<"):
        return None
    match = _ROOT.search(_DOCTYPE.sub(b"", _COMMENT.sub(b"", head)))
    if match is None:
        return None
    attributes = match["attributes"].decode("utf-8", "replace")
    return Root(match["name"].decode("utf-8", "replace"), attributes)


def _beginning(data: bytes) -> bytes:
    """Return the beginning of a source as ASCII-like bytes, whatever its encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[: 2 * _HEAD].decode("utf-16", "ignore").encode()
    return data[: 16 * _HEAD].removeprefix(b"\xef\xbb\xbf")


def parser(*, recover: bool) -> XMLParser:
    """Return a parser that loads nothing, expands no entity and keeps the bounds of libxml2."""
    from lxml import etree

    return etree.XMLParser(recover=recover, **SAFE)


def tree(source: Source) -> Tree:
    """Return the tree of a source; raise UnreadableSource (MG101, MG127) if there is none.

    >>> tree(Source(name="a.xml", stem="a", data=b"<p>One <b>two</p>")).problems[0].code
    'MG126'
    """
    from lxml import etree

    where = Where(source=source.name)
    if not source.data.strip():
        raise UnreadableSource(problem("MG101", where))
    bare = without_namespace(source.data)
    faults: tuple[Problem, ...] = ()
    try:
        root = etree.fromstring(bare.data if bare else source.data, parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        bare = None
        root, faults = _recovered(source, error)
    if bare is not None and bare.plain:
        return Tree(root, ())
    return Tree(root, (*faults, *plain(root, source.name)))


@dataclass(frozen=True, slots=True)
class Bare:
    """The bytes of a source without the namespace of its names that have no prefix.

    If they are `plain`, no element of theirs has a prefix, and they declare no entity.
    """

    data: bytes
    plain: bool


def without_namespace(data: bytes) -> Bare | None:
    """Return the bytes of a source, blanks for the one declaration of a default namespace.

    It must surely stand in the outermost element and nowhere else; None if that cannot be told. To
    parse such bytes is much faster than to rename every element afterwards, and
    gives the same lines and columns.

    >>> without_namespace(b'<p xmlns="http://a.b/c">One</p>')
    Bare(data=b'<p                     >One</p>', plain=True)
    """
    declaration = _DECLARATION.match(data)
    at = declaration.end() if declaration else 0
    stated = data[:at].lower()
    if b"encoding" in stated and not _UTF8.search(stated):
        return None
    while before := _BEFORE_ROOT.match(data, at):
        at = before.end()
    start = _START.match(data, at)
    if start is None:
        return None
    given = list(_ATTRIBUTE.finditer(data, *start.span("attributes")))
    spaces = [one for one in given if one["name"].startswith(b"xmlns")]
    own = [one for one in spaces if one["name"] == b"xmlns"]
    if len(own) != 1 or data.count(b"xmlns") != len(spaces):
        return None
    if not _ADDRESS.fullmatch(own[0]["value"]):
        return None
    prefixes = (b"xml:", *(one["name"].removeprefix(b"xmlns:") + b":" for one in spaces))
    first, last = own[0].start("name"), own[0].end()
    return Bare(
        data=b"".join((data[:first], b" " * (last - first), data[last:])),
        plain=not any(b"<" + prefix in data for prefix in prefixes),
    )


def _recovered(source: Source, error: Exception) -> tuple[_Element, tuple[Problem, ...]]:
    """Return what can be had of a broken source, with a problem for each of the first faults."""
    from lxml import etree

    forgiving = parser(recover=True)
    where = Where(source=source.name)
    try:
        root = etree.fromstring(source.data, forgiving)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UnreadableSource(problem("MG127", where, fault=str(error))) from error
    return root, faults(forgiving.error_log, source.name)


def faults(log: object, name: str, *, line: int = 0) -> tuple[Problem, ...]:
    """Return the first errors of a parser's log as problems; its lines count from `line`."""
    entries = {(line + e.line, e.column): e.message for e in reversed(list(log))}  # type: ignore[call-overload]
    return tuple(
        problem("MG126", Where(source=name, line=at, column=column), fault=message)
        for (at, column), message in sorted(entries.items())[:_TOLD]
    )


def plain(root: _Element, name: str) -> tuple[Problem, ...]:
    """Take the namespaces off the names of all elements, and entities out of the tree.

    Returns a problem for each entity that is left out.
    """
    from lxml import etree

    entities: list[Any] = []
    for element in root.iter():
        tag: object = element.tag  # of an entity it is a function
        if isinstance(tag, str):
            if tag[:1] == "{" or ":" in tag:
                _rename(element, _local(tag))
        elif tag is etree.Entity:
            entities.append(element)
    for entity in entities:
        _take_out(entity)
    return tuple(
        problem("MG128", Where(source=name, line=entity.sourceline), name=entity.name)
        for entity in entities[:_TOLD]
    )


def _rename(element: _Element, name: str) -> None:
    """Give an element a name; what was recovered of broken mark-up may be none."""
    try:
        element.tag = name
    except ValueError:
        element.tag = "unnamed"


def _local(tag: str) -> str:
    """Return the name of an element without namespace or prefix, also one that was never declared.

    >>> _local("{urn:x}p"), _local("tei:p"), _local("{urn:x}p:")
    ('p', 'p', 'p')
    """
    return tag.rpartition("}")[2].strip(":").rpartition(":")[2] or "unnamed"


def _take_out(element: _Element) -> None:
    """Remove an element and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def words(element: _Element) -> str:
    """Return the text of an element and all below it, blanks folded.

    >>> words(tree(Source(name="a", stem="a", data=b"<p>One <b>two </b> three</p>")).root)
    'One two three'
    """
    if len(element):
        return folded("".join(cast("Iterator[str]", element.itertext())))
    text = element.text
    return folded(text) if text else ""


def folded(text: str) -> str:
    r"""Return a text with each run of blanks, of any kind, as one blank, and none at its ends.

    >>> folded("\n two\u00a0\u2003words ")
    'two words'
    """
    # What can be printed has no blank but " ": most texts need no more than a look at them.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def first_letter(element: _Element) -> str:
    """Return the first character of the `words` of an element, without looking at the others.

    >>> first_letter(tree(Source(name="a", stem="a", data=b"<p> <b>two </b> three</p>")).root)
    't'
    """
    found = (element.text or "").lstrip()
    if found or not len(element):
        return found[:1]
    for child in element:
        found = first_letter(child) or (child.tail or "").lstrip()
        if found:
            return found[:1]
    return ""


def attribute(element: _Element, *names: str) -> str | None:
    """Return the first of these attributes that is there and not blank, stripped."""
    for name in names:
        value = element.get(name)
        if value and (value := value.strip()):
            return value
    return None


def below(element: _Element, *names: str) -> Iterator[_Element]:
    """Yield the elements of these names below an element, in order."""
    yield from element.iterdescendants(*names)


def line_of(element: _Element) -> int | None:
    """Return the line of the source on which an element begins, if it is known."""
    return element.sourceline  # type: ignore[return-value]
