"""What the texts look like: golden files, layout, prefixes, what is refused."""

import json
from pathlib import Path

import pytest

from memograph.problems import UnknownFormat, WriteError
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import MEMO, PREFIXES, concept
from memograph.serialization import FORMATS, format_of, merged, parse, read_context, serialize

GOLDEN = Path(__file__).parent / "golden"
BASE = "https://w3id.org/memograph/id/"
DOC = f"{BASE}doc/talk-1961"
TERMS = StringTerms()
TYPE = TERMS.iri(PREFIXES["rdf"] + "type")
LABEL = TERMS.iri(PREFIXES["rdfs"] + "label")
XSD = PREFIXES["xsd"]
CONTEXT = {
    "@context": {
        "memo": PREFIXES["memo"],
        "xsd": XSD,
        "dcterms": PREFIXES["dcterms"],
        "rdfs": PREFIXES["rdfs"],
        "vocab": "https://w3id.org/memograph/vocab/",
        "RecordOfConversation": "memo:RecordOfConversation",
        "Meeting": "memo:Meeting",
        "Turn": "memo:Turn",
        "label": {"@id": "rdfs:label"},
        "title": {"@id": "dcterms:title", "@container": "@language"},
        "records": {"@id": "memo:records", "@type": "@id"},
        "date": {"@id": "memo:date", "@type": "xsd:date"},
        "order": {"@id": "memo:order", "@type": "xsd:integer"},
        "speaker": {"@id": "memo:speaker", "@type": "@id", "@container": "@set"},
        "unused": "memo:unused",
    }
}


def sample():
    """Return a small record: two named nodes of each kind, one graph."""
    meeting, turn, chair = f"{DOC}/meeting", f"{DOC}/turn/0001", f"{BASE}agent/ada-quist"
    spoken = 'He said: "No."\nThen\tleft \\ <b>&amp;</b> — שלום 🗿'
    triples = [
        (DOC, TYPE, TERMS.iri(MEMO.Document)),
        (DOC, TYPE, TERMS.iri(MEMO.RecordOfConversation)),
        (DOC, TERMS.iri(PREFIXES["dcterms"] + "title"), TERMS.text("Ein Gespräch", "de")),
        (DOC, TERMS.iri(PREFIXES["dcterms"] + "title"), TERMS.text("A talk", "en")),
        (DOC, TERMS.iri(MEMO.records), TERMS.iri(meeting)),
        (meeting, TYPE, TERMS.iri(MEMO.Meeting)),
        (meeting, TERMS.iri(MEMO.date), TERMS.typed("1961-04-12", XSD + "date")),
        (meeting, TERMS.iri(MEMO.dateEDTF), TERMS.typed("1961-04", PREFIXES["edtf"] + "EDTF")),
        (turn, TYPE, TERMS.iri(MEMO.Turn)),
        (turn, TERMS.iri(MEMO.order), TERMS.typed("1", XSD + "integer")),
        (turn, TERMS.iri(MEMO.speaker), TERMS.iri(chair)),
        (turn, TERMS.iri(MEMO.text), TERMS.text(spoken, "en")),
        (turn, TERMS.iri(MEMO.confidence), TERMS.typed("0.8", XSD + "decimal")),
        (chair, TYPE, TERMS.iri(MEMO.Person)),
        (chair, LABEL, TERMS.text("Ada Quist", "en")),
        (chair, TERMS.iri(MEMO.role), TERMS.iri(concept("role", "chair"))),
        (chair, TERMS.iri(MEMO.nameInSource), TERMS.plain("Mrs. Quist")),
    ]
    return [(f"<{s}>", p, o, f"<{DOC}/graph>") for s, p, o in triples]


def written(found, form, **options):
    return "".join(serialize(found, form, **options))


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_sample_in_every_format_is_the_golden_text(form):
    golden = GOLDEN / f"sample{form.suffix}"

    assert written(sample(), form.name, context=CONTEXT) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_golden_texts_hold_the_sample(form):
    expected = sample() if form.graphs else merged(sample())
    data = (GOLDEN / f"sample{form.suffix}").read_bytes()

    assert set(parse(data, form.name, source="sample")) == set(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_written_as_a_text_that_reads_as_nothing(form):
    assert parse(written([], form), form, source="empty") == ()


@pytest.mark.parametrize(
    ("given", "name"),
    [("turtle", "turtle"), (".TTL", "turtle"), ("a/b.nq", "nquads"), ("text/turtle", "turtle")],
)
def test_format_of_name_suffix_file_or_media_type_is_found(given, name):
    assert format_of(given).name == name


def test_format_of_an_unknown_name_names_the_known_ones():
    with pytest.raises(UnknownFormat) as caught:
        format_of("memo.xlsx")

    assert caught.value.problem.code == "MG510"
    assert "ntriples" in caught.value.problem.hint


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_several_graphs_in_a_format_of_triples_are_refused_until_merged(form):
    found = [*sample(), ("<http://e/a>", "<http://e/p>", '"1"', "")]
    with pytest.raises(WriteError) as caught:
        serialize(found, form)

    assert caught.value.problem.code == "MG511"
    assert len(parse(written(merged(found), form), form, source="m")) == len(found)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("<http://e/1>", '"x"'),
        ("<http://e/p/>", '"x"'),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#li>", '"x"'),
        ("<http://e/p>", '"bell \\u0007"'),
        ("<http://e/p>", '"\\uFFFE"'),
    ],
)
def test_rdfxml_that_xml_cannot_hold_is_refused(predicate, value):
    with pytest.raises(WriteError) as caught:
        serialize([("<http://e/a>", predicate, value, "")], "rdfxml")

    assert caught.value.problem.code == "MG512"


def test_turtle_begins_with_the_document_and_counts_numbers_by_value():
    names = ["agent/zoe", "doc/a", "doc/a/turn/10000", "doc/a/turn/0002", "agent/al"]
    found = [(f"<{BASE}{name}>", "<http://e/p>", '"x"', "") for name in names]
    lines = written(found, "turtle").splitlines()
    nodes = [line.split()[0] for line in lines if line and not line.startswith("@")]

    assert nodes == ["doc:a", "turn:0002", "turn:10000", "agent:al", "agent:zoe"]


def test_turtle_names_that_are_taken_are_told_apart():
    names = ["agent/a", "doc/x", "doc/x/agent/b", "doc/x/role/c", "doc/x/text/de/passage/d"]
    found = [(f"<{BASE}{name}>", "<http://e/p>", '"x"', "") for name in names]
    text = written(found, "turtle")

    assert f"@prefix agent: <{BASE}agent/> ." in text
    assert f"@prefix d-agent: <{BASE}doc/x/agent/> ." in text
    assert f"@prefix d-role: <{BASE}doc/x/role/> ." in text
    assert f"@prefix text-de-passage: <{BASE}doc/x/text/de/passage/> ." in text


def test_turtle_declares_only_the_prefixes_that_it_uses():
    text = written([("<http://e/a>", TYPE, TERMS.iri(MEMO.Person), "")], "turtle")

    assert text == (
        f"@prefix e: <http://e/> .\n@prefix memo: <{PREFIXES['memo']}> .\n\ne:a a memo:Person .\n"
    )


@pytest.mark.parametrize(
    ("value", "datatype", "spelled"),
    [
        ("12", "integer", "12"),
        ("007", "integer", '"007"^^xsd:integer'),
        ("+1", "integer", '"+1"^^xsd:integer'),
        ("-0.5", "decimal", "-0.5"),
        ("0.50", "decimal", '"0.50"^^xsd:decimal'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("1967-10-12", "date", '"1967-10-12"^^xsd:date'),
    ],
)
def test_turtle_numbers_are_bare_only_in_canonical_form(value, datatype, spelled):
    found = [("<http://e/a>", "<http://e/p>", TERMS.typed(value, XSD + datatype), "")]

    assert written(found, "turtle").endswith(f"e:a e:p {spelled} .\n")


def test_turtle_many_objects_fill_several_lines():
    found = [("<http://e/a>", "<http://e/p>", TERMS.plain(f"value {i:03}"), "") for i in range(30)]
    text = written(found, "turtle")

    assert len(text.splitlines()) == 8
    assert max(map(len, text.splitlines())) <= 110


def test_jsonld_embeds_only_what_it_uses_of_the_context():
    data = json.loads(written(sample(), "jsonld", context=CONTEXT))

    assert data["@id"] == f"{DOC}/graph"
    assert "unused" not in data["@context"]
    assert data["@context"]["speaker"] == CONTEXT["@context"]["speaker"]
    assert data["@graph"][0]["title"] == {"de": "Ein Gespräch", "en": "A talk"}


def test_jsonld_keys_are_sorted_and_typed_values_are_strings():
    turn = json.loads(written(sample(), "jsonld", context=CONTEXT))["@graph"][2]

    assert list(turn)[:2] == ["@id", "@type"]
    assert list(turn)[2:] == sorted(list(turn)[2:])
    assert turn["order"] == "1"
    assert turn["memo:confidence"] == {"@type": "xsd:decimal", "@value": "0.8"}
    assert turn["speaker"] == [f"{BASE}agent/ada-quist"]


def test_jsonld_value_that_does_not_fit_the_term_is_written_in_full():
    found = [("<http://e/a>", TERMS.iri(MEMO.date), TERMS.plain("spring"), "")]
    node = json.loads(written(found, "jsonld", context=CONTEXT))["@graph"][0]

    assert node["date"] == {"@value": "spring"}


def test_jsonld_of_several_graphs_lists_the_default_graph_and_then_each():
    found = [
        (f"<http://e/{g or 'd'}>", "<http://e/p>", '"1"', g and f"<http://e/{g}>") for g in "ba"
    ]
    found.append(("<http://e/d>", "<http://e/p>", '"1"', ""))
    data = json.loads(written(found, "jsonld"))

    assert "@id" not in data
    assert [each["@id"] for each in data["@graph"]] == ["http://e/d", "http://e/a", "http://e/b"]
    assert ["@graph" in each for each in data["@graph"]] == [False, True, True]


def test_jsonld_with_an_address_names_it_and_adds_what_it_lacks():
    found = [("<http://www.wikidata.org/entity/Q1>", TERMS.iri(MEMO.records), "<http://e/a>", "")]
    address = "https://example.org/c.jsonld"
    data = json.loads(written(found, "jsonld", context=CONTEXT, context_url=address))

    assert data["@context"] == [address, {"wd": "http://www.wikidata.org/entity/"}]


def test_jsonld_at_an_address_that_would_change_an_iri_is_refused():
    found = [("<memo:a>", "<http://e/p>", '"x"', "")]
    with pytest.raises(WriteError) as caught:
        serialize(found, "jsonld", context=CONTEXT, context_url="https://example.org/c")

    assert caught.value.problem.code == "MG512"
    assert json.loads(written(found, "jsonld", context=CONTEXT))["@graph"][0]["@id"] == "memo:a"


def test_jsonld_context_read_once_gives_the_same_text():
    read = read_context(CONTEXT)

    assert written(sample(), "jsonld", context=read) == written(sample(), "jsonld", context=CONTEXT)


def test_jsonld_context_that_is_no_mapping_is_refused():
    with pytest.raises(TypeError, match="one mapping"):
        read_context({"@context": ["https://example.org/c"]})


def test_text_of_many_nodes_takes_no_more_memory_than_one_of_few():
    import tracemalloc

    from memograph.serialization.turtle import PlainTurtle

    def most(number):
        text = PlainTurtle({"e": "http://e/"})
        tracemalloc.start()
        for each in range(number):
            for _ in text.node(f"<http://e/{each}>", [("<http://e/p>", [f"<http://e/of/{each}>"])]):
                pass
        return tracemalloc.get_traced_memory()[1]

    few, many = most(8_000), most(40_000)
    tracemalloc.stop()
    assert many < 1.1 * few
