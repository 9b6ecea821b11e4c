"""Sittings whose turns TEI marks: invented ones, read back, and what is odd in them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memograph.model import Record
from memograph.readers.source import Source
from memograph.readers.tei import utterances
from memograph.readers.tei.reader import texts
from memograph.readers.xml import tree

HEADER = """<teiHeader><fileDesc><titleStmt>
<title type="main" xml:lang="en">Minutes of the Harbor Council [HarborCorpus]</title>
<title type="sub" xml:lang="en">12th sitting</title>
<meeting n="12" ana="#parla.sitting">12th sitting</meeting>
<meeting n="3" ana="#parla.term">Third term</meeting></titleStmt>
<publicationStmt><availability><licence>https://example.org/licence</licence></availability>
<date when="2020-01-01"/></publicationStmt>
<sourceDesc><bibl><idno type="URI">https://example.org/hc/12</idno>
<date when="1961-05-09"/></bibl></sourceDesc></fileDesc>
<profileDesc><settingDesc><setting><name type="address">Quay 4</name>
<name type="city">Port Elm</name><name type="country">Elmland</name>
<date when="1961-05-03">3 May 1961</date></setting></settingDesc></profileDesc></teiHeader>"""
PEOPLE = """<back><listPerson>
<person xml:id="KW1"><persName to="1960-12-31"><surname>Kolv</surname><forename>Wanda</forename>
</persName><persName from="1961-01-01"><surname>Brend</surname><forename>Wanda</forename>
<roleName>Dr.</roleName></persName>
<affiliation role="minister" from="1961-01-01" to="1962-01-01"><roleName xml:lang="en">Minister of
Docks</roleName></affiliation>
<affiliation role="minister" from="1950-01-01" to="1951-01-01"><roleName xml:lang="en">Minister of
Fish</roleName></affiliation>
<idno type="URI" subtype="wikidata">http://www.wikidata.org/entity/Q1</idno>
<idno type="URI" subtype="twitter">https://twitter.com/wanda</idno></person>
<person xml:id="TS2"><persName><surname>Tolm</surname><forename>Ivo</forename></persName></person>
</listPerson></back>"""


def tei(body: str, *, header: str = HEADER, people: str = PEOPLE, attributes: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" {attributes}>{header}'
        f"<text><body><div>{body}</div></body>{people}</text></TEI>"
    )


def read(source: str) -> Record:
    return read_all(source)[0]


def read_all(source: str) -> list[Record]:
    given_as = Source(name="sitting.xml", stem="sitting", data=source.encode())
    parsed = tree(given_as)
    found = [
        utterances.read(text, given_as, reader="tei", problems=parsed.problems)
        for text in texts(parsed.root)
    ]
    for record in found:
        for segment in record.segments():
            assert segment.span.cut(record.full_text) == segment.text
    return found


def codes(record: Record) -> list[str]:
    return [one.code for one in record.problems]


def named(record: Record) -> dict[str, str]:
    return {one.id: one.name for one in record.everyone()}


def test_sitting_with_header_tells_day_place_series_and_rights() -> None:
    record = read(tei('<u who="#KW1"><seg>Yes.</seg></u>', attributes='xml:id="hc-12"'))
    meeting = record.meetings[0]
    assert record.document.slug == "hc-12"
    assert record.document.title == "Minutes of the Harbor Council: 12th sitting"
    assert (meeting.date, meeting.date_in_source) == ("1961-05-03", "3 May 1961")
    assert record.document.created == "1961-05-09"
    assert record.document.identifier == ("https://example.org/hc/12",)
    assert record.document.rights == "https://example.org/licence"
    assert [(p.name, p.within) for p in record.places] == [
        ("Quay 4", "place/Port Elm"), ("Port Elm", "place/Elmland"), ("Elmland", None),
    ]  # fmt: skip
    assert (meeting.series_position, record.meeting_series[0].name) == (12, "Third term")
    assert codes(record) == []


def test_person_of_the_file_has_latest_name_office_of_the_day_and_own_addresses() -> None:
    record = read(
        tei('<note type="speaker">Dr. Brend:</note><u who="#KW1" ana="#chair"><seg>Yes.</seg></u>')
    )
    [person], [part] = record.persons, record.participations
    assert (person.name, person.aliases, person.named) == ("Wanda Brend", ("Wanda Kolv",), "full")
    assert person.key == "HarborCorpus-KW1"
    assert person.identifiers == ("http://www.wikidata.org/entity/Q1",)
    assert (part.post, part.role, part.honorific) == (
        ("post/Minister of Docks",), ("participant", "chair"), ("Dr.",),
    )  # fmt: skip
    assert part.name_in_source == ("Dr. Brend:",)


def test_directions_inside_speech_do_not_break_it_and_those_between_are_outside() -> None:
    record = read(
        tei(
            '<u who="#KW1"><seg>One <kinesic type="applause"><desc>Applause.</desc></kinesic>'
            " two.</seg><pb n='2'/><note>Nobody stirs.</note><seg>Three.</seg>"
            '<vocal type="laughter"><desc>Laughter.</desc></vocal></u>'
            "<incident><desc>A bell rings.</desc></incident>"
            '<u who="#TS2"><seg>Four.</seg></u>'
        )
    )
    assert [one.text for one in record.statements] == [
        "One\nApplause.\ntwo.\n\nNobody stirs.\n\nThree.", "Four.",
    ]  # fmt: skip
    assert [(one.text, one.direction_kind, one.in_segment) for one in record.stage_directions] == [
        ("Applause.", ("reaction",), 1),
        ("Nobody stirs.", ("other",), 1),
        ("Laughter.", ("reaction",), None),
        ("A bell rings.", ("other",), None),
    ]


def test_description_in_several_languages_is_written_in_that_of_the_text() -> None:
    record = read(
        tei(
            '<u who="#KW1"><seg>Yes.</seg><gap reason="editorial"><desc xml:lang="de">Liste'
            ' fehlt</desc><desc xml:lang="en">List left out</desc></gap><seg>No.</seg></u>'
        )
    )
    assert record.statements[0].text == "Yes.\n\nList left out\n\nNo."
    assert [(one.kind, one.in_segment) for one in record.editorial_insertions] == [("Gap", 1)]


def test_times_before_and_after_all_speech_are_beginning_and_end() -> None:
    record = read(
        tei(
            '<note type="time">Opened at <time when="1961-05-03T17:28:00+01:00">17:28</time></note>'
            '<u who="#KW1"><seg>Yes.</seg></u>'
            '<note type="time"><time when="1961-05-03T18:00:00+01:00">18:00</time></note>'
            '<u who="#TS2"><seg>No.</seg></u>'
            '<note type="time">Closed at <time when="1961-05-04T00:15:00+01:00">0:15</time></note>'
        )
    )
    meeting = record.meetings[0]
    assert meeting.started_at == "1961-05-03T17:28:00+01:00"
    assert meeting.ended_at == "1961-05-04T00:15:00+01:00"
    assert not any("17:28" in one.text for one in record.stage_directions)


def test_interruption_on_the_day_after_is_no_end() -> None:
    record = read(
        tei(
            '<note type="time">The sitting began at 9.15 a.m.</note>'
            '<u who="#KW1"><seg>Yes.</seg></u>'
            '<note type="time">The sitting was broken off on 4 May 1961 at 9.27 a.m.</note>'
        )
    )
    meeting = record.meetings[0]
    assert (meeting.started_at, meeting.ended_at) == ("1961-05-03T09:15:00", None)
    assert codes(record) == ["MG151"]


def test_times_in_words_are_read_where_the_mark_up_calls_them_times() -> None:
    source = tei(
        '<note type="time">Se abre la sesión a las diez y cinco minutos de la mañana</note>'
        '<u who="#KW1"><seg>Sí.</seg></u>'
    ).replace('xml:lang="en" >', 'xml:lang="es">')
    assert read(source).meetings[0].started_at == "1961-05-03T10:05:00"


def test_label_with_unknown_titles_gives_name_that_its_id_repeats() -> None:
    record = read(
        tei(
            '<note type="speaker">ZAPOVEDNIK JANEZ GIMPŠEK:</note>'
            '<u who="#GimpšekJanez"><seg>Da.</seg></u>'
        )
    )
    assert [(one.name, one.named, one.key) for one in record.persons] == [
        ("Janez Gimpšek", "full", "HarborCorpus-GimpšekJanez")
    ]
    assert codes(record) == ["MG145"]


def test_unknown_speakers_are_one_for_each_label_and_without_key() -> None:
    record = read(
        tei(
            '<note type="speaker">A LADY:</note><u who="#unknown-F"><seg>One.</seg></u>'
            '<note type="speaker">ANOTHER LADY:</note><u who="#unknown-F"><seg>Two.</seg></u>'
            '<note type="speaker">A LADY:</note><u who="#unknown-F"><seg>Three.</seg></u>'
            "<u><seg>Four.</seg></u><u><seg>Five.</seg></u>"
        )
    )
    speakers = [turn.speaker[0] for turn in record.turns]
    assert speakers[0] == speakers[2]
    assert len(set(speakers)) == 4
    assert all(person.key is None for person in record.persons)
    assert "MG146" in codes(record)


def test_utterances_of_unknown_speakers_are_of_one_only_if_they_follow_each_other() -> None:
    record = read(
        tei(
            '<u who="#unknown"><seg>One.</seg></u><u who="#unknown"><seg>Two.</seg></u>'
            '<u who="#KW1"><seg>Three.</seg></u><u who="#unknown"><seg>Four.</seg></u>'
            '<note type="speaker">An hon. Member:</note><u><seg>Five.</seg></u>'
            '<note type="speaker">An hon. Member:</note><u><seg>Six.</seg></u>'
        )
    )
    speakers = [turn.speaker[0] for turn in record.turns]
    assert speakers[0] == speakers[1]
    assert len(set(speakers)) == 5
    assert len({person.name for person in record.persons}) == 5


def test_interrupted_utterance_stays_two_turns() -> None:
    record = read(
        tei(
            '<u who="#KW1" xml:id="a" next="#c"><seg>I say</seg></u>'
            '<u who="#TS2"><seg>Oh!</seg></u>'
            '<u who="#KW1" xml:id="c" prev="#a"><seg>it again.</seg></u>'
        )
    )
    assert [one.text for one in record.statements] == ["I say", "Oh!", "it again."]


def test_people_listed_in_the_file_who_neither_speak_nor_attend_take_no_part() -> None:
    record = read(tei('<u who="#KW1"><seg>Yes.</seg></u>'))
    assert list(named(record).values()) == ["Wanda Brend"]


def test_list_of_those_present_and_absent_attests_them() -> None:
    people = PEOPLE.replace("<listPerson>", '<listPerson type="attendants">').replace(
        '<person xml:id="TS2">', '<person xml:id="TS2" role="absent">'
    )
    record = read(tei('<u who="#KW1"><seg>Yes.</seg></u>', people=people))
    assert {named(record)[one.participant]: one.attestation for one in record.participations} == {
        "Wanda Brend": ("listed", "speaks"),
        "Ivo Tolm": ("absent",),
    }


def test_chair_of_a_note_is_chair_even_without_a_word() -> None:
    record = read(
        tei('<note type="chairman">Ivo Tolm presided.</note><u who="#KW1"><seg>Yes.</seg></u>')
    )
    roles = {named(record)[one.participant]: one.role for one in record.participations}
    assert roles == {"Wanda Brend": ("participant",), "Ivo Tolm": ("participant", "chair")}


def test_speech_to_somebody_is_a_passage_over_the_whole_statement() -> None:
    record = read(tei('<u who="#KW1" toWhom="#TS2"><seg>You there.</seg><seg>Yes.</seg></u>'))
    [passage] = record.passages
    assert passage.span == record.statements[0].span
    assert [named(record)[one] for one in passage.addressed_to] == ["Ivo Tolm"]


def test_persons_in_the_header_of_a_corpus_are_found_for_each_of_its_texts() -> None:
    inner = tei('<u who="#P1"><seg>Yes.</seg></u>', people="")
    corpus = (
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="HC"><teiHeader><profileDesc>'
        '<particDesc><listPerson><person xml:id="P1"><persName><forename>Olm</forename>'
        "<surname>Vesk</surname></persName></person></listPerson></particDesc></profileDesc>"
        f"</teiHeader>{inner}{inner}</teiCorpus>"
    )
    records = read_all(corpus)
    assert [list(named(one).values()) for one in records] == [["Olm Vesk"], ["Olm Vesk"]]
    assert [one.document.slug for one in records] == ["HC-1", "HC-2"]
    assert len({one.persons[0].key for one in records}) == 1


def test_days_that_contradict_each_other_leave_the_meeting_without_one() -> None:
    source = tei(
        '<note type="time">Opened at <time from="1961-08-30T10:03:00">10.03</time>.</note>'
        '<u who="#KW1"><seg>Yes.</seg></u>'
    ).replace("<text>", '<text><front><docDate when="1961-08-30">30 August 1961</docDate></front>')
    record = read(source)
    assert (record.meetings[0].date, record.meetings[0].started_at) == (None, None)
    assert record.meetings[0].date_in_source == "3 May 1961; 30 August 1961"
    assert codes(record) == ["MG148"]


def test_drama_mark_up_without_namespace_gives_party_role_and_post() -> None:
    record = read(
        "<TEI><teiHeader><fileDesc><titleStmt><title>Sitting</title></titleStmt><publicationStmt>"
        '<date when="">3. Mai 1961</date></publicationStmt></fileDesc></teiHeader>'
        '<text xml:lang="de"><body><div><sp who="Ada Lutz" party="FDP" parliamentary_group="NA"'
        ' role="presidency" position="Vizepräsidentin"><speaker>Vizepräsidentin Ada Lutz:</speaker>'
        "<p>Ja. <stage>(Beifall)</stage> Gut.</p><stage>(Zuruf)</stage><p>Nein.</p></sp></div>"
        "</body></text></TEI>"
    )
    [person], [part] = record.persons, record.participations
    assert (person.name, person.named) == ("Ada Lutz", "full")
    assert part.role == ("participant", "chair")
    assert (part.on_behalf_of, part.post) == ("organization/FDP", ("post/Vizepräsidentin",))
    assert record.meetings[0].date == "1961-05-03"
    assert record.statements[0].text == "Ja. (Beifall) Gut.\n\n(Zuruf)\n\nNein."
    assert not record.sides


@pytest.mark.parametrize(
    ("header", "body", "day"),
    [
        ("<titleStmt><title>Sitting of 3 May 1961</title></titleStmt>", "", "1961-05-03"),
        ("<titleStmt><title>Sitting</title></titleStmt>", "<head>3 May 1961</head>", "1961-05-03"),
        ("<titleStmt><title>Sitting</title></titleStmt>", "", "2020-01-01"),
        ('<sourceDesc><url/><date when="2016-01-01"/></sourceDesc>', "", "2020-01-01"),
        ('<sourceDesc><bibl><date when="1961-05-03"/></bibl></sourceDesc>', "", "1961-05-03"),
    ],
)
def test_day_is_taken_from_what_tells_most_of_the_meeting(header: str, body: str, day: str) -> None:
    published = '<publicationStmt><date when="2020-01-01"/></publicationStmt>'
    whole = f"<teiHeader><fileDesc>{header}{published}</fileDesc></teiHeader>"
    record = read(tei(f'{body}<u who="#KW1"><seg>Yes.</seg></u>', header=whole))
    assert record.meetings[0].date == day


def test_party_that_refers_to_an_element_bears_its_name() -> None:
    people = PEOPLE.replace(
        "</listPerson>",
        '</listPerson><listOrg><org xml:id="p.H"><orgName>Herring Party</orgName></org></listOrg>',
    )
    record = read(tei('<sp who="#KW1" party="#p.H"><p>Yes.</p></sp>', people=people))
    assert [one.name for one in record.organizations] == ["Herring Party"]


def test_person_without_a_name_is_called_by_id_and_keeps_it_as_key() -> None:
    people = '<back><listPerson><person xml:id="S1"><sex value="2"/></person></listPerson></back>'
    record = read(tei('<u who="#S1"><seg>Yes.</seg></u>', people=people))
    assert [(one.name, one.named, one.key) for one in record.persons] == [
        ("S1", "label", "HarborCorpus-S1")
    ]


def test_play_with_a_cast_is_no_record_of_conversation() -> None:
    record = read(
        '<TEI><text><front><castList><castItem><role xml:id="k">Kolv</role></castItem></castList>'
        '</front><body><sp who="#k"><speaker>KOLV.</speaker><l>I come.</l></sp></body></text></TEI>'
    )
    assert (record.document.kind, record.meetings, record.turns) == ("Document", (), ())
    assert codes(record) == ["MG117"]


def test_annotated_words_are_joined_as_their_attributes_say() -> None:
    record = read(
        tei(
            '<u who="#KW1"><seg><s><w>We</w> <w join="right">can</w><w>not</w> <name><w>Elm</w>\n'
            '<w join="right">Bay</w></name><pc>.</pc></s></seg></u>'
        )
    )
    assert record.statements[0].text == "We cannot Elm Bay."


def test_editors_notes_are_left_out() -> None:
    record = read(
        tei('<u who="#KW1"><seg>Yes<note place="foot">See page 4.</note>, sir.</seg></u>')
    )
    assert record.full_text == "Yes, sir."


@pytest.mark.parametrize(
    ("body", "turns", "expected"),
    [
        ('<u who="#KW1"/>', 1, ["MG113"]),
        ('<u who=""><seg/></u>', 1, ["MG146", "MG113"]),
        ('<note type="time"/><u who="#KW1">x<time when="99"/></u>', 1, []),
        ('<u who="#KW1">a<u who="#TS2">b</u>c</u>', 3, []),
    ],
)
def test_odd_mark_up_is_told_and_read(body: str, turns: int, expected: list[str]) -> None:
    record = read(tei(body))
    assert len(record.turns) == turns
    assert codes(record) == expected


def test_text_without_anything_in_it_is_read_without_exception() -> None:
    assert codes(read("<TEI><text><body><u/></body></text></TEI>")) == ["MG146", "MG118", "MG113"]


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
SPEAKERS = st.sampled_from(["KW1", "TS2", "ČorićŽan", "P_7"])


@st.composite
def spoken(draw: st.DrawFn) -> list[tuple[str, str | None, list[str], str | None]]:
    """Draw turns: who speaks, under which label, the paragraphs, a direction behind the first."""
    one = st.tuples(
        SPEAKERS,
        st.none() | WORDS,
        st.lists(WORDS, min_size=1, max_size=3),
        st.none() | st.just("Applause."),
    )
    return draw(st.lists(one, min_size=1, max_size=8))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(turns=spoken())
def test_invented_utterances_come_back_in_order_with_speakers_and_words(
    turns: list[tuple[str, str | None, list[str], str | None]],
) -> None:
    body = ""
    for who, label, paragraphs, told in turns:
        body += f'<note type="speaker">{escape(label)}</note>' if label else ""
        first, *rest = [f"<seg>{escape(one)}</seg>" for one in paragraphs]
        note = f"<kinesic><desc>{told}</desc></kinesic>" if told else ""
        body += f"<u who={quoteattr('#' + who)}>{first}{note}{''.join(rest)}</u>"
    record = read(tei(body))
    assert [turn.speaker[0].partition("/")[2] for turn in record.turns] == [t[0] for t in turns]
    said = {one.order: one for one in record.statements}
    directions = {one.in_segment for one in record.stage_directions}
    for order, (_, label, paragraphs, told) in enumerate(turns, start=1):
        inside = told and len(paragraphs) > 1
        pieces = [paragraphs[0], *([told] if inside else []), *paragraphs[1:]]
        visible = ["".join(c for c in p if c not in "\u00ad\u200b\u2060\ufeff") for p in pieces]
        assert said[order].text.split() == " ".join(visible).split()
        turn = record.turns[order - 1]
        printed = turn.label.cut(record.full_text) if turn.label else None
        assert printed == (" ".join(label.split()) if label else None)
        assert (order in directions) == bool(inside)
