"""Provenance: the run that made the triples, its software, and the graph they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import GENERATED, Context, Run
from memograph.model import Record
from memograph.rdf.iris import software_iri
from memograph.rdf.nodes import SOFTWARE
from memograph.rdf.terms import T, Terms, Triple
from memograph.rdf.vocab import MEMO, PROV, RDF, RDFS


def map_provenance(_record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the run, the software, and that the document's graph is of this run."""
    yield from run_triples(context.run, context.iris.base, context.terms)
    yield from software_triples(context.iris.base, context.terms)
    graph = context.terms.iri(context.iris.graph)
    yield graph, context.words[MEMO.extractedBy], context.words[context.run.iri]


def run_triples(run: Run, base: str, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield the node of a run."""
    node, label = terms.iri(run.iri), f"memograph {run.version}, settings {run.settings_digest}"
    yield node, terms.iri(RDF.type), terms.iri(MEMO.ExtractionRun)
    yield node, terms.iri(RDFS.label), terms.text(label, GENERATED)
    yield node, terms.iri(MEMO.softwareVersion), terms.plain(run.version)
    yield node, terms.iri(MEMO.settingsDigest), terms.plain(run.settings_digest)
    yield node, terms.iri(PROV.wasAssociatedWith), terms.iri(software_iri(base))


def software_triples(base: str, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield the node of the software."""
    node = terms.iri(software_iri(base))
    yield node, terms.iri(RDF.type), terms.iri(MEMO.Agent)
    yield node, terms.iri(RDF.type), terms.iri(PROV.SoftwareAgent)
    yield node, terms.iri(RDFS.label), terms.text(SOFTWARE, GENERATED)
