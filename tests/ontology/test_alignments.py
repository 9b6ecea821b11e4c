"""The SKOS mappings beside the ontology are its own alignments, no more and no less."""

from __future__ import annotations

from rdflib import RDF, RDFS, SKOS, VOID, Graph, URIRef

from memograph.rdf.vocab import MEMO, ONTOLOGY

MAPPING = {
    RDFS.subClassOf: SKOS.broadMatch,
    RDFS.subPropertyOf: SKOS.broadMatch,
    SKOS.closeMatch: SKOS.closeMatch,
    SKOS.relatedMatch: SKOS.relatedMatch,
}
REQUIRED = {
    "sem", "lode", "cidoc-crm", "prov", "rico", "org", "schema", "foaf", "nif", "eli-dl",
}  # fmt: skip


def files(folder):
    return {path.stem: path for path in sorted((folder / "alignments").glob("*.ttl"))}


def ours(node) -> bool:
    return str(node).startswith(MEMO.namespace)


def test_alignments_cover_every_anchor(ontology_folder):
    assert set(files(ontology_folder)) >= REQUIRED


def test_alignments_are_those_of_the_ontology(ontology_folder, memo):
    merged = Graph()
    for path in files(ontology_folder).values():
        merged.parse(path, format="turtle")
    found = {triple for triple in merged if ours(triple[0])}
    expected = {
        (subject, MAPPING[predicate], target)
        for subject, predicate, target in memo
        if predicate in MAPPING and ours(subject) and not ours(target)
    }
    assert found == expected


def test_each_alignment_file_keeps_to_one_vocabulary(ontology_folder):
    for stem, path in files(ontology_folder).items():
        graph = Graph().parse(path, format="turtle")
        linkset = URIRef(f"https://w3id.org/memograph/alignments/{stem}")
        assert (linkset, RDF.type, VOID.Linkset) in graph
        assert graph.value(linkset, VOID.subjectsTarget) == URIRef(ONTOLOGY)
        namespace = str(graph.value(linkset, VOID.objectsTarget))
        targets = [str(target) for subject, _, target in graph if ours(subject)]
        assert targets
        assert all(target.startswith(namespace) for target in targets), stem
