"""The project's shapes and class hierarchy as texts, for engines that are not memograph's."""

from rdflib import RDFS, Graph, URIRef

from memograph import resources


def shapes_text():
    """Return all shapes as one Turtle text."""
    return "\n".join(text for _, text in resources.shapes())


def hierarchy_text():
    """Return which named class is below which as N-Triples, sorted."""
    ontology = Graph().parse(data=resources.ontology(), format="turtle")
    pairs = ontology.subject_objects(RDFS.subClassOf)
    named = [pair for pair in pairs if all(isinstance(one, URIRef) for one in pair)]
    return "".join(sorted(f"<{a}> <{RDFS.subClassOf}> <{b}> .\n" for a, b in named))
