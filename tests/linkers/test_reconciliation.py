"""Reconciliation services of both versions: what is asked of them, and what may go wrong."""

from __future__ import annotations

import json
import threading
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from memograph.http import Kept
from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.reconciliation import Reconciliation, judged
from memograph.linkers.service import Question
from memograph.problems import RemoteError

from reconciling import SPACE, name_of  # isort: skip # it stands beside these tests

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
ANA = Question(name="Ana Prifti", kind="person", begun="1961-05-03")
PHRASE = "wordofpass"


@pytest.fixture
def opened(service, tmp_path):
    @contextmanager
    def new(**options):
        options = {"judge": judged, "pauses": (0.0, 0.0), **options}
        with closing(Kept(tmp_path / "kept.sqlite", **options)) as kept:
            yield Reconciliation(kept, url=service.url)

    return new


@pytest.fixture
def ask(opened):
    def asked(*questions, **options):
        with opened(**options) as service:
            return list(service.ask(questions))

    return asked


def people(number, **more):
    return [Question(name=f"Ana{at} Prifti", kind="person", **more) for at in range(number)]


def codes(answer):
    return [each.code for each in answer.problems]


def test_candidates_have_dates_posts_and_countries(ask, service):
    (answer,) = ask(ANA)
    assert answer.state == "answered"
    assert answer.problems == ()
    first, second = answer.candidates
    assert first.entity == Entity(
        id=f"{SPACE}Q1", name="Ana Prifti", names=("A. P.",), kind="person", types=("Q5", "Q6"),
        description="somebody", begun="1911-05-02", ended="1990", countries=("Albania",),
        posts=(Tenure(post="Minister"),), occupations=("engineer",),
    )  # fmt: skip
    assert (first.score, first.match, second.match) == (90.0, True, False)
    assert (second.entity.begun, second.entity.ended) == ("1790", "1841")
    assert dict(service.calls) == {"manifest": 1, "match": 1, "extend": 1}


def test_questions_are_sent_in_batches_that_the_service_takes(ask, service):
    asked = people(10)
    answers = ask(*asked)
    assert [each.question for each in answers] == asked
    assert [each.candidates[0].entity.name for each in answers] == [each.name for each in asked]
    assert [len(each) for each in service.batches] == [4, 4, 2]


def test_name_and_kind_and_language_are_sent_as_the_version_has_them(ask, service):
    ask(replace(ANA, language="sq"))
    ((query,),) = service.batches
    assert query["type"] == "Q5"
    if service.version == "0.2":
        assert query == {"query": "Ana Prifti", "limit": 10, "type": "Q5", "type_strict": "should"}
    else:
        assert query == {
            "type": "Q5", "lang": "sq", "limit": 10,
            "conditions": [{"matchType": "name", "propertyValue": "Ana Prifti"}],
        }  # fmt: skip


def test_other_spellings_are_asked_for_until_one_is_alike(ask, service):
    known = service.named
    service.named = lambda name, at: (
        known("Somebody Else", at + 2) if "," in name else known(name, at)
    )
    (answer,) = ask(replace(ANA, name="Prifti, Ana"))
    assert [[name_of(each) for each in batch] for batch in service.batches] == [
        ["Prifti, Ana"], ["Ana Prifti"],
    ]  # fmt: skip
    ids = [each.entity.id.removeprefix(SPACE) for each in answer.candidates]
    assert ids == ["Q3", "Q4", "Q1", "Q2"]


def test_a_batch_that_is_too_large_is_halved_and_stays_small(ask, service):
    service.largest = 1
    answers = ask(*people(5))
    assert all(each.candidates for each in answers)
    assert [len(each) for each in service.batches] == [4, 2, 1, 1, 1, 1, 1]


def test_a_single_question_that_is_too_large_is_told(ask, service):
    service.largest = 0
    (answer,) = ask(ANA)
    assert (answer.state, codes(answer)) == ("failed", ["MG216"])
    assert "413" in answer.problems[0].message


def test_no_more_candidates_are_taken_than_were_asked_for(ask, service):
    service.number = 10_000
    (answer,) = ask(replace(ANA, limit=3))
    assert [each.entity.id for each in answer.candidates] == [f"{SPACE}Q{n}" for n in (1, 2, 3)]
    assert [len(each["ids"]) for each in service.extended] == [3]


@pytest.mark.parametrize(
    ("scores", "order"),
    [((1, 2, 3), (3, 2, 1)), ((0.2, None, 900), (1, 2, 3)), ((1, "high", 3), (1, 2, 3)),
     ((1, float("inf"), float("nan")), (1, 2, 3)), ((10**400, 1, True), (1, 2, 3))],
)  # fmt: skip
def test_scores_of_any_unit_or_none_at_all_will_do(ask, service, scores, order):
    known = service.named
    service.number = 3
    service.named = lambda name, at: known(name, at) | {"score": scores[at - 1]}
    (answer,) = ask(ANA)
    assert [each.entity.id for each in answer.candidates] == [f"{SPACE}Q{n}" for n in order]


BAD = [
    {"id": "Q1"}, {"name": "Ana"}, {"id": 1, "name": "Ana"}, {"id": "Q1", "name": ["Ana"]},
    {"id": "a b", "name": "Ana"}, {"id": "", "name": "Ana"}, {"id": "<x>", "name": "Ana"}, "Ana",
    None, {"id": "Q1", "name": " \u202b "},
]  # fmt: skip


def test_candidates_without_a_name_or_an_iri_are_left_out_and_told(ask, service):
    if service.version != "0.2":
        service.manifest["identifierSpace"] = SPACE  # or else blanks would be quoted
    known, service.number = service.named, len(BAD) + 1
    service.named = lambda name, at: BAD[at - 2] if at > 1 else known(name, at)
    (answer,) = ask(replace(ANA, limit=99))
    assert [each.entity.id for each in answer.candidates] == [f"{SPACE}Q1"]
    assert codes(answer) == ["MG217"]
    assert f"{len(BAD)} candidates" in answer.problems[0].message


def test_labels_from_right_to_left_are_taken_without_their_marks(ask, service):
    known = service.named
    service.named = lambda name, at: known(name, at) | {
        "name": "\u202bأحمد بن بلة\u202c", "dir": "rtl", "description": "רא\u200fש\nממשלה",
    }  # fmt: skip
    (answer,) = ask(replace(ANA, name="أحمد بن بلة"))
    entity = answer.candidates[0].entity
    assert (entity.name, entity.description) == ("أحمد بن بلة", "ראש ממשלה")


def another_version(service):
    service.spoken = {"0.2": "1.0-draft", "1.0-draft": "0.2"}[service.version]
    said = json.dumps(service.matched(service.batches[-1])).encode()
    service.spoken = service.version
    return 200, {}, said


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>Hello</html>"), "no JSON"),
        ((200, {}, b'{"q0": {"result": ['), "no JSON"),
        ((200, {}, b"[" * 100_000), "no JSON"),
        ((200, {}, b'{"error": {"info": "it is down for today"}}'), "down for today"),
        ((200, {}, b'{"q0": {}, "results": [{}]}'), ""),
        ((200, {}, b"[]"), ""),
        ((500, {}, b"oh"), "500"),
        ((404, {}, b"where"), "404"),
        ((401, {}, b"who"), "netrc"),
        (another_version, "its manifest says version"),
        ((302, {"Location": "https://other.example/"}, b""), "another server, other.example"),
    ],
    ids=["html", "cut", "deep", "error", "shape", "list", "500", "404", "401", "lie", "elsewhere"],
)
def test_a_bad_answer_is_told_once_and_the_next_batch_is_asked(ask, service, fault, says):
    service.faults = [fault]
    answers = ask(*people(6))
    assert [each.state for each in answers] == ["failed"] * 4 + ["answered"] * 2
    assert list(map(codes, answers)) == [["MG216"], [], [], [], [], []]
    message = answers[0].problems[0].message
    assert "4 names, 'Ana0 Prifti' the first" in message
    assert says in message
    service.batches.clear()
    assert {each.state for each in ask(*people(6))} == {"answered"}
    assert [len(each) for each in service.batches] == [4], "what was answered is kept, no more"


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(ask, service, status):
    service.faults = [(status, {"Retry-After": "0"}, b"later")]
    (answer,) = ask(ANA)
    assert answer.state == "answered"
    assert service.calls["match"] == 2


def test_a_slow_service_is_not_waited_for(ask, service):
    done = threading.Event()

    def slow(_):
        done.wait(30)
        return 200, {}, b"{}"

    service.faults = [slow]
    (answer,) = ask(ANA, seconds=0.2)
    done.set()
    assert answer.state == "failed"
    assert "timed out" in answer.problems[0].message


def test_without_more_candidates_are_candidates_all_the_same(ask, service):
    service.faults_of_extensions = [(500, {}, b"oh")]
    first, second = ask(*people(2))
    assert (codes(first), codes(second)) == (["MG217"], [])
    assert [each.entity.begun for each in first.candidates] == ["", ""]
    calls = service.calls["match"]
    (again,) = ask(*people(1))
    assert again.candidates[0].entity.begun == "1911-05-02"
    assert service.calls["match"] == calls


def test_a_service_that_cannot_tell_more_is_not_asked_for_it(ask, service):
    del service.manifest["extend"]
    (answer,) = ask(ANA)
    assert answer.candidates[0].entity.begun == ""
    assert service.calls["extend"] == 0


@pytest.fixture
def unknown(service):
    """The service as one that we know nothing of, but that it has properties."""
    space, types = "https://example.net/id/", [{"id": "Mensch", "name": "Person"}]
    service.manifest |= {"view": {"url": f"{space}{{{{id}}}}"}, "defaultTypes": types}
    service.properties = [
        {"id": "P569", "name": "Date of birth"}, {"id": "dateOfDeath"}, {"name": "no id"}, "P27",
        {"id": "http://example.net/terms#nationality", "name": "Staat"}, {"id": "P39", "name": 7},
    ]  # fmt: skip
    if service.version == "0.2":
        service.manifest["identifierSpace"] = f"{space}#not-for-ids"
        here = {"service_url": service.url, "service_path": "/properties/propose"}
        service.manifest["extend"] = {"propose_properties": here}
    else:
        service.manifest["view"]["url"] = f"{space}{{id}}"
        service.manifest["extend"] = {"proposeProperties": True}
    return service


def test_a_service_is_asked_what_it_can_tell(ask, unknown):
    (answer,) = ask(ANA)
    assert answer.candidates[0].entity.id == "https://example.net/id/Q1"
    assert answer.candidates[0].entity.begun == "1911-05-02"
    assert unknown.types == ["Mensch"]
    ((query,),) = unknown.batches
    assert query["type"] == "Mensch"
    asked = [each["id"] for each in unknown.extended[0]["properties"]]
    assert asked == ["P569", "dateOfDeath", "http://example.net/terms#nationality"]
    calls = unknown.total
    ask(ANA, *people(1), offline=True)
    assert ask(ANA) == [answer]
    assert unknown.total == calls


@pytest.mark.parametrize(
    "fault", [(404, {}, b""), (200, {}, b"<html>"), (200, {}, b'{"error": "no"}')]
)
def test_a_service_that_cannot_say_what_it_can_tell_is_told_once(ask, unknown, fault):
    unknown.faults_of_proposals = [fault]
    answers = ask(*people(10))
    assert list(map(codes, answers)) == [["MG217"], *[[]] * 9]
    assert {each.candidates[0].entity.begun for each in answers} == {""}
    assert (unknown.calls["propose"], unknown.calls["extend"]) == (1, 0)


def test_a_service_that_has_nothing_to_tell_is_not_asked_for_it(ask, unknown):
    unknown.properties = [{"id": "P2048", "name": "height"}]
    (answer,) = ask(ANA)
    assert (answer.state, answer.problems) == ("answered", ())
    assert unknown.calls["extend"] == 0


def test_nothing_is_asked_twice_whoever_stands_beside_it(ask, service):
    before = ask(*people(6))
    total = service.total
    assert ask(*people(6)[::-1]) == before[::-1]
    assert ask(*people(6), offline=True) == before
    assert service.total == total
    service.batches.clear()
    more = [Question(name="Joan New", kind="person"), *people(6)]
    assert len(ask(*more)) == 7
    assert [len(each) for each in service.batches] == [1]


def test_a_run_that_is_broken_off_goes_on(opened, ask, service):
    with opened() as asked:
        running = asked.ask(people(8))
        next(running)
        running.close()
    assert dict(service.calls) == {"manifest": 1, "match": 1, "extend": 1}
    assert len(ask(*people(8))) == 8
    assert dict(service.calls) == {"manifest": 1, "match": 2, "extend": 1}


def test_offline_nobody_is_asked_and_what_was_is_told(ask, service):
    assert [each.state for each in ask(ANA, offline=True)] == ["unasked"]
    assert service.total == 0
    ask(ANA)
    total = service.total
    states = [each.state for each in ask(ANA, *people(1), offline=True)]
    assert states == ["answered", "unasked"]
    assert service.total == total


def test_old_answers_are_asked_for_again(ask, service):
    ask(ANA, days=-1)
    ask(ANA)
    assert dict(service.calls) == {"manifest": 2, "match": 2, "extend": 2}


def test_a_service_names_itself_where_its_iris_begin(opened, service):
    with opened() as asked:
        assert (asked.name, asked.space, asked.problems) == (service.url, SPACE, ())


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ({"versions": ["7.0"], "name": "x"}, "it speaks 7.0; memograph speaks 0.2 and 1.0-draft"),
        ({"batchSize": 5}, "batchSize"),
        ({"error": "down", "name": "x"}, "down"),
        ([], "[]"),
        ("hello", "hello"),
    ],
)
def test_what_is_no_service_is_told_at_once(opened, service, manifest, says):
    service.manifest = manifest
    with pytest.raises(RemoteError) as caught, opened():
        pass
    assert caught.value.problem.code == "MG215"
    assert says in caught.value.problem.message


@pytest.mark.parametrize(
    "manifest",
    [
        {"name": "x"},
        {"versions": "0.2", "name": ["x"], "batchSize": "many", "view": "x", "extend": []},
        {"versions": ["0.2"], "batchSize": -1, "view": {"url": 7}, "defaultTypes": [1, {"id": 2}]},
        {"versions": ["1.0"], "batchSize": True, "view": {"url": "nowhere"}, "defaultTypes": {}},
    ],
)
def test_a_manifest_at_fault_is_read_as_far_as_it_can_be(opened, service, manifest):
    service.manifest = manifest
    with opened() as asked:
        assert asked.space == ""


def test_a_password_is_shown_to_the_service_and_kept_nowhere(ask, netrc, tmp_path):
    netrc.write_text(f"machine 127.0.0.1 login ana password {PHRASE}\n")
    ask(ANA)
    assert PHRASE.encode() not in (tmp_path / "kept.sqlite").read_bytes()
