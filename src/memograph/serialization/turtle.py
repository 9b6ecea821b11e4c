"""Turtle and TriG, node by node: sorted, prefixed, one property a line, no rdflib."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from memograph.serialization.nodes import (
    Nodes,
    Pairs,
    by_subject,
    home_of,
    reading_order,
    sorted_pairs,
)
from memograph.serialization.prefixes import ShortNames
from memograph.serialization.spelling import RDF_TYPE, split_literal

_WIDTH = 100
_XSD = "^^<http://www.w3.org/2001/XMLSchema#"
# Only spellings that every parser hands back unchanged: rdflib makes 7 of a bare 007.
_BARE = {
    _XSD + "integer>": re.compile(r"0|-?[1-9][0-9]*"),
    _XSD + "decimal>": re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"),
    _XSD + "boolean>": re.compile("true|false"),
}


def turtle(
    triples: Iterable[tuple[str, str, str]], prefixes: Mapping[str, str], *, plain: bool = False
) -> list[str]:
    """Return the chunks of a Turtle text: prefixes, then one chunk a node.

    A `plain` text has only the prefixes given and its nodes in the order of their IRIs, so that
    further nodes change nothing of how the others are written.

    >>> print("".join(turtle([("<http://e/a>", "<http://e/p>", '"1"')], {"e": "http://e/"})))
    @prefix e: <http://e/> .
    <BLANKLINE>
    e:a e:p "1" .
    <BLANKLINE>
    """
    names, body = _body(by_subject(triples), prefixes, "", plain=plain)
    return _ended([*_declarations(names.used, {}), *body])


def trig(graphs: Mapping[str, Nodes], prefixes: Mapping[str, str]) -> list[str]:
    """Return the chunks of a TriG text: the default graph, then a block for each graph, sorted.

    Prefixes stand before the block that needs them; a graph's names depend on that graph alone.
    """
    chunks: list[str] = []
    declared: dict[str, str] = {}
    for graph in sorted(graphs):
        names, body = _body(graphs[graph], prefixes, "    " if graph else "")
        chunks.extend(_declarations(names.used, declared))
        if graph:
            body[-1] = body[-1].rstrip("\n") + "\n"
            body = [f"{graph} {{\n", *body, "}\n\n"]
        chunks.extend(body)
    return _ended(chunks)


class PlainTurtle:
    r"""A `plain` text of more nodes than fit into memory, written one by one in their order.

    Which prefixes it needs is known when all are written: `head` gives what goes before them.

    >>> text = PlainTurtle({"e": "http://e/"})
    >>> print("".join(text.node("<http://e/a>", [("<http://e/p>", ['"1"'])])), end="")
    e:a e:p "1" .
    >>> text.head()
    '@prefix e: <http://e/> .\n'
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Begin a text in which these prefixes can be used."""
        self._names = ShortNames(prefixes)
        self._spell = _speller(self._names)

    def node(self, subject: str, groups: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
        """Yield the lines of a node, given its predicates and the sorted objects of each."""
        start = f"{self._names[subject]} "
        for predicate, values in groups:
            verb = "a" if predicate == RDF_TYPE else self._names[predicate]
            yield f"{start}{verb}"
            yield from _wrapped(map(self._spell, values), "")
            start = " ;\n    "
        yield " .\n"

    def pairs(self, subject: str, pairs: Pairs) -> Iterator[str]:
        """Yield the lines of a node, given its predicates and objects in any order."""
        return self.node(subject, sorted_pairs(pairs, str))

    def head(self) -> str:
        """Return the declarations of the prefixes that were used."""
        used = self._names.used
        return "".join(f"@prefix {name}: <{used[name]}> .\n" for name in sorted(used))


def _body(
    nodes: Nodes, prefixes: Mapping[str, str], pad: str, *, plain: bool = False
) -> tuple[ShortNames, list[str]]:
    home = "" if plain else home_of(nodes)
    names = ShortNames(prefixes) if plain else ShortNames(prefixes, nodes, home)
    spell = _speller(names)
    chunks, next_line = [], f" ;\n{pad}    "
    for subject in reading_order(nodes, home):
        lines = []
        for predicate, values in sorted_pairs(nodes[subject], spell):
            verb = "a" if predicate == RDF_TYPE else names[predicate]
            lines.append(
                f"{verb} {values[0]}" if len(values) == 1 else verb + _objects(values, pad)
            )
        chunks.append(f"{pad}{names[subject]} {next_line.join(lines)} .\n\n")
    return names, chunks


def _objects(values: list[str], pad: str) -> str:
    """Return a blank and the objects, on as many lines as they need."""
    return "".join(_wrapped(iter(values), pad))


def _wrapped(values: Iterator[str], pad: str) -> Iterator[str]:
    """Yield a blank and the objects, on one line if they fit, else on as many as they need."""
    line = next(values)
    start = f"\n{pad}        "
    several = False
    for value in values:
        if len(line) + len(value) + 2 <= _WIDTH:
            line += ", " + value
            continue
        yield f"{start}{line},"
        line, several = value, True
    yield f"{start}{line}" if several else f" {line}"


def _speller(names: ShortNames) -> Callable[[str], str]:
    def spell(term: str) -> str:
        if term[0] != '"':
            return names[term]
        if term[-1] != ">":
            return term
        body, datatype = split_literal(term)
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(body, 1, len(body) - 1):
            return body[1:-1]
        return f"{body}^^{names[datatype[2:]]}"

    return spell


def _declarations(used: Mapping[str, str], declared: dict[str, str]) -> list[str]:
    new = {name: used[name] for name in sorted(used) if declared.get(name) != used[name]}
    declared.update(new)
    lines = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in new.items())
    return [lines + "\n"] if lines else []


def _ended(chunks: list[str]) -> list[str]:
    """Return `chunks` without the blank line at the end."""
    if chunks:
        chunks[-1] = chunks[-1].rstrip("\n") + "\n"
    return chunks
