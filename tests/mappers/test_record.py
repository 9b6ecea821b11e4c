"""The graph of a whole record: what graph.md says of each class, and what holds for all nodes."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from memograph import model as m
from memograph.mappers.context import make_context, make_run
from memograph.mappers.record import map_record
from memograph.problems import Span
from memograph.rdf.iris import Iris
from memograph.rdf.terms import OxigraphTerms, RdflibTerms

BASE = "https://example.org/id/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def mapped_with(record, terms):
    iris = Iris(BASE, record.document.slug)
    run = make_run(BASE, "0.1.0", "0badcafe")
    return map_record(record, make_context(record, terms, iris=iris, run=run))


def test_record_complete_maps_without_problem(graph):
    assert graph.problems == []


def test_triples_of_any_record_are_never_repeated(graph):
    assert [t for t, times in Counter(graph.triples).items() if times > 1] == []


def test_nodes_of_any_record_stand_together_types_first(graph):
    subjects = [s for s, _, _ in graph.triples]
    starts = [s for before, s in zip(["", *subjects], subjects, strict=False) if s != before]
    assert len(starts) == len(set(starts))
    firsts = {}
    for s, p, _ in graph.triples:
        firsts.setdefault(s, p)
    untyped = [s for s, p in firsts.items() if p != graph.long("a")]
    assert untyped == [graph.long("d:graph")]


def test_nodes_of_any_record_have_one_label_but_the_graph(graph):
    labels = Counter(s for s, p, _ in graph.triples if p == LABEL)
    assert set(labels) == {s for s, _, _ in graph.triples} - {graph.long("d:graph")}
    assert set(labels.values()) == {1}


def test_objects_of_any_record_are_described_or_outside(graph):
    subjects = {s for s, _, _ in graph.triples}
    inside = {o for _, p, o in graph.triples if o.startswith(f"<{BASE}")}
    assert inside - subjects == set()


def test_terms_of_each_library_make_the_same_graph(record, graph):
    import pyoxigraph
    from rdflib import Graph

    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in graph.triples)
    by_rdflib = Graph()
    for triple in mapped_with(record, RdflibTerms()):
        by_rdflib.add(triple)
    assert set(by_rdflib) == set(Graph().parse(data=lines, format="nt"))
    by_oxigraph = [pyoxigraph.Triple(*t) for t in mapped_with(record, OxigraphTerms())]
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert by_oxigraph == [quad.triple for quad in parsed]
    assert "".join(f"{triple} .\n" for triple in by_oxigraph) == lines


def test_triples_in_a_store_are_not_rewritten(graph):
    import pyoxigraph

    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in graph.triples)
    store = pyoxigraph.Store()
    store.load(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    assert sorted(dumped.decode().splitlines()) == sorted(lines.splitlines())


def test_document_has_everything_stated_of_it(graph):
    document = graph.document
    assert graph.of(document, "a") == ["memo:RecordOfConversation", "memo:Document"]
    assert graph.of(document, "rdfs:label") == ['"A talk"@en']
    assert graph.of(document, "dcterms:created") == ['"1967-10-12"^^<date>']
    assert graph.of(document, "dcterms:type") == ["vocab:doctype/memorandum-of-conversation"]
    assert graph.of(document, "dcterms:language")[0].endswith("/language/SQI>")
    assert graph.of(document, "dcterms:identifier") == ['"117303"']
    assert graph.of(document, "memo:heldBy") == ["base:organization/central-state-archive"]
    assert graph.of(document, "memo:records") == ["d:meeting"]
    assert graph.of(document, "memo:hasTextVersion") == ["d:text/en"]
    assert graph.of(document, "memo:mentions") == ["d:agent/congolese-prime-minister-b"]
    assert graph.of("d:text/en", "memo:hasSource") == ["d:source"]
    assert graph.of("d:text/en", "rdfs:label") == ['"Text in English"@en']
    assert graph.of("d:text/en", "memo:translatedBy") == ["d:agent/e-hysa"]
    assert graph.of("d:source", "dcterms:format") == ['"text/plain"']
    assert graph.of("d:archival-reference", "memo:fonds") == ['"14"']


def test_document_that_is_no_conversation_records_nothing(record, mapped):
    document = replace(record.document, kind="Document", title="")
    graph = mapped(replace(record, document=document))
    assert graph.of(graph.document, "a") == ["memo:Document"]
    assert graph.of(graph.document, "memo:records") == []
    assert graph.of(graph.document, "rdfs:label") == ['"talk-7"@und']


def test_meeting_has_times_in_canonical_form(graph):
    assert graph.of("d:meeting", "a") == ["memo:Meeting", "memo:Event"]
    assert graph.of("d:meeting", "memo:startedAt") == ['"1967-10-12T18:00:00"^^<dateTime>']
    assert graph.of("d:meeting", "memo:duration") == ['"PT1H30M"^^<dayTimeDuration>']
    assert graph.of("d:meeting", "memo:startQualifier") == ["vocab:qualifier/about"]
    assert graph.of("d:meeting", "memo:timeInSource") == ['"around 6:00 p.m."']
    assert graph.of("d:meeting", "memo:seriesPosition") == ['"2"^^<integer>']
    assert graph.of("d:meeting", "memo:endedAt") == []


def test_meeting_has_parts_sides_place_and_occasion(graph):
    parts = ["d:turn/0001", "d:turn/0002", "d:gesture/6210-6230"]
    assert graph.of("d:meeting", "memo:hasPart") == parts
    assert graph.of("d:meeting", "memo:hasSide") == ["d:side/hosts", "d:side/guests"]
    assert graph.of("d:meeting", "memo:place") == ["d:place/a-room"]
    assert graph.of("d:place/a-room", "memo:within") == ["base:place/peoples-assembly"]
    assert graph.of("d:meeting", "memo:during") == ["d:event/the-reception"]
    assert graph.of("d:event/the-reception", "a") == ["memo:Event"]
    assert graph.of("d:meeting", "memo:inSeries") == ["d:series"]
    assert graph.of("d:gesture/6210-6230", "memo:performedBy") == ["a:mao-zedong"]
    assert graph.of("d:direction/6210-6230", "memo:describes") == ["d:gesture/6210-6230"]


def test_participant_who_was_absent_is_no_participant_of_the_meeting(graph):
    assert "d:participation/kang-sheng" in graph.of("d:meeting", "memo:hasParticipation")
    assert graph.of("d:meeting", "memo:hasParticipant") == ["a:mao-zedong", "a:ramiz-alia"]


def test_participation_of_an_occasion_hangs_on_it(graph):
    hosting = "d:event/the-reception/participation/mao-zedong"
    assert graph.of("d:event/the-reception", "memo:hasParticipation") == [hosting]
    assert graph.of(hosting, "memo:role") == ["vocab:role/host"]


def test_participation_has_what_the_source_says(graph):
    part = "d:participation/mao-zedong"
    assert graph.of(part, "memo:participant") == ["a:mao-zedong"]
    assert graph.of(part, "memo:side") == ["d:side/hosts"]
    assert graph.of(part, "memo:nameInSource") == ['"Comrade Mao Zedong"']
    assert graph.of(part, "memo:honorific") == ['"Comrade"']
    assert graph.of(part, "memo:post") == ["base:post/secretary"]
    assert graph.of(part, "memo:confidence") == ['"1"^^<decimal>']
    assert graph.of(part, "memo:extractedBy") == ["base:run/0.1.0-0badcafe"]
    assert graph.of(part, "rdfs:label") == ['"Participation of Mao Zedong"@en']


def test_participation_of_full_name_says_that_identity_is_a_guess(record, graph, mapped):
    part = "d:participation/ramiz-alia"
    assert graph.of(part, "memo:confidence") == ['"0.9"^^<decimal>']
    assert mapped(record, agents="document").of(part, "memo:confidence") == []


def test_agent_has_shortcuts_of_its_participations(graph):
    assert graph.of("a:mao-zedong", "a") == ["memo:Person", "memo:Agent"]
    assert graph.of("a:mao-zedong", "memo:holdsPost") == ["base:post/secretary"]
    assert graph.of("a:mao-zedong", "memo:memberOf") == ["d:side/hosts"]
    assert graph.of("d:side/hosts", "memo:ledBy") == ["a:mao-zedong"]
    assert graph.of("d:side/guests", "a") == ["memo:Delegation", "memo:Side", "memo:Agent"]


def test_agents_scoped_to_document_leave_the_base_to_the_software(record, mapped):
    graph = mapped(record, agents="document")
    subjects = {graph.short(s) for s, _, _ in graph.triples}
    assert [s for s in subjects if s.startswith("a:")] == ["a:memograph"]
    assert "d:agent/mao-zedong" in subjects


def test_agent_with_web_address_keeps_its_iri_and_matches_it(record, mapped):
    identifiers = ("http://www.wikidata.org/entity/Q5816", "#mao", "http://bad.example/<x>")
    mao, *others = record.persons
    persons = (replace(mao, identifiers=identifiers, aliases=("Mao", "Mao Zedong")), *others)
    graph = mapped(replace(record, persons=persons))
    matches = graph.of("a:mao-zedong", "skos:exactMatch")
    assert matches == ["<http://www.wikidata.org/entity/Q5816>"]
    assert graph.of("a:mao-zedong", "skos:altLabel") == ['"Mao"@en']
    assert graph.codes() == ["MG304"]


def test_turns_point_to_the_next_one_of_their_meeting(record, mapped):
    again = replace(record.meetings[0], id="again", name="")
    turns = (*record.turns, m.Turn(order=3, meeting="again", speaker=("mao",)))
    graph = mapped(replace(record, meetings=(*record.meetings, again), turns=turns))
    assert graph.of("d:turn/0001", "memo:nextTurn") == ["d:turn/0002"]
    assert graph.of("d:turn/0002", "memo:nextTurn") == []
    assert graph.of("d:meeting/0002", "memo:hasPart") == ["d:turn/0003"]
    assert graph.of("d:meeting/0002", "rdfs:label") == ['"Meeting of 1967-10-12"@en']
    assert graph.of("d:turn/0003", "memo:expressedIn") == []


def test_labels_of_turn_and_statement_name_the_speaker(graph):
    assert graph.of("d:turn/0002", "rdfs:label") == ['"Turn 2: Ramiz Alia"@en']
    assert graph.of("d:statement/0002", "rdfs:label") == ['"Statement 2: Ramiz Alia"@en']


def test_segment_has_text_offsets_and_its_statement(graph):
    item = "d:item/3000-3010"
    assert graph.of(item, "a") == ["memo:ListItem", "memo:TextSegment"]
    assert graph.of(item, "memo:text") == ['"word word "@en']
    assert graph.of(item, "memo:startIndex") == ['"3000"^^<integer>']
    assert graph.of(item, "memo:endIndex") == ['"3010"^^<integer>']
    assert graph.of(item, "memo:inText") == ["d:text/en"]
    assert graph.of(item, "memo:inSegment") == ["d:statement/0002"]
    assert graph.of(item, "memo:itemLabel") == ['"a)"']
    assert graph.of(item, "rdfs:label") == ['"word word"@en']


def test_mentions_are_shortcuts_of_statement_and_run_is_named(graph):
    prime_minister = ["d:agent/congolese-prime-minister-b"]
    assert graph.of("d:statement/0002", "memo:mentions") == prime_minister
    assert graph.of("d:mention/2171-2203", "memo:extractedBy") == ["base:run/0.1.0-0badcafe"]
    assert graph.of("d:graph", "memo:extractedBy") == ["base:run/0.1.0-0badcafe"]
    assert graph.of("base:run/0.1.0-0badcafe", "memo:softwareVersion") == ['"0.1.0"']


def test_mention_again_at_one_place_gets_a_number(record, mapped):
    second = replace(record.mentions[0], refers_to=("house",))
    graph = mapped(replace(record, mentions=(*record.mentions, second)))
    assert graph.of("d:mention/2171-2203-2", "memo:refersTo") == ["base:place/peoples-assembly"]


def test_identity_asserted_twice_is_told_apart_by_place(record, mapped):
    first = record.identity_assertions[0]
    note = replace(record.editorial_insertions[0], span=Span(5000, 5010), explains=None)
    second = replace(first, stated_by=note.span, certainty="certain")
    found = mapped(
        replace(
            record,
            identity_assertions=(second, first),
            editorial_insertions=(*record.editorial_insertions, note),
        )
    )
    pair = "d:identity/congolese-prime-minister-b-ambroise-noumazalaye"
    assert found.of(pair, "memo:certainty") == ["vocab:certainty/likely"]
    assert found.of(f"{pair}-5000-5010", "memo:certainty") == ["vocab:certainty/certain"]


def test_annotator_not_in_the_record_is_described_all_the_same(record, mapped):
    graph = mapped(replace(record, agents=()))
    assert graph.of("d:agent/annotator", "a") == ["memo:Agent"]
    assert graph.problems == []


def test_names_that_clash_get_hashes_whatever_the_order(record, mapped):
    other = m.Person(id="mao-2", name="Mao Zedong")
    one = mapped(replace(record, persons=(*record.persons, other)))
    two = mapped(replace(record, persons=(other, *record.persons)))
    assert one.codes() == two.codes() == ["MG301"]
    assert set(one.triples) == set(two.triples)
    speaker = one.of("d:turn/0001", "memo:speaker")[0]
    assert re.fullmatch(r"a:mao-zedong-[0-9a-f]{8}", speaker)
    assert '"mao" and "mao-2"' in one.problems[0].message


def test_participants_of_one_slug_have_participations_of_their_own(record, mapped):
    body = m.Organization(id="body", name="Mao Zedong")
    parts = (*record.participations, m.Participation(event="meeting", participant="body"))
    graph = mapped(replace(record, organizations=(body,), participations=parts))
    found = graph.of("d:meeting", "memo:hasParticipation")
    assert len(set(found)) == 4
    assert "d:participation/mao-zedong" not in found


def test_participations_of_one_agent_are_merged(record, mapped):
    more = m.Participation(
        event="meeting", participant="mao", role=("chair",), attestation=("speaks",), side="guests"
    )
    graph = mapped(replace(record, participations=(*record.participations, more)))
    part = "d:participation/mao-zedong"
    assert graph.of(part, "memo:role") == ["vocab:role/participant", "vocab:role/chair"]
    assert graph.of(part, "memo:attestation") == ["vocab:attestation/speaks"]
    assert graph.of(part, "memo:side") == ["d:side/hosts"]
    assert graph.codes() == ["MG303"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"turns": (m.Turn(order=1, meeting="nowhere", speaker=("nobody",)),)}, "MG302"),
        ({"participations": (m.Participation(event="nowhere", participant="mao"),)}, "MG302"),
        ({"stage_directions": ()}, "MG302"),
        ({"mentions": ()}, "MG302"),
        ({"editorial_insertions": ()}, "MG302"),
        ({"statements": ()}, "MG302"),
        ({"text_versions": (m.TextVersion(full_text="word " * 1400, language="??"),)}, "MG305"),
    ],
)
def test_record_with_a_flaw_is_mapped_and_reported(record, mapped, change, code):
    graph = mapped(replace(record, **change))
    assert set(graph.codes()) == {code}
    subjects = {s for s, _, _ in graph.triples}
    assert all(o in subjects for _, _, o in graph.triples if o.startswith(f"<{BASE}"))


def test_concept_that_is_unknown_is_left_out_and_reported(record, mapped):
    flawed = replace(record.passages[0], manner=("upside-down",))
    graph = mapped(replace(record, passages=(flawed,)))
    assert graph.of("d:passage/1400-1434", "memo:manner") == []
    assert graph.codes() == ["MG306"]
    assert "jokingly" in graph.problems[0].hint


def test_candidate_may_be_a_web_address(record, mapped):
    address = "http://www.wikidata.org/entity/Q443527"
    assertion = replace(record.identity_assertions[0], candidate=address)
    graph = mapped(replace(record, identity_assertions=(assertion,)))
    pair = "d:identity/congolese-prime-minister-b-q443527"
    assert graph.of(pair, "memo:candidate") == [f"<{address}>"]
    assert graph.problems == []


def test_extra_mappers_come_last(record, mapped, graph):
    def praise(_record, context):
        node = context.terms.iri(context.iris.document)
        yield node, node, node

    longer = mapped(record, extra=(praise,))
    assert longer.triples == [*graph.triples, (graph.document,) * 3]


def test_text_that_translates_another_says_so(record, mapped):
    original = m.TextVersion(full_text="fjalë", language="sq")
    twin = m.TextVersion(
        full_text="more", language="en", source=m.SourceFile(file_name="b.txt", sha256="1" * 64)
    )
    graph = mapped(replace(record, text_versions=(*record.text_versions, original)))
    assert graph.of("d:text/en", "memo:translationOf") == ["d:text/sq"]
    assert graph.of("d:text/sq", "memo:translationOf") == []
    assert graph.of("d:text/sq", "memo:fullText") == ['"fjalë"@sq']
    graph = mapped(replace(record, text_versions=(*record.text_versions, twin)))
    assert graph.of("d:text/en-2", "memo:hasSource") == ["d:text/en-2/source"]


def test_agents_of_each_kind_have_their_class_and_scope(record, mapped):
    groups = (m.Group(id="all", name="All", named="label"),)
    bodies = (*record.organizations, m.Organization(id="albania", name="Albania"))
    guests = replace(record.sides[1], represents=("albania",), name_in_source=("the guests",))
    parts = (
        m.Participation(event="meeting", participant="all", on_behalf_of="albania", side="guests"),
    )
    changes = {"groups": groups, "organizations": bodies, "participations": parts}
    graph = mapped(replace(record, sides=(record.sides[0], guests), **changes))
    assert graph.of("d:agent/all", "a") == ["memo:Group", "memo:Agent"]
    assert graph.of("d:agent/all", "memo:memberOf") == ["d:side/guests"]
    assert graph.of("d:participation/all", "memo:onBehalfOf") == ["base:organization/albania"]
    assert graph.of("d:participation/all", "memo:confidence") == []
    assert graph.of("base:organization/albania", "a") == ["memo:Organization", "memo:Agent"]
    assert graph.of("d:side/guests", "memo:represents") == ["base:organization/albania"]
    assert graph.of("d:side/guests", "memo:nameInSource") == ['"the guests"']


def test_gesture_without_direction_belongs_to_the_meeting_that_it_names(record, mapped):
    again = replace(record.meetings[0], id="again")
    wave = replace(record.gestures[0], during="again")
    graph = mapped(replace(record, meetings=(*record.meetings, again), gestures=(wave,)))
    assert graph.of("d:meeting/0002", "memo:hasPart") == ["d:gesture/6210-6230"]
