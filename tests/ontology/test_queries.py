"""The competency questions say what they ask, and get the same answer from two libraries."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from memograph.rdf.vocab import MEMO, PREFIXES

FOLDER = Path(__file__).parents[2] / "ontology" / "queries"
NAMES = sorted(path.stem for path in FOLDER.glob("*.rq"))
LINKED = Path(__file__).parent / "linked.ttl"
DOCUMENT = "https://w3id.org/memograph/id/doc/harbor-talk"
AGENT, PLACE = "https://w3id.org/memograph/id/agent/", "https://w3id.org/memograph/id/place/"
WD = "http://www.wikidata.org/entity/"
EXPECTED = {
    "speakers": [
        (f"{DOCUMENT}/meeting", "https://w3id.org/memograph/id/agent/ilse-varga", "Ilse Varga", "1",
         "86"),
        (f"{DOCUMENT}/meeting", "https://w3id.org/memograph/id/agent/teodor-lund", "Teodor Lund",
         "1", "298"),
    ],
    "addressed": [
        (f"{DOCUMENT}/meeting", "1", "Ilse Varga", "Teodor Lund", "When do you want it?"),
    ],
    "manner": [
        (f"{DOCUMENT}/meeting", "1", "Ilse Varga", "smiling", "When do you want it?"),
    ],
    "meetings": [
        (f"{DOCUMENT}/meeting", "Second talk in Lindmark", "1958-03-03", "1958-03-03T18:00:00",
         "about", "PT1H30M", "Harbor office"),
    ],
    "identifications": [
        (f"{DOCUMENT}/agent/the-engineer", "the engineer",
         "https://w3id.org/memograph/id/agent/teodor-lund", "Teodor Lund", "likely", "Annotator",
         "unreviewed", "[likely Teodor Lund]"),
    ],
    "linked": [
        (f"{AGENT}ilse-varga", "Ilse Varga", f"{WD}Q301", "Ilse Varga", "1911-04-05", "1989",
         "engineer"),
        (f"{PLACE}lindmark", "Lindmark", f"{WD}Q303", "Lindmark", None, None, None),
        (f"{AGENT}teodor-lund", "Teodor Lund", f"{WD}Q302", "Teodor Lund", "190X", None, None),
    ],
    "tenures": [
        (f"{DOCUMENT}/meeting", "1958-03-03", f"{AGENT}ilse-varga", "Ilse Varga",
         "Minister of Waterways", "1955", "1960-01-31"),
    ],
    "places": [
        (f"{DOCUMENT}/meeting", "1958-03-03", f"{PLACE}lindmark", "Lindmark", "57.5", "12.25"),
    ],
    "silent": [
        (f"{DOCUMENT}/meeting", "https://w3id.org/memograph/id/agent/mia-holm", "Mia Holm"),
    ],
}  # fmt: skip


def text(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def header(name: str) -> str:
    lines = [line[1:].strip() for line in text(name).split("\n\n")[0].splitlines()]
    return " ".join(lines)


def ask_rdflib(name, sample):
    graph = Graph().parse(sample, format="turtle").parse(LINKED, format="turtle")
    return [tuple(None if v is None else str(v) for v in row) for row in graph.query(text(name))]


def ask_oxigraph(name, sample, *, named: bool):
    store = ox.Store()
    graph = ox.NamedNode(f"{DOCUMENT}/graph") if named else ox.DefaultGraph()
    store.load(path=str(sample), to_graph=graph)
    links = ox.NamedNode("https://w3id.org/memograph/id/graph/links") if named else graph
    store.load(path=str(LINKED), to_graph=links)
    answer = store.query(text(name), use_default_graph_as_union=named)
    names = answer.variables
    return [tuple(getattr(row[each], "value", None) for each in names) for row in answer]


def test_queries_are_at_least_ten():
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_query_header_names_the_question_and_the_columns(name):
    head = header(name)
    assert head.startswith("Question: ")
    assert "?" in head
    columns = re.sub(r"\([^)]*\)", "", head.partition("Columns: ")[2].partition(" Asks ")[0])
    asked = [column.strip() for column in columns.split(",")]
    assert [str(each) for each in prepareQuery(text(name)).algebra.PV] == asked


@pytest.mark.parametrize("name", NAMES)
def test_query_uses_terms_and_prefixes_that_exist(name):
    body = text(name)
    assert set(re.findall(r"\bmemo:(\w+)", body)) <= set(MEMO)
    for prefix, namespace in re.findall(r"PREFIX (\S+): <(\S+)>", body):
        assert PREFIXES[prefix] == namespace


@pytest.mark.parametrize("name", NAMES)
def test_query_needs_no_named_graph(name):
    assert not re.search(r"\b(GRAPH|FROM)\b", text(name).partition("\n\n")[2])


@pytest.mark.parametrize("name", NAMES)
def test_query_is_answered_alike_by_two_libraries_and_over_named_graphs(name, sample):
    plain = ask_oxigraph(name, sample, named=False)
    assert plain
    assert ask_oxigraph(name, sample, named=True) == plain
    assert ask_rdflib(name, sample) == plain


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_query_finds_what_the_sample_says(name, sample):
    assert ask_oxigraph(name, sample, named=True) == EXPECTED[name]


TENURE = """
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> . @prefix e: <https://e.org/> .
@prefix memo: <https://w3id.org/memograph/ontology#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
e:talk memo:hasParticipant e:ana ; memo:dateEDTF "%s"^^edtf:EDTF .
e:ana rdfs:label "Ana"@en, "Anna"@de ; skos:exactMatch e:7 .
e:held org:member e:7 ; org:role e:post .
e:post rdfs:label %s .
"""


def tenures(met, begun="", ended="", office='"Minister"@en'):
    """Return what offices are told, by both libraries."""
    turtle = TENURE % (met, office)
    for name, date in (("startDate", begun), ("endDate", ended)):
        turtle += f'e:held schema:{name} "{date}"^^edtf:EDTF .\n' if date else ""
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    rows = [row["office"].value for row in store.query(text("tenures"))]
    graph = Graph().parse(data=turtle, format="turtle")
    assert [str(row.office) for row in graph.query(text("tenures"))] == rows
    return rows


@pytest.mark.parametrize(
    ("met", "begun", "ended", "held"),
    [
        ("1961?", "1958", "1965", True), ("196X", "1958", "1962", True),
        ("196X", "1970", "", False),
        ("1961", "196X", "", True), ("1961", "19XX", "19XX", True), ("1961", "", "195X", False),
        ("1961", "-0043-03-15", "-0042", False), ("[1950,1951]", "1990", "", False),
        ("XXXX-05-03", "1958", "", False), ("../1961", "1990", "", False),
    ],
)  # fmt: skip
def test_offices_are_told_of_years_in_which_they_may_have_been_held(met, begun, ended, held):
    assert bool(tenures(met, begun, ended)) is held


@pytest.mark.parametrize(
    ("labels", "office"),
    [('"Minister"@en, "Ministre"@fr', "Minister"), ('"Ministre"@fr', "Ministre"),
     ('"A"@sq, "B"@fr', "A"), ('"Q9"@und', "Q9")],
)  # fmt: skip
def test_office_is_told_once_also_in_another_language(labels, office):
    assert tenures("1961", "1958", office=labels) == [office]
