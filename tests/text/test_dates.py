"""Dates in running text and as whole values, in many languages."""

from __future__ import annotations

import itertools
import time
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.text.dates import find_dates, parse_date
from memograph.text.timewords import _file, languages

FULL_DAYS = [
    ("12 October 1967", "1967-10-12"),
    ("October 12, 1967", "1967-10-12"),
    ("12 OCTOBER 1967", "1967-10-12"),
    ("Oct. 12th, 1967", "1967-10-12"),
    ("Oct. 12, 1967.", "1967-10-12"),
    ("October the 12th, 1967", "1967-10-12"),
    ("the 12th of October, 1967", "1967-10-12"),
    ("10th April, 1957", "1957-04-10"),
    ("12-Oct-1967", "1967-10-12"),
    ("17.XII.1947", "1947-12-17"),
    ("17. XII. 1947", "1947-12-17"),
    ("17/XII/1947", "1947-12-17"),
    ("17 XII 1947", "1947-12-17"),
    ("1967-10-12", "1967-10-12"),
    ("1967/10/12", "1967-10-12"),
    ("14. März 1968", "1968-03-14"),
    ("22. Mai 1855", "1855-05-22"),
    ("9. 7. 1917", "1917-07-09"),
    ("12.10.1967", "1967-10-12"),
    ("25/10/1967", "1967-10-25"),
    ("10/25/1967", "1967-10-25"),
    ("10/10/1967", "1967-10-10"),
    ("le 3 mars 1961", "1961-03-03"),
    ("1er mai 1961", "1961-05-01"),
    ("12 октября 1967 г.", "1967-10-12"),
    ("12-го октября 1967 года", "1967-10-12"),
    ("12 октября 1967 г., четверг", "1967-10-12"),
    ("12 de octubre de 1967", "1967-10-12"),
    ("12 października 1967 r.", "1967-10-12"),
    ("12. října 1967", "1967-10-12"),
    ("12 tetor 1967", "1967-10-12"),
    ("12 octombrie 1967", "1967-10-12"),
    ("1967. október 12.", "1967-10-12"),
    ("25. novembra 1998", "1998-11-25"),
    ("1967年10月12日", "1967-10-12"),
    ("Thursday, 12 October 1967", "1967-10-12"),
    ("Thursday, October 12, 1967", "1967-10-12"),
    ("Donnerstag, den 12. Oktober 1967", "1967-10-12"),
    ("12 October 1967 (Thursday)", "1967-10-12"),
    ("(12 October 1967)", "1967-10-12"),
    ("12\u00a0October\u20091967", "1967-10-12"),
    ("12 October\n1967", "1967-10-12"),
    ("１２ October １９６７", "1967-10-12"),
    ("14. Ma\u0308rz 1968", "1968-03-14"),
]

OTHERS = [
    ("1967-10", "1967-10", True),
    ("June 1974", "1974-06", True),
    ("1967", "1967", True),
    ("spring 1974", "1974-21", True),
    ("l’été 1974", "1974-22", True),
    ("autumn of 1968", "1968-23", True),
    ("winter 1973/74", "1973/1974", True),
    ("1960s", "196X", True),
    ("1967-68", "1967/1968", True),
    ("14./15. März 1968", "1968-03-14/1968-03-15", True),
    ("12-14 October 1967", "1967-10-12/1967-10-14", True),
    ("October 12-14, 1967", "1967-10-12/1967-10-14", True),
    ("12 October - 3 November 1967", "1967-10-12/1967-11-03", True),
    ("28 December 1967 – 3 January 1968", "1967-12-28/1968-01-03", True),
    ("12.-14.10.1967", "1967-10-12/1967-10-14", True),
    ("12.10.1967 - 14.10.1967", "1967-10-12/1967-10-14", True),
    ("1967-10-12/1967-10-14", "1967-10-12/1967-10-14", True),
    ("between 12 and 14 October 1967", "1967-10-12/1967-10-14", True),
    ("12 and 13 October 1967", "1967-10-12/1967-10-13", True),
    ("12 and 14 October 1967", "{1967-10-12,1967-10-14}", True),
    ("octobre-novembre 1967", "1967-10/1967-11", True),
    ("28 December - 3 January 1968", "1967-12-28?/1968-01-03?", False),
    ("12/10/1967", "1967", False),
    ("1910-11", "1910", False),
    ("4 June 61", "XX61-06-04", False),
    ("4 June '61", "XX61-06-04", False),
    ("8/9/74", "XX74", False),
    ("12/25/67", "XX67-12-25", False),
    ("14.10.67", "XX67-10-14", False),
    ("early June 1974", "1974-06~", False),
    ("mid-June 1974", "1974-06~", False),
    ("Ende 1967", "1967~", False),
    ("late 1960s", "196X~", False),
    ("circa 1967", "1967~", False),
    ("c. 1967", "1967~", False),
    ("circa spring 1974", "1974~", False),
    ("probably 12 October 1967", "1967-10-12?", False),
    ("[17 December] 1947", "1947-12-17?", False),
    ("12 October [1967]", "1967-10-12?", False),
    ("[12 October 1967]", "1967-10-12?", False),
    ("[circa 12 October 1967]", "1967-10-12%", False),
    ("12 October 1967 (?)", "1967-10-12?", False),
    ("12 October 1967?", "1967-10-12?", False),
    ("1967 [?]", "1967?", False),
    ("[1967?]", "1967?", False),
    ("[1967]", "1967?", False),
    ("17 December", "XXXX-12-17", False),
    ("12/25 October 1917", "1917-10", False),
]


def valid_edtf(value):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf

        return parse_edtf(value)


@pytest.mark.parametrize(("wording", "iso"), FULL_DAYS)
def test_parse_date_full_day_gives_its_iso_form(wording, iso):
    found = parse_date(wording)
    assert found is not None
    assert (found.iso, found.edtf, found.certain, found.contradiction) == (iso, iso, True, None)


@pytest.mark.parametrize(("wording", "iso"), FULL_DAYS)
def test_find_dates_full_day_in_a_sentence_is_found(wording, iso):
    sentence = f"The talk of {wording} was long."
    assert [found.iso for found in find_dates(sentence)] == [iso]


@pytest.mark.parametrize(("wording", "edtf", "certain"), OTHERS)
def test_parse_date_less_than_a_certain_day_gives_edtf_alone(wording, edtf, certain):
    found = parse_date(wording)
    assert found is not None
    assert (found.iso, found.edtf, found.certain) == (None, edtf, certain)


@pytest.mark.parametrize("edtf", sorted({edtf for _, edtf, _ in OTHERS}))
def test_edtf_forms_are_accepted_by_the_reference_parser(edtf):
    assert valid_edtf(edtf) is not None


@pytest.mark.parametrize(
    ("wording", "edtf"),
    [
        ("Friday, 12 October 1967", "1967-10-12?"),
        ("31 June 1967", "1967-06?"),
        ("29 February 1967", "1967-02?"),
        ("31.6.1967", "1967-06?"),
        ("13/14/1967", "1967?"),
        ("1967-13-12", "1967?"),
        ("14-12 October 1967", "1967-10?"),
    ],
)
def test_parse_date_that_cannot_be_reports_the_contradiction(wording, edtf):
    found = parse_date(wording)
    assert found is not None
    assert found.contradiction
    assert (found.iso, found.edtf, found.certain) == (None, edtf, False)
    assert valid_edtf(edtf) is not None


def test_find_dates_wrong_weekday_names_both_days():
    (found,) = find_dates("Friday, 12 October 1967")
    assert found.contradiction == "1967-10-12 was a Thursday, not a Friday"


@pytest.mark.parametrize(
    "text",
    [
        "In 1968 people talked of 1967 and 1969.",
        "AQPPSH-MPKK-V. 1967, L. 19, D. 20",
        "F. 9. Op. 9. D. 99. L. 9-99",
        "12 October\n\n1967",
        "12 October 19671",
        "http://example.org/2014/10/12/page",
        "version 3.12.10.1967",
        "12.10.1967.5",
        "At 10.20 to 12.40",
        "on 12 May 20 people came",
        "the 4 June 61 delegates",
        "in may 20 delegations",
        "a été 1974 fois",
        "They are 9 of 12.",
    ],
)
def test_find_dates_numbers_that_are_no_date_are_left_alone(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Were you there on 12 October 1967? No.", "12 October 1967"),
        ("[The talk was on 12 October 1967.]", "12 October 1967"),
        ("See 12 October 1967[1].", "12 October 1967"),
        ("Tirana, [17 December] 1947, evening", "[17 December] 1947"),
        ("It was on Thursday, 12 October 1967, at noon", "Thursday, 12 October 1967"),
        ("The committee sat 12 October 1967", "12 October 1967"),
        ("2 3 4 5 May 1967 6", "5 May 1967"),
        ("1967-10-12T18:00", "1967-10-12"),
    ],
)
def test_find_dates_span_covers_the_wording_of_the_date(text, wording):
    (found,) = find_dates(text)
    assert found.text == wording == found.span.cut(text)


@pytest.mark.parametrize(
    "text", ["see 12 October 1967 and more", "12 October 1967 or 1968", "", "x"]
)
def test_parse_date_more_than_a_date_gives_nothing(text):
    assert parse_date(text) is None


def test_find_dates_bare_years_only_on_request():
    text = "It was 1967 when they met."
    assert find_dates(text) == ()
    assert [found.edtf for found in find_dates(text, bare_years=True)] == ["1967"]


def test_find_dates_days_without_year_only_on_request():
    text = "They met on 12 October."
    assert find_dates(text) == ()
    assert [found.edtf for found in find_dates(text, yearless=True)] == ["XXXX-10-12"]


def test_find_dates_slashes_follow_the_language():
    assert find_dates("3/4/1967", language="fr")[0].iso == "1967-04-03"
    assert find_dates("3/4/1967", language="en")[0].iso is None


def test_find_dates_language_tag_with_region_is_that_language():
    assert find_dates("12 lipca 1967", language="pl-PL")[0].iso == "1967-07-12"
    assert find_dates("12/7/1967", language="pl-PL")[0].iso == "1967-07-12"


@pytest.mark.parametrize("language", languages())
def test_month_names_of_every_language_are_read_in_it(language):
    for number, names in enumerate(_file(language)["months"], 1):
        for name in names.split():
            found = parse_date(f"12 {name} 1967", language=language)
            assert found is not None, name
            assert found.iso == f"1967-{number:02}-12", name


@pytest.mark.parametrize("language", languages())
def test_word_lists_of_every_language_are_complete(language):
    data = _file(language)
    assert [len(data[name]) for name in ("months", "months_short")] == [12, 12]
    assert [len(data[name]) for name in ("weekdays", "weekdays_short", "seasons")] == [7, 7, 4]


def _styles(day):
    months = {lang: [names.split()[0] for names in _file(lang)["months"]] for lang in languages()}
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][
        day.month - 1
    ]
    english = months["en"][day.month - 1].capitalize()
    weekday = _file("en")["weekdays"][day.weekday()].capitalize()
    d, y = day.day, day.year
    yield day.isoformat()
    yield f"{d}.{day.month}.{y}"
    yield f"{d:02}. {day.month:02}. {y}"
    yield f"{d}.{roman}.{y}"
    yield f"{d}. {roman}. {y}"
    yield f"{d} {english} {y}"
    yield f"{d} {english.upper()} {y}"
    yield f"{english} {d}, {y}"
    yield f"{english[:3]}. {d}, {y}" if english != "May" else f"May {d}, {y}"
    yield f"{weekday}, {d} {english} {y}"
    yield f"{weekday}, {english} {d}, {y}."
    yield f"{d}. {months['de'][day.month - 1].capitalize()} {y}"
    yield f"{d} {months['fr'][day.month - 1]} {y}"
    yield f"{d} {months['ru'][day.month - 1]} {y} г."
    yield f"{d} de {months['es'][day.month - 1]} de {y}"
    yield f"{y}年{day.month}月{d}日"


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_parse_date_of_every_day_in_every_style_gives_it_back(day):
    for wording in _styles(day):
        found = parse_date(wording)
        assert found is not None, wording
        assert found.iso == day.isoformat(), wording


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2197, 1, 1)),
    st.integers(min_value=1, max_value=400),
)
def test_parse_date_of_a_range_gives_both_ends(first, days):
    last = first + timedelta(days=days)
    found = parse_date(f"{first:%d.%m.%Y} - {last:%d.%m.%Y}".replace(" 0", " "))
    assert found is not None
    assert found.edtf == f"{first.isoformat()}/{last.isoformat()}"


WORDS = (
    "1967 12 31 2 99 '61 October oct. mai XII [ ] ( ) ? - – / . , : of the circa c. early spring "
    "Friday г. год и and between 年 月 日 st s 1960 й å a 0 00"
)
PIECES = st.sampled_from([*WORDS.split(), "", " ", "\n", "\n\n", "\u00a0"])


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join))
)
def test_find_dates_on_any_text_keeps_spans_and_valid_edtf(text):
    found = [*find_dates(text), *find_dates(text, bare_years=True, yearless=True)]
    found += filter(None, [parse_date(text)])
    for one in found:
        assert one.span.cut(text) == one.text
        assert one.text.strip()
        assert valid_edtf(one.edtf) is not None
        assert one.iso is None or (one.certain and date.fromisoformat(one.iso))
        assert one.contradiction is None or not one.certain


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_find_dates_are_in_order_and_apart(text):
    spans = [found.span for found in find_dates(text, bare_years=True, yearless=True)]
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "12 ",
        "12-",
        "12.",
        "[",
        "12 October ",
        "October 12, ",
        "1967-10-",
        "a",
        "a'",
        " ",
        "\n",
        "1967/",
    ],
)
def test_find_dates_on_long_repetitions_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    find_dates(text, bare_years=True)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("wording", "edtf", "iso"),
    [
        ("the tenth of April, 1957", "1957-04-10", "1957-04-10"),
        ("the twenty-first of May 1951", "1951-05-21", "1951-05-21"),
        ("am dritten Mai 1951", "1951-05-03", "1951-05-03"),
        ("le premier mars 1962", "1962-03-01", "1962-03-01"),
        ("первое мая 1951 года", "1951-05-01", "1951-05-01"),
        ("двадцать первого мая 1951 г.", "1951-05-21", "1951-05-21"),
        ("1[2] October 1967", "1967-10-12?", None),
        ("12 October 19[67]", "1967-10-12?", None),
    ],
)
def test_day_in_words_or_with_supplied_digits_is_read(wording, edtf, iso):
    found = parse_date(wording)
    assert (found.edtf, found.iso) == (edtf, iso)


def test_footnote_behind_a_year_supplies_no_digit():
    (found,) = find_dates("On 12 October 1967[1] they met.")
    assert (found.iso, found.text) == ("1967-10-12", "12 October 1967")
