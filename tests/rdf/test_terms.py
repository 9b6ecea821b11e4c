"""Terms as strings, and as the libraries read them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memograph.rdf.terms import (
    OxigraphTerms,
    RdflibTerms,
    StringTerms,
    language_of,
    quoted,
    value_of,
)
from memograph.rdf.vocab import XSD

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
ALL_CONTROLS = "".join(map(chr, range(1, 0x20))) + "\x7f\x80\ufffe\uffff\"\\'\\u0041\U0001f600"


@given(TEXT | TEXT.map(lambda text: 600 * text))
@example(ALL_CONTROLS)
@example(100 * 'He said: \t"no\\\\\n\r')
@example(100 * "\\n\\")
def test_quoted_text_is_canonical(text):
    import pyoxigraph

    assert quoted(text) == str(pyoxigraph.Literal(text))
    assert value_of(quoted(text)) == text


@given(TEXT)
@example(ALL_CONTROLS)
def test_strings_are_read_back_by_pyoxigraph(text):
    import pyoxigraph

    strings, terms = StringTerms(), OxigraphTerms()
    line = f"<a:s> <a:p> {strings.text(text, 'en-gb')} .\n<a:s> <a:p> {strings.plain(text)} .\n"
    parsed = list(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES))
    assert [quad.object for quad in parsed] == [terms.text(text, "en-gb"), terms.plain(text)]


@given(TEXT.map(lambda text: text.replace("\0", "")))
@example(ALL_CONTROLS)
def test_strings_are_read_back_by_rdflib(text):
    from rdflib import Graph, Literal

    line = f"<a:s> <a:p> {StringTerms().text(text, 'en')} .\n"
    graph = Graph().parse(data=line, format="nt")
    assert list(graph.objects()) == [Literal(text, lang="en")] == [RdflibTerms().text(text, "en")]


@pytest.mark.parametrize("terms", [StringTerms(), RdflibTerms(), OxigraphTerms()])
def test_typed_values_keep_their_spelling(terms):
    term = terms.typed("PT1H30M", XSD.dayTimeDuration)
    spelled = term if isinstance(term, str) and term.startswith('"') else _n3(term)
    assert spelled == f'"PT1H30M"^^<{XSD.dayTimeDuration}>'


@pytest.mark.parametrize("terms", [StringTerms(), RdflibTerms(), OxigraphTerms()])
@pytest.mark.parametrize("number", [0, 7, 10**20, -1])
def test_integer_is_the_typed_value_of_its_digits(terms, number):
    assert terms.integer(number) == terms.typed(str(number), XSD.integer)


def _n3(term):
    return term.n3() if hasattr(term, "n3") else str(term)


def test_language_of_a_term_is_its_tag():
    assert language_of('"a@b"@zh-hant') == "zh-hant"
    assert language_of('"a@b"') == language_of("<a:b>") == ""
    assert language_of(f'"1"^^<{XSD.integer}>') == ""
