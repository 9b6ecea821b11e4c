"""A composed text keeps its spans, and every offset leads back to the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from memograph.text.composition import FORBIDDEN, Composition, is_blank, is_clean

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


BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
SIGNS = st.sampled_from(
    " \t\r\n\f\v\x1c\x1f\x85\xa0\u1680\u2003\u2028\u2029\u202f\u3000\u00ad\u200b\u200d\u2060\ufeff"
    "\x00\x07\ud800\ufffe\uffffab.é„字\U0001f600"
)


@given(st.lists(st.text(SIGNS | st.characters(), max_size=9), max_size=6))
def test_pieces_are_folded_as_the_rules_of_blanks_say(pieces):
    text = Composition("talk.xml")
    expected, pending = "", ""
    for words in pieces:
        text.add(words, line=1)
        folded = BLANKS.sub(" ", UNSEEN.sub("", words))
        if folded[:1] == " " and expected:
            pending = " "
        printed = FORBIDDEN.sub("\ufffd", folded.strip(" "))
        if printed:
            expected += pending + printed
            pending = " " if folded[-1:] == " " else ""
    assert text.text == expected
    replaced = FORBIDDEN.search("".join(BLANKS.sub(" ", words) for words in pieces))
    assert [one.code for one in text.problems] == (["MG109"] if replaced else [])


@given(st.text(SIGNS))
def test_blank_words_are_those_that_leave_a_blank_at_most(words):
    if is_blank(words):
        assert BLANKS.sub(" ", words) in ("", " ")
