"""N-Quads and N-Triples: one statement a line, sorted by code point.

The reader here is the only one that is not rdflib's: it names the line that it cannot read, keeps
every literal as spelled, and is many times faster, which bulk loading needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, repeat
from operator import eq, itemgetter, lt

from memograph.rdf.quads import ALIKE, NodeQuads
from memograph.rdf.terms import Quad, quoted
from memograph.serialization.blank_nodes import relabelled
from memograph.serialization.spelling import XSD_STRING, is_absolute, split_literal, unescaped

_IRI = r'<[^\x00-\x20<>"{}|^`]*>'
_BLANK = r"_:[\w:](?:[\w:.\-\u00b7\u203f\u2040]*[\w:\-\u00b7\u203f\u2040])?"
_LITERAL = rf'"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^{_IRI})?'
_LINE = re.compile(
    rf"[ \t]*(?:({_IRI}|{_BLANK})[ \t]*({_IRI})[ \t]*({_IRI}|{_BLANK}|{_LITERAL})[ \t]*"
    rf"({_IRI}|{_BLANK})?[ \t]*\.[ \t]*)?(?:#.*)?"
)
_BAD_ESCAPE = re.compile(
    r'\\(?![tbnrf"\'\\]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})'
)
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\n")


class BadLineError(ValueError):
    """A line is no statement; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        """Keep the number of the line and the reason."""
        super().__init__(reason)
        self.line = line


def nquads(quads: Sequence[Quad]) -> list[str]:
    r"""Return the chunks of an N-Quads text, its lines sorted, each once, blank nodes relabelled.

    >>> nquads([("<http://e/a>", "<http://e/p>", '"1"', "<http://e/g>")])
    ['<http://e/a> <http://e/p> "1" <http://e/g> .\n']
    """
    if isinstance(quads, NodeQuads) and not quads.has_blank_nodes():
        return _by_node(quads)
    return _by_subject(quads) or _one_by_one(relabelled(quads))


def ntriples(quads: Sequence[Quad]) -> list[str]:
    """Return the chunks of an N-Triples text, which has no graphs; its lines are sorted."""
    bare = [(subject, predicate, value, "") for subject, predicate, value, _ in quads]
    return _by_subject(bare) or _one_by_one(bare)


def _one_by_one(quads: Iterable[Quad]) -> list[str]:
    return sorted({f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in quads})


def _by_subject(quads: Sequence[Quad]) -> list[str]:
    """Return the sorted lines, one chunk a subject; nothing if there are blank nodes or two graphs.

    No other term goes on where one ends. So to sort the subjects, and what is said of each, is to
    sort the lines, with far fewer comparisons of far shorter strings.
    """
    graphs = set(map(itemgetter(3), quads))
    said: dict[str, list[str]] = {}
    last, blank = "", len(graphs) > 1 or max(graphs, default="") >= "_"
    for subject, predicate, value, _ in quads:
        if subject != last:
            add = said.setdefault(subject, []).append
            last = subject
        if value[0] == "_":
            blank = True
        add(f"{predicate} {value}")
    if blank or max(said, default="") >= "_":  # no other term begins with a greater character
        return []
    for each in said.values():
        each.sort()
    lines = list(chain.from_iterable(said.values()))
    if any(map(eq, lines, islice(lines, 1, None))):
        said = {subject: list(dict.fromkeys(each)) for subject, each in said.items()}
    end = " ".join(["", *filter(None, graphs), ".\n"])
    return [f"{node} {f'{end}{node} '.join(said[node])}{end}" for node in sorted(said)]


def _by_node(quads: NodeQuads) -> list[str]:
    """Return the sorted lines, one chunk a subject; there are no blank nodes."""
    end = " ".join(["", *filter(None, (quads.graph,)), ".\n"])
    chunks: list[str] = []
    for predicates, (subjects, rows) in quads.alike().items():
        chunks += _spelled(predicates, subjects, rows, end)
    chunks.sort()
    return chunks


def _spelled(
    predicates: tuple[str, ...], subjects: list[str], rows: list[Sequence[str]], end: str
) -> Iterator[str]:
    """Return the lines of each of some nodes with the same predicates, sorted, each once.

    Mostly what sorts the lines of the first sorts those of all. Then the text of a node is made by
    one join of its terms, without a string for each line.
    """
    if len(rows) < ALIKE:
        return map(_sorted_lines, repeat(predicates), subjects, rows, repeat(end))
    columns = list(zip(*rows, strict=True))
    order = sorted(range(len(columns)), key=lambda place: (predicates[place], rows[0][place]))
    again = [
        (columns[before], columns[place])
        for before, place in pairwise(order)
        if predicates[before] == predicates[place]
    ]
    if not all(all(map(lt, first, second)) for first, second in again):
        return map(_sorted_lines, repeat(predicates), subjects, rows, repeat(end))
    pieces: list[Iterable[str]] = []
    begin = [f"{end}{subject}" for subject in subjects]
    for place in order:
        pieces += begin, repeat(f" {predicates[place]} "), columns[place]
    pieces[0] = subjects
    return map("".join, zip(*pieces, repeat(end), strict=False))


def _sorted_lines(
    predicates: tuple[str, ...], subject: str, values: Sequence[str], end: str
) -> str:
    """Return the lines of one node."""
    said = sorted({f"{verb} {value}" for verb, value in zip(predicates, values, strict=True)})
    return f"{subject} {f'{end}{subject} '.join(said)}{end}"


def read_lines(text: str, *, graphs: bool) -> Iterator[Quad]:
    """Yield the quads of an N-Quads text, or of an N-Triples text if there may be no `graphs`."""
    for number, line in enumerate(_LINE_END.split(text), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise BadLineError(number, f"this is no statement: {line[:80]}")
        subject, predicate, value, graph = match.groups(default="")
        if not subject:
            continue
        if graph and not graphs:
            raise BadLineError(number, "a triple has three parts, this has four")
        try:
            yield _node(subject), _node(predicate), _object(value), _node(graph) if graph else ""
        except ValueError as error:
            raise BadLineError(number, str(error)) from error


def _node(term: str) -> str:
    if term[0] == "_":
        return term
    iri = _without_escapes(term[1:-1])
    if not is_absolute(iri):
        raise ValueError(f"this is no absolute IRI: {iri[:80]}")
    return term if len(iri) == len(term) - 2 else f"<{iri}>"


def _object(term: str) -> str:
    if term[0] != '"':
        return _node(term)
    body, suffix = split_literal(term)
    if "\\" in body or _CONTROL.search(body):
        body = quoted(_without_escapes(body[1:-1]))
    if suffix.startswith("@"):
        return body + suffix.lower()
    datatype = _node(suffix[2:]) if suffix else XSD_STRING
    return body if datatype == XSD_STRING else f"{body}^^{datatype}"


def _without_escapes(body: str) -> str:
    if "\\" not in body:
        return body
    pairs_apart = body.replace("\\\\", "  ")
    wrong = _BAD_ESCAPE.search(pairs_apart)
    if wrong:
        raise ValueError(f"this is no escape: {pairs_apart[wrong.start() :][:10]}")
    return unescaped(body)
