"""The report as a value, as JSON and as RDF; the same whatever the hash seed."""

import json
import pickle
import subprocess
import sys

import pytest
from rdflib import RDF, SH, Literal, Namespace

from memograph.problems import NotConforming, Problem, Severity
from memograph.validation import Report, validate_graph
from memograph.validation.naming import base_of, short_iri

MEMO = Namespace("https://w3id.org/memograph/ontology#")

SCRIPT = """
import sys
from rdflib import Graph
from memograph import resources
from memograph.validation import load_ontology, load_shapes, validate_graph
graph = Graph().parse(data=sys.stdin.read(), format="turtle")
report = validate_graph(
    graph,
    ontology=load_ontology([("memo.ttl", resources.ontology())]),
    shapes=load_shapes(resources.shapes()),
)
print(report.to_json(), *report.results, sep="\\n")
"""


@pytest.fixture
def faulty(plant):
    plant("doc/talk/meeting", MEMO.date, Literal("soon"), Literal("later"))
    plant("doc/talk/statement/0001", MEMO.saidBy)
    plant("doc/talk/turn/0002", MEMO.order, Literal(0))
    return plant("doc/talk/mention/0075-0078", MEMO.refersTo, Literal("the pilot"))


def test_report_is_the_same_whatever_the_hash_seed(faulty):
    turtle = faulty.serialize(format="turtle")
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=turtle,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(printed) == 1


def test_report_does_not_depend_on_the_order_of_triples(faulty, rules):
    from rdflib import Graph

    backwards = Graph()
    for triple in sorted(faulty, reverse=True):
        backwards.add(triple)
    assert validate_graph(faulty, **rules) == validate_graph(backwards, **rules)


def test_report_crosses_processes_whole(faulty, rules):
    report = validate_graph(faulty, **rules)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  (made a line above)


def test_report_as_json_holds_each_problem_with_its_place(faulty, rules):
    report = validate_graph(faulty, **rules)
    value = json.loads(report.to_json())
    assert value == report.to_dict()
    assert list(value) == ["conforms", "engine", "triples", "nodes", "problems"]
    assert value["conforms"] is False
    first = value["problems"][0]
    assert first["code"] == "MG419"
    assert first["severity"] == "error"
    assert first["where"] == {"source": "talk.txt", "line": 3, "column": 11, "offset": 37}
    assert first["hint"]


def test_report_as_graph_holds_each_result_of_the_engine(faulty, rules):
    report = validate_graph(faulty, **rules)
    graph = report.to_graph()
    results = list(graph.objects(None, SH.result))
    assert len(results) == len(report.results) >= len(report.problems)
    assert set(results) == set(graph.subjects(RDF.type, SH.ValidationResult))
    assert list(graph.objects(None, SH.conforms)) == [Literal(False)]  # noqa: FBT003  (a literal)
    for result in results:
        for part in (SH.focusNode, SH.sourceShape, SH.resultSeverity, SH.resultMessage):
            assert graph.value(result, part) is not None


def test_report_without_results_as_graph_conforms(memorandum, rules):
    graph = validate_graph(memorandum, **rules).to_graph()
    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]  # noqa: FBT003  (a literal)


def test_raise_for_problems_counts_the_errors_and_names_the_first():
    error = Problem(code="MG406", severity=Severity.ERROR, message="no date")
    warning = Problem(code="MG417", severity=Severity.WARNING, message="a stranger")
    report = Report(problems=(warning, error, error), engine="pyshacl", triples=9, nodes=2)
    with pytest.raises(NotConforming, match="errors: 2; the first is MG406 no date") as caught:
        report.raise_for_problems()
    assert caught.value.problem.code == "MG492"
    Report(problems=(warning,), engine="pyshacl", triples=9, nodes=2).raise_for_problems()


def test_reports_are_merged_with_their_excerpts():
    from memograph.validation.report import merge

    told = Problem(code="MG406", severity=Severity.ERROR, message="no date")
    one = Report(problems=(told, told), engine="pyshacl", triples=1, nodes=1, excerpts=("a", "b"))
    none = Report(problems=(told,), engine="pyshacl", triples=1, nodes=1)
    found = merge((none, one), engine="pyshacl")
    assert [line for _, line in found.shown()] == ["", "a", "b"]


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/memograph/vocab/role/chair", "role:chair"),
        ("https://example.org/id/agent/ana-kova", "agent:ana-kova"),
        ("https://elsewhere.org/x", "<https://elsewhere.org/x>"),
    ],
)
def test_iri_is_shown_in_short_form(iri, expected):
    assert short_iri(iri, "https://example.org/id/") == expected


def test_base_of_data_without_documents_is_not_known():
    assert base_of([]) == ""
    assert base_of(["urn:x:1"]) == ""
