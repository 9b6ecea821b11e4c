"""Where in the source a node of a graph stands.

A node leads to an offset of its text: its own, or that of the words that it is about. The offset
leads to a line and column through the `locate` of a Record, else through the memo:fullText in the
graph itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from memograph.problems import Where
from memograph.rdf.vocab import DCTERMS, MEMO
from memograph.validation.excerpts import excerpt_at

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Locate: TypeAlias = Callable[[int], Where]
"""Leads from an offset of the first text to the place in the source."""

_LEADS_ON = (MEMO.expressedIn, MEMO.statedBy, MEMO.introducedBy, MEMO.inSegment)
_LEADS_BACK = (MEMO.describes, MEMO.hasPassage)
_READ_IN_LINES = ("text/plain", "text/markdown")
"""Media types of files whose lines are those of the text that was read from them."""


class Places:
    """The places of one graph's nodes; each text is cut into lines once, when first asked for."""

    def __init__(self, graph: Graph, *, locate: Locate | None = None, source: str = "") -> None:
        """Keep the graph, the way from offsets to places, and the name of the source."""
        self._graph = graph
        self._locate = locate
        self._source = source
        self._line_starts: dict[Node, list[int]] = {}
        self._excerpts: dict[Where, str] = {}

    def of(self, node: Node) -> Where | None:
        """Return the place of a node; of one that stands nowhere, the source if it is known."""
        for segment in self._segments(node):
            offset = self._offset(segment)
            if offset is not None:
                return self._place(segment, offset)
        source = self._source if self._locate else self._file_name(None)
        return Where(source=source) if source else None

    def excerpt(self, where: Where | None) -> str:
        """Return the line of text at a place that was told before, "" if it is in no line."""
        return self._excerpts.get(where, "") if where is not None else ""

    def _segments(self, node: Node) -> Iterator[Node]:
        """Yield the node and those that tell where it stands, nearest first."""
        yield node
        for iri in _LEADS_ON:
            yield from self._values(node, iri)
        for iri in _LEADS_BACK:
            yield from self._having(iri, node)

    def _offset(self, segment: Node) -> int | None:
        """Return where a segment starts, if it says so in a number that can be read."""
        for value in self._values(segment, MEMO.startIndex):
            digits = str(value)
            if digits.isascii() and digits.isdigit():
                return int(digits)
        return None

    def _place(self, segment: Node, offset: int) -> Where:
        """Return the place of an offset of the text that the segment stands in, and remember it."""
        text = self._text_of(segment)
        where = self._where(segment, text, offset)
        if text is not None and where.line is not None:
            self._excerpts[where] = excerpt_at(self._full_text(text), offset)
        return where

    def _where(self, segment: Node, text: Node | None, offset: int) -> Where:
        """Return the place of an offset of this text."""
        # The segments of another text than the first are named below that text.
        in_first_text = text is None or not str(segment).startswith(f"{text}/")
        if self._locate is not None and in_first_text:
            return self._locate(offset)
        source = self._file_name(text)
        if text is None:
            return Where(source=source, offset=offset)
        wording = self._full_text(text)
        if self._media_type(text) not in _READ_IN_LINES:
            # Elsewhere one blank line parts the blocks of the text.
            paragraph = wording.count("\n\n", 0, offset) + 1
            return Where(source=source, offset=offset, paragraph=paragraph)
        within = min(offset, len(wording))
        starts = self._starts(text, wording)
        line = bisect_right(starts, within)
        return Where(source=source, line=line, column=within - starts[line - 1] + 1, offset=offset)

    def _text_of(self, segment: Node) -> Node | None:
        """Return the text that a segment stands in, else the only text that there is."""
        texts = self._having(MEMO.fullText)
        named = [text for text in self._values(segment, MEMO.inText) if text in texts]
        candidates = named or texts
        return candidates[0] if len(candidates) == 1 else None

    def _full_text(self, text: Node) -> str:
        """Return the wording of a text."""
        return str(self._values(text, MEMO.fullText)[0])

    def _starts(self, text: Node, wording: str) -> list[int]:
        """Return the offsets at which the lines of a text start."""
        if text not in self._line_starts:
            ends = (at + 1 for at, letter in enumerate(wording) if letter == "\n")
            self._line_starts[text] = [0, *ends]
        return self._line_starts[text]

    def _media_type(self, text: Node) -> str:
        """Return the media type of the file that a text was read from; plain text if unknown."""
        known = self._of_source(text, DCTERMS.format) or _READ_IN_LINES[0]
        return known.partition(";")[0]

    def _file_name(self, text: Node | None) -> str:
        """Return the name of the file that a text was read from, else the given source."""
        return self._of_source(text, MEMO.fileName) or self._source

    def _of_source(self, text: Node | None, iri: str) -> str:
        """Return a value of the source file of a text, of the first one if no text is given."""
        for source in self._values(text, MEMO.hasSource):
            for value in self._values(source, iri):
                return str(value)
        return ""

    def _values(self, node: Node | None, iri: str) -> list[Node]:
        """Return the values of a property, of any node if none is given, in a fixed order."""
        from rdflib import URIRef

        return sorted(self._graph.objects(node, URIRef(iri)), key=str)

    def _having(self, iri: str, value: Node | None = None) -> list[Node]:
        """Return the nodes that have this value of a property, or any, in a fixed order."""
        from rdflib import URIRef

        return sorted(set(self._graph.subjects(URIRef(iri), value)), key=str)
