"""The documents of a volume, one at a time: a stream that holds no more than one of them.

Broken mark-up is recovered; a document whose end is missing ends where the next one begins, and
where the parser gives up it begins again with the next document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from memograph.problems import Problem
from memograph.readers.source import Source
from memograph.readers.tei.volume.persons import Persons
from memograph.readers.tei.volume.printed import line_of, tag_of
from memograph.readers.xml import SAFE, XML_ID, faults

if TYPE_CHECKING:
    from lxml.etree import _Element

_START: Final = re.compile(
    rb"<!--|<!\[CDATA\[|<(?:[\w.-]{1,40}:)?div\d?\s(?:[^<>]{0,4000}?\s)?"
    rb"(?:type|subtype)\s*=\s*[\"'](?:document|historical-document|editorial-note)[\"']"
)
_KIND: Final = re.compile(rb"document[\"']")
_ENDS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_DECLARED: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_DECLARATION: Final = re.compile(r"^(\s*<\?xml[^>]*?)\sencoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ROOT: Final = re.compile(rb"<(?![?!])[^>]*>")
_NAMESPACE: Final = re.compile(rb"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_DIVISIONS: Final = ("div", *(f"div{level}" for level in range(1, 8)))
_ENTRIES: Final = ("item", "p", "person", "row", "label")
_ROOTS: Final = ("TEI", "TEI.2")
_HEADING: Final = frozenset({"head", "list", "table"})
_LARGEST: Final = 400
_SUBTYPES: Final = frozenset({"historical-document", "editorial-note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document of a volume: its element, the id of the volume and its persons.

    `number` counts the documents from 1; `line` is where the lines of the element count from;
    `above` is what heads the division of several records of one meeting.
    """

    element: _Element
    volume: str | None
    persons: Persons
    number: int
    line: int = 0
    above: tuple[_Element, ...] = ()

    @property
    def begins(self) -> int:
        """Return the line of the source in which the document begins."""
        return self.line + line_of(self.element)


@dataclass(slots=True)
class _State:
    """Where the stream is: the volume, the document that is open, how many began and were given."""

    volume: str | None = None
    open: _Element | None = None
    begun: int = 0
    given: int = 0
    line: int = 0


def is_document(element: _Element) -> bool:
    """Tell whether an element is a document of a volume."""
    return tag_of(element) in _DIVISIONS and (
        element.get("type") == "document" or element.get("subtype") in _SUBTYPES
    )


def may_start(data: bytes) -> bool:
    """Tell, sooner than `starts` does, whether documents may begin somewhere.

    >>> may_start(b'<div type="document">'), may_start(b"<div>A document.</div>")
    (True, False)
    """
    return _KIND.search(data) is not None or b"editorial-note" in data


def starts(data: bytes) -> Iterator[int]:
    """Yield the offsets at which documents begin; what stands in comments is none.

    >>> list(starts(b'<div type="document"><!-- <div type="document"> --></div>'))
    [0]
    """
    found = _START.search(data)
    while found:
        after = found.end()
        closing = _ENDS.get(found.group())
        if closing is None:
            yield found.start()
        else:
            after = data.find(closing, after)
            if after < 0:
                return
        found = _START.search(data, after)


def plain_bytes(source: Source) -> bytes:
    """Return the bytes of a source in an encoding in which mark-up is ASCII."""
    data = source.data
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return data
    return _DECLARATION.sub(r"\1", data.decode("utf-16", "replace"), count=1).encode()


def _empty(element: Any) -> None:
    """Forget what an element held; what follows it may be half read."""
    element.clear(keep_tail=True)


class Stream:
    """The documents of one source, in order.

    `faults` are those of the mark-up met so far, until somebody takes them out.
    """

    def __init__(self, source: Source) -> None:
        """Make ready to read; nothing is parsed yet."""
        self.faults: list[Problem] = []
        self._source = source
        self._data = plain_bytes(source)
        self._starts = tuple(starts(self._data))
        self._state = _State()
        self._told = 0
        self._persons: dict[str | None, Persons] = {}

    def __iter__(self) -> Iterator[Found]:
        """Yield each document; it is emptied when the next one is asked for."""
        if self._starts and Persons.listed_in(self._data, self._starts[0]):
            for _ in self._parsed(0, whole=False):
                pass
            self._state = _State()
        start, state = 0, self._state
        while True:
            before = state.begun
            yield from self._parsed(start)
            broken = self._told > 0
            self._told = 0
            if not broken or state.begun >= len(self._starts) or (start and state.begun == before):
                return
            state.line += self._data.count(b"\n", start, self._starts[state.begun])
            start = self._starts[state.begun]

    def _parsed(self, start: int, *, whole: bool = True) -> Iterator[Found]:
        """Yield the documents from an offset on; without `whole`, take in only the persons."""
        from lxml import etree

        events = etree.iterparse(
            BytesIO(self._wrapped(start) if start else self._data),
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (*_ROOTS, *_DIVISIONS, *_ENTRIES)],
            recover=True,
            **SAFE,
        )
        try:
            for event, element in events:
                done = self._step(event, element)
                if done is None:
                    continue
                if whole:
                    self._tell(events.error_log)
                    yield self._found(done)
                if event == "end":
                    # A document that lacks its end still holds the next one, which is being read.
                    _empty(done)
        except etree.XMLSyntaxError:
            # The parser gave up; what it had is in the log, and the rest is tried again.
            pass
        left, self._state.open = self._state.open, None
        if whole:
            self._tell(events.error_log)
        if whole and left is not None:
            yield self._found(left)

    def _tell(self, log: object) -> None:
        """Keep those faults of the parser's log that nobody was told of yet."""
        entries = list(log)  # type: ignore[call-overload]
        if len(entries) > self._told:
            new = entries[self._told :]
            self.faults.extend(faults(new, self._source.name, line=self._state.line))
            self._told = len(entries)

    def _wrapped(self, start: int) -> bytes:
        """Return the rest of the data in an element of its own, with the namespaces of the root."""
        root = _ROOT.search(self._data[: 1 << 16])
        spaces = b"".join(_NAMESPACE.findall(root.group())) if root else b""
        encoding = _DECLARED.search(self._data[:200])
        head = b'<?xml version="1.0" encoding="%s"?>' % encoding[1] if encoding else b""
        return head + b"<rest" + spaces + b">" + self._data[start:]

    def _step(self, event: str, element: _Element) -> _Element | None:
        """Take one event in; return the document that is whole now."""
        state = self._state
        if event == "start":
            if tag_of(element) in _ROOTS:
                state.volume = element.get(XML_ID) or element.get("id")
            if not is_document(element):
                return None
            state.begun += 1
            before, state.open = state.open, element
            return before
        if element is state.open:
            state.open = None
            return element
        if state.open is None:
            self._outside(element)
        return None

    def _outside(self, element: _Element) -> None:
        """Take in the persons of an element outside of documents, or forget what it held."""
        name = tag_of(element)
        if name in _ENTRIES:
            self.persons.take(element)
        elif name in _DIVISIONS:
            _empty(element)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    @property
    def persons(self) -> Persons:
        """Return the persons of the volume that is being read."""
        name = self._state.volume
        return self._persons.setdefault(name, Persons(name or self._source.stem))

    def _found(self, element: _Element) -> Found:
        self._state.given += 1
        return Found(
            element=element,
            volume=self._state.volume,
            persons=self.persons,
            number=self._state.given,
            line=self._state.line,
            above=_above(element),
        )


def _above(element: _Element) -> tuple[_Element, ...]:
    """Return copies of what a division has above its first document, if that holds a list or table.

    A conference prints who met once, above the minutes that each side took.
    """
    parent = element.getparent()
    if parent is None or tag_of(parent) not in _DIVISIONS or is_document(parent):
        return ()
    found: list[_Element] = []
    for one in parent:
        if tag_of(one) in _DIVISIONS:
            break
        if tag_of(one) in _HEADING:
            found.append(one)
    lists = sum(tag_of(one) != "head" for one in found)
    size = sum(1 for one in found for _ in islice(one.iter(), _LARGEST))
    return tuple(deepcopy(one) for one in found) if lists and size < _LARGEST else ()
