"""Stage directions: which brackets are, and what they tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.rdf.vocab import SCHEMES
from memograph.text.brackets import brackets
from memograph.text.cues import cues
from memograph.text.directions import direction, direction_of, told_otherwise


def bracket(text):
    return brackets(text, Span(0, len(text)))[0]


def told(text, language="en"):
    return direction(bracket(text), cues(language))


def otherwise(text, language="en", *, opens):
    return told_otherwise(bracket(text), cues(language), opens=opens)


@pytest.mark.parametrize(
    ("language", "text", "to"),
    [
        ("en", "(Speaking to Comrade Ada Brown)", "Comrade Ada Brown"),
        ("en", "(Turning to Minister Green)", "Minister Green"),
        ("en", "(Addressing Minister Green)", "Minister Green"),
        ("en", "(to Brown)", "Brown"),
        ("en", "(to Brown, in Norwegian)", "Brown"),
        ("en", "(to the interpreter)", "the interpreter"),
        ("en", "(to the delegation)", "the delegation"),
        ("en", "(aside to Mr. Brown)", "Mr. Brown"),
        ("en", "[to Mr. Brown]", "Mr. Brown"),
        ("de", "(zu Staatssekretär Ost)", "Staatssekretär Ost"),
        ("de", "(gewandt an Minister Ost)", "Minister Ost"),
        ("de", "(zum Dolmetscher)", "Dolmetscher"),
        ("fr", "(à M. Lebrun)", "M. Lebrun"),
        ("fr", "(se tournant vers M. Lebrun)", "M. Lebrun"),
        ("fr", "(s’adressant à Mme Levert)", "Mme Levert"),
        ("fr", "(à la délégation)", "la délégation"),
    ],
)
def test_bracket_that_names_an_addressee_is_of_address(language, text, to):
    found = told(text, language)
    assert found.kinds == ("address",)
    assert [span.cut(text) for span in found.to] == [to]


@pytest.mark.parametrize("text", ["(to all)", "(To everyone)", "(to both)"])
def test_all_can_be_addressed(text):
    found = told(text)
    assert found is not None
    assert found.kinds == ("address",)


@pytest.mark.parametrize("text", ["(Turning to Minister Green)", "(Addressing Minister Green)"])
def test_participle_of_address_is_nobody_who_acts(text):
    assert told(text).actors == ()


@pytest.mark.parametrize(
    ("language", "text", "manners"),
    [
        ("en", "(Jokingly)", ("jokingly",)),
        ("en", "(with a smile)", ("smiling",)),
        ("en", "(laughing)", ("laughing",)),
        ("en", "(dryly)", ("ironically",)),
        ("en", "(in a low voice)", ("quietly",)),
        ("en", "(interrupting)", ("interrupting",)),
        ("en", "(smiling, then angrily)", ("smiling", "angrily")),
        ("de", "(lachend)", ("laughing",)),
        ("de", "(scherzhaft)", ("jokingly",)),
        ("de", "(zögernd)", ("hesitantly",)),
        ("fr", "(en souriant)", ("smiling",)),
        ("fr", "(à voix basse)", ("quietly",)),
        ("fr", "(interrompant)", ("interrupting",)),
    ],
)
def test_bracket_that_tells_how_is_of_manner(language, text, manners):
    found = told(text, language)
    assert (found.kinds, found.manners) == (("manner",), manners)


@pytest.mark.parametrize(
    ("language", "text", "to", "manner"),
    [
        ("en", "(Jokingly, to Engineer Ada Brown)", "Engineer Ada Brown", "jokingly"),
        ("en", "(Speaking jokingly in the direction of Ada Brown)", "Ada Brown", "jokingly"),
        ("en", "(to Ada Brown, smiling)", "Ada Brown", "smiling"),
        ("en", "(whispering to Ada Brown)", "Ada Brown", "quietly"),
        ("de", "(scherzhaft, zu Herrn Ost)", "Herrn Ost", "jokingly"),
        ("de", "(leise zu Herrn Ost)", "Herrn Ost", "quietly"),
        ("fr", "(en riant, à M. Lebrun)", "M. Lebrun", "laughing"),
    ],
)
def test_bracket_can_tell_addressee_and_manner(language, text, to, manner):
    found = told(text, language)
    assert set(found.kinds) == {"address", "manner"}
    assert [span.cut(text) for span in found.to] == [to]
    assert found.manners == (manner,)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "(Laughter)", "reaction"),
        ("en", "(General laughter.)", "reaction"),
        ("en", "(Applause from the back of the hall.)", "reaction"),
        ("en", "(All laugh)", "reaction"),
        ("en", "[Laughter]", "reaction"),
        ("en", "(The conversation was over at 7.30 p.m.)", "closing"),
        ("en", "(End of the meeting)", "closing"),
        ("en", "(The meeting adjourned.)", "closing"),
        ("en", "(The session opened at nine)", "opening"),
        ("en", "(Pause)", "pause"),
        ("en", "(a long pause)", "pause"),
        ("en", "(reads)", "reading"),
        ("en", "(reading from the letter)", "reading"),
        ("en", "(interruption)", "interruption"),
        ("en", "(Mr. Green enters)", "arrival"),
        ("en", "(Mr. Green leaves the room)", "departure"),
        ("de", "(Heiterkeit)", "reaction"),
        ("de", "(Allgemeine Heiterkeit)", "reaction"),
        ("de", "(Ende des Gesprächs: 10.50 Uhr)", "closing"),
        ("de", "(Beginn der Sitzung)", "opening"),
        ("de", "(Kurze Pause)", "pause"),
        ("de", "(liest)", "reading"),
        ("de", "(Herr Ost betritt den Raum)", "arrival"),
        ("de", "(Herr Ost verlässt den Saal)", "departure"),
        ("fr", "(Rires.)", "reaction"),
        ("fr", "(Assentiment.)", "reaction"),
        ("fr", "(La séance est levée à 16 h 45.)", "closing"),
        ("fr", "(La séance est ouverte)", "opening"),
        ("fr", "(Suspension)", "pause"),
        ("fr", "(lisant)", "reading"),
        ("fr", "(M. Lebrun entre)", "arrival"),
        ("fr", "(M. Lebrun quitte la salle)", "departure"),
    ],
)
def test_bracket_is_of_the_kind_that_its_words_tell(language, text, kind):
    assert told(text, language).kinds == (kind,)


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("en", "(Minister Ada Brown unrolls a chart and lays it down.)", "Minister Ada Brown"),
        ("en", "(Mr. Brown raises his hand in protest.)", "Mr. Brown"),
        ("en", "(He passes a folder to the chair.)", "He"),
        ("en", "(handing him the coin)", None),
        ("en", "(nods)", None),
        ("en", "(points to the map)", None),
        ("de", "(Er erhebt sich und reicht Herrn Ost die Hand.)", "Er"),
        ("fr", "(Il distribue des exemplaires du bulletin.)", "Il"),
        ("fr", "(M. Lebrun se lève)", "M. Lebrun"),
    ],
)
def test_bracket_that_tells_an_act_is_a_gesture(language, text, actor):
    found = told(text, language)
    assert found.kinds[0] == "gesture"
    assert [span.cut(text) for span in found.actors] == ([actor] if actor else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(B)"),
        ("en", "(the Chief of Staff)"),
        ("en", "(Ada Brown)"),
        ("en", "(1967)"),
        ("en", "(see page 4)"),
        ("en", "(Republic of Congo)"),
        ("en", "(letter of 28 March)"),
        ("en", "(12 tons)"),
        ("en", "(for example)"),
        ("en", "(i.e. the port)"),
        ("en", "(the raising of cattle)"),
        ("en", "()"),
        ("en", "( )"),
        ("en", "(...)"),
        ("de", "(der Leiter der Abteilung)"),
        ("de", "(5. Mai)"),
        ("de", "(vgl. Anlage 2)"),
        ("fr", "(le chef de la délégation)"),
        ("fr", "(voir page 4)"),
        ("fr", "(c’est-à-dire qui)"),
    ],
)
def test_other_bracket_is_no_direction(language, text):
    assert told(text, language) is None
    assert otherwise(text, language, opens=True) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(She runs down the landing.)", "gesture"),
        ("(consulting his papers)", "gesture"),
        ("(squinting)", "gesture"),
        ("(A splash.)", "other"),
        ("(The room falls silent.)", "other"),
    ],
)
def test_sentence_or_participle_tells_something_anywhere(text, kind):
    assert told(text) is None
    assert otherwise(text, opens=False).kinds == (kind,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(through the interpreter)"),
        ("en", "(with some effort)"),
        ("en", "(thoughtfully)"),
        ("de", "(nach kurzer Beratung mit Herrn Ost)"),
        ("fr", "(après un silence)"),
    ],
)
def test_adverb_or_phrase_tells_the_manner_only_at_the_head_of_a_statement(language, text):
    found = otherwise(text, language, opens=True)
    assert (found.kinds, found.manners) == (("manner",), ("other",))
    assert otherwise(text, language, opens=False) is None


def test_bracket_can_name_two_addressees():
    text = "(to Ada Brown and Carl Green)"
    assert [span.cut(text) for span in told(text).to] == ["Ada Brown", "Carl Green"]


def test_bracket_of_many_words_is_no_direction():
    assert told("(to Ada Brown " + "and so on " * 20 + ")") is None


def test_words_without_brackets_can_be_read_as_a_direction():
    text = "ADA (to Mr. Brown): Yes."
    found = direction_of("to Mr. Brown", 5, Span(4, 18), cues("en"))
    assert [span.cut(text) for span in found.to] == ["Mr. Brown"]
    assert found.span.cut(text) == "(to Mr. Brown)"


@pytest.mark.parametrize("words", ["", " "])
def test_no_words_are_no_direction(words):
    assert direction_of(words, 0, Span(0, 2), cues("en")) is None


def test_spans_count_in_the_whole_text():
    text = "So. ( Speaking to Ada Brown ) Well."
    found = direction(bracket(text), cues("en"))
    assert found.span.cut(text) == "( Speaking to Ada Brown )"
    assert [span.cut(text) for span in found.to] == ["Ada Brown"]


INNER = st.lists(
    st.sampled_from(
        ["to", "Ada", "Brown", "the", "interpreter", "laughing", "he", "nods", ",", ".", "speaking",
         "end of", "meeting", "Mr.", "(", ")", "zu", "à", "lachend"]
    ),
    max_size=10,
).map(" ".join)  # fmt: skip


@given(INNER, st.sampled_from(["en", "de", "fr"]), st.booleans())
def test_whatever_stands_in_brackets_its_concepts_exist_and_its_spans_lie_inside(
    inner, language, opens
):
    text = f"({inner.replace('(', '').replace(')', '')})"
    words = cues(language)
    one = bracket(text)
    for found in (direction(one, words), told_otherwise(one, words, opens=opens)):
        if found:
            assert set(found.kinds) <= set(SCHEMES["direction"])
            assert set(found.manners) <= set(SCHEMES["manner"])
            assert found.kinds
            assert all(found.span.contains(s) for s in (*found.to, *found.actors))


def test_two_can_act_together():
    text = "(Mr. Brown and Mr. Green shake hands.)"
    found = told(text)
    assert found.kinds == ("gesture",)
    assert [span.cut(text) for span in found.actors] == ["Mr. Brown", "Mr. Green"]
