"""What is read, what is refused and at which line; nothing is fetched."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from memograph.problems import UnreadableSource
from memograph.serialization import parse

RDF_HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'


def refused(text, form, **options):
    with pytest.raises(UnreadableSource) as caught:
        parse(text, form, source="x.file", **options)
    found = caught.value.problem
    assert found.where.source == "x.file"
    return found


@pytest.mark.parametrize(
    ("form", "text", "line"),
    [
        ("turtle", "<http://e/a> <http://e/p> 1 .\n\n<http://e/a> <http://e/p> .\n", 3),
        ("turtle", "@prefix e: <http://e/> .\nf:a e:p 1 .", 2),
        ("trig", "<http://e/g> {\n<http://e/a> <http://e/p> }", 2),
        ("jsonld", '{\n"@id": "http://e/a",\n]', 3),
        ("rdfxml", f"{RDF_HEAD}\n<e:a>", 3),
        ("nquads", '<http://e/a> <http://e/p> "1" .\n# remark\n\n<http://e/a> .', 4),
        ("ntriples", '<http://e/a> <http://e/p> "1" <http://e/g> .', 1),
        ("ntriples", "\r\n<a> <http://e/p> <http://e/b> .", 2),
        ("nquads", r'<http://e/a> <http://e/p> "\q" .', 1),
        ("nquads", r'<http://e/a> <http://e/p> "\uD800" .', 1),
        ("nquads", r'<http://e/a> <http://e/p> "\\\u12" .', 1),
        ("nquads", r"<http://e/a\u0020b> <http://e/p> <http://e/b> .", 1),
    ],
)
def test_text_that_breaks_its_grammar_is_refused_at_its_line(form, text, line):
    found = refused(text, form)

    assert found.code == "MG513"
    assert found.where.line == line
    assert "\n" not in found.message


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("turtle", "<a> <http://e/p> 1 ."),
        ("jsonld", '{"@id": "a", "http://e/p": "1"}'),
        ("rdfxml", f'{RDF_HEAD}<rdf:Description rdf:about="a" e:p="1"/></rdf:RDF>'),
    ],
)
def test_relative_iris_need_a_base(form, text):
    assert "relative" in refused(text, form).message
    assert parse(text, form, source="x", base="http://e/dir/b")[0][0] == "<http://e/dir/a>"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("turtle", r'<http://e/a> <http://e/p> "\uD800" .'),
        ("jsonld", r'{"@id": "http://e/a", "http://e/p": "\ud800"}'),
        ("turtle", b"\xff\xfe"),
        ("nquads", b"\xff\xfe"),
        ("jsonld", "[" * 100_000),
    ],
)
def test_text_that_no_file_could_hold_is_refused(form, text):
    assert refused(text, form).code == "MG513"


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://example.org/c", "@id": "http://e/a"}',
        '{"@graph": [{"@context": ["https://example.org/c"], "@id": "http://e/a"}]}',
        '{"@context": {"p": {"@id": "http://e/p", "@context": "https://example.org/c"}}}',
        '{"@context": {"@import": "https://example.org/c"}}',
    ],
)
def test_jsonld_context_at_an_address_is_not_fetched(text):
    found = refused(text, "jsonld")

    assert found.code == "MG514"
    assert "https://example.org/c" in found.message


def test_jsonld_context_at_an_address_can_be_handed_over():
    text = '{"@context": "https://example.org/c", "@id": "http://e/a", "p": "1"}'
    contexts = {"https://example.org/c": {"@context": {"p": "http://e/p"}}}

    found = parse(text, "jsonld", source="x", contexts=contexts)

    assert found == (("<http://e/a>", "<http://e/p>", '"1"', ""),)


def test_lines_are_read_in_every_legal_spelling():
    text = (
        "\ufeff# a remark\n"
        '<http://e/a><http://e/p>"x"^^<http://www.w3.org/2001/XMLSchema#string>.\r\n'
        '\t<http://e/\\u00E9> <http://e/p> "\\u0041\\U0001F5FF\\\'"@EN-us <http://e/g> . # end\r'
        '<http://e/b> <http://e/p> "a\u2028b\x07\x7f" .\n'
        "_:x.y <http://e/p> _:x.y .\n"
    )

    assert parse(text.encode(), "nquads", source="x") == (
        ("<http://e/a>", "<http://e/p>", '"x"', ""),
        ("<http://e/b>", "<http://e/p>", '"a\u2028b\\u0007\\u007F"', ""),
        ("<http://e/é>", "<http://e/p>", '"A🗿\'"@en-us', "<http://e/g>"),
        ("_:c14n0", "<http://e/p>", "_:c14n0", ""),
    )


def test_rdfxml_in_another_encoding_is_read():
    text = (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{RDF_HEAD}'
        '<rdf:Description rdf:about="http://e/a" e:p="é"/></rdf:RDF>'
    )
    expected = (("<http://e/a>", "<http://e/p>", '"é"', ""),)

    assert parse(text.encode("latin-1"), "rdfxml", source="x") == expected
    assert parse(text, "rdfxml", source="x") == expected


def test_rdfxml_entity_in_a_file_is_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    text = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{RDF_HEAD}'
        '<rdf:Description rdf:about="http://e/a"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'
    )

    assert "secret" not in str(parse(text, "rdfxml", source="x"))


def test_blank_nodes_are_labelled_alike_whatever_the_text_calls_them():
    first = "@prefix e: <http://e/> . _:one e:next _:two . _:two e:next _:one ; e:p 1 ."
    second = "@prefix e: <http://e/> . _:b e:p 1 . _:a e:next _:b . _:b e:next _:a ."

    assert parse(first, "turtle", source="x") == parse(second, "turtle", source="y")


def test_literals_keep_their_spelling_and_rdflib_its_switch():
    import rdflib

    text = '<http://e/a> <http://e/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: parse(text, "turtle", source="x"), range(8)))

    assert {found[0][2][:5] for found in results} == {'"007"'}
    assert rdflib.NORMALIZE_LITERALS is True
