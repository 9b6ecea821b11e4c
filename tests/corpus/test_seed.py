"""What the graph of a saved page of an archive's web site must answer, in SPARQL."""

from __future__ import annotations

import re
from collections import Counter

import pytest

NUMBERS = {"directions": range(9), "insertions": range(12)}


def line_of(text, offset):
    return text.count("\n", 0, int(offset)) + 1


def named(values):
    return set(values.split("|")) - {""}


# Meeting


def test_there_is_one_meeting_with_day_start_and_duration(ask, gold):
    rows = ask("""
        SELECT ?meeting ?date ?start ?qualifier ?duration ?words WHERE {
          doc:seed memo:records ?meeting .
          ?meeting a memo:Meeting ; memo:date ?date ; memo:startedAt ?start ;
            memo:startQualifier ?qualifier ; memo:duration ?duration ; memo:timeInSource ?words }
    """)
    assert rows == [
        (
            "https://w3id.org/memograph/id/doc/seed/meeting", "1967-10-12", "1967-10-12T18:00:00",
            "https://w3id.org/memograph/vocab/qualifier/about", "PT1H30M", gold["time_text"],
        )
    ]  # fmt: skip
    assert ask("SELECT (COUNT(?m) AS ?n) WHERE { ?m a memo:Meeting }") == [("1",)]


def test_values_of_time_have_their_datatypes_and_no_end_is_made_up(ask):
    assert ask("""
        ASK { <meeting> memo:date "1967-10-12"^^xsd:date ;
          memo:dateEDTF "1967-10-12"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
          memo:startedAt "1967-10-12T18:00:00"^^xsd:dateTime ;
          memo:startQualifier qualifier:about ; memo:duration "PT1H30M"^^xsd:dayTimeDuration }
    """)
    assert not ask("ASK { ?any memo:endedAt ?end }")


def test_meeting_is_the_second_of_a_series(ask, gold):
    assert ask("""
        SELECT ?label ?position WHERE {
          <meeting> rdfs:label ?label ; memo:seriesPosition ?position ; memo:inSeries <series> .
          <series> a memo:MeetingSeries }
    """) == [(gold["meeting_label"], "2")]


def test_meeting_takes_place_in_a_room_within_a_building(ask, gold):
    rows = ask("""
        SELECT ?room ?building WHERE { <meeting> memo:place ?place .
          ?place a memo:Place ; rdfs:label ?room ; memo:within ?around .
          ?around a memo:Place ; rdfs:label ?building }
    """)
    assert rows == [(gold["place"], gold["place_within"])]


# Turns and statements


def test_turns_are_43_with_orders_from_1(ask, gold):
    rows = ask("""
        SELECT ?order WHERE { <meeting> memo:hasPart ?turn . ?turn a memo:Turn ; memo:order ?order }
        ORDER BY ?order
    """)
    assert [int(order) for (order,) in rows] == list(range(1, gold["statements"] + 1))
    assert len(rows) == 43


def test_turns_follow_each_other(ask):
    rows = ask("""
        SELECT ?one ?two WHERE { ?a memo:nextTurn ?b . ?a memo:order ?one . ?b memo:order ?two }
        ORDER BY ?one
    """)
    assert [(int(a), int(b)) for a, b in rows] == [(n, n + 1) for n in range(1, 43)]


def test_speakers_speak_22_12_3_2_2_1_and_1_times(ask, gold):
    rows = ask("""
        SELECT ?name (COUNT(?turn) AS ?turns) WHERE {
          ?turn memo:speaker ?agent . ?agent a memo:Person ; rdfs:label ?name } GROUP BY ?name
    """)
    assert {name: int(turns) for name, turns in rows} == gold["speakers"]
    assert sorted(gold["speakers"].values(), reverse=True) == [22, 12, 3, 2, 2, 1, 1]


def test_statements_are_in_the_sequence_that_was_read_by_hand(ask, gold, page_text):
    rows = ask("""
        SELECT ?order ?name ?start ?text WHERE {
          ?turn memo:order ?order ; memo:expressedIn ?said .
          ?said a memo:Statement ; memo:saidBy ?agent ; memo:saidIn <meeting> ;
            memo:mode mode:verbatim ; memo:startIndex ?start ; memo:text ?text .
          ?turn memo:speaker ?agent . ?agent rdfs:label ?name }
        ORDER BY ?order
    """)
    assert len(rows) == 43
    for (order, name, start, text), fact in zip(rows, gold["statement_sequence"], strict=True):
        assert (int(order), name) == (fact["n"], fact["speaker"])
        assert line_of(page_text, start) == fact["line"]
        assert text.startswith(fact["begins"])
        assert len([part for part in text.split("\n") if part.strip()]) == fact["paragraphs"]


def test_sentence_that_ends_with_a_colon_is_no_label(ask, gold, page_text):
    (false,) = gold["false_labels"]
    rows = ask(
        """
        SELECT ?order ?text WHERE { ?turn memo:order ?order ; memo:expressedIn ?said .
          ?said memo:text ?text FILTER(CONTAINS(STR(?text), $words)) }
        """,
        words=false["text"],
    )
    assert [int(order) for order, _ in rows] == [5]
    names = {name for (name,) in ask("SELECT ?n WHERE { ?x a memo:Agent ; rdfs:label ?n }")}
    assert not any("rules" in name for name in names)
    assert line_of(page_text, page_text.index(false["text"])) == false["line"]


def test_list_items_stand_in_the_fifth_statement(ask):
    rows = ask("""
        SELECT ?label ?order ?text ?segment WHERE {
          ?item a memo:ListItem ; memo:itemLabel ?label ; memo:order ?order ; memo:text ?text ;
            memo:inSegment ?segment } ORDER BY ?order
    """)
    assert [(label, order) for label, order, _, _ in rows] == [
        ("a)", "1"), ("b)", "2"), ("c)", "3"), ("d)", "4"),
    ]  # fmt: skip
    assert all(text.startswith(label) and "Do not" in text for label, _, text, _ in rows)
    assert {segment.rpartition("/")[2] for *_, segment in rows} == {"0005"}


def test_furniture_of_the_page_is_in_no_statement(ask):
    texts = [text for (text,) in ask("SELECT ?t WHERE { ?s a memo:Statement ; memo:text ?t }")]
    for words in (
        "Skip to content", "Document Information", "Record ID", "Original Uploaded Date",
        "[email protected]", "At this point all stood up", "The record of a meeting",
    ):  # fmt: skip
        assert not [text for text in texts if words in text], words


# People


def test_everybody_who_is_listed_takes_part_with_side_role_and_attestation(ask, gold):
    rows = ask("""
        SELECT ?name
          (GROUP_CONCAT(DISTINCT STRAFTER(STR(?role), "/role/"); separator="|") AS ?roles)
          (GROUP_CONCAT(DISTINCT STRAFTER(STR(?att), "/attestation/"); separator="|") AS ?atts)
          (SAMPLE(?side) AS ?of)
        WHERE { <meeting> memo:hasParticipation ?part ; memo:hasParticipant ?agent .
          ?part memo:participant ?agent ; memo:role ?role ; memo:attestation ?att .
          ?agent rdfs:label ?name OPTIONAL { ?part memo:side ?side } } GROUP BY ?name
    """)
    found = {
        name: (named(roles), named(atts), side and side.rpartition("/")[2])
        for name, roles, atts, side in rows
    }
    assert found == expected_participants(gold)
    assert sum("listed" in atts for _, atts, _ in found.values()) == 19


def expected_participants(gold):
    """Return name: roles, attestations and side, as they follow from the facts."""
    sides = ("chinese-communist-party-leadership", "albanian-labor-party-delegation")
    of_gold = dict(zip((side["name"] for side in gold["sides"]), sides, strict=True))
    more = {
        "head of delegation": {"participant", "head-of-delegation"},
        "editor of the record": {"participant", "editor"},
        "interpreter": {"interpreter"},
        "stenographer": {"stenographer"},
    }
    addressed = {each["addressee"] for each in gold["directions"] if "addressee" in each}
    found = {}
    for person in gold["participants"]:
        name = person["name"]
        roles = more.get(person.get("role"), {"participant"})
        attested = {
            "listed": person["listed"],
            "speaks": name in gold["speakers"],
            "addressed": name in addressed,
        }
        atts = {each for each, so in attested.items() if so} or {"named"}
        found[name] = (roles, atts, of_gold.get(person.get("side")))
    return found


def test_every_participation_says_by_which_run_and_in_which_words(ask, page_text):
    rows = ask("""
        SELECT ?part ?words ?run WHERE {
          ?part a memo:Participation ; memo:nameInSource ?words ; memo:extractedBy ?run ;
            memo:confidence ?confidence }
    """)
    assert len({part for part, *_ in rows}) == 23
    assert len({run for *_, run in rows}) == 1
    assert all(words in page_text for _, words, _ in rows)


def test_head_of_delegation_leads_the_side_that_was_sent(ask):
    rows = ask("SELECT ?side ?name WHERE { ?side memo:ledBy ?a . ?a rdfs:label ?name }")
    side = "https://w3id.org/memograph/id/doc/seed/side/albanian-labor-party-delegation"
    assert rows == [(side, "Mehmet Shehu")]
    assert ask("SELECT ?d WHERE { ?d a memo:Delegation }") == [(side,)]
    sizes = ask("SELECT ?s (COUNT(?p) AS ?n) WHERE { ?p memo:side ?s } GROUP BY ?s")
    assert sorted(int(n) for _, n in sizes) == [9, 11]
    assert len(ask("SELECT ?s WHERE { <meeting> memo:hasSide ?s . ?s a memo:Side }")) == 2


def test_posts_in_brackets_are_held_by_those_whom_they_follow(ask):
    rows = ask("""
        SELECT ?name ?post WHERE { ?part memo:participant ?a ; memo:post ?p .
          ?a rdfs:label ?name ; memo:holdsPost ?p . ?p a memo:Post ; rdfs:label ?post }
    """)
    assert sorted(rows) == [
        ("Vasil Nathanaili", "Albanian Ambassador to China"),
        ("Yang Chengwu", "Chief of Staff"),
    ]


def test_host_of_the_reception_has_that_role_there_and_not_in_the_talk(ask):
    rows = ask("""
        SELECT ?event ?name WHERE { <meeting> memo:during ?event .
          ?event a memo:Event ; memo:hasParticipation ?part ; memo:hasParticipant ?agent .
          ?part memo:role role:host ; memo:participant ?agent . ?agent rdfs:label ?name }
    """)
    assert [name for _, name in rows] == ["Mao Zedong"]
    assert not ask("ASK { <meeting> memo:hasParticipation ?part . ?part memo:role role:host }")
    assert not ask("ASK { <event/reception> a memo:Meeting }")


# Directions, passages, insertions


@pytest.mark.parametrize("number", NUMBERS["directions"])
def test_direction_stands_at_its_line_with_kind_addressee_manner_and_actor(
    ask, gold, page_text, number
):
    fact = gold["directions"][number]
    assert len(gold["directions"]) == len(NUMBERS["directions"])
    rows = ask(
        """
        SELECT ?d ?start ?end ?kind ?statement ?to ?manner ?by ?passage WHERE {
          ?d a memo:StageDirection ; memo:startIndex ?start ; memo:endIndex ?end ;
            memo:directionKind ?k ; memo:text ?text BIND(STRAFTER(STR(?k), "/direction/") AS ?kind)
          FILTER(STR(?text) = $words)
          OPTIONAL { ?d memo:inSegment ?s . ?turn memo:expressedIn ?s ; memo:order ?statement }
          OPTIONAL { ?p memo:introducedBy ?d ; memo:text ?passage
            OPTIONAL { ?p memo:addressedTo ?a . ?a rdfs:label ?to }
            OPTIONAL { ?p memo:manner ?m BIND(STRAFTER(STR(?m), "/manner/") AS ?manner) } }
          OPTIONAL { ?d memo:describes ?g . ?g a memo:Gesture ; memo:performedBy ?b .
            ?b rdfs:label ?by } }
        """,
        words=fact["text"],
    )
    columns = [set(column) - {None} for column in zip(*rows, strict=True)]
    (_, starts, ends, kinds, statement, to, manner, by, passage) = columns
    (start,), (end,) = starts, ends
    assert line_of(page_text, start) == fact["line"]
    assert kinds == {fact["kind"]} | ({"manner"} if "manner" in fact else set())
    assert statement == ({str(fact["statement"])} if "statement" in fact else set())
    assert to == ({fact["addressee"]} if "addressee" in fact else set())
    assert manner == ({fact["manner"]} if "manner" in fact else set())
    assert by == ({fact["actor"]} if fact["kind"] == "gesture" else set())
    wanted = {words_after(page_text, int(end))} if to or manner else set()
    assert passage == wanted


def words_after(text, end):
    """Return the rest of the paragraph after a direction, from its first letter or quote."""
    paragraph = text[end : text.index("\n", end)]
    return re.sub(r"^[^\w“\"]+", "", paragraph).strip()


def test_directions_and_passages_are_no_more_than_those(ask, gold):
    count = "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a memo:%s }"
    assert ask(count % "StageDirection") == [("9",)]
    assert ask(count % "Passage") == [("6",)]
    assert ask(count % "Gesture") == [("2",)]
    texts = {text for (text,) in ask("SELECT ?t WHERE { ?d a memo:StageDirection ; memo:text ?t }")}
    assert not texts & {each["text"] for each in gold["not_directions"]}


def test_closing_is_an_event_and_belongs_to_no_statement(ask):
    assert ask("""
        ASK { ?d memo:directionKind direction:closing ; memo:describes ?e .
          ?e a memo:Event ; memo:during <meeting>
          FILTER NOT EXISTS { ?d memo:inSegment ?s } FILTER NOT EXISTS { ?e a memo:Gesture } }
    """)


@pytest.mark.parametrize("number", NUMBERS["insertions"])
def test_insertion_stands_at_its_line_with_its_kind(ask, gold, page_text, number):
    fact = gold["editorial_insertions"][number]
    rows = ask(
        """
        SELECT ?start ?kind ?order WHERE {
          ?i a memo:EditorialInsertion, ?class ; memo:startIndex ?start ; memo:text ?text
          FILTER(STR(?text) = $words && ?class IN (memo:Gap, memo:Supplied, memo:Gloss,
            memo:IdentificationNote)) BIND(STRAFTER(STR(?class), "#") AS ?kind)
          OPTIONAL { ?i memo:inSegment ?s . ?turn memo:expressedIn ?s ; memo:order ?order } }
        """,
        words=fact["text"],
    )
    told = [(line_of(page_text, start), kind, order and int(order)) for start, kind, order in rows]
    assert told == [(fact["line"], fact["kind"], fact.get("statement"))]


def test_insertions_are_twelve(ask, gold):
    rows = ask("SELECT ?i ?text WHERE { ?i a memo:EditorialInsertion ; memo:text ?text }")
    wanted = Counter(each["text"] for each in gold["editorial_insertions"])
    assert Counter(text for _, text in rows) == wanted
    assert len(rows) == len(NUMBERS["insertions"])


# The three hard places, triple by triple

HARD = {
    "an addressee inside a statement": """
        <turn/0001> a memo:Turn ; memo:order 1 ; memo:speaker agent:mao-zedong ;
          memo:addressee agent:ramiz-alia ; memo:expressedIn <statement/0001> .
        <statement/0001> a memo:Statement ; memo:saidBy agent:mao-zedong ; memo:saidIn <meeting> ;
          memo:hasPassage <passage/1400-1434> .
        <direction/1367-1399> a memo:StageDirection ; memo:inSegment <statement/0001> ;
          memo:directionKind direction:address .
        <passage/1400-1434> a memo:Passage ; memo:addressedTo agent:ramiz-alia ;
          memo:introducedBy <direction/1367-1399> .""",
    "an addressee and a manner": """
        <direction/6125-6187> memo:directionKind direction:address, direction:manner .
        <passage/6188-6205> memo:addressedTo agent:rahman-perlaku ; memo:manner manner:jokingly .
        """,
    "a guarded identification": """
        <insertion/2204-2266> a memo:IdentificationNote .
        <mention/2171-2203> a memo:Mention ; memo:refersTo <agent/congolese-prime-minister-b> .
        <identity/congolese-prime-minister-b-ambroise-noumazalaye> a memo:IdentityAssertion ;
          memo:identifies <agent/congolese-prime-minister-b> ;
          memo:candidate agent:ambroise-noumazalaye ; memo:certainty certainty:likely ;
          memo:statedBy <insertion/2204-2266> ; memo:assertedBy <agent/annotator> .""",
}


@pytest.mark.parametrize("place", HARD)
def test_hard_place_is_in_the_graph_triple_by_triple(ask, place):
    assert ask(f"ASK {{ {HARD[place]} }}")


def test_nothing_is_said_beyond_the_hard_places(ask):
    assert ask("SELECT ?p WHERE { <statement/0001> memo:hasPassage ?p }") == [
        ("https://w3id.org/memograph/id/doc/seed/passage/1400-1434",)
    ]
    assert not ask("ASK { <passage/1400-1434> memo:manner ?m }")
    guess = "agent:ambroise-noumazalaye"
    assert not ask(f"ASK {{ ?mention memo:refersTo {guess} }}")
    assert not ask(f"ASK {{ ?x memo:participant {guess} }}")
    assert not ask("ASK { ?x a memo:IdentityAssertion ; memo:extractedBy ?run }")


def test_only_what_is_not_hedged_is_certain(ask):
    rows = ask("""
        SELECT ?certainty ?name WHERE { ?x a memo:IdentityAssertion ; memo:certainty ?c ;
          memo:candidate ?who ; memo:statedBy <insertion/2204-2266> . ?who rdfs:label ?name
          BIND(STRAFTER(STR(?c), "/certainty/") AS ?certainty) } ORDER BY ?certainty
    """)
    assert rows == [
        ("certain", "Republic of Congo (Brazzaville)"), ("likely", "Ambroise Noumazalaye"),
    ]  # fmt: skip
