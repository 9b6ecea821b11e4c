"""Editorial insertions: of which kind, about which words, naming whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.brackets import brackets
from memograph.text.cues import cues
from memograph.text.insertions import anchor, identifications, insertion_kind


def last_square(text):
    return [b for b in brackets(text, Span(0, len(text))) if b.kind == "square"][-1]


def kind(text, language="en"):
    return insertion_kind(text, last_square(text), cues(language))


def about(text, language="en", *, whole=False):
    found = anchor(text, last_square(text), 0, cues(language), whole=whole)
    return found.cut(text) if found else None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We saw [illegible] there."),
        ("en", "He said [...] and left."),
        ("en", "He said […] and left."),
        ("en", "It was [?] then."),
        ("en", "the [word crossed out] in two weeks"),
        ("en", "[matter omitted]"),
        ("en", "[two pages missing]"),
        ("en", "[The remark was not interpreted.]"),
        ("en", "I was told by [name deleted] so."),
        ("de", "damals fuhren [unleserlich] Wagen"),
        ("de", "dann [Lücke im Text] kam er"),
        ("fr", "un détour de [un mot illisible] kilomètres"),
        ("fr", "[passage manquant] puis"),
    ],
)
def test_words_that_cannot_be_read_are_a_gap(language, text):
    assert kind(text, language) == "Gap"


def test_verb_for_what_is_missing_is_a_gap():
    assert kind("[deux pages manquent] puis", "fr") == "Gap"


@pytest.mark.parametrize("text", ["[pages missing-ed.]", "It went on [illegible-ed.] so."])
def test_gap_signed_by_the_editor_is_a_gap(text):
    assert kind(text) == "Gap"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "thank you for this [invitation], friends"),
        ("en", "and here [is] the basin"),
        ("en", "The [new] ships"),
        ("en", "We went to [the] port."),
        ("en", "we [will] go"),
        ("en", "in [19]79 it was"),
        ("en", "the a[nd] b"),
        ("en", "the organi[z]ation"),
        ("en", "our rest home [at Dover] in July"),
        ("en", "Mr. [Ada] Brown said"),
        ("de", "wir haben [das] gesagt"),
        ("de", "Herr [Jan] Ost sagte"),
        ("fr", "nous [avons] dit"),
        ("fr", "le pont [de Ségou] est fermé"),
    ],
)
def test_words_that_the_sentence_needs_are_supplied(language, text):
    assert kind(text, language) == "Supplied"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the sound centers [radio stations] are here"),
        ("en", "the home [the former customs barracks] is far"),
        ("en", "it falls inside it [see attached sketch map]."),
        ("en", "It was built [sic] there"),
        ("en", "the harbor [i.e., the port] is closed"),
        ("en", "his skipper [literally “ship man”] tells him"),
        ("de", "der Hafen [d.h. der alte] ist"),
        ("de", "das Haus [sic] steht"),
        ("fr", "le port [c’est-à-dire le bassin] est"),
    ],
)
def test_words_that_explain_are_a_gloss(language, text):
    assert kind(text, language) == "Gloss"


def test_common_noun_of_german_is_no_name():
    assert kind("die Leitung [Rohrleitung] ist alt", "de") == "Gloss"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The old director [probably Ada Brown] sold her"),
        ("en", "the man [Jan Ost?] came"),
        ("en", "the man [possibly Jan Ost] came"),
        ("en", "one of ours [Jan Ost, of the depot] fell asleep"),
        ("en", "Comrade Green [Minister of Trade] agreed"),
        ("en", "Captain Green [harbour master of Varna] left"),
        ("en", "the republic [Republic of Mali] is"),
        ("en", "the Premier (B) [Republic of Congo (B); likely Jean Moke] said"),
        ("de", "Der Amtmann [vermutlich Jan Ost] hat"),
        ("de", "Ost [Minister für Handel] sagte"),
        ("fr", "Notre ami [sans doute Luc Lebrun] vint"),
        ("fr", "l’homme [Luc Lebrun] vint"),
    ],
)
def test_words_that_say_who_or_what_is_meant_are_an_identification(language, text):
    assert kind(text, language) == "IdentificationNote"


@pytest.mark.parametrize(
    ("language", "inner", "expected"),
    [
        ("en", "Ada Brown", [("person", "Ada Brown", "certain")]),
        ("en", "likely Ada Brown", [("person", "Ada Brown", "likely")]),
        ("en", "most likely Ada Brown", [("person", "Ada Brown", "likely")]),
        ("en", "probably: Ada Brown", []),
        ("en", "perhaps Ada Brown", [("person", "Ada Brown", "possible")]),
        ("en", "Ada Brown?", [("person", "Ada Brown", "possible")]),
        ("en", "i.e. Ada Brown", [("person", "Ada Brown", "certain")]),
        ("en", "Comrade Ada Brown", [("person", "Ada Brown", "certain")]),
        ("en", "Ada Brown, of the depot", [("person", "Ada Brown", "certain")]),
        ("en", "Minister of Trade", [("post", "Minister of Trade", "certain")]),
        ("en", "Republic of Mali", [("place", "Republic of Mali", "certain")]),
        (
            "en",
            "Republic of Congo (B); likely Ada Brown",
            [("place", "Republic of Congo (B)", "certain"), ("person", "Ada Brown", "likely")],
        ),
        ("en", "radio stations", []),
        ("en", "he said “no”", []),
        ("en", "", []),
        ("en", "likely", []),
        ("de", "vermutlich Jan Ost", [("person", "Jan Ost", "likely")]),
        ("de", "vielleicht Jan Ost", [("person", "Jan Ost", "possible")]),
        ("fr", "sans doute Luc Lebrun", [("person", "Luc Lebrun", "likely")]),
        ("fr", "peut-être Luc Lebrun", [("person", "Luc Lebrun", "possible")]),
    ],
)
def test_every_part_of_a_bracket_says_what_is_meant_and_how_surely(language, inner, expected):
    found = identifications(inner, cues(language))
    assert [(i.sort, i.name, i.certainty) for i in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "and the sound centers [radio stations] are", "the sound centers"),
        ("en", "The old director [probably Ada Brown] sold", "The old director"),
        ("en", "Yes, Comrade Ada Brown [Minister] agreed", "Comrade Ada Brown"),
        ("en", "the Premier (B) [Republic of Congo] said", "the Premier (B)"),
        ("en", "He left; Green [Minister] said", "Green"),
        ("en", "[Ada Brown] said", None),
        ("en", "It is in [the] port", None),
        ("de", "und der alte Hafen [d.h. der Nordhafen] ist", "der alte Hafen"),
        ("fr", "et le vieux port [c’est-à-dire le bassin] est", "le vieux port"),
    ],
)
def test_anchor_goes_back_to_the_article_or_over_a_run_of_names(language, text, words):
    assert about(text, language) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "our friend from Dover [likely Ada Brown] promised", "our friend from Dover"),
        ("fr", "Notre ami de Paris [sans doute Luc Lebrun] vint", "Notre ami de Paris"),
    ],
)
def test_whole_anchor_goes_back_over_what_somebody_is_of(language, text, words):
    assert about(text, language, whole=True) == words


def test_anchor_does_not_go_back_behind_the_floor():
    text = "the old director [Ada Brown] sold"
    assert anchor(text, last_square(text), 8, cues("en")).cut(text) == "director"


LINES = st.lists(
    st.sampled_from(
        ["the", "Ada", "Brown", "[Ada]", "[is]", "[likely Jan Ost]", "[x", "]", ".", ",", "(B)",
         "[sic]", "\n", "of", "Minister", "[...]", "[Minister of Trade; Jan Ost?]", "[]"]
    ),
    max_size=15,
).map(" ".join)  # fmt: skip


@given(LINES, st.sampled_from(["en", "de", "fr"]))
def test_every_bracket_has_a_kind_and_its_anchor_lies_before_it(text, language):
    for bracket in brackets(text, Span(0, len(text))):
        assert insertion_kind(text, bracket, cues(language)) in {
            "Gap",
            "Supplied",
            "Gloss",
            "IdentificationNote",
        }
        found = anchor(text, bracket, 0, cues(language))
        assert found is None or 0 <= found.start < found.end <= bracket.span.start
