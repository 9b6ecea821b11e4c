"""The running text of a TEI: what is printed of it, and which elements lie over which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.readers.source import Source
from memograph.readers.tei.minutes_text import identifier, running_text
from memograph.readers.xml import tree


def root(body, attributes=""):
    markup = f"<TEI {attributes}><text><body>{body}</body></text></TEI>"
    return tree(Source(name="a.xml", stem="a", data=markup.encode())).root


def running(body):
    return running_text(root(body), "a.xml")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<note>1</note>, <index><term>x</term></index>two</p>", "One, two"),
        ("<p>be<pb n='3'/>fore</p>", "before"),
        ("<p>one<lb/>two, be<lb break='no'/>fore</p>", "one two, before"),
        ("<p><choice>\n<abbr>P.</abbr>\n<expan>Page</expan>\n</choice>; 4</p>", "P.; 4"),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice> end</p>", "the end"),
        ("<p><choice><orig>olde</orig><reg>old</reg></choice> end</p>", "olde end"),
        ("<p><app><lem>a</lem><rdg>b</rdg></app>c</p>", "ac"),
        ("<p>The <hi>\n  <rs>Judge</rs>\n</hi>, too</p>", "The Judge, too"),
        ("<p><persName><forename>A</forename>\n<surname>B</surname></persName></p>", "A B"),
        ("<head><title>No. 1</title><title>Talk</title></head>", "No. 1 Talk"),
        ("<list><item>a</item><item>b</item></list>", "a\n\nb"),
        ("<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>",
         "a b\n\nc"),
        ("<div>loose<p>held</p>again</div>", "loose\n\nheld\n\nagain"),
        ("<closer><seg>one</seg><seg>two</seg></closer>", "one\n\ntwo"),
        ("<p>one <seg>two</seg> three</p>", "one two three"),
        ("", ""),
    ],
)  # fmt: skip
def test_running_text_is_what_is_printed(body, text):
    assert running(body).text == text


def test_text_without_body_is_read_all_the_same():
    source = Source(name="a", stem="a", data=b"<TEI><teiHeader>x</teiHeader><p>One</p></TEI>")
    assert running_text(tree(source).root, "a").text == "One"


def test_marks_cover_the_words_of_their_elements():
    told = running("<p>The <rs>old <hi>man</hi></rs>.<date when='1900'/></p>")
    assert [(m.element.tag, m.span.cut(told.text)) for m in told.all("rs", "hi", "date")] == [
        ("rs", "old man"),
        ("hi", "man"),
    ]


@pytest.mark.parametrize(
    ("attributes", "body", "name"),
    [
        ("xml:id='m7'", "<div xml:id='d1'/>", "m7"),
        ("", "<div xml:id='doc-d1.xml'/>", "d1"),
        ("", "<div/>", None),
    ],
)
def test_identifier_is_that_of_the_text_or_its_first_division(attributes, body, name):
    assert identifier(root(body, attributes)) == name


NAMES = ("p", "hi", "rs", "div", "note", "choice", "abbr", "expan", "list", "item", "lb", "head")


@st.composite
def markup(draw, depth=3):
    name = draw(st.sampled_from(NAMES))
    inner = draw(st.lists(markup(depth=depth - 1), max_size=3)) if depth else []
    words = draw(st.text("ab \n.", max_size=5))
    return f"<{name}>{words}{''.join(inner)}</{name}>{draw(st.text('c ,', max_size=3))}"


@given(markup())
def test_marks_of_any_text_lie_in_order_inside_it(body):
    told = running(body)
    for marks in told.marks.values():
        for mark in marks:
            assert 0 <= mark.span.start < mark.span.end <= len(told.text)
            assert mark.span.cut(told.text).strip() == mark.span.cut(told.text)
    assert "\n\n\n" not in told.text
