"""Lists of people: who is named, with title, post and role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.attendance import attendees, is_post, post_name, role_of
from memograph.text.cues import cues


def people(text, language="en", *, item=False):
    return attendees(text, Span(0, len(text)), cues(language), item=item)


def names(text, language="en", *, item=False):
    return [one.name.name for one in people(text, language, item=item)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Ada Brown, Carl Green, and Eve White", ["Ada Brown", "Carl Green", "Eve White"]),
        ("en", "Ada Brown and Carl Green", ["Ada Brown", "Carl Green"]),
        ("en", "Ada Brown & Carl Green", ["Ada Brown", "Carl Green"]),
        ("en", "Ada Brown; Carl Green; Eve White", ["Ada Brown", "Carl Green", "Eve White"]),
        ("en", "Ada Brown,\nCarl Green\nand Eve White", ["Ada Brown", "Carl Green", "Eve White"]),
        ("en", "- Ada Brown", ["Ada Brown"]),
        ("en", "3. Ada Brown; Carl Green", ["Ada Brown", "Carl Green"]),
        ("en", "Messrs. Brown, Green and White", ["Brown", "Green", "White"]),
        ("en", "Comrades Ada Brown, Carl Green", ["Ada Brown", "Carl Green"]),
        ("en", "Dr. I.I. Brown, Messrs. A. Green, B. Ost", ["I.I. Brown", "A. Green", "B. Ost"]),
        ("en", "Coms. Brown, A.B., Green, C., White, E.", ["A.B. Brown", "C. Green", "E. White"]),
        ("en", "Brown, A.B. and Green, C.", ["A.B. Brown", "C. Green"]),
        ("en", "Ada Brown, et al.", ["Ada Brown"]),
        ("en", "Ada Brown, and others", ["Ada Brown"]),
        ("en", "all delegation members", []),
        ("en", "", []),
        ("en", "...", []),
        ("de", "Herr Braun, Frau Grün und Karl Weiß", ["Braun", "Grün", "Karl Weiß"]),
        ("de", "Ada Braun sowie Karl Grün", ["Ada Braun", "Karl Grün"]),
        ("fr", "MM. Lebrun et Levert", ["Lebrun", "Levert"]),
        ("fr", "M. Luc Lebrun ; Mme Ada Levert ; M. Jean Leblanc",
         ["Luc Lebrun", "Ada Levert", "Jean Leblanc"]),
        ("fr", "M. Lebrun, Mme Levert ainsi que M. Leblanc", ["Lebrun", "Levert", "Leblanc"]),
    ],
)  # fmt: skip
def test_list_is_split_into_its_people(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "posts"),
    [
        ("en", "Ada Brown, Minister of Trade", ["Minister of Trade"]),
        ("en", "Ada Brown (Minister of Trade)", ["Minister of Trade"]),
        ("en", "Ada Brown [harbour master of Varna]", ["Harbour master of Varna"]),
        ("en", "Ada Brown - Minister of Trade", ["Minister of Trade"]),
        ("en", "Ada Brown, First Secretary, Embassy of Mali", ["First Secretary, Embassy of Mali"]),
        ("de", "Ada Braun, Leiterin der Abteilung", ["Leiterin der Abteilung"]),
        ("de", "Ada Braun (Botschafterin)", ["Botschafterin"]),
        ("fr", "Mme Levert, directrice du port", ["Directrice du port"]),
        ("fr", "M. Lebrun (ambassadeur)", ["Ambassadeur"]),
    ],
)  # fmt: skip
def test_words_after_a_name_that_state_an_office_are_its_post(language, text, posts):
    (one,) = people(text, language)
    assert list(one.posts) == posts


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("en", "Ada Brown (interpreter)", ["interpreter"]),
        ("en", "Ada Brown (interpreting)", ["interpreter"]),
        ("en", "Ada Brown, note-taker", ["note-taker"]),
        ("en", "Interpreter Ada Brown", ["interpreter"]),
        ("en", "Ada Brown (in the chair)", ["chair"]),
        ("en", "Ada Brown, chairing", ["chair"]),
        ("en", "Ada Brown (head of the delegation)", ["head-of-delegation"]),
        ("en", "Ada Brown", []),
        ("de", "Ada Braun (Dolmetscherin)", ["interpreter"]),
        ("de", "Karl Braun, Leiter der Delegation", ["head-of-delegation"]),
        ("de", "Karl Braun (Protokollführer)", ["note-taker"]),
        ("fr", "Mme Levert (interprète)", ["interpreter"]),
        ("fr", "M. Lebrun, chef de délégation", ["head-of-delegation"]),
    ],
)
def test_words_after_or_before_a_name_can_state_a_role(language, text, roles):
    (one,) = people(text, language)
    assert list(one.roles) == roles


def test_posts_and_names_are_told_apart_in_one_list():
    text = "Mr. Jan Kos, Minister of Trade, Dr. Ada Ruiz (interpreter) and Li Wei"
    assert [(p.name.name, p.posts, p.roles) for p in people(text)] == [
        ("Jan Kos", ("Minister of Trade",), ()),
        ("Ada Ruiz", (), ("interpreter",)),
        ("Li Wei", (), ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Brown, O.B.E., M.C., Director",
        "Mr. Ada Brown, O.B.E., Director",
        "Ada Brown, PhD, Director",
    ],
)
def test_letters_after_a_name_are_no_initials_and_nobody(text):
    (one,) = people(text)
    assert one.name.name in ("Brown", "Ada Brown")
    assert any("Director" in post for post in one.posts)


@pytest.mark.parametrize("text", ["Ada Brown et al.", "Ada Brown and others"])
def test_name_before_words_for_the_rest_is_kept(text):
    assert names(text) == ["Ada Brown"]


def test_name_with_what_it_is_of_is_kept():
    assert names("Ada Brown and Mr. Carl Green of the Ministry")[1:] == ["Carl Green"]


def test_office_with_a_colon_before_names_loses_nobody():
    text = "TREASURY: Mr. Brown, Mr. Green, RAILWAYS: Mr. White"
    assert names(text) == ["Brown", "Green", "White"]


def test_office_of_several_words_before_a_name_is_no_part_of_it():
    assert names("Minister of Trade Ada Brown; Director Carl Green") == ["Ada Brown", "Carl Green"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. and Mrs. R. Castle", [("Mr.", "R. Castle"), ("Mrs.", "Mrs R. Castle")]),
        (
            "Mr and Mrs Castle, Dr. Green",
            [("Mr", "Castle"), ("Mrs", "Mrs Castle"), ("Dr.", "Green")],
        ),
    ],
)
def test_couple_with_one_surname_is_two_people(text, expected):
    assert [(p.name.titles[0], p.name.name) for p in people(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The President, the Secretary", ["President", "Secretary"]),
        ("an interpreter", ["Interpreter"]),
    ],
)
def test_person_can_be_listed_by_role_only(text, expected):
    found = people(text)
    assert [p.name.name for p in found] == expected
    assert {p.name.named for p in found} == {"role"}


def test_item_of_a_list_names_one_person_and_what_describes_him():
    text = "Mr. Carl Green, Legal Division"
    assert names(text, item=True) == ["Carl Green"]


def test_inverted_name_keeps_its_printed_form():
    (one,) = people("Brown, A.B.")
    assert (one.name.name, one.printed) == ("A.B. Brown", "Brown, A.B.")


def test_brackets_are_kept_as_notes():
    (one,) = people("Ada Brown (AB)")
    assert [note.inner for note in one.notes] == ["AB"]


def test_span_covers_titles_and_name_as_printed():
    text = "Present: Mr. Ada Brown, Minister"
    (one,) = attendees(text, Span(9, len(text)), cues("en"))
    assert one.span.cut(text) == one.printed == "Mr. Ada Brown"


@pytest.mark.parametrize(
    ("language", "words", "role"),
    [
        ("en", "the interpreter", "interpreter"),
        ("en", "in the chair", "chair"),
        ("en", "Note-taker", "note-taker"),
        ("en", "interpreter for the Polish side", "interpreter"),
        ("en", "moderator", "chair"),
        ("en", "secretary", "secretary"),
        ("en", "the secretary of the board", None),
        ("en", "Minister", None),
        ("en", "date", None),
        ("en", "in", None),
        ("en", "", None),
        ("de", "Dolmetscherin", "interpreter"),
        ("de", "der Protokollführer", "note-taker"),
        ("de", "Stenograph", "stenographer"),
        ("fr", "interprète", "interpreter"),
        ("fr", "secrétaire de séance", "note-taker"),
    ],
)
def test_role_is_told_by_its_words(language, words, role):
    assert role_of(words, cues(language)) == role


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", "Ghanaian Ambassador to China", True),
        ("en", "the Minister", True),
        ("en", "went home", False),
        ("en", "Ada Brown", False),
        ("en", "", False),
        ("en", "minister " * 15, False),
        ("de", "Leiter der Abteilung", True),
        ("de", "der Regen", False),
        ("fr", "conseiller commercial", True),
    ],
)
def test_words_with_an_office_are_a_post(language, words, told):
    assert is_post(words, cues(language)) is told


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("en", "the Chief  of Staff", "Chief of Staff"),
        ("en", "director", "Director"),
        ("de", "der Leiter", "Leiter"),
        ("fr", "la directrice du port", "Directrice du port"),
    ],
)
def test_name_of_a_post_has_no_article(language, words, name):
    assert post_name(words, cues(language)) == name


LISTS = st.lists(
    st.sampled_from(
        ["Mr.", "Ada", "Brown", "A.B.", ",", ";", "and", "(chair)", "[x]", "-", "\n", "Minister",
         "of", "the", "Mrs"]
    ),
    max_size=20,
).map(" ".join)  # fmt: skip


@given(LISTS, st.booleans())
def test_people_are_found_inside_the_list_and_in_order(text, item):
    found = people(text, item=item)
    starts = [one.span.start for one in found]
    assert starts == sorted(starts)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.name.name for one in found)
