"""The law of offsets: a segment's memo:text is what its offsets cut out of the memo:fullText.

SHACL Core cannot take a string apart, so this one rule of the data is checked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize

from memograph.problems import Problem, problem
from memograph.rdf.vocab import MEMO
from memograph.validation.naming import base_of, short_iri
from memograph.validation.places import Places

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHOWN = 60
_BEFORE = 20


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
                **_apart(str(text), texts[version][start:end]),
            )


def _number(graph: Graph, segment: Node, iri: str) -> int | None:
    from rdflib import URIRef

    value = graph.value(segment, URIRef(iri))
    digits = "" if value is None else str(value)  # the literal 0 is false
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _apart(stated: str, found: str) -> dict[str, str]:
    r"""Return both texts so that a person sees how they differ.

    What cannot be seen is spelled out; of long texts only the first difference is shown.

    >>> _apart("Yes.\n", "Yes. ")
    {'stated': 'Yes.\\n', 'found': 'Yes. '}
    """
    alike = normalize("NFC", stated) == normalize("NFC", found)
    pairs = enumerate(zip(stated, found, strict=False))
    shorter = min(len(stated), len(found))
    same = next((at for at, (one, other) in pairs if one != other), shorter)
    begin = 0 if max(len(stated), len(found)) <= _SHOWN else max(same - _BEFORE, 0)
    return {
        name: _cut(text, begin, spelled=alike)
        for name, text in (("stated", stated), ("found", found))
    }


def _cut(text: str, begin: int, *, spelled: bool) -> str:
    """Return a stretch of a text; `spelled`, the letters outside of ASCII are escaped too."""
    shown = "".join(
        letter if (letter.isascii() or not spelled) and letter.isprintable() else _escaped(letter)
        for letter in text[begin : begin + _SHOWN]
    )
    return f"{'…' if begin else ''}{shown}{'…' if begin + _SHOWN < len(text) else ''}"


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
