"""What every shape has to be, whatever it says."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from memograph import resources
from memograph.problems import catalogue
from memograph.rdf.vocab import MEMO, PREFIXES, SCHEMES, VOCAB

SHAPES = Path(__file__).parents[2] / "shapes"
SHAPE = "https://w3id.org/memograph/shapes#"
CORE = """
path inversePath alternativePath property targetClass message severity name description
class datatype nodeKind minCount maxCount minInclusive maxInclusive pattern uniqueLang
equals disjoint lessThan lessThanOrEquals not and or xone node
qualifiedValueShape qualifiedMinCount qualifiedMaxCount hasValue in
"""


@pytest.fixture(scope="module")
def ontology():
    return Graph().parse(data=resources.ontology(), format="turtle")


@pytest.fixture(scope="module")
def graph(shapes):
    return shapes.graph


@pytest.fixture(scope="module")
def owned(graph):
    """Property shapes with the class that their owner is made for."""
    return [
        (shape, target)
        for owner, target in graph.subject_objects(SH.targetClass)
        for shape in graph.objects(owner, SH.property)
    ]


def terms_of_path(graph, node):
    if isinstance(node, URIRef):
        return {node}
    if (node, RDF.first, None) in graph:
        return set().union(*(terms_of_path(graph, step) for step in Collection(graph, node)))
    inner = graph.value(node, SH.inversePath) or graph.value(node, SH.alternativePath)
    return terms_of_path(graph, inner)


def above(ontology, kind):
    return set(ontology.transitive_objects(kind, RDFS.subClassOf))


def members(ontology, kind):
    """The classes of a union, or the class itself."""
    union = ontology.value(kind, OWL.unionOf)
    return set(Collection(ontology, union)) if union is not None else {kind}


def test_shapes_conform_to_the_shapes_of_shacl(graph):
    import pyshacl

    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=graph, meta_shacl=True)
    assert conforms, text


def test_shapes_use_core_only(graph):
    used = {verb.removeprefix(str(SH)) for verb in graph.predicates() if verb in SH}
    assert used <= set(CORE.split())


def test_file_is_named_for_its_class_in_lower_case():
    for path in sorted(SHAPES.glob("*.ttl")):
        targets = set(Graph().parse(path).objects(None, SH.targetClass))
        assert {str(target).partition("#")[2].lower() for target in targets} == {path.stem}


def test_node_shapes_are_named_for_their_class(graph):
    for owner, target in graph.subject_objects(SH.targetClass):
        name = str(target).removeprefix(MEMO.namespace)
        assert str(owner) == SHAPE + name or str(owner).startswith(f"{SHAPE}{name}-")


def test_property_shapes_are_named_for_the_class_of_their_owner(owned):
    for shape, target in owned:
        name = str(target).removeprefix(MEMO.namespace)
        assert re.fullmatch(rf"{re.escape(SHAPE)}{name}-[a-z][A-Za-z0-9]*", str(shape))


def test_no_property_shape_is_a_blank_node(graph):
    assert not [shape for shape in graph.subjects(SH.path) if isinstance(shape, BNode)]


def test_every_shape_that_yields_results_has_one_english_message(graph, owned):
    for shape, _ in owned:
        messages = list(graph.objects(shape, SH.message))
        assert [message.language for message in messages] == ["en"], shape
        assert not messages[0].endswith("."), shape


def test_every_property_shape_belongs_to_one_node_shape(graph):
    for shape in set(graph.objects(None, SH.property)):
        assert len(list(graph.subjects(SH.property, shape))) == 1


def test_every_node_shape_has_a_label_and_a_code_of_the_catalogue(graph):
    for owner in set(graph.subjects(SH.targetClass)):
        assert [label.language for label in graph.objects(owner, RDFS.label)] == ["en"]
        (code,) = graph.objects(owner, DCTERMS.identifier)
        assert str(code) in catalogue()


def test_each_class_has_one_code_and_each_code_one_class(graph):
    pairs = {
        (str(code), target)
        for owner, target in graph.subject_objects(SH.targetClass)
        for code in graph.objects(owner, DCTERMS.identifier)
    }
    codes = sorted(code for code, _ in pairs)
    assert codes == [f"MG4{number:02}" for number in range(1, len(codes) + 1)]
    assert len({target for _, target in pairs}) == len(pairs)


def test_every_path_and_class_is_a_term(graph, ontology):
    terms = set().union(*(terms_of_path(graph, path) for path in graph.objects(None, SH.path)))
    for parameter in (SH["class"], SH.targetClass, SH.equals, SH.disjoint, SH.lessThan):
        terms.update(graph.objects(None, parameter))
    for term in terms:
        if str(term).startswith(MEMO.namespace):
            assert str(term).removeprefix(MEMO.namespace) in MEMO
            assert (term, RDF.type, None) in ontology
        else:
            assert str(term).startswith(tuple(PREFIXES.values())), term


def test_domains_cover_the_classes_whose_properties_are_judged(graph, owned, ontology):
    for shape, target in owned:
        path = graph.value(shape, SH.path)
        forbidden = graph.value(shape, SH.maxCount) == Literal(0)
        domain = ontology.value(path, RDFS.domain)
        if not isinstance(path, URIRef) or forbidden or domain is None:
            continue
        if not str(domain).startswith(MEMO.namespace) and isinstance(domain, URIRef):
            continue  # a class of another ontology says nothing about ours
        assert members(ontology, domain) & above(ontology, target), (shape, domain)


def test_ranges_cover_the_classes_and_datatypes_that_are_asked_for(graph, owned, ontology):
    for shape, _ in owned:
        path = graph.value(shape, SH.path)
        range_ = ontology.value(path, RDFS.range) if isinstance(path, URIRef) else None
        if range_ is None or range_ == OWL.Thing:
            continue
        for kind in graph.objects(shape, SH["class"]):
            assert members(ontology, range_) & above(ontology, kind), (shape, range_)
        for datatype in graph.objects(shape, SH.datatype):
            texts = {RDF.langString, RDF.PlainLiteral}
            assert range_ in {datatype, RDFS.Literal} or {range_, datatype} <= texts, (
                shape,
                range_,
            )


def test_concepts_are_listed_as_the_schemes_have_them(graph):
    assert not [pattern for pattern in graph.objects(None, SH.pattern) if "/vocab/" in pattern]
    listed_schemes = set()
    for listed in graph.objects(None, SH["in"]):
        slugs = [str(item) for item in Collection(graph, listed) if str(item).startswith(VOCAB)]
        if slugs:
            scheme = slugs[0].removeprefix(VOCAB).partition("/")[0]
            listed_schemes.add(scheme)
            assert slugs == [f"{VOCAB}{scheme}/{slug}" for slug in SCHEMES[scheme]]
    assert listed_schemes == {
        "attestation", "certainty", "direction", "doctype", "manner", "mode", "qualifier",
        "reviewstatus", "role",
    }  # fmt: skip
