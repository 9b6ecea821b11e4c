"""Where in the source a problem stands."""

import pytest
from rdflib import DCTERMS, RDFS, Literal, Namespace, URIRef

from memograph.problems import Where
from memograph.validation import validate_graph

MEMO = Namespace("https://w3id.org/memograph/ontology#")
ID = "https://example.org/id/"
SOURCE = "doc/talk/source"


def place(graph, rules, **options):
    problem, *others = validate_graph(graph, **rules, **options).problems
    assert {other.code for other in others} <= {"MG428"}
    return problem.where


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        # the third line is "Mr. Kova: Welcome to you all. (To Mr. Dahl) Are you [the pilot] …"
        ("doc/talk/statement/0001", MEMO.mode, "talk.txt:3:11"),
        ("doc/talk/item/0098-0115", MEMO.itemLabel, "talk.txt:3:72"),
        ("doc/talk/direction/0057-0070", MEMO.directionKind, "talk.txt:3:31"),
        ("doc/talk/passage/0071-0115", MEMO.order, "talk.txt:3:45"),
        # what stands nowhere itself stands where its words do
        ("doc/talk/turn/0002", MEMO.order, "talk.txt:5:11"),
        ("doc/talk/gesture/0131-0148", RDFS.label, "talk.txt:5:15"),
        ("doc/talk/identity/the-pilot-per-dahl", MEMO.certainty, "talk.txt:3:53"),
        # what has lost its offset stands where its statement does
        ("doc/talk/item/0098-0115", MEMO.startIndex, "talk.txt:3:11"),
        # and what is nowhere in the text is in the file
        ("doc/talk/participation/per-dahl", MEMO.role, "talk.txt"),
        ("doc/talk/archival-reference", MEMO.callNumber, "talk.txt"),
    ],
)
def test_problem_stands_at_the_line_and_column_of_its_node(
    plant, rules, subject, predicate, expected
):
    assert str(place(plant(subject, predicate), rules)) == expected


def test_place_names_the_given_source_where_the_graph_names_no_file(plant, rules):
    plant("doc/talk/text/en", MEMO.hasSource)
    graph = plant("doc/talk/statement/0001", MEMO.mode)
    for predicate in list(graph.predicates(URIRef(ID + SOURCE))):
        plant(SOURCE, predicate)
    assert str(place(graph, rules, source="memo.ttl")) == "memo.ttl:3:11"


def test_place_is_asked_of_the_record_if_there_is_one(plant, rules):
    graph = plant("doc/talk/statement/0001", MEMO.mode)
    asked = []

    def locate(offset):
        asked.append(offset)
        return Where(source="talk.html", line=40, column=2, offset=offset)

    assert str(place(graph, rules, locate=locate, source="talk.html")) == "talk.html:40:2"
    assert asked == [37]


def test_excerpt_is_the_line_of_the_text_that_a_problem_stands_in(plant, rules):
    plant("doc/talk/participation/per-dahl", MEMO.role)
    report = validate_graph(plant("doc/talk/turn/0002", MEMO.order), **rules)
    shown = {problem.code: line for problem, line in report.shown()}
    assert shown["MG417"] == "Mr. Dahl: No. (shakes his hand)"
    assert shown["MG409"] == ""


def test_place_in_another_text_than_the_first_is_not_asked_of_the_record(plant, memorandum, rules):
    statement = URIRef(ID + "doc/talk/statement/0002")
    below = URIRef(ID + "doc/talk/text/sq/statement/0002")
    for subject, verb, value in list(memorandum):
        if statement in (subject, value):
            memorandum.remove((subject, verb, value))
            memorandum.add((below if subject == statement else subject, verb,
                            below if value == statement else value))  # fmt: skip
    plant("doc/talk/text/sq/statement/0002", MEMO.inText, URIRef(ID + "doc/talk/text/sq"))
    plant("doc/talk/text/sq/statement/0002", MEMO.startIndex, Literal(3))
    graph = plant("doc/talk/text/sq/statement/0002", MEMO.mode)
    where = place(graph, rules, locate=lambda _: pytest.fail("asked"), source="talk.txt")
    assert (where.line, where.column) == (1, 4)


def test_place_in_a_file_with_other_lines_than_the_text_is_a_paragraph(plant, rules):
    plant(SOURCE, DCTERMS.format, Literal("text/html"))
    where = place(plant("doc/talk/statement/0002", MEMO.mode), rules)
    assert (where.line, where.paragraph, where.offset) == (None, 3, 127)


def test_offset_beyond_the_text_is_the_end_of_the_text(plant, rules):
    plant("doc/talk/item/0098-0115", MEMO.inSegment)
    plant("doc/talk/item/0098-0115", MEMO.endIndex, Literal(9999))
    plant("doc/talk/item/0098-0115", MEMO.startIndex, Literal(9000))
    where = place(plant("doc/talk/item/0098-0115", MEMO.order), rules)
    assert (where.line, where.column, where.offset) == (6, 1, 9000)
