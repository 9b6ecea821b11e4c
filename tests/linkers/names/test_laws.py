"""What holds of all names, whatever they are."""

import time
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from memograph.linkers.names import keys, likeness, spellings

KINDS = ("person", "organization", "place", "event")
TITLES = ("Dr. ", "Mag. ", "Comrade ", "Genosse ", "Sir ", "Prof. Dr. ", "Dipl.-Ing. ", "Mrs. ")
GIVEN = (
    "Andrei",
    "Nikita",
    "Hans",
    "Maria",
    "Evgeni",
    "Karl-Heinz",
    "Jean",
    "Aleksandr",
    "William",
    "Bill",
    "Zedong",
    "Tse-tung",
    "En-lai",
    "Enlai",
    "János",
    "Никита",
    "A.",
    "J. R.",
    "Sasha",
)
FAMILY = (
    "Gromyko",
    "Khrushchev",
    "Chruschtschow",
    "Müller",
    "Mueller",
    "Rauch-Kallat",
    "Mao",
    "Zhou",
    "Chou",
    "von Braun",
    "de Gaulle",
    "al-Sadat",
    "Kádár",
    "Хрущёв",
    "Strauß",
    "O'Brien",
    "García Márquez",
    "Hoxha",
    "Vranitzky",
    "Li",
    "Ng",
)

names = st.one_of(
    st.text(max_size=30),
    st.builds(lambda g, f: f"{g} {f}", st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.builds(lambda g, f: f"{f}, {g}", st.sampled_from(GIVEN), st.sampled_from(FAMILY)),
    st.builds(" ".join, st.lists(st.sampled_from(GIVEN + FAMILY), min_size=1, max_size=4)),
    st.builds(
        " ".join,
        st.lists(
            st.sampled_from(
                (
                    "Ministry",
                    "of",
                    "Finance",
                    "Ministerium",
                    "(MF)",
                    "Hubei",
                    "Hupei",
                    "Province",
                    "Congo",
                    "(B)",
                    "GDR",
                    "Bank",
                    "National",
                    "Volkspartei",
                )
            ),
            min_size=1,
            max_size=5,
        ),
    ),
)
kinds = st.sampled_from(KINDS)


def typed(name, at, letter):
    """Return a name with one letter of it another."""
    at %= max(len(name), 1)
    return name[:at] + letter + name[at + 1 :]


@given(names, names, kinds)
@settings(deadline=None, max_examples=300)
def test_likeness_is_symmetric_and_between_0_and_1(first, second, kind):
    found = likeness(first, second, kind=kind)
    assert found == likeness(second, first, kind=kind)
    assert 0 <= found.score <= 1
    assert all(found.reasons)


@given(names, names, kinds)
@settings(deadline=None, max_examples=500)
@example("Mao Tse-tung", "Mao Zedong", "person")
@example("Kim Ilsung", "Kim Il Sung", "person")
def test_names_that_are_alike_share_a_key(first, second, kind):
    if likeness(first, second, kind=kind).score >= 0.8:
        assert keys(first, kind=kind) & keys(second, kind=kind)


@given(names, st.integers(0, 40), st.characters(codec="utf-8"), kinds)
@settings(deadline=None, max_examples=300)
def test_a_name_with_another_letter_that_is_alike_shares_a_key(name, at, letter, kind):
    other = typed(name, at, letter)
    if likeness(name, other, kind=kind).score >= 0.8:
        assert keys(name, kind=kind) & keys(other, kind=kind)


@given(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(TITLES), names)
@settings(deadline=None)
def test_titles_never_matter(own, family, title, other):
    name = f"{own} {family}"
    plainly, titled = likeness(name, other), likeness(title + name, other)
    assert abs(plainly.score - titled.score) <= 0.011
    assert keys(name) == keys(title + name)


@given(names, kinds)
@settings(deadline=None)
def test_a_name_is_like_itself(name, kind):
    assume(any(unicodedata.category(c)[0] in "LN" for c in name))
    assume(not name.startswith(tuple("0123456789")))
    assert likeness(name, name, kind=kind).score >= 0.85


@given(names, kinds)
@settings(deadline=None)
def test_spellings_are_at_most_six_and_begin_with_the_name(name, kind):
    found = spellings(name, kind=kind)
    assert 1 <= len(found) <= 6
    assert len(set(found)) == len(found)
    assert found[0] == (" ".join(name.split()) or name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        ",",
        "()",
        "“”",
        "-",
        "née",
        "Dr.",
        "Mr. Dr.",
        "Jr.",
        "\x00",
        "١٢٣",
        "אריאל שרון",
        "محمد أنور السادات",
        "周恩来",
        "김일성",
        "ა",
        "İ",
        "ß",
        "ŉ",
        "A" * 500,
    ],
)
def test_any_text_has_likeness_keys_and_spellings(name, kind):
    for other in (name, "Ada Brown", ""):
        likeness(name, other, kind=kind)
    assert len(keys(name, kind=kind)) <= 40
    assert spellings(name, kind=kind)


@pytest.mark.parametrize(
    "unit", ["a", "a ", "a-", "(", "Dr. ", "d. J. ", "née a ", "“", "sch", "A.", "ā", ","]
)
def test_long_names_take_no_more_time(unit):
    long = unit * (10_000 // len(unit))
    begun = time.process_time()
    for kind in ("person", "organization"):
        likeness(long, long[1:], kind=kind)
        keys(long, kind=kind)
        spellings(long, kind=kind)
    assert time.process_time() - begun < 1


def test_keys_are_few():
    every = [f"{own} {family}" for own in GIVEN for family in FAMILY]
    counts = [len(keys(name)) for name in every]
    assert sum(counts) / len(counts) < 12
