"""Profiles: what has to be known of a kind of triplestore to load it without losing anything.

A profile is data. Those of stores that the tests run against say what was measured; the others
what their documentation says (`tested` tells which). Third parties add theirs through the plug-in
slot `stores`, whose objects are profiles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from memograph.problems import ConfigError, problem

Auth: TypeAlias = Literal["none", "basic", "digest", "bearer"]
"""How a store asks who calls."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of triplestore. `{url}` in the addresses stands for what the user gave.

    `graphs` is the address of the Graph Store Protocol, "" if the store has none, and `graph` the
    parameter that names the graph. `atomic` tells that a PUT replaces a graph wholly or not at all;
    otherwise a graph is put beside, counted and moved. `gzip` tells that bodies may be compressed,
    `braces` that one that breaks off is taken for whole, unless a bracket is left open. `triples`
    and `size` (bytes) limit one INSERT DATA. `together` tells that one update may hold several
    operations. `union` are the parameters by which a question without GRAPH is asked of all
    graphs. `line` finds the line in the words of a parser. `offline` is what to type where loading
    parts offline is faster: `{folder}` and `{graph}`, that of the dataset, are filled in.
    `rewritten` are the datatypes of values that the store writes in its own way.
    """

    name: str
    title: str
    graphs: str
    update: str
    query: str
    graph: str = "graph"
    auth: tuple[Auth, ...] = ("none", "basic")
    atomic: bool = False
    gzip: bool = False
    braces: bool = False
    triples: int = 1000
    size: int = 200_000
    together: bool = True
    union: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    line: str = r"line:? (\d+)"
    offline: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    tested: bool = False


PROFILES: Final[tuple[Profile, ...]] = (
    Profile(
        name="oxigraph",
        title="Oxigraph server",
        graphs="{url}/store",
        update="{url}/update",
        query="{url}/query",
        auth=("none", "basic", "digest", "bearer"),  # of a server before it: it has none of its own
        atomic=True,
        gzip=True,
        triples=10_000,
        size=1_000_000,
        union=MappingProxyType({"union-default-graph": ""}),
        offline=(
            "oxigraph load --location DIR --file {folder}/parts/*.nq",
            "oxigraph load --location DIR --file {folder}/dataset.ttl --graph {graph}",
        ),
        tested=True,
    ),
    Profile(
        name="fuseki",
        title="Apache Jena Fuseki",
        graphs="{url}/data",
        update="{url}/update",
        query="{url}/query",
        auth=("none", "basic", "digest", "bearer"),
        atomic=True,
        braces=True,
        triples=10_000,
        size=1_000_000,
        union=MappingProxyType({"default-graph-uri": "urn:x-arq:UnionGraph"}),
        line=r"\[line: (\d+)",
        offline=(
            "tdb2.tdbloader --loc DIR {folder}/parts/*.nq",
            "tdb2.tdbloader --loc DIR --graph {graph} {folder}/dataset.ttl",
        ),
        tested=True,
    ),
    Profile(
        name="rdf4j",
        title="Eclipse RDF4J",
        graphs="{url}/rdf-graphs/service",
        update="{url}/statements",
        query="{url}",
        atomic=True,
        gzip=True,
        triples=10_000,
        size=1_000_000,
        line=r"\[line (\d+)\]",
        tested=True,
    ),
    Profile(
        name="virtuoso",
        title="OpenLink Virtuoso",
        graphs="{url}/sparql-graph-crud-auth",
        update="{url}/sparql-auth",
        query="{url}/sparql",
        auth=("digest",),
        together=False,
        rewritten=("http://www.w3.org/2001/XMLSchema#dayTimeDuration",),  # PT2H as 7200.0
        offline=(
            "isql-vt exec=\"ld_dir('{folder}/parts', '*.nq', 'urn:graphs-of-the-parts')\"",
            "isql-vt exec=\"ld_dir('{folder}', 'dataset.ttl', '{graph}')\"",
            'isql-vt exec="rdf_loader_run(); checkpoint;"',
        ),
        tested=True,
    ),
    Profile(
        name="graphdb",
        title="Ontotext GraphDB",
        graphs="{url}/rdf-graphs/service",
        update="{url}/statements",
        query="{url}",
        auth=("none", "basic", "bearer"),
        atomic=True,
    ),
    Profile(
        name="stardog",
        title="Stardog",
        graphs="{url}",
        update="{url}/update",
        query="{url}/query",
        auth=("basic", "bearer"),
        atomic=True,
        union=MappingProxyType({"default-graph-uri": "tag:stardog:api:context:all"}),
        offline=(
            "stardog data add DATABASE {folder}/parts/*.nq",
            "stardog data add --named-graph {graph} DATABASE {folder}/dataset.ttl",
        ),
    ),
    Profile(
        name="neptune",
        title="Amazon Neptune",
        graphs="{url}/sparql/gsp/",
        update="{url}/sparql",
        query="{url}/sparql",
        auth=("none",),
        atomic=True,
    ),
    Profile(
        name="qlever",
        title="QLever",
        graphs="{url}",
        update="{url}",
        query="{url}",
        auth=("bearer",),
        atomic=True,
    ),
    Profile(
        name="blazegraph",
        title="Blazegraph",
        graphs="{url}",
        graph="context-uri",
        update="{url}",
        query="{url}",
    ),
    Profile(
        name="sparql",
        title="any store that speaks SPARQL 1.1 at one address for questions and updates",
        graphs="",
        update="{url}",
        query="{url}",
        auth=("none", "basic", "digest", "bearer"),
        together=False,
    ),
)
"""Every built-in profile."""


def profile_named(name: str, known: Mapping[str, object]) -> Profile:
    """Return a profile among those that are known; raise ConfigError (MG533) if it is none.

    >>> profile_named("fuseki", {each.name: each for each in PROFILES}).title
    'Apache Jena Fuseki'
    """
    found = known.get(name)
    if isinstance(found, Profile):
        return found
    profiles = [each for each, value in known.items() if isinstance(value, Profile)]
    near = get_close_matches(name, profiles, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise ConfigError(problem("MG533", name=name, meant=meant, known=", ".join(sorted(profiles))))
