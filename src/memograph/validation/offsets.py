"""The law of offsets: a segment's memo:text is what its offsets cut out of the memo:fullText.

SHACL Core cannot take a string apart, so this one rule of the data is checked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from memograph.problems import Problem, problem
from memograph.rdf.vocab import MEMO
from memograph.validation.naming import base_of, short_iri
from memograph.validation.places import Places

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHOWN = 60


def offset_problems(graph: Graph, places: Places) -> Iterator[Problem]:
    """Yield a Problem for every segment whose text does not stand at its offsets, in order of IRI.

    Segments whose offsets or texts are missing or no numbers are left to the shapes.
    """
    from rdflib import URIRef

    texts = {version: str(text) for version, text in graph.subject_objects(URIRef(MEMO.fullText))}
    placed = sorted(graph.subject_objects(URIRef(MEMO.inText)), key=str)
    for segment, version in placed:
        text = graph.value(segment, URIRef(MEMO.text))
        start, end = (_number(graph, segment, iri) for iri in (MEMO.startIndex, MEMO.endIndex))
        if text is None or start is None or end is None or version not in texts:
            continue
        if texts[version][start:end] != str(text):
            yield problem(
                "MG428",
                places.of(segment),
                segment=short_iri(str(segment), base_of([str(segment)])),
                stated=_short(str(text)),
                found=_short(texts[version][start:end]),
            )


def _number(graph: Graph, segment: Node, iri: str) -> int | None:
    from rdflib import URIRef

    value = graph.value(segment, URIRef(iri))
    digits = "" if value is None else str(value)  # the literal 0 is false
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
