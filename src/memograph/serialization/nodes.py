"""How a set of triples is laid out: by node, in an order that people like to read.

The order depends on nothing but the set. First comes the node that most others lie beneath (the
document, as `{doc}/turn/0001` lies beneath `{doc}`), then those beneath it, then the rest; each
part sorted by IRI, numbers by their value. Properties are sorted, `rdf:type` first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from memograph.serialization.spelling import RDF_TYPE

Pairs: TypeAlias = list[tuple[str, str]]
"""Predicates and objects of one node."""

Nodes: TypeAlias = dict[str, Pairs]
"""Pairs by subject."""

_NUMBER = re.compile("[0-9]+")
_WIDTH = 12


def by_subject(triples: Iterable[tuple[str, str, str]]) -> Nodes:
    """Return the pairs of every subject, in no particular order."""
    nodes: Nodes = {}
    last = ""
    for subject, predicate, value in triples:
        if subject != last:
            add = nodes.setdefault(subject, []).append
            last = subject
        add((predicate, value))
    return nodes


def home_of(subjects: Iterable[str]) -> str:
    """Return the subject beneath which most others lie, or "" if there is none.

    >>> home_of(["<http://e/doc/a>", "<http://e/doc/a/turn/0001>", "<http://e/agent/b>"])
    '<http://e/doc/a>'
    """
    beneath = dict.fromkeys(subjects, 0)
    for subject in beneath:
        cut = subject.rfind("/")
        while cut > 0:
            parent = subject[:cut] + ">"
            if parent in beneath:
                beneath[parent] += 1
            cut = subject.rfind("/", 0, cut)
    counted = [(-count, len(subject), subject) for subject, count in beneath.items() if count]
    return min(counted)[2] if counted else ""


def reading_order(nodes: Nodes, home: str) -> list[str]:
    """Return the subjects in the order in which they are written."""
    if not home:
        return sorted(nodes, key=_natural)
    inside = home[:-1] + "/"
    near = [subject for subject in nodes if subject.startswith(inside)]
    far = [subject for subject in nodes if not subject.startswith(inside) and subject != home]
    return [home, *sorted(near, key=_natural), *sorted(far, key=_natural)]


def _natural(subject: str) -> tuple[str, str]:
    return _NUMBER.sub(_padded, subject), subject


def _padded(match: re.Match[str]) -> str:
    return match[0].zfill(_WIDTH)


def sorted_pairs(pairs: Pairs, key: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """Return each predicate with its objects: types first, both sorted.

    `key` spells an object as it will be written; the objects are returned so spelled.
    """
    grouped: dict[str, list[str]] = {}
    for predicate, value in sorted(pairs):
        grouped.setdefault(predicate, []).append(key(value))
    types = grouped.pop(RDF_TYPE, None)
    rest = list(grouped.items())
    return rest if types is None else [(RDF_TYPE, types), *rest]
