"""Facts of Wikidata: what is taken of an item, what is asked, and what goes wrong."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from memograph.http import Kept
from memograph.linkers.facts import Membership, Term
from memograph.linkers.wikidata import judged
from memograph.linkers.wikidata_facts import WikidataFacts

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
WD = "http://www.wikidata.org/entity/"
ANA, LUSAKA = f"{WD}Q101", f"{WD}Q104"


@pytest.fixture
def tell(wikidata, tmp_path):
    def told(*iris, offline=False, languages=("en",)):
        kept = Kept(tmp_path / "kept.sqlite", judge=judged, offline=offline, pauses=(0.0, 0.0))
        with closing(WikidataFacts(kept, url=wikidata.url, languages=languages)) as service:
            return list(service.described(iris))

    return told


def test_person_has_dates_posts_and_the_revision_that_says_so(tell):
    (told,) = tell(ANA)
    facts = told.facts
    assert (facts.iri, facts.kind, facts.labels) == (ANA, "person", (("en", "Ana Prifti"),))
    assert facts.descriptions == (("en", "Albanian minister"),)
    assert (facts.begun, facts.ended) == ("1911-02-03", "1990")
    assert facts.memberships == (
        Membership(
            iri=f"{WD}statement/Q902-77-aa",
            post=Term(iri=f"{WD}Q902", labels=(("en", "Minister of Railways"),)),
            begun="1958",
            ended="1965",
        ),
    )
    assert facts.citizenships == (Term(iri=f"{WD}Q901", labels=(("en", "Albania"),)),)
    assert facts.same_as == ("https://viaf.org/viaf/77",)
    assert facts.page == "https://www.wikidata.org/wiki/Special:EntityData/Q101"
    assert (facts.revision, facts.modified) == ("77", "2026-01-02T03:04:05Z")


def test_place_has_coordinates(tell):
    (told,) = tell(LUSAKA)
    assert (told.facts.latitude, told.facts.longitude) == (-15.41, 28.28)


@pytest.mark.parametrize(
    "value",
    [
        {"latitude": 10.0, "longitude": 20.0, "globe": f"{WD}Q405"},
        {"latitude": 100.0, "longitude": 20.0},
        {"latitude": "north", "longitude": 20.0},
        {"latitude": float("nan"), "longitude": 20.0},
        "here",
    ],
    ids=["on the moon", "beyond the pole", "words", "no number", "string"],
)
def test_what_is_nowhere_on_earth_has_no_coordinates(value, tell, wikidata):
    snak = wikidata.items["Q104"]["claims"]["P625"][0]["mainsnak"]
    wikidata.items["Q104"] = {
        **wikidata.items["Q104"],
        "claims": {"P625": [{"mainsnak": {**snak, "datavalue": {"value": value}}}]},
    }
    (told,) = tell(LUSAKA)
    assert (told.facts.latitude, told.facts.longitude) == (None, None)


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("en",), (("en", "Ana"),)),
        (("sq", "en"), (("sq", "Ana P."), ("en", "Ana"))),
        (("ar",), (("ar", "آنا"),)),
        (("fr",), (("mul", "A. Prifti"),)),
        (("de", "fr"), (("mul", "A. Prifti"),)),
        (("sq-AL",), (("sq", "Ana P."),)),
        (("zh-Hant",), (("zh-hant", "安娜"),)),
    ],
)
def test_labels_are_in_the_languages_asked_for(languages, expected, tell, wikidata):
    words = {"en": "Ana", "sq": "Ana P.", "ar": "آنا", "mul": "A. Prifti", "zh-hant": "安娜"}
    wikidata.items["Q101"] = {
        **wikidata.items["Q101"],
        "labels": {tag: {"language": tag, "value": value} for tag, value in words.items()},
    }
    (told,) = tell(ANA, languages=languages)
    assert told.facts.labels == expected


def test_item_without_a_label_in_any_such_language_has_one_of_unknown_language(tell, wikidata):
    wikidata.items["Q101"] = {
        **wikidata.items["Q101"], "labels": {"zh": {"language": "zh", "value": "安娜"}}
    }  # fmt: skip
    (told,) = tell(ANA)
    assert told.facts.labels == (("und", "安娜"),)


def test_merged_item_is_told_under_the_iri_that_was_accepted(tell, wikidata):
    wikidata.moved["Q55"] = "Q101"
    (told,) = tell(f"{WD}Q55")
    assert (told.facts.iri, told.facts.merged) == (f"{WD}Q55", ANA)
    assert [found.code for found in told.problems] == ["MG224"]


def test_deleted_item_has_no_facts(tell):
    told, other = tell(f"{WD}Q404", ANA)
    assert (told.facts, told.state) == (None, "answered")
    assert [found.code for found in told.problems] == ["MG225"]
    assert other.facts is not None


def test_nothing_is_asked_twice(tell, wikidata):
    before = tell(ANA, LUSAKA)
    number = len(wikidata.asked)
    assert tell(LUSAKA, ANA) == before[::-1]
    assert tell(ANA, LUSAKA, offline=True) == before
    assert len(wikidata.asked) == number


def test_of_those_who_come_later_alone_more_is_asked(tell, wikidata):
    tell(ANA)
    number = len(wikidata.asked)
    tell(f"{WD}Q102", ANA, LUSAKA)
    later = [each["ids"] for each in wikidata.asked[number:]]
    assert later[0] == "Q102|Q104"
    assert not any("Q101" in each for each in later)


def test_seventy_are_asked_for_in_two_calls(tell, wikidata):
    for number in range(70):
        wikidata.add(f"Q{3000 + number}", f"Ana {number}", born=1900, died=1970)
    iris = [f"{WD}Q{3000 + number}" for number in range(70)]
    assert [each.facts.iri for each in tell(*iris)] == iris
    assert [len(each["ids"].split("|")) for each in wikidata.asked] == [50, 20]


def test_what_was_never_asked_stays_so_offline(tell, wikidata):
    (told,) = tell(ANA, offline=True)
    assert (told.state, told.problems, wikidata.asked) == ("unasked", (), [])


@pytest.mark.parametrize(
    "fault",
    [(503, {}, b"busy"), (200, {}, b"<html>"), (200, {}, b'{"entities": {"Q101"'),
     (200, {}, json.dumps({"error": {"code": "maxlag", "info": "lagged"}}).encode())],
    ids=["503", "html", "truncated", "lag"],
)  # fmt: skip
def test_fault_that_stays_is_told_once(fault, tell, wikidata):
    wikidata.fault = lambda _: fault
    told = tell(ANA, LUSAKA)
    assert {each.state for each in told} == {"failed"}
    assert [found.code for each in told for found in each.problems] == ["MG226"]
    wikidata.fault = lambda _: None
    assert all(each.facts for each in tell(ANA, LUSAKA))


@pytest.mark.parametrize(
    ("iri", "known"),
    [(ANA, True), (f"{WD}P31", False), (f"{WD}Q1 OR", False), ("https://viaf.org/viaf/7", False)],
)
def test_only_items_are_known(iri, known, tmp_path):
    kept = Kept(tmp_path / "kept.sqlite", judge=judged)
    with closing(WikidataFacts(kept)) as service:
        assert service.knows(iri) is known


def test_id_that_no_wikibase_takes_does_not_lose_the_others(tell, wikidata):
    error = {"code": "no-such-entity", "info": "Could not find an entity with the ID"}
    wikidata.fault = lambda n: (
        (200, {}, json.dumps({"error": error}).encode())
        if "Q99999999999" in wikidata.asked[n]["ids"]
        else None
    )
    other, told = tell(f"{WD}Q99999999999", ANA)
    assert [found.code for found in other.problems] == ["MG225"]
    assert told.facts is not None


def test_property_of_another_type_is_left_out(tell, wikidata):
    (held,) = wikidata.items["Q101"]["claims"]["P39"]
    odd = {**held, "qualifiers": {"P580": [{"datavalue": {"value": "in spring"}}]}}
    text = {"id": "x", "mainsnak": {"datavalue": {"value": "a minister"}}, "rank": "normal"}
    claims = {**wikidata.items["Q101"]["claims"], "P39": [odd, text]}
    wikidata.items["Q101"] = {**wikidata.items["Q101"], "claims": claims}
    (told,) = tell(ANA)
    (one,) = told.facts.memberships
    assert one.begun == ""
