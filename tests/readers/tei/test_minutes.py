"""Minutes in TEI: who was there, who is told to have said what, when and where."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memograph.readers.source import Source
from memograph.readers.tei import minutes
from memograph.readers.xml import tree

MET = '<meeting><placeName>Aalen</placeName><date when="1871-05-02"/></meeting>'
HEAD = (
    '<head><title type="num">Nr. 4</title>'
    '<title type="descr">Bergrat, Aalen, 2. Mai 1871</title></head>'
)
SENTENCE = (
    '<p ana="participant_list">P. <rs type="person" ref="#b1">Ohm</rs>; VS. Kern; '
    'anw. <rs type="person" ref="#b2">Lang</rs>, Roth (bei II); außerdem anw. Veit; abw. Moll.</p>'
)
SPACED = '<hi rend="#letterspaced">\n  <rs type="person">{}</rs>\n</hi>'


def spaced(words):
    return SPACED.format(words)


def protocol(*paragraphs, closer=""):
    inner = "".join(f"<p>{words}</p>" for words in paragraphs)
    return f'<div type="protocol"><head>Protokoll der Sitzung.</head>{inner}</div>{closer}'


def document(body, *, meeting=MET, persons="", regest="", head=HEAD, name="BR-1-18710502-P-0004"):  # noqa: PLR0913 - each test changes one part
    listed = f'<listPerson type="attendants">{persons}</listPerson>' if persons else ""
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
    <fileDesc><titleStmt>{meeting}</titleStmt></fileDesc>
    <profileDesc><langUsage><language ident="de"/></langUsage><abstract>{listed}</abstract>
    </profileDesc></teiHeader><text><body><div xml:id="{name}">{head}
    <div type="regest">{regest}</div>{body}</div></body></text></TEI>"""


def read(markup, *, stem="nr4"):
    source = Source(name=f"{stem}.xml", stem=stem, data=markup.encode())
    return minutes.read(tree(source).root, source, reader="tei", problems=())


def person(name, role, ref=None):
    told = f' ref="#{ref}"' if ref else ""
    return f'<person role="{role}"><persName{told}><surname>{name}</surname></persName></person>'


def attendance(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    return {
        names[each.participant]: ("absent" if "absent" in each.attestation else each.role)
        for each in record.participations
        if "speaks" not in each.attestation or len(each.attestation) > 1
    }


def told(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    return [
        (names[turn.speaker[0]], statement.text)
        for turn, statement in zip(record.turns, record.statements, strict=True)
    ]


def test_list_of_persons_with_parts_gives_participations():
    persons = (
        person("Ohm", "protocol") + person("Kern", "chair") + person("Lang", "attendant ")
        + person("Veit", "present-non-member") + person("Moll", "absent")
    )  # fmt: skip
    assert attendance(read(document(protocol("Man beriet."), persons=persons))) == {
        "Ohm": ("note-taker",),
        "Kern": ("participant", "chair"),
        "Lang": ("participant",),
        "Veit": ("participant", "guest"),
        "Moll": "absent",
    }


def test_sentence_of_attendance_gives_the_same_as_a_list():
    assert attendance(read(document(protocol(), regest=SENTENCE))) == {
        "Ohm": ("note-taker",),
        "Kern": ("participant", "chair"),
        "Lang": ("participant",),
        "Roth": ("participant",),
        "Veit": ("participant", "guest"),
        "Moll": "absent",
    }


def test_sentence_with_signatures_lists_whom_it_says_to_be_there():
    sentence = (
        '<p ana="participant_list">RS.; P. Ohm (1., 8. 3.); VS. Kern; BdE. und anw. '
        "(Kern 3. 5.), Lang 4. 5., Roth; BdR. Erzherzog Veit 9. 5.</p>"
    )
    assert set(attendance(read(document(protocol(), regest=sentence)))) == {
        "Ohm", "Kern", "Lang", "Roth",
    }  # fmt: skip


def test_signatures_alone_are_no_attendance():
    persons = person("Kern", "chair") + person("Lang", "signed-protocol")
    assert set(attendance(read(document(protocol(), persons=persons)))) == {"Kern"}


def test_two_entries_with_one_reference_are_one_person_with_the_fuller_name():
    persons = person("Kern-Halm", "chair", "b7") + person("Kern", "attendant", "b7")
    record = read(document(protocol(), persons=persons))
    (only,) = record.participations
    assert (record.persons[0].name, only.role) == ("Kern-Halm", ("participant", "chair"))
    assert only.name_in_source == ("Kern-Halm", "Kern")
    assert record.persons[0].key == "br-b7"


def test_two_people_of_one_name_with_two_references_stay_apart():
    persons = person("Kern", "attendant", "b7") + person("Kern", "absent", "b8")
    record = read(document(protocol(), persons=persons))
    assert {each.key for each in record.persons} == {"br-b7", "br-b8"}
    assert len(record.participations) == 2


def test_reference_that_the_file_defines_is_of_the_file_alone():
    listed = '<person xml:id="b7" role="attendant"><persName ref="#b7">Kern</persName></person>'
    record = read(document(protocol(), persons=listed))
    assert record.persons[0].key == "BR-1-18710502-P-0004-b7"


def test_part_that_is_not_understood_is_told():
    persons = person("Kern", "chair") + person("Lang", "lookout")
    record = read(document(protocol(), persons=persons))
    assert [each.code for each in record.problems if each.code == "MG158"] == ["MG158"]
    assert "Lang" in attendance(record)


def test_marked_speakers_open_turns_of_reported_speech():
    text = (
        f"Der {spaced('Finanzminister')} beantragte 40 f. für Dr. Moll. Es sei genug da. "
        f"Der {spaced('Justizminister')} stimmte zu<note>Vgl. Nr. 3.</note>."
    )
    record = read(document(protocol(text, "Dabei blieb es.")))
    assert told(record) == [
        ("Finanzminister", "Der Finanzminister beantragte 40 f. für Dr. Moll. Es sei genug da."),
        ("Justizminister", "Der Justizminister stimmte zu.\n\nDabei blieb es."),
    ]
    assert {each.mode for each in record.statements} == {"reported"}
    assert [turn.label for turn in record.turns] == [None, None]


def test_second_speaker_of_a_sentence_gets_their_clause():
    text = f"Der {spaced('Rat')} klagte, worauf der {spaced('Vogt')} schwieg."
    assert told(read(document(protocol(text)))) == [
        ("Rat", "Der Rat klagte,"),
        ("Vogt", "worauf der Vogt schwieg."),
    ]


def test_speaker_who_is_no_subject_is_only_spoken_of():
    text = f"Den Antrag des {spaced('Vogts')} lehnte der {spaced('Rat')} ab."
    assert [name for name, _ in told(read(document(protocol(text))))] == ["Rat"]


def test_joint_speakers_share_a_turn():
    text = f"Der {spaced('Rat')} und der {spaced('Vogt')} stimmten zu."
    (turn,) = read(document(protocol(text))).turns
    assert len(turn.speaker) == 2


def test_reference_of_a_speaker_finds_the_person_listed():
    text = '<rs type="person" subtype="talking-minister" ref="#b2">Der Vogt</rs> sprach.'
    assert told(read(document(protocol(text), regest=SENTENCE))) == [("Lang", "Der Vogt sprach.")]


def test_post_once_said_with_a_name_means_its_holder():
    text = (
        f"{spaced('Finanzminister Freiherr v. Lang')} sprach. Der {spaced('Rat')} fragte. "
        f"Der {spaced('Finanzminister')} antwortete."
    )
    record = read(document(protocol(text), regest=SENTENCE))
    assert [name for name, _ in told(record)] == ["Lang", "Rat", "Lang"]


def test_role_in_several_cases_is_one_agent():
    text = f"Der {spaced('Vogt')} sprach. Nach dem Wunsche des {spaced('Vogts')} ruht es."
    assert len({turn.speaker for turn in read(document(protocol(text))).turns}) == 1


def test_surname_of_two_people_listed_is_neither():
    persons = person("A. Kern", "attendant", "b1") + person("B. Kern", "attendant", "b2")
    text = f"{spaced('Ritter v. Kern')} sprach. {spaced('Freiherr v. Kern')} schwieg."
    record = read(document(protocol(text), persons=persons))
    assert [name for name, _ in told(record)] == ["Ritter v. Kern", "Freiherr v. Kern"]


def test_heads_and_signatures_are_in_no_statement():
    body = (
        '<div type="protocol"><div type="agenda_item"><head>I. Brot</head>'
        f"<p>Der {spaced('Rat')} sprach.</p></div>"
        '<div type="agenda_item"><head>II. Bier</head><p>Man trank.</p></div>'
        '<closer><dateline>Aalen, am <date when="1871-06-09">9. Juni</date>. Kern.</dateline>'
        "</closer></div>"
    )
    record = read(document(body))
    assert [text for _, text in told(record)] == ["Der Rat sprach."]
    assert record.meetings[0].date == "1871-05-02"


def test_empty_protocol_is_a_meeting_without_turns():
    record = read(document('<div type="protocol"/>', regest=SENTENCE))
    assert (record.meetings[0].date, len(record.participations), record.turns) == (
        "1871-05-02", 6, (),
    )  # fmt: skip


def test_meeting_of_which_nobody_is_known_is_still_a_record():
    record = read(document('<div type="protocol"/>'))
    assert record.document.kind == "RecordOfConversation"
    assert record.participations == ()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('<date when-iso="1871-05-02"/>', ("1871-05-02", "1871-05-02")),
        ('<date when="1871"/>', (None, "1871")),
        ('<date from="1871-05-02" to="1871-05-04"/>', (None, "1871-05-02/1871-05-04")),
        ('<date when="">3. Mai 1871</date>', ("1871-05-03", "1871-05-03")),
        ("<date when='1871-13-45'/>", (None, None)),
    ],
)
def test_date_of_the_header_is_kept_as_exact_as_it_is(date, expected):
    meeting = f"<meeting><date n='1'/>{date}</meeting>"
    record = read(document(protocol("Es war."), meeting=meeting, head="<head>Nr. 4</head>"))
    assert (record.meetings[0].date, record.meetings[0].date_edtf) == expected


@pytest.mark.parametrize(
    ("later", "expected"), [("2. Mai 1871", "1871-05-02"), ("1. Mai 1871", "1871-05-01")]
)
def test_dates_that_differ_are_told_and_weighed(later, expected):
    meeting = '<meeting><date when="1871-05-01"/></meeting>'
    body = f'<div type="protocol"><head>Protokoll vom {later}.</head><p>Es war.</p></div>'
    record = read(document(body, meeting=meeting))
    assert record.meetings[0].date == expected
    assert "MG159" in [each.code for each in record.problems]


def test_date_and_place_that_only_the_head_gives_are_read_there():
    record = read(document(protocol("Es war."), meeting="", regest=SENTENCE))
    assert record.meetings[0].date == "1871-05-02"
    assert [place.name for place in record.places] == ["Aalen"]


def test_annex_has_no_turns_and_says_so():
    head = '<head>Nr. 4a Entwurf <ref target="4.xml">(Beilage zu Nr. 4)</ref></head>'
    record = read(document(protocol("Kern: Man baue.", "Lang: Man reiße ab."), head=head))
    assert (record.turns, record.participations) == ((), ())
    assert "MG161" in [each.code for each in record.problems]


def test_brackets_of_the_edition_name_nobody():
    text = f"Der {spaced('Rat')} sah den Grafen [Kern] (zu Ulm) und den Rest []."
    record = read(document(protocol(text)))
    assert (record.identity_assertions, record.stage_directions, record.mentions) == ((), (), ())
    assert {each.kind for each in record.editorial_insertions} <= {"Supplied", "Gap"}


def test_slug_is_the_identifier_of_the_document():
    record = read(document(protocol("Es war."), name="doc-BR-1-0004.xml"))
    assert record.document.slug == "BR-1-0004"


def test_prefixed_elements_read_as_the_others():
    plain = document(protocol(f"Der {spaced('Rat')} sprach."), regest=SENTENCE)
    prefixed = plain.replace("<rs ", '<t:rs xmlns:t="http://www.tei-c.org/ns/1.0" ')
    prefixed = prefixed.replace("</rs>", "</t:rs>")
    bare = plain.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    assert told(read(prefixed)) == told(read(plain)) == told(read(bare))


def test_problems_lead_to_the_line_of_the_mark_up():
    record = read(document(protocol(f"Der {spaced('Rat')} sprach."), regest=SENTENCE))
    found = next(each for each in record.problems if each.code == "MG160")
    assert found.where is not None
    assert found.where.line is not None
    assert found.where.line > 3


def test_reference_without_its_number_is_nobody_in_particular():
    persons = (
        person("Kern", "attendant", "mpr7") + person("Lang", "attendant", "mpr")
        + person("Roth", "absent", "mpr")
    )  # fmt: skip
    record = read(document(protocol(), persons=persons))
    assert {each.name: each.key for each in record.persons} == {
        "Kern": "br-mpr7", "Lang": None, "Roth": None,
    }  # fmt: skip


def test_speaker_outside_of_the_list_is_called_by_the_bare_name():
    text = '<rs type="person" subtype="talking-minister" ref="#b9">Rat Freiherr v. Ebner</rs> kam.'
    record = read(document(protocol(text), regest=SENTENCE))
    assert [name for name, _ in told(record)] == ["Ebner"]
    assert "br-b9" in {each.key for each in record.persons}


def test_person_without_a_part_in_a_list_of_those_present_was_there():
    listed = "<person><persName><surname>Kern</surname></persName></person>"
    record = read(document(protocol(), persons=listed + person("Lang", "absent")))
    assert attendance(record) == {"Kern": ("participant",), "Lang": "absent"}
    assert "MG158" in [each.code for each in record.problems]


# Texts that are no minutes


def letter(inner):
    return f"<TEI><teiHeader/><text><body>{inner}</body></text></TEI>"


def test_letter_has_neither_turns_nor_participants():
    record = read(
        letter(
            '<opener><dateline>Ulm, <date when="1901-04-03">3 April 1901</date></dateline>'
            "<salute>Dear Sir,</salute></opener><p>The wall is down. I told the mayor so, and he"
            " said that it would be built again.</p>"
            "<closer><signed>Yours, Ada Kern</signed></closer>"
        )
    )
    assert (record.turns, record.participations, record.meetings) == ((), (), ())
    assert record.document.kind == "Document"
    assert record.document.created == "1901-04-03"


def test_transcript_with_plain_labels_is_left_to_its_words():
    record = read(
        letter(
            "<head>Minutes of the harbour board</head><p>Present: Ada Kern, John Lang</p>"
            '<p><persName ref="#p1">Ada Kern</persName>: Is the pier safe?</p>'
            '<p><persName ref="#p2">John Lang</persName>: It is.</p>'
        )
    )
    assert told(record) == [("Ada Kern", "Is the pier safe?"), ("John Lang", "It is.")]
    assert {each.key for each in record.persons} == {"nr4-p1", "nr4-p2"}


def test_address_as_a_reference_identifies_the_person():
    record = read(
        letter(
            "<head>Minutes</head><p>Present: Ada Kern, John Lang</p>"
            '<p><persName ref="https://example.org/ada">Ada Kern</persName>: Is it safe?</p>'
            "<p>John Lang: It is.</p>"
        )
    )
    ada = next(each for each in record.persons if each.name == "Ada Kern")
    assert (ada.key, ada.identifiers) == (None, ("https://example.org/ada",))


def test_several_posts_of_one_person_are_each_their_own():
    text = (
        f"{spaced('Ministerpräsident, Minister des Innern Graf Lang')} sprach. Der "
        f"{spaced('Vogt')} fragte. Der {spaced('Minister des Innern')} schwieg."
    )
    record = read(document(protocol(text), regest=SENTENCE))
    assert [name for name, _ in told(record)] == ["Lang", "Vogt", "Lang"]


def test_post_that_a_reference_ties_to_a_person_holds_without_it():
    first = '<rs type="person" subtype="talking-minister" ref="#b2">Finanzminister</rs>'
    second = '<rs type="person" subtype="talking-minister">Finanzminister</rs>'
    text = f"Der {first} sprach. Der {spaced('Vogt')} fragte. Der {second} schwieg."
    record = read(document(protocol(text), regest=SENTENCE))
    assert [name for name, _ in told(record)] == ["Lang", "Vogt", "Lang"]


def test_list_of_none_but_the_chair_is_completed_by_the_sentence():
    persons = person("Kern", "chair") + person("Kern", "signed-protocol")
    sentence = '<p ana="participant_list">VS. Kern; anw, Lang, Roth; BdE. Kern (4. 5.).</p>'
    record = read(document(protocol(), persons=persons, regest=sentence))
    assert set(attendance(record)) == {"Kern", "Lang", "Roth"}


# Whatever the mark-up


ELEMENTS = (
    "p", "head", "div", "list", "item", "rs", "hi", "persName", "closer", "dateline", "date",
    "meeting", "listPerson", "person", "note", "choice", "abbr", "placeName", "teiHeader", "body",
)  # fmt: skip
ATTRIBUTES = (
    "", ' type="person"', ' type="protocol"', ' type="regest"', ' ref="#b1"', ' ref="#b"',
    ' rend="#letterspaced"', ' subtype="talking-minister"', ' ana="participant_list"',
    ' role="chair"', ' role=""', ' when="1871-05-02"', ' when="x"', ' type="attendants"',
)  # fmt: skip
WORDS = (
    "",
    " ",
    "P. Kern; ",
    "VS.",
    "anw. (Lang",
    "), ",
    "; abw. ",
    "Der Rat",
    ". Es",
    "\n",
    "[",
    "3.",
)


@st.composite
def elements(draw, depth=4):
    name, told = draw(st.sampled_from(ELEMENTS)), draw(st.sampled_from(ATTRIBUTES))
    inner = draw(st.lists(elements(depth=depth - 1), max_size=3)) if depth else []
    words, tail = draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
    return f"<{name}{told}>{words}{''.join(inner)}</{name}>{tail}"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(elements(), min_size=1, max_size=4))
def test_any_arrangement_of_elements_is_read(parts):
    record = read(f"<TEI><text>{''.join(parts)}</text></TEI>")
    ends = [0, *(each.span.end for each in record.statements)]
    for end, each in zip(ends, record.statements, strict=False):
        assert end <= each.span.start
    for segment in record.segments():
        assert segment.span.cut(record.full_text) == segment.text
    ids = {agent.id for agent in record.everyone()}
    assert {each.participant for each in record.participations} <= ids
    assert len({each.participant for each in record.participations}) == len(record.participations)


def test_many_speakers_are_read_in_time_that_grows_with_them():
    text = "".join(
        f"<p>Der {spaced('Rat')} sprach. Der {spaced('Vogt')} auch.</p>" for _ in range(2000)
    )
    record = read(document(f'<div type="protocol">{text}</div>', regest=SENTENCE))
    assert len(record.turns) == 4000


def test_meeting_of_the_header_makes_a_record_of_plain_paragraphs():
    body = (
        "<head>Harbour board</head><p>Ada Kern: Is the pier safe?</p><p>John Lang: It is.</p>"
        "<p>Ada Kern: Good.</p>"
    )
    markup = document("", head="").replace('<div type="regest"></div>', body)
    record = read(markup.replace('<language ident="de"/>', '<language ident="en"/>'))
    assert told(record)[0] == ("Ada Kern", "Is the pier safe?")
    assert len(record.turns) == 3
    assert (record.meetings[0].date, record.places[0].name) == ("1871-05-02", "Aalen")


def test_correspondence_is_no_talk_whatever_it_quotes():
    markup = (
        "<TEI><teiHeader><profileDesc><correspDesc/></profileDesc></teiHeader><text><body>"
        "<p>Dear Ada, they said in the meeting:</p><p>Ada Kern: Is the pier safe?</p>"
        "<p>John Lang: It is.</p><p>Ada Kern: Good.</p></body></text></TEI>"
    )
    record = read(markup)
    assert (record.document.kind, record.turns, record.participations) == ("Document", (), ())
