"""Our client: held against the specification, and against our own service at the other end."""

from __future__ import annotations

import json
import threading
from contextlib import closing, contextmanager
from urllib.parse import parse_qs

import pytest

from memograph.http import Kept
from memograph.linkers.dialects import NEW, OLD, Query, of_versions, version_of
from memograph.linkers.proposals import proposed, terms_of
from memograph.linkers.reconciliation import Reconciliation, judged
from memograph.linkers.scoring import scored, weights
from memograph.linkers.service import Candidate, Question
from memograph.linkers.subject import Subject

DIALECTS = {"0.2": OLD, "1.0": NEW}
BOTH = pytest.mark.parametrize("version", ["0.2", "1.0"])
QUERIES = (
    Query(name="Ana Prifti"),
    Query(name="Ana", type="Q5", properties=(("life", "1961"),), language="sq", limit=3),
)
MANIFEST = {"identifierSpace": "https://example.net/", "view": {"url": "https://a.example/{id}"}}


def unpacked(version, name, data):
    return json.loads(parse_qs(data.decode())[name][0] if version == "0.2" else data)


@BOTH
def test_what_is_sent_is_valid(valid, version):
    spoken = DIALECTS[version]
    batch = unpacked(version, "queries", spoken.queries(QUERIES))
    valid(version, "reconciliation-query-batch", batch)
    asked = unpacked(version, "extend", spoken.extension(["Q1", "Q2"], ["P569"]))
    valid(version, "data-extension-query", asked)


@BOTH
def test_manifests_of_services_are_understood(examples_of, version):
    for name, manifest in examples_of(version, "manifest", "valid").items():
        spoken = of_versions(manifest["versions"])
        assert spoken is not None, name
        terms = terms_of(manifest, spoken, url="https://example.org/")
        assert terms.size > 0
        assert terms.iri_of("http://a.example/1") == "http://a.example/1", name
        if version == "1.0" and manifest["view"]["url"] != "{+id}":
            assert terms.iri_of("1").startswith("http"), name
    known = {
        "wikidata": ("http://www.wikidata.org/entity/", {"person": "Q5"}),
        "kerameikos": (
            "http://kerameikos.org/id/",
            {"person": "foaf:Person", "organization": "foaf:Organization"},
        ),
    }
    for name, (space, types) in known.items():
        manifest = examples_of(version, "manifest", "valid")[name]
        terms = terms_of(manifest, DIALECTS[version], url="https://example.org/")
        assert (terms.begins, terms.vocabulary.types) == (space, types)


def test_kinds_are_known_by_what_services_call_them(examples_of):
    manifests = examples_of("0.2", "manifest", "valid")
    types = {
        name: terms_of(manifests[name], OLD, url="https://example.org/").vocabulary.types
        for name in ("lobid-gnd", "codefork-viaf", "occrp")
    }
    assert types == {
        "lobid-gnd": {
            "person": "DifferentiatedPerson", "place": "PlaceOrGeographicName",
            "organization": "CorporateBody", "event": "ConferenceOrEvent",
        },
        "codefork-viaf": {
            "person": "/people/person", "place": "/location/location",
            "organization": "/organization/organization",
        },
        "occrp": {"person": "Person", "organization": "Organization"},
    }  # fmt: skip


@BOTH
def test_results_of_services_are_read(examples_of, version):
    spoken = DIALECTS[version]
    terms = terms_of(MANIFEST, spoken, url="https://example.org/")
    for answer in examples_of(version, "reconciliation-result-batch", "valid").values():
        assert version_of(answer) == spoken.version
        if version == "0.2":
            answer = {f"q{at}": each for at, each in enumerate(answer.values())}  # noqa: PLW2901
        number = len(answer) if version == "0.2" else len(answer["results"])
        parts = spoken.answers(answer, QUERIES[:1] * number)
        assert parts is not None
        assert all(proposed(each, terms) for part in parts for each in spoken.candidates(part))
        assert all(spoken.answers(part, QUERIES[:1]) == [part] for part in parts)
    for answer in examples_of(version, "data-extension-response", "valid").values():
        rows = answer["rows"]
        ids = [row["id"] for row in rows] if version == "1.0" else list(rows)
        parts = spoken.rows(answer, ids)
        assert parts
        assert all(spoken.values(part) for part in parts)
        assert all(spoken.rows(part, [id_]) == [part] for id_, part in zip(ids, parts, strict=True))


@BOTH
def test_results_that_are_none_are_refused(examples_of, version):
    spoken = DIALECTS[version]
    terms = terms_of(MANIFEST, spoken, url="https://example.org/")
    for name, answer in examples_of(version, "reconciliation-result-batch", "invalid").items():
        parts = spoken.answers(answer, QUERIES[:1])
        bad = parts is None or not all(
            proposed(each, terms) for each in spoken.candidates(parts[0])
        )
        assert bad, name


def test_answers_of_which_nobody_can_tell_whose_they_are_are_none():
    one = {"candidates": []}
    assert NEW.answers({"results": [one]}, QUERIES) is None
    assert NEW.answers({"results": [one, one, one]}, QUERIES) is None
    assert NEW.answers({"results": [one, {"error": "no"}]}, QUERIES) == [{"results": [one]}, None]
    assert OLD.answers({"q1": {"result": []}}, QUERIES) == [None, {"q0": {"result": []}}]
    assert OLD.answers({"q7": {"result": []}}, QUERIES) is None


@contextmanager
def serving(authority):
    """Serve an authority on a port of its own; gives the address."""
    from werkzeug.serving import make_server

    from memograph.web.known import Known
    from memograph.web.reconciliation import application

    server = make_server("127.0.0.1", 0, application(Known(authority)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def asked(authority, tmp_path):
    """Ask our service at one of its addresses."""

    def ask(version, *questions):
        place = tmp_path / "kept.sqlite"
        with serving(authority) as url, closing(Kept(place, judge=judged)) as kept:
            service = Reconciliation(kept, url=f"{url}/{version}")
            return service.space, list(service.ask(questions))

    return ask


QUESTIONS = (
    Question(name="Prifti, Ana", kind="person", begun="1961-05-03", ended="1962"),
    Question(name="Zhou Enlai", kind="person"),
    Question(name="Lusaka", kind="place", language="en"),
    Question(name="Ministry of Finance", kind="organization"),
    Question(name="Joan Mbeki", kind="person"),
    Question(name="Nobody at All", kind="person"),
    Question(name="<script>alert('&')</script>", kind="person"),
)


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@BOTH
def test_our_service_gives_the_candidates_that_the_authority_gives_itself(
    asked, authority, version
):
    space, answers = asked(version, *QUESTIONS)
    assert space in ("", authority.space)
    for question, answer, own in zip(QUESTIONS, answers, authority.ask(QUESTIONS), strict=True):
        assert (answer.state, answer.problems) == ("answered", ())
        least = weights()["least"]
        alike = [each.entity for each in own.candidates if (each.score or 0.0) > least]
        told = sorted((each.entity for each in answer.candidates), key=lambda each: each.id)
        kinds = [each for each in told if each.kind in ("", question.kind)]
        assert kinds == sorted(alike, key=lambda each: each.id), question.name
        subject = Subject(
            iri="https://example.org/1", name=question.name, kind=question.kind,
            begun=question.begun, ended=question.ended,
        )  # fmt: skip
        unsure = [Candidate(entity=each.entity) for each in answer.candidates]
        evidence = [(each.candidate.entity.id, each.evidence) for each in scored(subject, unsure)]
        directly = scored(subject, own.candidates)
        assert evidence[: len(directly)] == [
            (each.candidate.entity.id, each.evidence) for each in directly
        ]


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@BOTH
def test_our_service_is_sure_of_who_was_alive_then(asked, version):
    _, (answer, *_) = asked(version, *QUESTIONS)
    first, second = answer.candidates
    assert (first.entity.begun, first.match, second.match) == ("1911-05-02", True, False)
