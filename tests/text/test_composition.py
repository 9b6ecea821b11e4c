"""A composed text keeps its spans, and every offset leads back to the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memograph.text.composition import FORBIDDEN, Composition, is_clean

PIECES = st.lists(
    st.tuples(st.text(max_size=12), st.integers(1, 9), st.sampled_from(["add", "block", "line"])),
    max_size=12,
)


@given(PIECES)
def test_spans_of_pieces_cut_their_words(pieces):
    text = Composition("talk.xml")
    told = []
    for words, line, how in pieces:
        if how == "line":
            text.new_line()
        span = text.block(words, line=line) if how == "block" else text.add(words, line=line)
        told.append((span, text.text[slice(*span)]))
    assert [(span, span.cut(text.text)) for span, _ in told] == told
    offsets = [where.offset for where in text.source_map]
    assert offsets == sorted(set(offsets))
    assert text.length == len(text.text)


def test_forbidden_characters_are_replaced_and_told():
    text = Composition("talk.xml")
    text.block("a\x01b")
    assert text.text == "a\ufffdb"
    assert [found.code for found in text.problems] == ["MG109"]


def test_soft_hyphens_vanish_and_blanks_fold():
    text = Composition("talk.xml")
    text.block("Ver\u00adein  \n barung")
    assert text.text == "Verein barung"


def test_new_line_stays_inside_its_block():
    text = Composition("talk.xml")
    text.block("one")
    text.new_line()
    text.add("two")
    text.block("three")
    assert text.text == "one\ntwo\n\nthree"


@given(st.text(st.characters() | st.sampled_from("\x00\x0c\t\n\ud800\udfff\ufffd\ufffe\uffff\x7f")))
def test_clean_text_has_no_character_that_is_forbidden(text):
    assert is_clean(text) == (FORBIDDEN.search(text) is None)
