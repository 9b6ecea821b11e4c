"""Graphs and datasets in, problems out: which, how many, in which order."""

import logging

import pytest
from rdflib import DCTERMS, RDFS, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD

from memograph.problems import NotConforming, Severity
from memograph.validation import validate_dataset, validate_graph

MEMO = Namespace("https://w3id.org/memograph/ontology#")
ID = "https://example.org/id/"


def codes(report):
    return [problem.code for problem in report.problems]


def test_graph_that_conforms_yields_a_report_without_problems(memorandum, rules):
    report = validate_graph(memorandum, **rules)
    assert report.conforms
    assert report.problems == ()
    assert report.engine.startswith("pyshacl ")
    assert report.triples == len(memorandum)
    assert report.nodes > 30
    report.raise_for_problems()


def test_several_faults_yield_one_problem_each_in_order_of_place(plant, rules):
    plant("doc/talk/item/0098-0115", MEMO.order, Literal(0))
    plant("doc/talk/statement/0001", MEMO.mode)
    plant("doc/talk/direction/0131-0148", MEMO.directionKind, Literal("a gesture"))
    plant("doc/talk/meeting", MEMO.date, Literal("May 1961"))
    graph = plant("agent/per-dahl", RDFS.label, Literal("Per Dahl"))
    report = validate_graph(graph, **rules)
    assert codes(report) == ["MG419", "MG424", "MG421", "MG406", "MG410"]
    assert not report.conforms


def test_fault_that_breaks_several_constraints_yields_one_problem(plant, rules):
    graph = plant("doc/talk/mention/0075-0078", MEMO.extractedBy, Literal("memograph"))
    report = validate_graph(graph, **rules)
    assert codes(report) == ["MG425"]
    graph = plant("doc/talk/meeting", MEMO.date, Literal("soon", datatype=XSD.date))
    assert codes(validate_graph(graph, **rules)) == ["MG425", "MG406"]


def test_problem_says_what_is_wrong_with_which_value_of_which_node(plant, rules):
    graph = plant("doc/talk/meeting", MEMO.seriesPosition, Literal("second"))
    (problem,) = validate_graph(graph, **rules).problems
    assert problem.severity is Severity.ERROR
    assert problem.message == (
        "a meeting has at most one position in its series, a whole number from 1; "
        'found "second" (doc:talk/meeting)'
    )
    assert problem.hint


def test_missing_value_is_told_without_a_value(plant, rules):
    graph = plant("doc/talk/statement/0002", MEMO.mode)
    (problem,) = validate_graph(graph, **rules).problems
    assert problem.message == (
        "a statement has exactly one mode, verbatim or reported (doc:talk/statement/0002)"
    )


def test_long_value_is_shown_by_its_beginning(plant, rules):
    graph = plant("doc/talk", DCTERMS.title, Literal("word " * 500))
    (problem,) = validate_graph(graph, **rules).problems
    assert len(problem.message) < 200
    assert '…"' in problem.message


def test_warning_of_a_shape_leaves_the_graph_conforming(plant, rules):
    graph = plant("doc/talk/turn/0002", MEMO.speaker, URIRef(ID + "doc/talk/agent/the-pilot"))
    plant("doc/talk/statement/0002", MEMO.saidBy, URIRef(ID + "doc/talk/agent/the-pilot"))
    report = validate_graph(graph, **rules)
    assert [(each.code, each.severity) for each in report.problems] == [("MG417", Severity.WARNING)]
    assert report.conforms


def test_empty_graph_does_not_conform(rules):
    report = validate_graph(Graph(), source="empty.ttl", **rules)
    assert codes(report) == ["MG400"]
    assert str(report.problems[0].where) == "empty.ttl"
    assert not report.conforms
    with pytest.raises(NotConforming, match="MG400"):
        report.raise_for_problems()


def test_graph_of_other_things_does_not_conform(parse, rules):
    graph = parse('<doc/talk> a <https://example.org/ontology#Document> ; rdfs:label "Talk"@en .')
    assert codes(validate_graph(graph, **rules)) == ["MG400"]


def test_catalogue_of_a_dataset_conforms_though_nothing_in_it_is_judged(parse, rules):
    graph = parse("<> a <http://rdfs.org/ns/void#Dataset> .")
    report = validate_graph(graph, **rules)
    assert report.conforms
    assert report.nodes == 0


def test_graph_is_left_as_it_was(memorandum, rules):
    before = set(memorandum)
    shapes = len(rules["shapes"].graph)
    validate_graph(memorandum, **rules)
    validate_graph(memorandum, **rules)
    assert set(memorandum) == before
    assert len(rules["shapes"].graph) in {shapes, shapes + 2}  # the engine adds two axioms once
    assert not [triple for triple in rules["ontology"] if triple[1] != RDFS.subClassOf]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (("doc/talk/meeting", MEMO.date, "1961-13-40", XSD.date), "MG406"),
        (("doc/talk/meeting", MEMO.duration, "an hour", XSD.dayTimeDuration), "MG406"),
        (("doc/talk/turn/0001", MEMO.order, "one", XSD.integer), "MG417"),
        (("doc/talk/mention/0075-0078", MEMO.confidence, "high", XSD.decimal), "MG425"),
        (("doc/talk/item/0098-0115", MEMO.startIndex, "98a", XSD.integer), "MG418"),
    ],
)
def test_ill_typed_literal_is_found_and_nothing_is_logged(plant, rules, caplog, fault, code):
    subject, predicate, words, datatype = fault
    graph = plant(subject, predicate, Literal(words, datatype=datatype))
    caplog.clear()
    assert code in codes(validate_graph(graph, **rules))
    assert not [record for record in caplog.records if record.name == "rdflib.term"]


def test_logger_of_rdflib_keeps_its_level(memorandum, rules):
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    validate_graph(memorandum, **rules)
    assert logger.level == before


def dataset_of(**graphs):
    dataset = Dataset()
    for name, graph in graphs.items():
        named = dataset.graph(URIRef(f"{ID}{name.replace('__', '/')}"))
        for triple in graph:
            named.add(triple)
    return dataset


def test_each_graph_of_a_dataset_is_judged_on_its_own(memorandum, parse, rules):
    # The agent is typed in the first graph only, which does not help the second.
    other = parse(
        '<post/mayor> a memo:Post ; rdfs:label "mayor"@en . <agent/x> memo:holdsPost <post/mayor> .'
    )
    lacking = parse(
        '<doc/b> a memo:Document ; rdfs:label "B"@en ; memo:editedBy <agent/per-dahl> .'
    )
    dataset = dataset_of(doc__talk__graph=memorandum, doc__b__graph=lacking, doc__c__graph=other)
    report = validate_dataset(dataset, **rules)
    assert codes(report) == ["MG401", "MG401"]
    assert report.triples == len(memorandum) + len(lacking) + len(other)


def test_graphs_about_the_dataset_and_its_links_are_passed_over(memorandum, parse, rules):
    links = parse("<agent/a> <http://www.w3.org/2004/02/skos/core#exactMatch> <https://x.org/1> .")
    void = parse("<> a <http://rdfs.org/ns/void#Dataset> .")
    dataset = dataset_of(doc__talk__graph=memorandum, graph__links=links, graph__dataset=void)
    report = validate_dataset(dataset, **rules)
    assert report.conforms
    assert report.triples == len(memorandum)


def test_graph_of_links_is_judged_if_it_holds_what_shapes_are_made_for(parse, rules):
    links = parse("<agent/a> a memo:Person , memo:Agent .")
    report = validate_dataset(dataset_of(graph__links=links), **rules)
    assert codes(report) == ["MG410"]


def test_default_graph_is_judged_if_it_holds_anything(memorandum, rules):
    dataset = Dataset()
    for triple in memorandum:
        dataset.default_graph.add(triple)
    assert validate_dataset(dataset, **rules).nodes > 30


def test_empty_dataset_does_not_conform(rules):
    assert codes(validate_dataset(Dataset(), **rules)) == ["MG400"]
