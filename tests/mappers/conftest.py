"""A record with the three hard places: an addressee, a manner, and a guarded identification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memograph import model as m
from memograph.mappers.context import make_context, make_run
from memograph.mappers.record import map_record
from memograph.problems import Problem, Span
from memograph.rdf.iris import Iris
from memograph.rdf.terms import StringTerms

BASE = "https://example.org/id/"
TEXT = "word " * 1400
PEOPLE = ("Mao Zedong", "Ramiz Alia", "Rahman Perlaku", "Ambroise Noumazalaye")


def cut(start: int, end: int) -> dict[str, Any]:
    return {"span": Span(start, end), "text": TEXT[start:end]}


@pytest.fixture
def record() -> m.Record:
    return m.Record(
        source="talk.txt",
        reader="plain",
        document=m.Document(
            slug="Talk 7",
            title="A talk",
            type="memorandum-of-conversation",
            created="1967-10-12",
            language="sq",
            identifier=("117303",),
            held_by=("archive",),
            archival_reference=m.ArchivalReference(call_number="F. 14, D. 6", fonds="14"),
        ),
        text_versions=(
            m.TextVersion(
                full_text=TEXT,
                language="en",
                source=m.SourceFile(file_name="talk.txt", sha256="0" * 64),
                translated_by=("translator",),
            ),
        ),
        meetings=(
            m.Meeting(
                id="meeting",
                name="Second Meeting",
                date="1967-10-12",
                started_at="1967-10-12T18:00",
                start_qualifier="about",
                time_in_source="around 6:00 p.m.",
                duration="PT90M",
                place="room",
                during="reception",
                in_series="series",
                series_position=2,
                sides=("hosts", "guests"),
            ),
        ),
        meeting_series=(m.MeetingSeries(id="series", name="Talks of October"),),
        events=(m.Event(id="reception", name="the reception"),),
        agents=(m.Agent(id="annotator", name="annotator", named="label"),),
        persons=(
            *(m.Person(id=name.split()[0].lower(), name=name) for name in PEOPLE),
            m.Person(id="pm", name="Congolese Prime Minister (B)", named="role"),
            m.Person(id="absentee", name="Kang Sheng"),
            m.Person(id="translator", name="E. Hysa", named="surname"),
        ),
        organizations=(m.Organization(id="archive", name="Central State Archive"),),
        sides=(
            m.Side(id="hosts", name="Hosts", led_by="mao"),
            m.Side(id="guests", name="Guests", kind="Delegation"),
        ),
        posts=(m.Post(id="secretary", name="Secretary"),),
        places=(
            m.Place(id="room", name="a room", named="role", within="house"),
            m.Place(id="house", name="People’s Assembly"),
        ),
        participations=(
            m.Participation(
                event="meeting",
                participant="mao",
                role=("participant",),
                attestation=("speaks",),
                side="hosts",
                post=("secretary",),
                name_in_source=("Comrade Mao Zedong",),
                honorific=("Comrade",),
                confidence=1.0,
            ),
            m.Participation(
                event="meeting",
                participant="ramiz",
                role=("participant",),
                attestation=("listed",),
                side="guests",
            ),
            m.Participation(
                event="meeting",
                participant="absentee",
                role=("participant",),
                attestation=("absent",),
            ),
            m.Participation(
                event="reception",
                participant="mao",
                role=("host",),
                attestation=("hosts",),
            ),
        ),
        turns=(
            m.Turn(order=1, meeting="meeting", speaker=("mao",)),
            m.Turn(order=2, meeting="meeting", speaker=("ramiz",)),
        ),
        statements=(
            m.Statement(order=1, **cut(1300, 1434)),
            m.Statement(order=2, **cut(1500, 6300)),
        ),
        passages=(
            m.Passage(
                order=1,
                in_segment=1,
                addressed_to=("ramiz",),
                introduced_by=Span(1367, 1399),
                **cut(1400, 1434),
            ),
            m.Passage(
                order=1,
                in_segment=2,
                addressed_to=("rahman",),
                manner=("jokingly",),
                introduced_by=Span(6125, 6187),
                confidence=0.8,
                **cut(6188, 6205),
            ),
        ),
        stage_directions=(
            m.StageDirection(in_segment=1, direction_kind=("address",), **cut(1367, 1399)),
            m.StageDirection(in_segment=2, direction_kind=("address", "manner"), **cut(6125, 6187)),
            m.StageDirection(
                in_segment=2, direction_kind=("gesture",), describes=("wave",), **cut(6210, 6230)
            ),
        ),
        gestures=(
            m.Gesture(id="wave", name="waves", span=Span(6210, 6230), performed_by=("mao",)),
        ),
        editorial_insertions=(
            m.EditorialInsertion(
                kind="IdentificationNote",
                in_segment=2,
                explains=Span(2171, 2203),
                **cut(2204, 2266),
            ),
        ),
        list_items=(m.ListItem(order=1, item_label="a)", in_segment=2, **cut(3000, 3010)),),
        mentions=(m.Mention(in_segment=2, refers_to=("pm",), **cut(2171, 2203)),),
        identity_assertions=(
            m.IdentityAssertion(
                identifies="pm",
                candidate="ambroise",
                certainty="likely",
                asserted_by="annotator",
                stated_by=Span(2204, 2266),
            ),
        ),
    )


class Mapped:
    """The graph of a record, asked in short: `d:` the document, `a:` agents, `memo:` the terms."""

    def __init__(self, record: m.Record, agents: str = "name", extra: tuple = ()) -> None:
        self.problems: list[Problem] = []
        iris = Iris(BASE, record.document.slug, agents)
        context = make_context(
            record,
            StringTerms(),
            iris=iris,
            run=make_run(BASE, "0.1.0", "0badcafe"),
            report=self.problems.append,
        )
        self.triples = list(map_record(record, context, extra))
        self._prefixes = (
            ("d:", f"{iris.document}/"),
            ("a:", f"{BASE}agent/"),
            ("base:", BASE),
            ("memo:", "https://w3id.org/memograph/ontology#"),
            ("vocab:", "https://w3id.org/memograph/vocab/"),
            ("dcterms:", "http://purl.org/dc/terms/"),
            ("skos:", "http://www.w3.org/2004/02/skos/core#"),
            ("rdfs:", "http://www.w3.org/2000/01/rdf-schema#"),
        )
        self.document = f"<{iris.document}>"

    def long(self, name: str) -> str:
        if name == "a":
            return "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        for short, namespace in self._prefixes:
            if name.startswith(short):
                return f"<{namespace}{name.removeprefix(short)}>"
        return name

    def short(self, term: str) -> str:
        for short, namespace in self._prefixes:
            if term.startswith(f"<{namespace}"):
                return short + term[len(namespace) + 1 : -1]
        return term.replace("^^<http://www.w3.org/2001/XMLSchema#", "^^<")

    def of(self, subject: str, predicate: str) -> list[str]:
        node, link = self.long(subject), self.long(predicate)
        return [self.short(o) for s, p, o in self.triples if (s, p) == (node, link)]

    def codes(self) -> list[str]:
        return [found.code for found in self.problems]


@pytest.fixture
def mapped() -> Callable[..., Mapped]:
    return Mapped


@pytest.fixture
def graph(record: m.Record) -> Mapped:
    return Mapped(record)
