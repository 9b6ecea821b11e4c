"""Wikidata asked by its API: what is asked, what comes of it, and what goes wrong."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace

import pytest

from memograph.http import Kept
from memograph.linkers.service import Question
from memograph.linkers.wikidata import Wikidata, judged
from memograph.linkers.wikidata_items import edtf_of
from memograph.problems import ConfigError

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
ANA = Question(name="Ana Prifti", kind="person", language="en")
LUSAKA = Question(name="Lusaka", kind="place")
LAG = {"error": {"code": "maxlag", "info": "Waiting for a server: 6 seconds lagged"}}


@pytest.fixture
def ask(wikidata, tmp_path):
    def asked(*questions, offline=False, days=30):
        kept = Kept(
            tmp_path / "kept.sqlite", judge=judged, offline=offline, days=days,
            contact="archive@example.org", pauses=(0.0, 0.0),
        )  # fmt: skip
        query_url = wikidata.url.replace("api.php", "sparql")
        with closing(Wikidata(kept, url=wikidata.url, query_url=query_url)) as service:
            return list(service.ask(questions))

    return asked


def said(data, status=200, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return lambda _: (status, named, body)


def ids(answer):
    return [each.entity.id.rpartition("/")[2] for each in answer.candidates]


def test_entity_has_names_dates_posts_and_countries(ask):
    (answer,) = ask(ANA)
    assert answer.state == "answered"
    ana = answer.candidates[0].entity
    assert ana.id == "http://www.wikidata.org/entity/Q101"
    assert (ana.name, ana.names, ana.kind) == ("Ana Prifti", ("Anna Prifti",), "person")
    assert (ana.begun, ana.ended) == ("1911-02-03", "1990")
    assert [(each.post, each.begun, each.ended) for each in ana.posts] == [
        ("Minister of Railways", "1958", "1965")
    ]
    assert (ana.countries, ana.occupations) == (("Albania",), ("politician",))
    assert ana.same_as == ("https://viaf.org/viaf/77",)
    assert ana.description == "Albanian minister"


def test_pages_about_names_are_not_proposed(ask):
    (answer,) = ask(ANA)
    assert ids(answer) == ["Q101", "Q102"]


def test_place_is_one_by_its_coordinates(ask):
    (answer,) = ask(LUSAKA)
    assert [(each.entity.kind, each.entity.countries) for each in answer.candidates] == [
        ("place", ("Zambia",))
    ]


def test_nobody_is_asked_twice(ask, wikidata):
    before = ask(ANA, LUSAKA)
    number = len(wikidata.asked)
    assert ask(ANA, LUSAKA) == before
    assert ask(ANA, LUSAKA, offline=True) == before
    assert len(wikidata.asked) == number


def test_caller_names_itself_and_asks_to_wait_when_servers_lag(ask, wikidata):
    ask(ANA)
    assert {each["maxlag"] for each in wikidata.asked} == {"5"}
    (agent,) = wikidata.agents
    assert agent.startswith("memograph/")
    assert "archive@example.org" in agent


@pytest.mark.parametrize("kept", ["folder", "garbage"])
def test_file_of_answers_that_cannot_be_used_is_told(kept, ask, tmp_path):
    place = tmp_path / "kept.sqlite"
    if kept == "folder":
        place.mkdir()
    else:
        place.write_bytes(b"no database at all, but long enough to look like one" * 100)
    with pytest.raises(ConfigError) as told:
        ask(ANA)
    assert told.value.problem.code == "MG223"


@pytest.mark.parametrize(
    ("tag", "asked"), [("sq", "sq"), ("de-AT", "de"), ("und", "en"), ("", "en")]
)
def test_language_of_the_records_is_asked_in(tag, asked, ask, wikidata):
    ask(replace(ANA, language=tag))
    assert wikidata.asked[0]["language"] == asked


def test_without_the_network_only_what_was_asked_before_is_answered(ask, wikidata):
    ask(ANA)
    number = len(wikidata.asked)
    known, unknown = ask(ANA, LUSAKA, offline=True)
    assert (known.state, unknown.state) == ("answered", "unasked")
    assert unknown.problems == ()
    assert len(wikidata.asked) == number


@pytest.mark.parametrize(
    "fault",
    [
        said(b"busy", 503),
        said(b"too many", 429, Retry_After="0"),
        said(LAG, Retry_After="0"),
        said(LAG),
        said({"error": {"code": "internal_api_error_DBQueryError", "info": "x"}}),
    ],
    ids=["503", "429", "lag with time", "lag", "internal"],
)
def test_fault_that_passes_is_waited_for(fault, ask, wikidata):
    wikidata.fault = lambda number: fault(number) if number == 0 else None
    (answer,) = ask(ANA)
    assert ids(answer) == ["Q101", "Q102"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (said(b"gone", 404), "404"),
        (said(b"<html>Please log in</html>"), "no JSON"),
        (said(b'{"search": [{"id": "Q1"'), "no JSON"),
        (said([1, 2]), "[1, 2]"),
        (said(LAG, Retry_After="0"), "lagged"),
        (said({"error": {"code": "badvalue", "info": "Unrecognized value"}}), "Unrecognized"),
    ],
    ids=["404", "html", "truncated", "list", "lag for long", "refused"],
)
def test_fault_that_stays_is_told_and_not_kept(fault, words, ask, wikidata):
    wikidata.fault = fault
    (answer,) = ask(ANA)
    assert answer.state == "failed"
    assert [each.code for each in answer.problems] == ["MG220"]
    assert words in answer.problems[0].message
    wikidata.fault = lambda _: None
    (answer,) = ask(ANA)
    assert ids(answer) == ["Q101", "Q102"]


def test_run_that_was_broken_off_repeats_no_call(ask, wikidata):
    wikidata.fault = lambda number: (404, {}, b"") if number >= 4 else None
    assert [each.state for each in ask(ANA, LUSAKA)] == ["answered", "failed"]
    first = [json.dumps(each, sort_keys=True) for each in wikidata.asked[:4]]
    wikidata.fault = lambda _: None
    del wikidata.asked[:]
    assert [each.state for each in ask(ANA, LUSAKA)] == ["answered", "answered"]
    assert not {json.dumps(each, sort_keys=True) for each in wikidata.asked} & set(first)


def test_merged_items_are_proposed_once_and_deleted_ones_never(ask, wikidata):
    wikidata.items["Q100"] = {**wikidata.items["Q101"], "id": "Q101"}
    wikidata.moved = {"Q102": "Q101"}
    answer = ask(ANA)[0]
    assert ids(answer).count("Q101") == 1
    wikidata.items.clear()
    (answer,) = ask(Question(name="Ana", kind="person"))
    assert answer.candidates == ()


@pytest.mark.parametrize(
    ("time", "edtf"),
    [
        (("+1898-03-05T00:00:00Z", 11), "1898-03-05"),
        (("+1898-03-00T00:00:00Z", 10), "1898-03"),
        (("+1898-00-00T00:00:00Z", 9), "1898"),
        (("+1890-00-00T00:00:00Z", 8), "189X"),
        (("+1900-00-00T00:00:00Z", 7), "18XX"),
        (("-0044-03-15T00:00:00Z", 11), "-0043-03-15"),
        (("+1000-00-00T00:00:00Z", 6), ""),
        (("-13798000000-00-00T00:00:00Z", 3), ""),
        (("", 11), ""),
    ],
)
def test_time_of_wikidata_is_edtf(time, edtf):
    assert edtf_of(dict(zip(("time", "precision"), time, strict=True))) == edtf


@pytest.mark.parametrize(
    ("year", "precision", "edtf"),
    [
        ("-0044-03-15", 11, "-0043-03-15"), ("-0001-00-00", 9, "0000"), ("-0044-00-00", 8, "-004X"),
        ("+0000-00-00", 9, ""), ("+1961-00-00", 11, "1961"), ("+1961-13-45", 11, ""),
        ("+1961-05-03", None, ""), ("+1961-05-03", "11", ""), ("+١٩٦١-05-03", 11, ""),
        ('+1961-a"b-03', 11, ""), ("+10000-00-00", 9, ""),
    ],
)  # fmt: skip
def test_time_that_is_odd_is_told_rightly_or_not_at_all(year, precision, edtf):
    assert edtf_of({"time": f"{year}T00:00:00Z", "precision": precision}) == edtf


@pytest.mark.parametrize(
    ("told", "precision", "edtf"),
    [("1870-04-10", 11, "1870-04-22"), ("1917-12-25", 11, "1918-01-07"),
     ("1900-02-29", 11, "1900-03-13"), ("1870-04-00", 10, "1870-04"), ("1870-00-00", 11, "1870"),
     ("0001-01-01", 11, "0001")],
)  # fmt: skip
def test_day_of_the_julian_calendar_is_told_in_ours(told, precision, edtf):
    time = {
        "time": f"+{told}T00:00:00Z", "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985786",
    }  # fmt: skip
    assert edtf_of(time) == edtf
    # Of days before Christ the year alone is sure.
    assert edtf_of({**time, "time": "-0044-03-15T00:00:00Z", "precision": 11}) == "-0043"


ODD = (None, [], {}, "x", 7, 1.5, True, [None], [7], {"value": None}, {"a": 1}, "\ud800",
       {"id": None}, {"value": []})  # fmt: skip


def changed(told):
    """Yield what is told with each of its parts left out, or in the place of it something odd."""
    for key in list(told) if isinstance(told, dict) else range(len(told)):
        rest = told.items() if isinstance(told, dict) else enumerate(told)
        for other in ODD:
            yield (
                {**told, key: other}
                if isinstance(told, dict)
                else [other if at == key else each for at, each in rest]
            )
            rest = told.items() if isinstance(told, dict) else enumerate(told)
        if isinstance(told, dict):
            yield {name: each for name, each in told.items() if name != key}
        if isinstance(told[key], (dict, list)):
            for inner in changed(told[key]):
                yield (
                    {**told, key: inner}
                    if isinstance(told, dict)
                    else [inner if at == key else each for at, each in enumerate(told)]
                )


def test_item_of_any_shape_is_read_as_far_as_it_has_one(wikidata):
    from memograph.linkers.wikidata import called
    from memograph.linkers.wikidata_facts import WikidataFacts
    from memograph.linkers.wikidata_items import entity_of, is_proposed
    from memograph.pipeline.enrichment import fact_triples

    class Told:
        def __init__(self, item):
            self.item = item

        def recalled(self, _message):
            return {"entities": {"Q101": self.item}}

    known, read = wikidata.items["Q101"], 0
    for odd in changed(known):
        for item in called(Told(odd), "http://e.org", ["Q101"], "").values():
            read += 1
            if is_proposed(item):
                entity = entity_of(item, {})
                assert entity.id.endswith("/Q101")
                repr(entity).encode()
            told = WikidataFacts(Told(odd), url="http://e.org")._of_item("http://e.org/", item, {})
            assert told.facts.page.endswith("/Q101")
            "".join(map(str, fact_triples(told.facts, "person"))).encode()
    assert read > 500
    one_odd = {**known, "claims": {**known["claims"], "P39": "odd"}}
    (item,) = called(Told(one_odd), "http://e.org", ["Q101"], "").values()
    entity = entity_of(item, {})
    assert (entity.name, entity.begun, entity.posts) == ("Ana Prifti", "1911-02-03", ())


def test_search_of_any_kind_is_no_traceback(ask, wikidata):
    rows = [None, 7, "id", {"id": None}, {"id": "P31"}, {"id": "Q101", "match": None, "label": 7}]
    for odd in (None, 7, "x", {}, rows):
        wikidata.fault = lambda n, odd=odd: said({"search": odd})(n) if n == 0 else None
        wikidata.asked.clear()
        (answer,) = ask(ANA, days=0)
        assert answer.state == "answered"


@pytest.fixture
def linked(tmp_path, wikidata, run_memograph):
    """Export a talk, and run `memograph link` on it with the stand-in as the service."""
    text = "Title: Talk\nDate: 3 May 1961\nPlace: Lusaka\n\nAna Prifti: Well?\nJohn Banda: Yes.\n"
    more = "".join(f"Person{n} Name{n}: Yes.\n" for n in "abcdef")
    (tmp_path / "talk.txt").write_text(f"{text}{more}Ana Prifti: Good.\n", encoding="utf-8")
    run_memograph("export", "talk.txt", "-o", "out", within=tmp_path)

    def link(*options):
        return run_memograph(
            "link", "out", "-s", wikidata.url, "--cache", "kept.sqlite", *options, within=tmp_path
        )

    return link


def test_command_proposes_whom_wikidata_knows(linked, tmp_path):
    done = linked()
    assert done.exit_code == 0, done.stderr
    text = (tmp_path / "links.sssom.tsv").read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if "\twd:Q101\t" in line]
    assert "alive then (1911-02-03–1990)" in row
    assert "Albanian minister" in row
    assert "\twd:Q102\t" not in text, "who was dead by then is hardly worth a look"
    assert "\twd:Q104\t" in text


def test_service_that_is_down_is_given_up_and_asked_for_the_rest_later(linked, wikidata, tmp_path):
    wikidata.fault = lambda number: (404, {}, b"") if number >= 4 else None
    done = linked()
    assert done.exit_code == 4
    assert "MG222" in done.stderr
    assert "wd:Q101" in (tmp_path / "links.sssom.tsv").read_text(encoding="utf-8")
    wikidata.fault = lambda _: None
    assert linked().exit_code == 0
    number = len(wikidata.asked)
    assert linked("--offline").exit_code == 0
    assert len(wikidata.asked) == number


def test_offline_tells_how_many_were_not_asked(linked, wikidata):
    done = linked("--offline")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.endswith("; 9 not asked\n")
    assert wikidata.asked == []


@pytest.mark.parametrize("name", ["wikidate", "people.csv"])
def test_name_that_is_no_service_is_told(name, run_memograph, tmp_path):
    done = run_memograph("link", ".", "-s", name, within=tmp_path)
    assert done.exit_code == 2
    assert "MG221" in done.stderr


def crowd(wikidata, number=30, *, name="Ana Prifti"):
    """Add so many of one name, one of whom lived in 1961: the last."""
    for each in range(number):
        born = 1911 if each == number - 1 else 1700 + each
        wikidata.add(f"Q{2000 + each}", name, born=born, died=born + 60)


THEN = replace(ANA, begun="1961-05-03", ended="1962")


def test_of_a_common_name_whoever_lived_then_is_asked_for(ask, wikidata):
    crowd(wikidata)
    (answer,) = ask(THEN)
    assert ids(answer)[:2] == ["Q101", "Q2029"]
    (query,) = (each["query"] for each in wikidata.asked if "query" in each)
    assert '"Ana Prifti"@en' in query
    assert "<= 1961" in query
    assert ">= 1962" in query
    number = len(wikidata.asked)
    assert ask(THEN) == [answer]
    assert len(wikidata.asked) == number


@pytest.mark.parametrize(
    "question", [ANA, replace(LUSAKA, begun="1961")], ids=["no time", "no person"]
)
def test_without_a_time_or_a_person_no_condition_is_asked(question, ask, wikidata):
    crowd(wikidata, name=question.name)
    ask(question)
    assert not any("query" in each for each in wikidata.asked)


def test_where_a_search_tells_of_all_no_condition_is_asked(ask, wikidata):
    ask(THEN)
    assert not any("query" in each for each in wikidata.asked)


@pytest.mark.parametrize(
    "fault", [(500, {}, b"timeout"), (200, {}, b"<html>"), (429, {"Retry-After": "0"}, b"")],
    ids=["500", "html", "429"],
)  # fmt: skip
def test_query_service_that_fails_is_told_and_the_search_counts(fault, ask, wikidata):
    crowd(wikidata)
    wikidata.fault = lambda number: fault if "query" in wikidata.asked[number] else None
    (answer,) = ask(THEN)
    assert answer.state == "answered"
    assert "Q2029" not in ids(answer)
    assert [found.code for found in answer.problems] == ["MG227"]
    wikidata.fault = lambda _: None
    (again,) = ask(THEN)
    assert "Q2029" in ids(again)


@pytest.mark.parametrize(
    "name", ['Ana "A." Prifti', "Ana \\ Prifti", "Ana\nPrifti", "آنا } #", "安娜"]
)
def test_name_never_becomes_part_of_a_query(name, ask, wikidata):
    crowd(wikidata, name=name)
    (answer,) = ask(replace(THEN, name=name))
    assert "Q2029" in ids(answer)
    assert answer.problems == ()


@pytest.mark.parametrize(
    ("concept", "iri"),
    [
        ("https://wiki.example.org/entity/Q101", "https://wiki.example.org/entity/Q101"),
        ("http://www.wikidata.org/entity/Q101", "http://www.wikidata.org/entity/Q101"),
        ("https://wiki.example.org/entity/<Q101", "http://www.wikidata.org/entity/Q101"),
        ("Q101", "http://www.wikidata.org/entity/Q101"),
        (7, "http://www.wikidata.org/entity/Q101"),
    ],
    ids=["another wiki", "wikidata", "no iri", "id alone", "number"],
)
def test_items_have_the_iris_that_the_wiki_gives_them(concept, iri, ask, wikidata):
    wikidata.fault = lambda number: (
        said({"search": [{"id": "Q101", "label": "Ana Prifti", "concepturi": concept}]})(number)
        if wikidata.asked[number].get("action") == "wbsearchentities"
        else None
    )
    (answer,) = ask(ANA)
    assert [each.entity.id for each in answer.candidates] == [iri]
