"""The cue files hold what the code asks of them, in every language."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

import memograph
from memograph.rdf.vocab import SCHEMES
from memograph.text import directions
from memograph.text.cues import cue_file, cues, languages
from memograph.text.fields import PROSE

CODE = "\n".join(
    source.read_text(encoding="utf-8") for source in Path(memograph.__path__[0]).rglob("*.py")
)
NEEDED_LISTS = frozenset(re.findall(r'\.words\["([^"]+)"\]', CODE)) | {
    *("hedges_likely", "hedges_possible"),
}
ASKED_LISTS = NEEDED_LISTS | frozenset(re.findall(r'\.has\(\s*"([^"]+)"', CODE))
NEEDED_PATTERNS = frozenset(re.findall(r'\.patterns\["([^"]+)"\]', CODE))
ASKED_PATTERNS = NEEDED_PATTERNS | frozenset(re.findall(r'\.search\(\s*"([^"]+)"', CODE))
GROUPS = {
    "prose.present": {"who"},
    "prose.on_side": {"side"},
    "prose.place": {"place"},
    "prose.occasion": {"occasion", "name", "host", "host2"},
    "prose.credit": {"who"},
    "prose.obtained": {"who"},
    "prose.translated": {"who"},
    **{f"prose.{name}": {"who"} for name in PROSE},
    **{f"directions.{kind}": set() for kind in directions._KINDS},
    "sides.headings": {"side"},
    "sides.between": {"a", "b"},
    "sides.led_by": {"who"},
    "sides.delegation": {"side"},
    "series.patterns": {"ordinal"},
    "directions.address": {"to"},
}
TABLES_OF_PATTERNS = ("sides", "prose", "series", "directions", "summary", "provenance")


def raw(language):
    path = resources.files("memograph.text").joinpath("cues", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def patterns_of(language):
    """Yield name and source of every pattern of one file, and of no other."""
    for table in TABLES_OF_PATTERNS:
        for name, value in raw(language).get(table, {}).items():
            if f"{table}.{name}" != "series.ordinals":
                for source in [value] if isinstance(value, str) else value:
                    yield f"{table}.{name}", source


FULL = ("de", "en", "fr", "ru")


def test_languages_of_the_examples_have_cues():
    assert {*FULL, "cs", "es", "it", "nl", "pl", "pt", "sl"} <= set(languages())


@pytest.mark.parametrize("language", [name for name in FULL if name != "en"])
def test_language_in_full_has_every_table_of_english(language):
    own, english = raw(language), raw("en")
    tables = {name for name, value in english.items() if isinstance(value, dict)}
    assert tables <= set(own)
    lacking = {t: set(english[t]) - set(own[t]) for t in ("keys", "directions", "manners", "sides")}
    assert not set().union(*lacking.values()) - {"obtained_by", "supported_by", "host"}


def test_data_of_dates_and_languages_is_no_language_of_its_own():
    assert not [name for name in languages() if "." in name]


@pytest.mark.parametrize("language", languages())
def test_file_says_which_language_it_is(language):
    assert raw(language)["language"] == language


@pytest.mark.parametrize("language", languages())
def test_every_pattern_compiles(language):
    found = [re.compile(source, re.IGNORECASE) for _, source in patterns_of(language)]
    assert len(found) > (20 if language in FULL else 5)


@pytest.mark.parametrize("language", languages())
def test_every_pattern_has_the_groups_that_the_code_asks_for(language):
    missing = {
        (name, source)
        for name, source in patterns_of(language)
        if not GROUPS.get(name, set()) <= set(re.compile(source).groupindex)
    }
    assert not missing


@pytest.mark.parametrize("language", languages())
def test_no_pattern_matches_nothing_at_all(language):
    assert not [
        (name, source)
        for name, source in patterns_of(language)
        if re.compile(source, re.IGNORECASE).search("")
    ]


@pytest.mark.parametrize(
    ("table", "scheme"),
    [("doctypes", "doctype"), ("manners", "manner"), ("directions", "direction")],
)
@pytest.mark.parametrize("language", languages())
def test_every_slug_is_a_concept_of_its_scheme(language, table, scheme):
    helpers = {name for name in raw(language).get(table, {}) if f'"{table}.{name}"' in CODE}
    assert set(raw(language).get(table, {})) - helpers <= set(SCHEMES[scheme])


@pytest.mark.parametrize("table", ["doctypes", "keys", "manners", "prose", "sides", "summary"])
@pytest.mark.parametrize("language", languages())
def test_every_entry_of_a_table_is_one_that_english_has(language, table):
    assert set(raw(language).get(table, {})) <= set(raw("en")[table])


@pytest.mark.parametrize("language", languages())
def test_every_list_is_asked_for_by_the_code(language):
    lists = {name for name, value in raw(language).items() if isinstance(value, list)}
    assert not {name for name in lists if f'"{name}"' not in CODE}


@pytest.mark.parametrize("language", [*languages(), "und", "xx", "en-GB", "de-AT"])
def test_every_list_that_the_code_needs_is_there(language):
    assert len(NEEDED_LISTS) > 5
    assert set(cues(language).words) >= NEEDED_LISTS


@pytest.mark.parametrize("language", [*languages(), "und", "xx", "fr-CA"])
def test_every_pattern_that_the_code_needs_is_there(language):
    assert len(NEEDED_PATTERNS) > 1
    assert set(cues(language).patterns) >= NEEDED_PATTERNS


def test_every_list_that_the_code_asks_for_is_in_some_language():
    assert len(ASKED_LISTS) > 25
    assert {name for language in languages() for name in cues(language).words} >= ASKED_LISTS


def test_every_pattern_that_the_code_asks_for_is_in_some_language():
    assert len(ASKED_PATTERNS) > 15
    known = {name for language in languages() for name in cues(language).patterns}
    assert known >= ASKED_PATTERNS | set(GROUPS)


@pytest.mark.parametrize("language", languages())
def test_phrases_of_every_table_are_there(language):
    assert set(cues(language).phrases) == {"keys", "doctypes", "manners", "attendance"}


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("de-AT", "de"), ("fr", "fr"), ("en-GB", "en"), ("und", "en"), ("", "en")],
)
def test_tag_leads_to_the_file_of_its_primary_language(tag, language):
    assert cues(tag).language == language


@pytest.mark.parametrize(
    ("language", "name", "word"),
    [
        ("en", "honorifics", "Mr."),
        ("en", "honorifics", "COMRADE"),
        ("en", "honorifics", "h.e."),
        ("de", "honorifics", "Frau"),
        ("de", "honorifics", "Genosse"),
        ("fr", "honorifics", "Mme"),
        ("fr", "offices", "Président"),
    ],
)
def test_word_is_found_whatever_its_case_and_stop(language, name, word):
    assert cues(language).has(name, word)


def test_english_words_count_in_a_german_record():
    assert cues("de").has("honorifics", "Mr.")
    assert cues("de").key("Participants") == "participants"


def test_german_words_do_not_count_in_an_english_record():
    assert not cues("en").has("honorifics", "Frl.")
    assert cues("en").key("Teilnehmer") is None


def test_unknown_list_holds_no_word():
    assert not cues("en").has("no such list", "Mr.")


@pytest.mark.parametrize(
    ("language", "printed", "field"),
    [
        ("en", "Participants", "participants"),
        ("en", "  THOSE   present ", "participants"),
        ("en", "Note-taker", "note-taker"),
        ("en", "Record ID", "identifier"),
        ("de", "Teilnehmer", "participants"),
        ("de", "Vorsitz", "chair"),
        ("de", "Protokoll", "note-taker"),
        ("fr", "Étaient présents", "participants"),
        ("fr", "Excusé", "absent"),
        ("fr", "Compte rendu", "note-taker"),
        ("en", "Steel", None),
        ("en", "", None),
    ],
)
def test_key_leads_to_its_field(language, printed, field):
    assert cues(language).key(printed) == field


def test_own_language_wins_where_two_give_one_phrase_different_slugs():
    assert cues("de").key("am") == "date"
    assert cues("fr").key("notes") == "note-taker"


def test_search_gives_the_match_of_the_first_pattern_that_fits():
    found = cues("en").search("sides.between", "Talks between Poland and Ghana")
    assert found is not None
    assert (found["a"], found["b"]) == ("Poland", "Ghana")


def test_search_gives_none_for_other_text_and_unknown_names():
    assert cues("en").search("sides.between", "Talks") is None
    assert cues("en").search("no.such", "Talks") is None


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [("en", "first", 1), ("en", "twelfth", 12), ("de", "dritte", 3), ("fr", "deuxième", 2)],
)
def test_ordinals_count_from_one(language, word, number):
    assert cues(language).ordinals[word] == number


def test_cue_file_that_is_missing_is_an_error_unless_it_may_be():
    assert cue_file("reported.xx", missing=True) == {}
    with pytest.raises(FileNotFoundError):
        cue_file("reported.xx")
