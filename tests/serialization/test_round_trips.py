"""Laws: what is written is read back the same, by our readers, rdflib and pyoxigraph."""

import json
import logging
import subprocess
import sys
from contextlib import suppress
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from memograph.problems import UnreadableSource, WriteError
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import PREFIXES
from memograph.serialization import FORMATS, merged, parse, quads_of, serialize, to_rdflib
from memograph.serialization.spelling import literal

pytestmark = [
    # rdflib's way of saying that a literal is ill typed, which is not the matter here.
    pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning"),
]

XSD = PREFIXES["xsd"]
DOC = "https://w3id.org/memograph/id/doc/memo-1"
TERMS = StringTerms()
GRAPH_FORMATS = [each.name for each in FORMATS.values() if each.graphs]
TRIPLE_FORMATS = [each.name for each in FORMATS.values() if not each.graphs]
CONTEXT = {
    "@context": {
        "@version": 1.1,
        "@vocab": "http://example.org/ns#",
        "@language": "en",
        "memo": PREFIXES["memo"],
        "dct": "http://purl.org/dc/terms/",
        "xsd": {"@id": XSD, "@prefix": True},
        "text": {"@id": "memo:text", "@container": "@language"},
        "texts": {"@id": "memo:text", "@language": None},
        "title": {"@id": "dct:title", "@container": ["@set"]},
        "enTitle": {"@id": "dct:title", "@language": "en-us"},
        "created": {"@id": "dct:created", "@type": "xsd:date"},
        "refersTo": {"@id": "memo:refersTo", "@type": "@vocab"},
        "inverse": {"@reverse": "memo:refersTo"},
        "order": {"@id": "memo:order", "@type": "xsd:integer", "@container": "@set"},
        "p": {},
        "urn": "http://example.org/urn#",
        "id": "@id",
        "gone": None,
    }
}

namespaces = st.sampled_from(
    [
        f"{DOC}/",
        f"{DOC}/turn/",
        f"{DOC}/agent/",
        "https://w3id.org/memograph/id/agent/",
        "https://w3id.org/memograph/id/graph/",
        "https://w3id.org/memograph/id/true/",
        "https://w3id.org/memograph/id/a/",
        PREFIXES["memo"],
        PREFIXES["dcterms"],
        PREFIXES["role"],
        "http://example.org/",
        "http://example.org/p?q=",
        "urn:x:",
        "tag:example.org,2026:",
        "memo:",
    ]
)
easy = st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9_\-]{0,6}", fullmatch=True)
hard = st.text(st.sampled_from("aZ09-_.~%!$&'()*,;=:@é中𝄞"), min_size=1, max_size=5).map(
    lambda text: text.replace("%", "%20")
)
iris = st.builds("<{}{}>".format, namespaces, easy | hard)
predicates = st.builds(
    "<{}{}>".format,
    st.sampled_from([PREFIXES["memo"], PREFIXES["dcterms"], "http://example.org/ns#", "urn:x:y/"]),
    st.sampled_from(["text", "title", "created", "refersTo", "order", "p", "x-y", "_z", "a.b"]),
) | st.just(TERMS.iri(PREFIXES["rdf"] + "type"))

nasty = "\"'\\\n\r\t\b\f\0\x1b\x7f\x85\u2028\u200f\ufeff\ufffe<>&]中é🗿 "
texts = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.text(st.sampled_from(nasty), max_size=8)
    | st.sampled_from(["", "\\u0041", "'''", '"""', "]]>", "\\", "a\\", "שלום world"])
)
xml_texts = texts.map(
    lambda text: "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
)
tags = st.sampled_from(["en", "en-us", "und", "zh-hans-cn", "ar"])
datatypes = st.sampled_from(
    [
        *(XSD + name for name in ("integer", "decimal", "boolean", "double", "date", "dateTime")),
        *(XSD + name for name in ("dayTimeDuration", "anyURI", "gYear")),
        PREFIXES["edtf"] + "EDTF",
        "http://example.org/dt#x",
        "urn:x:dt",
    ]
)
lexical = st.sampled_from(
    [
        *("0", "-0", "7", "007", "+7", "-12", "1.0", "1.50", ".5", "5.", "-0.0", "0.25", "1e3"),
        *("true", "false", "1967-10-12", "PT1H30M", "1967~"),
    ]
)


graph_names = st.just("") | iris


def literals(content):
    typed = st.builds(lambda text, type_: literal(text, None, type_), lexical | content, datatypes)
    tagged = st.builds(lambda text, tag: literal(text, tag, None), content, tags)
    return tagged | typed | content.map(TERMS.plain)


def quads(content=texts, graphs=graph_names):
    return st.lists(st.tuples(iris, predicates, iris | literals(content), graphs), max_size=8)


triples = quads(graphs=st.just(""))
xml_triples = quads(content=xml_texts, graphs=st.just(""))


@pytest.fixture(autouse=True, scope="module")
def _no_tracebacks_for_ill_typed_literals():
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


def written(found, form, **options):
    return "".join(serialize(found, form, **options))


def read_by_oxigraph(text, form):
    import pyoxigraph as ox

    return {
        tuple(map(spelled, (q.subject, q.predicate, q.object, q.graph_name)))
        for q in ox.parse(
            text.encode(), format=ox.RdfFormat.from_media_type(FORMATS[form].media_type)
        )
    }


def spelled(term):
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        return literal(term.value, term.language, term.datatype.value)
    return "" if isinstance(term, ox.DefaultGraph) else str(term)


def read_by_rdflib(text, form):
    import rdflib

    name = {"ntriples": "nt"}.get(form, form)
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        return set(quads_of(rdflib.Dataset().parse(data=text, format=name)))
    finally:
        rdflib.NORMALIZE_LITERALS = before


@pytest.mark.parametrize("form", GRAPH_FORMATS)
@given(found=quads())
def test_quads_written_and_read_by_either_engine_give_the_same_dataset(form, found):
    text = written(found, form, context=CONTEXT)

    assert set(parse(text, form, source="test")) == set(found)
    assert read_by_oxigraph(text, form) == set(found)


@pytest.mark.parametrize("form", [form for form in TRIPLE_FORMATS if form != "rdfxml"])
@given(found=triples)
def test_triples_written_and_read_by_either_engine_give_the_same_graph(form, found):
    text = written(found, form)

    assert set(parse(text, form, source="test")) == set(found)
    assert read_by_oxigraph(text, form) == set(found)


@given(found=xml_triples)
@example(found=[("<http://e/a>", "<http://e/p>", '"\\r\\n ]]> &amp; \\t "', "")])
def test_rdfxml_read_by_oxigraph_gives_the_same_graph(found):
    assert read_by_oxigraph(written(found, "rdfxml"), "rdfxml") == set(found)


@given(found=xml_triples)
def test_rdfxml_read_by_rdflib_gives_the_same_graph(found):
    # rdflib resolves even absolute IRIs, and loses a ";" with nothing behind it.
    assume(all(urljoin("http://e/", t[1:-1]) == t[1:-1] for q in found for t in q if t[:1] == "<"))
    text = written(found, "rdfxml")

    assert set(parse(text, "rdfxml", source="test")) == set(found)


def test_rdflib_drops_an_empty_semicolon_from_an_absolute_iri_in_rdfxml():
    text = written([("<http://e/a>", "<http://e/p>", "<http://e/b;>", "")], "rdfxml")

    assert parse(text, "rdfxml", source="test")[0][2] == "<http://e/b>"
    assert 'rdf:resource="http://e/b;"' in text


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", ["nquads", "ntriples"])
@given(found=triples)
def test_lines_read_by_rdflib_give_the_same_graph(form, found):
    assert read_by_rdflib(written(found, form), form) == set(found)


@given(found=triples)
def test_quads_through_rdflib_come_back_as_they_were(found):
    assert set(quads_of(to_rdflib(found))) == set(found)


@given(found=quads())
def test_jsonld_without_a_context_gives_the_same_dataset(found):
    text = written(found, "jsonld")

    assert set(parse(text, "jsonld", source="test")) == set(found)
    assert read_by_oxigraph(text, "jsonld") == set(found)


@given(found=quads())
def test_jsonld_with_a_context_at_an_address_gives_the_same_dataset(found):
    address = "https://example.org/context.jsonld"
    try:
        text = written(found, "jsonld", context=CONTEXT, context_url=address)
    except WriteError:
        assume(any(term.startswith(("<memo:", "<urn:")) for quad in found for term in quad))
        return
    data = json.loads(text)
    named = data["@context"] if isinstance(data["@context"], list) else [data["@context"]]
    data["@context"] = [CONTEXT["@context"], *named[1:]]

    assert named[0] == address
    assert set(parse(text, "jsonld", source="t", contexts={address: CONTEXT})) == set(found)
    assert read_by_oxigraph(json.dumps(data), "jsonld") == set(found)


@pytest.mark.parametrize("form", FORMATS)
@given(found=xml_triples, data=st.data())
def test_text_of_shuffled_and_repeated_quads_is_the_same(form, found, data):
    shuffled = data.draw(st.permutations(found + found[:2]))

    assert written(shuffled, form, context=CONTEXT) == written(found, form, context=CONTEXT)


@pytest.mark.parametrize("form", FORMATS)
@given(found=quads(content=xml_texts))
def test_text_never_has_a_carriage_return_or_a_blank_at_a_line_end(form, found):
    text = written(merged(found), form)

    assert "\r" not in text
    if form != "rdfxml":
        assert not [line for line in text.split("\n") if line.endswith(" ")]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=60) | st.binary(max_size=60), form=st.sampled_from(list(FORMATS)))
def test_arbitrary_text_is_read_or_refused_as_unreadable(text, form):
    with suppress(UnreadableSource):
        parse(text, form, source="test")


SCRIPT = """
import sys
from memograph.serialization import FORMATS, merged, serialize, to_rdflib, quads_of
found = {(f"<http://e/d/{i % 5}>", f"<http://e/ns#p{i % 3}>", f'"{i}"@en', f"<http://e/g/{i % 2}>")
         for i in range(60)}
found |= {(f"_:b{i}", "<http://e/ns#next>", f"_:b{(i + 1) % 4}", "") for i in range(4)}
for name, form in FORMATS.items():
    sys.stdout.write("".join(serialize(found if form.graphs else merged(found), name)))
sys.stdout.write("".join(serialize(quads_of(to_rdflib(found)), "trig")))
"""


def test_bytes_do_not_depend_on_the_hash_seed():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
