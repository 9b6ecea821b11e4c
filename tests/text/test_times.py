"""Times of day, durations, and the sentences that say when a talk was held."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.text.durations import canonical_duration, find_durations
from memograph.text.times import MeetingTime, find_times, parse_time_sentence

SENTENCES = [
    (
        "The conversation started around 6:00 p.m. and continued for 1 hour and 30 minutes.",
        "around 6:00 p.m. and continued for 1 hour and 30 minutes",
        {"start": "18:00", "qualifier": "about", "duration": "PT1H30M"},
    ),
    (
        "It lasted from 10.20 and ended at 12.40",
        "10.20 and ended at 12.40",
        {"start": "10:20", "end": "12:40"},
    ),
    ("9.05 hours", "9.05 hours", {"start": "09:05"}),
    ("1730 hours", "1730 hours", {"start": "17:30"}),
    ("14.20 bis 15.05 Uhr", "14.20 bis 15.05 Uhr", {"start": "14:20", "end": "15:05"}),
    (
        "Beginn: 9.05 Uhr … Ende: 11 Uhr",
        "9.05 Uhr … Ende: 11 Uhr",
        {"start": "09:05", "end": "11:00"},
    ),
    ("9 a.m. - 10.15 a.m.", "9 a.m. - 10.15 a.m.", {"start": "09:00", "end": "10:15"}),
    ("3-4 p.m.", "3-4 p.m.", {"start": "15:00", "end": "16:00"}),
    ("3:15-4:20 p.m.", "3:15-4:20 p.m.", {"start": "15:15", "end": "16:20"}),
    ("11-1 p.m.", "11-1 p.m.", {"start": "11:00", "end": "13:00"}),
    ("11-11.30 p.m.", "11-11.30 p.m.", {"start": "23:00", "end": "23:30"}),
    ("noon–1:15 p.m.", "noon–1:15 p.m.", {"start": "12:00", "end": "13:15"}),
    ("The meeting closed at 11.30 a.m.", "closed at 11.30 a.m.", {"end": "11:30"}),
    ("It lasted two hours.", "two hours", {"duration": "PT2H"}),
    ("They talked for an hour and a half.", "an hour and a half", {"duration": "PT1H30M"}),
    ("45 minutes", "45 minutes", {"duration": "PT45M"}),
    ("noon", "noon", {"start": "12:00"}),
    ("midnight", "midnight", {"start": "00:00"}),
    ("17h30", "17h30", {"start": "17:30"}),
    ("à 17 h 30", "17 h 30", {"start": "17:30"}),
    ("de 15 h 30 à 17 h", "15 h 30 à 17 h", {"start": "15:30", "end": "17:00"}),
    ("в 18.00", "18.00", {"start": "18:00"}),
    (
        "Беседа началась в 18.00 и закончилась в 19.30.",
        "18.00 и закончилась в 19.30",
        {"start": "18:00", "end": "19:30"},
    ),
    ("ca. 18 Uhr", "ca. 18 Uhr", {"start": "18:00", "qualifier": "about"}),
    ("gegen 9 Uhr", "gegen 9 Uhr", {"start": "09:00", "qualifier": "about"}),
    ("vers 17 heures", "vers 17 heures", {"start": "17:00", "qualifier": "about"}),
    ("um 9.05 Uhr", "9.05 Uhr", {"start": "09:05"}),
    ("shortly after 6 p.m.", "shortly after 6 p.m.", {"start": "18:00", "qualifier": "after"}),
    ("before 6 p.m.", "before 6 p.m.", {"start": "18:00", "qualifier": "before"}),
    ("at 6 o'clock in the evening", "6 o'clock in the evening", {"start": "18:00"}),
    ("at eleven at night", "eleven at night", {"start": "23:00"}),
    ("3 Uhr nachmittags", "3 Uhr nachmittags", {"start": "15:00"}),
    ("в 6 часов вечера", "6 часов вечера", {"start": "18:00"}),
    ("12 p.m.", "12 p.m.", {"start": "12:00"}),
    ("12.30 a.m.", "12.30 a.m.", {"start": "00:30"}),
    ("10 a.m. GMT", "10 a.m. GMT", {"start": "10:00", "zone": "Z"}),
    (
        "The talk was on 12 October 1967 from 10.20 to 12.40 in Tirana.",
        "10.20 to 12.40",
        {"start": "10:20", "end": "12:40"},
    ),
    (
        "It began at 6 p.m., ended at 7.30.",
        "6 p.m., ended at 7.30",
        {"start": "18:00", "end": "19:30"},
    ),
    (
        "from 10 p.m. to 1 a.m. the next day",
        "10 p.m. to 1 a.m.",
        {"start": "22:00", "end": "01:00", "next_day": True},
    ),
    (
        "from 11 p.m. to midnight",
        "11 p.m. to midnight",
        {"start": "23:00", "end": "00:00", "next_day": True},
    ),
]


@pytest.mark.parametrize(("sentence", "wording", "facts"), SENTENCES)
def test_parse_time_sentence_gives_wording_and_exact_parts(sentence, wording, facts):
    found = parse_time_sentence(sentence)
    assert found is not None
    assert found == MeetingTime(span=found.span, text=wording, **facts)
    assert found.span.cut(sentence) == wording


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("at approximately 10 o'clock", "approximately 10 o'clock"),
        ("from 3.15 to 4.20", "3.15 to 4.20"),
        ("3-4", "3-4"),
        ("9.05", "9.05"),
        ("Evening", "Evening"),
        ("in the morning", "in the morning"),
        ("lasted about two hours", "about two hours"),
        ("lasted nearly two hours", "nearly two hours"),
        ("14:30 a.m.", "14:30 a.m."),
    ],
)
def test_parse_time_sentence_what_is_not_exact_keeps_only_its_wording(sentence, wording):
    found = parse_time_sentence(sentence)
    assert found is not None
    assert found == MeetingTime(span=found.span, text=wording)


def test_parse_time_sentence_end_before_start_is_a_contradiction_without_end():
    found = parse_time_sentence("from 6 p.m. to 5 p.m.")
    assert found is not None
    assert (found.text, found.start, found.end) == ("6 p.m. to 5 p.m.", "18:00", None)
    assert found.contradiction == "the end 17:00 is before the start 18:00"


def test_parse_time_sentence_hedged_end_is_not_normalized():
    found = parse_time_sentence("It began at 18:00 and ended at about 19:30.")
    assert found is not None
    assert (found.start, found.end) == ("18:00", None)


@pytest.mark.parametrize(
    "text",
    [
        "24:00",
        "25:99",
        "at 25:99",
        "At 9 Downing Street",
        "12.10.1967",
        "10.20 percent of 3 to 4 million",
        "good morning, comrades",
        "two days later he arrived",
        "for the second of the day",
        "I am here for two evening sessions",
        "L. 19, D. 20",
        "F. 9. Op. 9. D. 99. L. 9-99",
        "Room A9:30",
        "",
    ],
)
def test_parse_time_sentence_without_a_time_gives_nothing(text):
    assert parse_time_sentence(text) is None
    assert find_times(text) == ()


def test_parse_time_sentence_language_asked_for_comes_first():
    found = parse_time_sentence("De las 10 a las 12 horas", language="es")
    assert found is not None
    assert (found.start, found.end) == ("10:00", "12:00")


def test_find_times_in_prose_gives_each_with_its_qualifier():
    found = find_times("Around 9 a.m. they came; from 14.20 to 15.05 they talked, at 6 they left.")
    assert [(one.start, one.end, one.qualifier) for one in found] == [
        ("09:00", None, "about"),
        ("14:20", "15:05", None),
    ]


@pytest.mark.parametrize(
    ("wording", "duration"),
    [
        ("1 hour and 30 minutes", "PT1H30M"),
        ("two hours", "PT2H"),
        ("an hour and a half", "PT1H30M"),
        ("one and a half hours", "PT1H30M"),
        ("1½ hours", "PT1H30M"),
        ("1 1/2 hours", "PT1H30M"),
        ("1.5 hours", "PT1H30M"),
        ("45 minutes", "PT45M"),
        ("half an hour", "PT30M"),
        ("three quarters of an hour", "PT45M"),
        ("a quarter of an hour", "PT15M"),
        ("two hours and a quarter", "PT2H15M"),
        ("2 hrs. 15 min.", "PT2H15M"),
        ("90 minutes", "PT1H30M"),
        ("120 minutes", "PT2H"),
        ("anderthalb Stunden", "PT1H30M"),
        ("eine halbe Stunde", "PT30M"),
        ("eine Dreiviertelstunde", "PT45M"),
        ("zwei Stunden und 15 Minuten", "PT2H15M"),
        ("une heure et demie", "PT1H30M"),
        ("une demi-heure", "PT30M"),
        ("trois quarts d'heure", "PT45M"),
        ("полтора часа", "PT1H30M"),
        ("полчаса", "PT30M"),
        ("1 час 30 минут", "PT1H30M"),
        ("два с половиной часа", "PT2H30M"),
        ("90 seconds", "PT1M30S"),
        ("two days", "P2D"),
        ("a duré 1h30", "PT1H30M"),
    ],
)
def test_find_durations_wording_gives_a_canonical_duration(wording, duration):
    (found,) = find_durations(wording)
    assert found.duration == duration


def test_find_durations_hedged_keeps_only_the_wording():
    (found,) = find_durations("They spoke for over an hour.")
    assert (found.text, found.duration) == ("an hour", None)


@given(st.integers(min_value=0, max_value=10**7))
def test_canonical_duration_keeps_the_seconds_and_has_no_empty_part(seconds):
    written = canonical_duration(seconds)
    match = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", written)
    assert match
    days, hours, minutes, rest = (int(part or 0) for part in match.groups())
    assert ((days * 24 + hours) * 60 + minutes) * 60 + rest == seconds
    assert hours < 24
    assert minutes < 60
    assert rest < 60
    assert not re.search(r"(?<!\d)0[DHM]|T$", written)


@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_parse_time_sentence_of_every_minute_in_every_style_gives_it_back(hour, minute):
    half = "a.m." if hour < 12 else "p.m."
    styles = (
        f"{hour:02}:{minute:02}",
        f"{hour}.{minute:02} Uhr",
        f"{hour}h{minute:02}",
        f"{hour:02}{minute:02} hours",
        f"at {(hour + 11) % 12 + 1}:{minute:02} {half}",
        f"{(hour + 11) % 12 + 1}.{minute:02} {half.replace('.', '').upper()}",
    )
    for style in styles:
        found = parse_time_sentence(style)
        assert found is not None, style
        assert found.start == f"{hour:02}:{minute:02}", style


WORDS = (
    "9 12 18:00 9.05 1730 25:99 p.m. am Uhr hours h two hour and a half - – to from at around ca. "
    "ended began lasted for minutes : . , [ in the evening noon midnight next day GMT 12 October "
    "1967 x ½ 1/2 в часов heures et demie quart d'heure"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=16).map(" ".join), st.lists(PIECES).map("".join))
)
def test_times_on_any_text_keep_their_spans_and_canonical_values(text):
    found = [*find_times(text), *find_durations(text), *filter(None, [parse_time_sentence(text)])]
    for one in found:
        assert one.span.cut(text) == one.text
        assert one.text
        for clock in (getattr(one, "start", None), getattr(one, "end", None)):
            assert clock is None or re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", clock)
        duration = getattr(one, "duration", None)
        assert duration is None or re.fullmatch(
            r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", duration
        )


@pytest.mark.parametrize(
    "unit", ["9 ", "9.05 ", "two hours ", "9-", "p.m. ", "2 min. ", "and a half ", "9:", "a", " "]
)
def test_find_times_on_long_repetitions_takes_linear_time(unit):
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_times(text)
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("language", "wording", "start"),
    [
        ("en", "It began at half past ten.", "10:30"),
        ("en", "at a quarter to eleven", "10:45"),
        ("en", "at twenty past three in the afternoon", "15:20"),
        ("en", "at five minutes past ten", "10:05"),
        ("en", "at half past three", None),
        ("de", "um halb elf", "10:30"),
        ("de", "um dreiviertel elf", "10:45"),
        ("de", "um viertel nach zehn", "10:15"),
        ("de", "½ 12 Uhr", "11:30"),
        ("de", "um 9 Uhr 15", "09:15"),
        ("de", "Beginn: 9.05", "09:05"),
        ("fr", "ouverte à dix heures et demie", "10:30"),
        ("pt", "Eram 17 horas e 51 minutos.", "17:51"),
        ("hu", "14 óra 16 perckor", "14:16"),
        ("sv", "Kammaren sammanträdde kl. 11 f. m.", "11:00"),
        ("sv", "kl. 2 e. m.", "14:00"),
        ("sv", "kl. halv tio", "09:30"),
        ("da", "Mødet begyndte kl. 10.05", "10:05"),
        ("fi", "Istunto alkoi klo 14.02", "14:02"),
        ("el", "και ώρα 9.08΄, συνήλθε", "09:08"),
        ("fr", "à onze heures moins le quart", "10:45"),
        ("ru", "в половине одиннадцатого", "10:30"),
        ("ru", "без четверти десять", "09:45"),
        ("ru", "в 10 час. 20 мин.", "10:20"),
        ("ru", "в три часа дня", "15:00"),
        ("gl", "ás dez e cinco", "10:05"),
        ("sl", "ob 9.30 uri", "09:30"),
        ("sl", "Seja se je pričela ob 9.15 uri", "09:15"),
        ("sl", "ob pol devetih", "08:30"),
        ("es", "a las diez y media", "10:30"),
        ("it", "alle dieci e mezza", "10:30"),
        ("pl", "o godzinie 10.30", "10:30"),
    ],
)
def test_time_in_words_of_a_language_is_read(language, wording, start):
    assert parse_time_sentence(wording, language=language).start == start


@pytest.mark.parametrize(
    ("wording", "duration"),
    [("a duré deux heures et quart", "PT2H15M"), ("продолжалась 1 час 30 минут", "PT1H30M")],
)
def test_duration_in_words_is_no_time_of_day(wording, duration):
    found = parse_time_sentence(wording)
    assert (found.start, found.duration) == (None, duration)


def test_range_of_hours_in_russian_is_no_duration():
    found = parse_time_sentence("с 10 до 12 часов", language="ru")
    assert (found.start, found.end, found.duration) == ("10:00", "12:00", None)
